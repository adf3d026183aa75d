//! What a rendition keeps of its original: who made it, whose it is, what may be done with it, and what it is. Never
//! where it was taken, by which camera, or who is in it. Depends on nothing but the original's bytes.

use crate::embed;
use crate::metadata::choose::Choice;
use crate::metadata::packet::{self, Property, Shape};
use crate::metadata::{self, Metadata, packet_of};

/// The properties that are kept as they stand, with all their languages and structures.
const KEPT: &[&str] = &[
    "dc:creator",
    "dc:rights",
    "photoshop:Credit",
    "photoshop:AuthorsPosition",
    "xmpRights:Marked",
    "xmpRights:UsageTerms",
    "xmpRights:WebStatement",
    "xmpRights:Owner",
    "plus:Licensor",
    "plus:CopyrightOwner",
    "plus:ImageCreator",
    "plus:ImageSupplier",
    "plus:DataMining",
    "plus:OtherConstraints",
    "plus:OtherConditions",
    "plus:CreditLineRequired",
    "plus:CopyrightStatus",
    "Iptc4xmpExt:DigitalSourceType",
    "Iptc4xmpExt:EmbdEncRightsExpr",
    "Iptc4xmpExt:LinkedEncRightsExpr",
    "Iptc4xmpCore:AltTextAccessibility",
    "Iptc4xmpCore:ExtDescrAccessibility",
];

/// Basic fields that other standards may hold, and the XMP property that carries them on.
const CARRIED: &[(&str, &str)] = &[
    ("creator", "dc:creator"),
    ("copyright", "dc:rights"),
    ("credit", "photoshop:Credit"),
    ("creator_title", "photoshop:AuthorsPosition"),
    // Content Credentials say these too, and no rendition keeps those.
    ("data_mining", "plus:DataMining"),
    ("digital_source_type", "Iptc4xmpExt:DigitalSourceType"),
];

/// The packet for renditions of this original; none when it says nothing that is kept.
pub fn kept(original: &[u8], mime: &str) -> Option<String> {
    let found = metadata::read(original, mime);
    let carried = carried(&found);
    let replaced: Vec<&str> = carried.iter().map(|property| property.name).collect();
    let as_it_stands: Vec<&str> = KEPT.iter().copied().filter(|name| !replaced.contains(name)).collect();
    let has_some = found.raw.get("xmp").is_some_and(|values| {
        let is_kept = |name: &str| as_it_stands.iter().any(|kept| name.starts_with(kept));
        values.keys().any(|name| is_kept(name))
    });
    let own = if has_some { packet_of(original, mime) } else { None };
    if let Some(packet) = own.and_then(|own| packet::reduced(&own, &carried, &as_it_stands)) {
        return Some(packet);
    }
    // Without a packet that can be read to its end: what the fields say.
    let all = of_basics(&found);
    (!all.is_empty()).then(|| packet::packet(&all))
}

/// A copy of a rendition (JPEG, PNG or WebP) with the packet inside; unchanged where it does not fit.
pub fn embedded(rendition: Vec<u8>, mime: &str, packet: &str) -> Vec<u8> {
    embed::with_packet(&rendition, mime, packet).unwrap_or(rendition)
}

/// The fields whose value another standard decided.
fn carried(found: &Metadata) -> Vec<Property> {
    let other = |choice: &&Choice| !choice.source.starts_with("xmp ");
    let chosen = found.choices.iter().filter(other);
    chosen
        .filter_map(|choice| {
            let (_, name) = CARRIED.iter().find(|(field, _)| *field == choice.field)?;
            Some(property(name, &choice.value))
        })
        .collect()
}

fn of_basics(found: &Metadata) -> Vec<Property> {
    let more = [
        ("usage_terms", "xmpRights:UsageTerms"),
        ("web_statement", "xmpRights:WebStatement"),
        ("alt_text", "Iptc4xmpCore:AltTextAccessibility"),
    ];
    let fields = CARRIED.iter().chain(&more);
    fields.filter_map(|(field, name)| Some(property(name, found.basics.get(*field)?))).collect()
}

fn property(name: &'static str, value: &str) -> Property {
    let list = || value.split("; ").map(str::to_owned).collect();
    let shape = match name {
        "dc:creator" => Shape::Seq(list()),
        "dc:rights" | "xmpRights:UsageTerms" | "Iptc4xmpCore:AltTextAccessibility" => Shape::Language(value.to_owned()),
        _ => Shape::Text(value.to_owned()),
    };
    Property { name, shape }
}
