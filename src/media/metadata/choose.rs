//! From what the standards say to one set of fields, by the rules of the Metadata Working Group, and who won where they
//! differ. Pure: the same blocks and sources give the same choice.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::metadata::block::Values;

/// What an XMP file beside the original is called among the standards.
pub const SIDECAR: &str = "sidecar";

/// What the block of Content Credentials is called among the standards.
pub const CREDENTIALS: &str = "c2pa";

/// Values by standard, as in `Metadata::raw`.
pub type Raw = BTreeMap<String, Values>;

/// What the rules need to know beside the raw values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Somebody wrote IIM without writing XMP: the digest that was stored with XMP is not the one of the block.
    pub iim_changed: bool,
    /// What the camera measured, in plain form.
    pub measured: Values,
    /// The packet inside the file says that it was written after the one beside it.
    #[serde(default)]
    pub sidecar_is_older: bool,
}

/// Which place one field came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub field: String,
    pub value: String,
    /// A standard and its property, such as `xmp dc:title`.
    pub source: String,
    /// Why this place and no other, as a sentence.
    pub why: String,
    /// Places that say something else.
    pub others: Vec<Other>,
}

/// A place that says something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    pub source: String,
    pub value: String,
    /// It says the beginning of the same: IIM has limits of length.
    pub is_shortened: bool,
}

/// A field and the places it is looked for, `standard property` each.
pub const SOURCES: &[(&str, &[&str])] = &[
    (
        "title",
        &[
            "xmp dc:title",
            "iptc ObjectName",
            "png Title",
            "pdf Title",
            "office title",
            "id3 Title",
            "riff Title",
            "quicktime Title",
        ],
    ),
    ("headline", &["xmp photoshop:Headline", "iptc Headline"]),
    (
        "description",
        &[
            "exif ImageDescription",
            "xmp dc:description",
            "iptc Caption",
            "png Description",
            "pdf Subject",
            "office description",
            "office subject",
            "quicktime Description",
            "riff Comment",
            "id3 Comment",
        ],
    ),
    ("description_writer", &["xmp photoshop:CaptionWriter", "iptc CaptionWriter"]),
    ("alt_text", &["xmp Iptc4xmpCore:AltTextAccessibility"]),
    ("extended_description", &["xmp Iptc4xmpCore:ExtDescrAccessibility"]),
    (
        "creator",
        &[
            "exif Artist",
            "xmp dc:creator",
            "iptc Byline",
            "png Author",
            "pdf Author",
            "office creator",
            "id3 Artist",
            "riff Artist",
            "quicktime Artist",
        ],
    ),
    ("creator_title", &["xmp photoshop:AuthorsPosition", "iptc BylineTitle"]),
    ("credit", &["xmp photoshop:Credit", "iptc Credit"]),
    ("source", &["xmp photoshop:Source", "iptc Source"]),
    (
        "copyright",
        &[
            "exif Copyright",
            "xmp dc:rights",
            "iptc CopyrightNotice",
            "png Copyright",
            "id3 Copyright",
            "riff Copyright",
            "quicktime Copyright",
        ],
    ),
    ("usage_terms", &["xmp xmpRights:UsageTerms"]),
    ("web_statement", &["xmp xmpRights:WebStatement"]),
    ("licensor", &["xmp plus:Licensor/plus:LicensorName"]),
    ("data_mining", &["xmp plus:DataMining", "c2pa training-mining"]),
    ("keywords", &["xmp dc:subject", "iptc Keywords", "png Keywords", "pdf Keywords", "office keywords"]),
    ("category", &["xmp photoshop:Category", "iptc Category"]),
    ("event", &["xmp Iptc4xmpExt:Event"]),
    ("people_shown", &["xmp Iptc4xmpExt:PersonInImage"]),
    ("instructions", &["xmp photoshop:Instructions", "iptc SpecialInstructions"]),
    ("job_id", &["xmp photoshop:TransmissionReference", "iptc OriginalTransmissionReference"]),
    ("sublocation", &["xmp Iptc4xmpCore:Location", "iptc Sublocation"]),
    ("city", &["xmp photoshop:City", "iptc City"]),
    ("state", &["xmp photoshop:State", "iptc ProvinceState"]),
    ("country", &["xmp photoshop:Country", "iptc CountryName"]),
    ("country_code", &["xmp Iptc4xmpCore:CountryCode", "iptc CountryCode"]),
    ("location_created", &["xmp Iptc4xmpExt:LocationCreated"]),
    ("location_shown", &["xmp Iptc4xmpExt:LocationShown"]),
    ("rating", &["xmp xmp:Rating"]),
    ("label", &["xmp xmp:Label"]),
    ("digital_source_type", &["xmp Iptc4xmpExt:DigitalSourceType", "c2pa digitalSourceType"]),
    ("model_release", &["xmp plus:ModelReleaseStatus"]),
    ("property_release", &["xmp plus:PropertyReleaseStatus"]),
    (
        "software",
        &[
            "exif Software",
            "xmp xmp:CreatorTool",
            "iptc OriginatingProgram",
            "png Software",
            "pdf Creator",
            "office application",
        ],
    ),
    ("lens", &["exif LensModel", "xmp exifEX:LensModel", "xmp aux:Lens"]),
    (
        "captured_at",
        &["exif DateTimeOriginal", "xmp photoshop:DateCreated", "xmp exif:DateTimeOriginal", "iptc DateCreated"],
    ),
    (
        "digitized_at",
        &[
            "exif DateTimeDigitized",
            "xmp xmp:CreateDate",
            "iptc DigitalCreationDate",
            "pdf CreationDate",
            "office created",
            "quicktime Created",
        ],
    ),
    ("modified_at", &["exif DateTime", "xmp xmp:ModifyDate", "pdf ModDate", "office modified"]),
];

