//! The rights fields of a file as its reader keeps them, made into lists under the names of XMP.
//!
//! A field is called by its path (`plus:Licensor/plus:LicensorName`). What is named like a field of rights and is not
//! known here is kept too, so that it can be said instead of dropped.

use std::collections::BTreeMap;

/// The fields of a file: a path to its values.
pub type Fields = BTreeMap<String, Vec<String>>;

/// Blocks of a file (`xmp`, `iptc`, `exif`, `png`, and `sidecar` for the XMP file beside it) with the values of each,
/// lists joined by `"; "`.
pub type Raw = BTreeMap<String, BTreeMap<String, String>>;

/// Whether a field holds one text or a list of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Text,
    List,
}

/// A field, what people call it, and what it holds.
const KNOWN: &[(&str, &str, Holds)] = &[
    ("dc:rights", "Copyright notice", Holds::Text),
    ("iptc:CopyrightNotice", "Copyright notice (IPTC-IIM)", Holds::Text),
    ("exif:Copyright", "Copyright (Exif)", Holds::Text),
    ("png:Copyright", "Copyright (PNG)", Holds::Text),
    ("xmpRights:Marked", "Marked as in copyright", Holds::Text),
    ("xmpRights:Owner", "Rights owner", Holds::List),
    ("xmpRights:UsageTerms", "Usage terms", Holds::Text),
    ("xmpRights:WebStatement", "Web statement of rights", Holds::Text),
    ("photoshop:Credit", "Credit line", Holds::Text),
    ("plus:CopyrightOwner/plus:CopyrightOwnerName", "Copyright owner", Holds::List),
    ("plus:CopyrightStatus", "Copyright status", Holds::Text),
    ("plus:CreditLineRequired", "Credit line required", Holds::Text),
    ("plus:Licensor/plus:LicensorName", "Licensor", Holds::List),
    ("plus:Licensor/plus:LicensorURL", "Licensor's address", Holds::List),
    ("plus:Licensee/plus:LicenseeName", "Licensee", Holds::List),
    ("plus:EndUser/plus:EndUserName", "End user", Holds::List),
    ("plus:LicenseID", "Licence ID", Holds::Text),
    ("plus:LicensorTransactionID", "Licensor's transaction ID", Holds::List),
    ("plus:LicenseeProjectReference", "Licensee's project", Holds::List),
    ("plus:LicenseStartDate", "Licence start", Holds::Text),
    ("plus:LicenseEndDate", "Licence end", Holds::Text),
    ("plus:MediaSummaryCode", "Media summary code", Holds::Text),
    ("plus:MediaConstraints", "Constraints on media", Holds::Text),
    ("plus:RegionConstraints", "Constraints on regions", Holds::Text),
    ("plus:ProductOrServiceConstraints", "Constraints on products", Holds::Text),
    ("plus:OtherConstraints", "Other constraints", Holds::Text),
    ("plus:ImageAlterationConstraints", "Constraints on changes", Holds::List),
    ("plus:ImageDuplicationConstraints", "Constraints on copies", Holds::Text),
    ("plus:ImageFileConstraints", "Constraints on the file", Holds::List),
    ("plus:ModelReleaseStatus", "Model release", Holds::Text),
    ("plus:ModelReleaseID", "Model release ID", Holds::List),
    ("plus:MinorModelAgeDisclosure", "Age of the youngest model", Holds::Text),
    ("plus:PropertyReleaseStatus", "Property release", Holds::Text),
    ("plus:PropertyReleaseID", "Property release ID", Holds::List),
    ("plus:DataMining", "Data mining", Holds::Text),
    (CREDENTIALS_MINING, "Data mining and training (Content Credentials)", Holds::List),
    ("plus:Reuse", "Reuse", Holds::Text),
    ("Iptc4xmpExt:PersonInImage", "Person shown", Holds::List),
    ("Iptc4xmpExt:PersonInImageWDetails/Iptc4xmpExt:PersonName", "Person shown (details)", Holds::List),
    ("Iptc4xmpExt:ArtworkOrObject/Iptc4xmpExt:AOTitle", "Artwork or object", Holds::List),
    ("Iptc4xmpExt:ArtworkOrObject/Iptc4xmpExt:AOCopyrightNotice", "Copyright notice of the artwork", Holds::List),
    ("Iptc4xmpExt:ArtworkOrObject/Iptc4xmpExt:AOCreator", "Creator of the artwork", Holds::List),
    ("Iptc4xmpExt:Contributor/Iptc4xmpExt:Name", "Contributor", Holds::List),
    ("Iptc4xmpExt:DigitalSourceType", "Digital source type", Holds::Text),
    (CREDENTIALS_SOURCE, "Digital source type (Content Credentials)", Holds::Text),
    ("Iptc4xmpExt:EmbdEncRightsExpr/Iptc4xmpExt:EncRightsExpr", "Embedded rights expression", Holds::Text),
    ("Iptc4xmpExt:LinkedEncRightsExpr/Iptc4xmpExt:LinkedRightsExpr", "Linked rights expression", Holds::List),
];

