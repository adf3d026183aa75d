//! From three raw blocks to one set of fields, in the order of the Metadata Working Group: XMP, then IIM, then Exif.

use std::collections::BTreeMap;

use crate::metadata::block::Values;

/// One field and where it is looked for, in this order.
type Source =
    (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str], &'static [&'static str]);

/// field, XMP paths, IIM names, Exif names, PNG text names
const SOURCES: &[Source] = &[
    ("title", &["dc:title"], &["ObjectName"], &[], &["Title"]),
    ("headline", &["photoshop:Headline"], &["Headline"], &[], &[]),
    ("description", &["dc:description"], &["Caption"], &["ImageDescription"], &["Description"]),
    ("description_writer", &["photoshop:CaptionWriter"], &["CaptionWriter"], &[], &[]),
    ("creator", &["dc:creator"], &["Byline"], &["Artist"], &["Author"]),
    ("creator_title", &["photoshop:AuthorsPosition"], &["BylineTitle"], &[], &[]),
    ("credit", &["photoshop:Credit"], &["Credit"], &[], &[]),
    ("source", &["photoshop:Source"], &["Source"], &[], &[]),
    ("copyright", &["dc:rights"], &["CopyrightNotice"], &["Copyright"], &["Copyright"]),
    ("usage_terms", &["xmpRights:UsageTerms"], &[], &[], &[]),
    ("web_statement", &["xmpRights:WebStatement"], &[], &[], &[]),
    ("licensor", &["plus:Licensor/plus:LicensorName"], &[], &[], &[]),
    ("keywords", &["dc:subject"], &["Keywords"], &[], &["Keywords"]),
    ("category", &["photoshop:Category"], &["Category"], &[], &[]),
    ("event", &["Iptc4xmpExt:Event"], &[], &[], &[]),
    ("people_shown", &["Iptc4xmpExt:PersonInImage"], &[], &[], &[]),
    ("instructions", &["photoshop:Instructions"], &["SpecialInstructions"], &[], &[]),
    ("job_id", &["photoshop:TransmissionReference"], &["OriginalTransmissionReference"], &[], &[]),
    ("sublocation", &["Iptc4xmpCore:Location"], &["Sublocation"], &[], &[]),
    ("city", &["photoshop:City"], &["City"], &[], &[]),
    ("state", &["photoshop:State"], &["ProvinceState"], &[], &[]),
    ("country", &["photoshop:Country"], &["CountryName"], &[], &[]),
    ("country_code", &["Iptc4xmpCore:CountryCode"], &["CountryCode"], &[], &[]),
    ("rating", &["xmp:Rating"], &[], &[], &[]),
    ("label", &["xmp:Label"], &[], &[], &[]),
    ("digital_source_type", &["Iptc4xmpExt:DigitalSourceType"], &[], &[], &[]),
    ("model_release", &["plus:ModelReleaseStatus"], &[], &[], &[]),
    ("property_release", &["plus:PropertyReleaseStatus"], &[], &[], &[]),
    ("software", &["xmp:CreatorTool"], &["OriginatingProgram"], &[], &["Software"]),
    ("lens", &["exifEX:LensModel", "aux:Lens"], &[], &[], &[]),
];

/// `facts` are Exif values in plain form; for what a camera measures they come first.
pub(super) fn choose(raw: &BTreeMap<String, Values>, facts: &Values) -> Values {
    let mut basics = Values::new();
    let look = |block: &str, names: &[&str]| {
        let values = raw.get(block)?;
        names.iter().find_map(|name| values.get(*name).or_else(|| any_language(values, name))).cloned()
    };
    for (field, xmp, iptc, exif, png) in SOURCES {
        let found =
            look("xmp", xmp).or_else(|| look("iptc", iptc)).or_else(|| look("exif", exif)).or_else(|| look("png", png));
        if let Some(value) = found {
            basics.insert((*field).to_owned(), value);
        }
    }
    let captured = facts
        .get("captured_at")
        .cloned()
        .or_else(|| look("xmp", &["photoshop:DateCreated", "exif:DateTimeOriginal"]))
        .or_else(|| iim_date(raw.get("iptc")?));
    if let Some(captured) = captured {
        basics.insert("captured_at".to_owned(), captured);
    }
    for (name, value) in facts {
        let is_measured = name != "software" && name != "captured_at";
        if is_measured || !basics.contains_key(name) {
            basics.insert(name.clone(), value.clone());
        }
    }
    basics
}

/// A language alternative without a default: the first language there is.
fn any_language<'a>(values: &'a Values, name: &str) -> Option<&'a String> {
    let start = format!("{name}[");
    values.range(start.clone()..).next().filter(|(found, _)| found.starts_with(&start)).map(|(_, value)| value)
}

/// "20200102" and "030405+0100" as "2020-01-02T03:04:05+01:00"; the time and its offset may be missing.
fn iim_date(iptc: &Values) -> Option<String> {
    let date =
        iptc.get("DateCreated").filter(|date| date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit()))?;
    let day = format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]);
    let time = iptc
        .get("TimeCreated")
        .filter(|time| time.len() >= 6 && time.is_ascii() && time[..6].bytes().all(|byte| byte.is_ascii_digit()));
    let Some(time) = time else { return Some(day) };
    let offset = &time[6..];
    let offset = if offset.len() == 5 { format!("{}:{}", &offset[..3], &offset[3..]) } else { String::new() };
    Some(format!("{day}T{}:{}:{}{offset}", &time[..2], &time[2..4], &time[4..6]))
}