/// What cameras write where nobody wrote anything.
const FILLED_IN: &[&str] = &[
    "OLYMPUS DIGITAL CAMERA",
    "SONY DSC",
    "DIGITAL CAMERA",
    "KONICA MINOLTA DIGITAL CAMERA",
    "MINOLTA DIGITAL CAMERA",
    "SAMSUNG DIGITAL CAMERA",
    "SAMSUNG CAMERA PICTURES",
    "DCIM",
    "<DIGIMAX I5, SAMSUNG #1>",
];

/// All basic fields, and how those were chosen that have places of their own.
pub(super) fn all(raw: &Raw, said: &Said) -> (Values, Vec<Choice>) {
    let mut basics = Values::new();
    let mut choices = Vec::new();
    for (field, sources) in SOURCES {
        if let Some(choice) = pick(field, sources, raw, said) {
            basics.insert((*field).to_owned(), choice.value.clone());
            choices.push(choice);
        }
    }
    for (name, value) in &said.measured {
        basics.entry(name.clone()).or_insert_with(|| value.clone());
    }
    (basics, choices)
}

/// The value of one field: what an editor wrote beside the file comes first unless the packet inside is newer, then Exif,
/// then XMP before IIM unless IIM was changed since XMP was written, then everything else. Within one standard, the order
/// of `sources` (`standard property` each) decides. A source in `xmp` is looked for in the file beside as well.
pub fn pick<S: AsRef<str>>(field: &str, sources: &[S], raw: &Raw, said: &Said) -> Option<Choice> {
    let mut found: Vec<(&str, String, String)> = Vec::new();
    for source in sources {
        let Some((standard, property)) = source.as_ref().split_once(' ') else { continue };
        let beside = (standard == "xmp").then_some(SIDECAR);
        for standard in [Some(standard), beside].into_iter().flatten() {
            if let Some(value) = value_of(standard, property, raw, said) {
                found.push((standard, format!("{standard} {property}"), value));
            }
        }
    }
    // Stable: the order of the sources stays within one standard.
    found.sort_by_key(|(standard, ..)| rank(standard, said));
    let has = |standard: &str| found.iter().any(|(each, ..)| *each == standard);
    let (winner, source, value) = found.first()?.clone();
    let why = match winner {
        _ if found.len() == 1 => "No other place says anything.",
        SIDECAR if said.sidecar_is_older => "It comes first.",
        SIDECAR => "The file beside it is an editor's last word.",
        "exif" => "What Exif says comes first.",
        "iptc" if has("xmp") => "IIM was changed after XMP was written: its digest no longer fits.",
        "xmp" if has("iptc") && said.iim_changed => "It comes first.",
        "xmp" if has("iptc") => "XMP comes before IIM.",
        _ => "It comes first.",
    };
    let others = found.iter().skip(1).filter(|(_, _, other)| !is_same(&value, other));
    let others = others.map(|(_, source, other)| Other {
        source: source.clone(),
        is_shortened: is_beginning(other, &value),
        value: other.clone(),
    });
    Some(Choice { field: field.to_owned(), source, why: why.to_owned(), others: others.collect(), value })
}

