//! Foreign words for channels, purposes and places, each as far as it is certain what they mean.

use super::json_ld::{CHANNEL, PURPOSE};
use super::pair::{Lexicon, Names, Pair};

/// Modifications that "any" stands for; the reserved ones have to be named.
pub const OPEN_MODIFICATIONS: &[&str] = &[
    "crop",
    "resize",
    "flip",
    "recolour",
    "decolour",
    "retouch",
    "overlay_text",
    "cut_down",
    "translate",
    "composite",
    "animate",
];

/// Words for channels: what they certainly mean, and what they may mean as well.
const CHANNELS: &[(&[&str], &[&str], &[&str])] = &[
    (&["online", "web", "internet", "digital"], &["owned.site"], &["online"]),
    (&["website", "websites", "homepage"], &["owned.site"], &["owned", "ads.display", "social"]),
    (&["shop", "ecommerce", "webshop"], &["owned.shop"], &["marketplace", "retail_media"]),
    (&["app", "mobile", "mobileapp"], &["owned.app"], &["online"]),
    (&["email", "newsletter"], &["owned.email"], &[]),
    (&["messaging", "sms", "push"], &["owned.messaging"], &[]),
    (&["social", "socialmedia", "socialnetwork", "socialnetworks"], &["social.organic"], &["social"]),
    (&["print"], &["print"], &["packaging", "ooh.static", "pos.instore", "editorial.publication"]),
    (&["newspaper", "magazine", "press", "periodical"], &["print.press"], &["editorial.publication"]),
    (&["book", "books"], &["editorial.publication"], &[]),
    (&["brochure", "catalogue", "catalog", "flyer", "collateral"], &["print.collateral"], &[]),
    (&["directmail"], &["print.directmail"], &[]),
    (&["advertising", "ads"], &[], &["paid_media", "atl", "btl"]),
    (&["banner", "display", "displayads"], &["ads.display"], &["ads"]),
    (&["tv", "television", "broadcast"], &["tv.linear"], &["tv"]),
    (&["ctv", "ott", "streaming"], &["tv.ctv"], &["ads.video"]),
    (&["cinema", "theatrical"], &["cinema"], &[]),
    (&["radio"], &["radio"], &["ads.audio"]),
    (&["billboard", "outdoor", "outofhome", "ooh"], &["ooh.static"], &["ooh"]),
    (&["dooh", "digitaloutofhome"], &["ooh.digital"], &[]),
    (&["packaging"], &["packaging"], &[]),
    (&["merchandise"], &["merchandise"], &[]),
    (&["pos", "pointofsale", "instore"], &["pos.instore"], &["pos"]),
    (&["events", "tradefair", "exhibition"], &["events"], &[]),
    (&["games", "game"], &["games"], &[]),
    (&["intranet", "internal"], &["internal.intranet"], &["internal"]),
];

const PURPOSES: &[(&[&str], &[&str], &[&str])] = &[
    (&["commercial", "commercialuse"], &["commercial"], &[]),
    (&["advertising", "marketing", "promotion"], &["commercial.advertising"], &["commercial"]),
    (&["pr", "publicrelations"], &["commercial.pr"], &[]),
    (&["resale"], &["commercial.resale"], &[]),
    (&["editorial", "editorialuse"], &["editorial"], &[]),
    (&["news"], &["editorial.news"], &["editorial"]),
    (&["education", "educational", "teaching"], &["nonprofit.education"], &[]),
    (&["noncommercial", "noncommercialuse", "nonprofit"], &["nonprofit"], &["nonprofit", "internal", "editorial"]),
    (&["internal", "internaluse"], &["internal"], &[]),
    (&["political"], &["political"], &[]),
    (&["aitraining"], &["ai.training"], &[]),
    (&["textanddatamining", "tdm", "datamining"], &["ai.tdm"], &["ai.tdm", "ai.training", "ai.generative_training"]),
];