/// What Content Credentials say about machines: uses and words as in `ai_training=notAllowed`.
pub const CREDENTIALS_MINING: &str = "c2pa:training-mining";
/// How a picture came about, as Content Credentials have it.
pub const CREDENTIALS_SOURCE: &str = "c2pa:digitalSourceType";

/// Fields named like fields of rights that say nothing about them: who supplied a file, versions, registries.
const WITHOUT_RIGHTS: &[&str] = &[
    "plus:Version",
    "plus:FileNameAsDelivered",
    "plus:ImageSupplier",
    "plus:ImageCreator",
    "plus:ImageFileFormatAsDelivered",
    "plus:ImageFileSizeAsDelivered",
    "plus:ImageType",
    "plus:FirstPublicationDate",
    "plus:OtherImageInfo",
    "plus:OtherLicenseDocuments",
    "plus:LicensorImageID",
    "plus:LicenseeImageID",
    "plus:LicenseTransactionDate",
    "plus:LicenseeImageNotes",
    "plus:LicensorNotes",
    "plus:CopyrightRegistrationNumber",
    "plus:LicenseeTransactionID",
    "plus:OtherLicenseInfo",
    "plus:CustomField",
    "plus:CopyrightOwner/plus:CopyrightOwnerID",
    "plus:CopyrightOwner/plus:CopyrightOwnerImageID",
    "plus:CopyrightOwnerImageID",
    "plus:Licensor/",
    "plus:Licensee/",
    "plus:EndUser/",
];

/// The fields of rights in the file beside it.
pub fn of_sidecar(raw: &Raw) -> Fields {
    let mut fields = of_packet(raw, "sidecar");
    fields.retain(|_, values| !values.is_empty());
    fields
}

/// The fields of rights in one block of XMP. Of several languages the default counts.
fn of_packet(raw: &Raw, block: &str) -> Fields {
    let mut fields = Fields::new();
    for (path, text) in raw.get(block).into_iter().flatten() {
        let (name, is_default) = match path.split_once('[') {
            Some((name, _)) => (name, false),
            None => (path.as_str(), true),
        };
        let known = KNOWN.iter().find(|(each, _, _)| *each == name);
        let of_rights = name.starts_with("plus:") || name.starts_with("xmpRights:");
        if known.is_none() && (!of_rights || WITHOUT_RIGHTS.iter().any(|each| name.starts_with(each))) {
            continue;
        }
        if is_default || !fields.contains_key(name) {
            let values = values(text, known.map_or(Holds::Text, |(_, _, holds)| *holds));
            fields.insert(name.to_owned(), values);
        }
    }
    fields
}

/// The fields of rights among everything that was read inside the file.
pub fn of_raw(raw: &Raw) -> Fields {
    let mut fields = of_packet(raw, "xmp");
    let older = [("iptc", "CopyrightNotice"), ("exif", "Copyright"), ("png", "Copyright")];
    for (block, name) in older {
        let Some(text) = raw.get(block).and_then(|values| values.get(name)) else { continue };
        let told = fields.values().flatten().any(|value| value == text.trim());
        if !told {
            fields.insert(format!("{block}:{name}"), values(text, Holds::Text));
        }
    }
    if let Some(credit) = raw.get("iptc").and_then(|values| values.get("Credit")) {
        fields.entry("photoshop:Credit".to_owned()).or_insert_with(|| values(credit, Holds::Text));
    }
    if let Some(said) = raw.get("c2pa") {
        let uses = said.iter().filter_map(|(path, word)| Some((path.strip_prefix("training-mining/")?, word)));
        fields.insert(CREDENTIALS_MINING.to_owned(), uses.map(|(each, word)| format!("{each}={word}")).collect());
        let known = first(&fields, "Iptc4xmpExt:DigitalSourceType").map(code);
        let source = said.get("digitalSourceType").filter(|text| Some(code(text)) != known);
        let source = source.map(|text| values(text, Holds::Text)).unwrap_or_default();
        fields.insert(CREDENTIALS_SOURCE.to_owned(), source);
    }
    fields.retain(|_, values| !values.is_empty());
    fields
}

fn values(text: &str, holds: Holds) -> Vec<String> {
    let parts: Vec<&str> = match holds {
        Holds::Text => vec![text],
        Holds::List => text.split("; ").collect(),
    };
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Whether anything here reads the field.
pub fn is_known(name: &str) -> bool {
    KNOWN.iter().any(|(each, _, _)| *each == name)
}

/// What people call a field; its own name where nobody here knows it.
pub fn label(name: &str) -> &str {
    let known = KNOWN.iter().find(|(each, _, _)| *each == name);
    known.map_or_else(|| name.rsplit(':').next().unwrap_or(name), |(_, label, _)| label)
}

/// The first value of a field that is not empty.
pub fn first<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    fields.get(name)?.iter().map(|text| text.trim()).find(|text| !text.is_empty())
}

/// A value of a controlled list without its namespace.
pub fn code(value: &str) -> &str {
    value.rsplit(['/', '#']).next().unwrap_or(value)
}

/// A text on one line, at most `most` characters.
pub fn line(text: &str, most: usize) -> String {
    let plain = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    plain.collect::<String>().trim().chars().take(most).collect()
}