fn rank(standard: &str, said: &Said) -> u8 {
    match standard {
        SIDECAR if !said.sidecar_is_older => 0,
        "exif" => 1,
        "iptc" if said.iim_changed => 2,
        "xmp" => 3,
        SIDECAR => 4,
        "iptc" => 5,
        _ => 6,
    }
}

/// What one place says, in the form the field is kept in.
pub fn value_of(standard: &str, property: &str, raw: &Raw, said: &Said) -> Option<String> {
    let values = raw.get(standard)?;
    let measured = |name: &str| said.measured.get(name).cloned();
    let found = match (standard, property) {
        ("exif", "DateTimeOriginal") => measured("captured_at"),
        ("exif", "DateTimeDigitized") => measured("digitized_at"),
        ("exif", "DateTime") => measured("modified_at"),
        ("iptc", "DateCreated") => iim_date(values, "DateCreated", "TimeCreated"),
        ("iptc", "DigitalCreationDate") => iim_date(values, "DigitalCreationDate", "DigitalCreationTime"),
        (CREDENTIALS, "training-mining") => data_mining(values),
        ("xmp" | SIDECAR, "Iptc4xmpExt:LocationCreated" | "Iptc4xmpExt:LocationShown") => place(values, property),
        _ => values.get(property).or_else(|| any_language(values, property)).cloned(),
    };
    found.filter(|text| !text.trim().is_empty() && !FILLED_IN.contains(&text.trim().to_uppercase().as_str()))
}

/// What Content Credentials reserve, as the value of `plus:DataMining` that reserves at least as much.
fn data_mining(values: &Values) -> Option<String> {
    let codes = [
        ("data_mining", "DMI-PROHIBITED"),
        ("ai_training", "DMI-PROHIBITED-AIMLTRAINING"),
        ("ai_generative_training", "DMI-PROHIBITED-GENAIMLTRAINING"),
    ];
    let is_reserved = |name: &str| values.get(&format!("training-mining/{name}")).is_some_and(|said| said != "allowed");
    let (_, code) = codes.into_iter().find(|(name, _)| is_reserved(name))?;
    Some(format!("http://ns.useplus.org/ldf/vocab/{code}"))
}

/// From the small to the large: place, city, state, country.
fn place(values: &Values, property: &str) -> Option<String> {
    let parts = ["LocationName", "Sublocation", "City", "ProvinceState", "CountryName"];
    let said: Vec<&str> = parts
        .iter()
        .filter_map(|part| {
            let name = format!("{property}/Iptc4xmpExt:{part}");
            values.get(&name).or_else(|| any_language(values, &name)).map(String::as_str)
        })
        .collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// A language alternative without a default: the first language there is.
fn any_language<'a>(values: &'a Values, name: &str) -> Option<&'a String> {
    let start = format!("{name}[");
    values.range(start.clone()..).next().filter(|(found, _)| found.starts_with(&start)).map(|(_, value)| value)
}

/// Blanks apart; lists in any order; dates as far as both go.
fn is_same(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let list = |text: &str| {
        let mut parts: Vec<String> = text.split(';').map(words).filter(|part| !part.is_empty()).collect();
        parts.sort();
        parts
    };
    list(one) == list(other) || is_same_moment(one, other)
}

fn is_same_moment(one: &str, other: &str) -> bool {
    let is_date = |text: &str| text.len() >= 10 && text.as_bytes().get(4) == Some(&b'-') && text.is_ascii();
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let short = short.trim_end_matches('Z');
    is_date(short)
        && is_date(long)
        && (long.starts_with(short) || long.replace("+00:00", "").starts_with(&short.replace("+00:00", "")))
}

fn is_beginning(short: &str, long: &str) -> bool {
    let (short, long) = (short.trim_end(), long.trim_end());
    short.len() < long.len() && short.len() >= 3 && long.starts_with(short)
}

/// "20200102" and "030405+0100" as "2020-01-02T03:04:05+01:00"; the time and its offset may be missing.
fn iim_date(iptc: &Values, date: &str, time: &str) -> Option<String> {
    let date = iptc.get(date).filter(|date| date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit()))?;
    let day = format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]);
    let time = iptc
        .get(time)
        .filter(|time| time.len() >= 6 && time.is_ascii() && time[..6].bytes().all(|byte| byte.is_ascii_digit()));
    let Some(time) = time else { return Some(day) };
    let offset = &time[6..];
    let offset = if offset.len() == 5 { format!("{}:{}", &offset[..3], &offset[3..]) } else { String::new() };
    Some(format!("{day}T{}:{}:{}{offset}", &time[..2], &time[2..4], &time[4..6]))
}