/// What a foreign word for channels means; `None` where nobody knows.
pub fn channels(lexicon: &Lexicon<'_>, word: &str) -> Option<Pair> {
    if let Some(name) = word.strip_prefix(CHANNEL) {
        return lexicon.channel(name).map(Pair::exactly);
    }
    if let Some((_, sure, may)) = CHANNELS.iter().find(|(words, ..)| words.contains(&bare(word).as_str())) {
        let sure = lexicon.channels_named(sure);
        return Some(Pair { may: sure.union(&lexicon.channels_named(may)).cloned().collect(), sure });
    }
    // A platform's own posts; what is paid for is another right.
    let own = lexicon.channel(&format!("social.organic.{}", bare(word)))?;
    let both = lexicon.channel(&format!("platform:{}", bare(word))).unwrap_or_default();
    Some(Pair { may: own.union(&both).cloned().collect(), sure: own })
}

pub fn purposes(lexicon: &Lexicon<'_>, word: &str) -> Option<Pair> {
    if let Some(name) = word.strip_prefix(PURPOSE) {
        return lexicon.purpose(name).map(Pair::exactly);
    }
    let (_, sure, may) = PURPOSES.iter().find(|(words, ..)| words.contains(&bare(word).as_str()))?;
    let sure = lexicon.purposes_named(sure);
    Some(Pair { may: sure.union(&lexicon.purposes_named(may)).cloned().collect(), sure })
}

/// The last part of an id or word, in small letters and without signs.
fn bare(word: &str) -> String {
    let last = word.trim_end_matches('/').rsplit(['/', '#', ':']).next().unwrap_or(word);
    last.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Lists of country codes we read an id of.
const LISTS: &[&str] = &["iso3166", "iso-3166", "iso:code:3166", "iso:std:iso:3166", "cvx.iptc.org", "iso:3166", "m49"];

/// The territories a foreign id or code stands for; `None` where nobody knows.
pub fn places(lexicon: &Lexicon<'_>, word: &str) -> Option<Pair> {
    let lower = word.to_lowercase();
    let plain = !word.contains(['/', '#', ':']);
    if !plain && !LISTS.iter().any(|list| lower.contains(list)) {
        return None;
    }
    let code = word.trim_end_matches('/').rsplit(['/', '#', ':']).next().unwrap_or(word).to_uppercase();
    if code == "001" || code == "WORLD" {
        return Some(Pair::exactly(lexicon.territories.clone()));
    }
    if let Some((country, _)) = code.split_once('-') {
        // A part of a country, which we cannot tell from the whole.
        let country = one(&alpha2(country)?);
        return lexicon.territories.is_superset(&country).then(|| Pair::perhaps(country));
    }
    if code.len() == 3 && code.chars().all(|letter| letter.is_ascii_digit()) {
        return lexicon.place(&code).map(Pair::exactly);
    }
    let known = lexicon.territories.contains(&code).then(|| code.clone());
    if let Some(code) = known.or_else(|| alpha2(&code)) {
        return lexicon.territories.contains(&code).then(|| Pair::exactly(one(&code)));
    }
    // A group whose members change with time: who belongs to it is for a person to say.
    lexicon.place(&code).map(Pair::perhaps)
}

fn one(code: &str) -> Names {
    Names::from([code.to_owned()])
}

fn alpha2(code: &str) -> Option<String> {
    let found = match code.len() {
        2 => rust_iso3166::from_alpha2(code),
        3 => rust_iso3166::from_alpha3(code),
        _ => None,
    };
    found.map(|country| country.alpha2.to_owned())
}

/// The id a territory has in the list IPTC keeps for RightsML.
pub fn place_id(code: &str) -> String {
    match rust_iso3166::from_alpha2(code) {
        Some(country) => format!("http://cvx.iptc.org/iso3166-1a3/{}", country.alpha3),
        None => format!("https://www.iso.org/obp/ui/#iso:code:3166:{code}"),
    }
}
