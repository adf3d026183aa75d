//! Writes changed fields back into a copy of a file: XMP, and in JPEG also IIM and the Exif texts that are there. What is
//! not changed stays as it was.

use crate::container;
use crate::embed;
use crate::metadata::choose::CREDENTIALS;
use crate::metadata::iptc::number;
use crate::metadata::packet::{self, Property, Shape};
use crate::metadata::{Metadata, exif_change, iim_change, packet_of, read};

/// One basic field and what it is to say; an empty list takes it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub field: String,
    pub values: Vec<String>,
}

/// The copy, and what has to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub bytes: Vec<u8>,
    /// The content credentials were taken out: they were about other bytes.
    pub has_dropped_credentials: bool,
    /// A value is longer than IIM allows and stands there cut; XMP has it whole.
    pub is_cut: bool,
}

/// Why nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unwritten {
    #[error("This format takes no changes here.")]
    Format,
    #[error("The file holds further pictures whose places would shift.")]
    Pictures,
    #[error("What the file says cannot be read to its end, so nothing in it could be changed safely.")]
    Unreadable,
    #[error("The file has no room for this much text.")]
    TooLong,
}

/// How a field is held in XMP.
enum Kind {
    Text,
    Words,
    Bag,
    Seq,
}

/// Field, XMP property and its kind, IIM dataset, Exif tag.
const PLACES: &[(&str, &str, Kind, &str, u16)] = &[
    ("title", "dc:title", Kind::Words, "ObjectName", 0),
    ("headline", "photoshop:Headline", Kind::Text, "Headline", 0),
    ("description", "dc:description", Kind::Words, "Caption", 0x010E),
    ("description_writer", "photoshop:CaptionWriter", Kind::Text, "CaptionWriter", 0),
    ("alt_text", "Iptc4xmpCore:AltTextAccessibility", Kind::Words, "", 0),
    ("extended_description", "Iptc4xmpCore:ExtDescrAccessibility", Kind::Words, "", 0),
    ("creator", "dc:creator", Kind::Seq, "Byline", 0x013B),
    ("creator_title", "photoshop:AuthorsPosition", Kind::Text, "BylineTitle", 0),
    ("credit", "photoshop:Credit", Kind::Text, "Credit", 0),
    ("source", "photoshop:Source", Kind::Text, "Source", 0),
    ("copyright", "dc:rights", Kind::Words, "CopyrightNotice", 0x8298),
    ("usage_terms", "xmpRights:UsageTerms", Kind::Words, "", 0),
    ("web_statement", "xmpRights:WebStatement", Kind::Text, "", 0),
    ("data_mining", "plus:DataMining", Kind::Text, "", 0),
    ("keywords", "dc:subject", Kind::Bag, "Keywords", 0),
    ("event", "Iptc4xmpExt:Event", Kind::Words, "", 0),
    ("people_shown", "Iptc4xmpExt:PersonInImage", Kind::Bag, "", 0),
    ("instructions", "photoshop:Instructions", Kind::Text, "SpecialInstructions", 0),
    ("job_id", "photoshop:TransmissionReference", Kind::Text, "OriginalTransmissionReference", 0),
    ("sublocation", "Iptc4xmpCore:Location", Kind::Text, "Sublocation", 0),
    ("city", "photoshop:City", Kind::Text, "City", 0),
    ("state", "photoshop:State", Kind::Text, "ProvinceState", 0),
    ("country", "photoshop:Country", Kind::Text, "CountryName", 0),
    ("country_code", "Iptc4xmpCore:CountryCode", Kind::Text, "CountryCode", 0),
    ("rating", "xmp:Rating", Kind::Text, "", 0),
    ("label", "xmp:Label", Kind::Text, "", 0),
    ("digital_source_type", "Iptc4xmpExt:DigitalSourceType", Kind::Text, "", 0),
    ("captured_at", "photoshop:DateCreated", Kind::Text, "DateCreated", 0x9003),
];

/// Whether this field has a place in files.
pub fn has_place(field: &str) -> bool {
    PLACES.iter().any(|(known, ..)| *known == field)
}

/// The fields as a packet of its own, to lie beside a file that cannot be changed.
pub fn sidecar(edits: &[Edit]) -> String {
    packet::packet(&properties(edits, &Metadata::default()))
}

/// A copy of the file that says this. Edits of fields without a place in files are left out.
pub fn write_back(bytes: &[u8], mime: &str, edits: &[Edit]) -> Result<Written, Unwritten> {
    if !embed::takes_packets(mime) {
        return Err(Unwritten::Format);
    }
    if mime == "image/jpeg" && embed::counts_bytes(bytes) {
        return Err(Unwritten::Pictures);
    }
    let found = read(bytes, mime);
    let has_dropped_credentials = found.has_credentials;
    let edits = &with_what_is_dropped(edits, &found);
    let mut copy = if has_dropped_credentials {
        embed::without_credentials(bytes, mime).ok_or(Unwritten::Unreadable)?
    } else {
        bytes.to_vec()
    };
    let mut is_cut = false;
    if mime == "image/jpeg" {
        (copy, is_cut) = older_standards(&copy, edits, found.raw.contains_key("iptc"))?;
    }
    let properties = properties(edits, &found);
    let replaced: Vec<&str> = replaced(edits);
    let packet = match packet_of(&copy, mime) {
        Some(own) => packet::merged(&own, &properties, &replaced).ok_or(Unwritten::Unreadable)?,
        None => packet::packet(&properties),
    };
    let bytes = embed::with_packet(&copy, mime, &packet).ok_or(Unwritten::TooLong)?;
    Ok(Written { bytes, has_dropped_credentials, is_cut })
}

/// What only the credentials said goes into the copy in plain words: that machines made it, and what is reserved.
fn with_what_is_dropped(edits: &[Edit], found: &Metadata) -> Vec<Edit> {
    let mut all = edits.to_vec();
    let dropped = found.choices.iter().filter(|choice| {
        choice.source.starts_with(&format!("{CREDENTIALS} ")) && !edits.iter().any(|edit| edit.field == choice.field)
    });
    all.extend(dropped.map(|choice| Edit { field: choice.field.clone(), values: vec![choice.value.clone()] }));
    all
}

fn replaced(edits: &[Edit]) -> Vec<&'static str> {
    let mut names: Vec<&str> = edits.iter().filter_map(|edit| place(&edit.field).map(|place| place.1)).collect();
    if edits.iter().any(|edit| edit.field == "captured_at") {
        names.push("exif:DateTimeOriginal");
    }
    names
}

fn place(field: &str) -> Option<&'static (&'static str, &'static str, Kind, &'static str, u16)> {
    PLACES.iter().find(|(known, ..)| *known == field)
}

fn properties(edits: &[Edit], found: &Metadata) -> Vec<Property> {
    let mut properties = Vec::new();
    for edit in edits {
        let (Some((_, name, kind, ..)), Some(first)) = (place(&edit.field), edit.values.first()) else { continue };
        let shape = match kind {
            Kind::Text => Shape::Text(edit.values.join("; ")),
            Kind::Words => Shape::Languages(languages(found, name, first)),
            Kind::Bag => Shape::Bag(edit.values.clone()),
            Kind::Seq => Shape::Seq(edit.values.clone()),
        };
        properties.push(Property { name, shape });
    }
    properties
}

/// The new default; what the file says in other languages stays.
fn languages(found: &Metadata, name: &str, text: &str) -> Vec<(String, String)> {
    let mut all = vec![("x-default".to_owned(), text.to_owned())];
    let start = format!("{name}[");
    for (property, value) in found.raw.get("xmp").into_iter().flat_map(|values| values.range(start.clone()..)) {
        let Some(language) = property.strip_prefix(&start).and_then(|rest| rest.strip_suffix(']')) else { break };
        all.push((language.to_owned(), value.clone()));
    }
    all
}

/// The copy with Exif texts changed, and IIM; IIM begins only where there was some or something fits into it.
fn older_standards(bytes: &[u8], edits: &[Edit], has_iim: bool) -> Result<(Vec<u8>, bool), Unwritten> {
    let segments = container::jpeg_segments(bytes);
    let exif = segments.iter().find(|(marker, payload)| *marker == 0xE1 && payload.starts_with(b"Exif\0\0"));
    let exif = exif.and_then(|(_, payload)| payload.get(6..));
    let exif =
        exif.map(|block| exif_change::changed(block, &in_exif(edits)).ok_or(Unwritten::Unreadable)).transpose()?;
    let changes = in_iim(edits);
    let parts = segments.iter().filter(|(marker, _)| *marker == 0xED);
    let old: Vec<u8> =
        parts.filter_map(|(_, payload)| payload.strip_prefix(b"Photoshop 3.0\0")).flatten().copied().collect();
    let mut is_cut = false;
    let mut resources = None;
    if !changes.is_empty() && (has_iim || changes.iter().any(|change| !change.values.is_empty())) {
        let (made, cut) = iim_change::changed(&old, &changes).ok_or(Unwritten::Unreadable)?;
        is_cut = cut;
        resources = Some(made);
    }
    let made = embed::with_blocks(bytes, exif.as_deref(), resources.as_deref()).ok_or(Unwritten::TooLong)?;
    Ok((made, is_cut))
}

fn in_exif(edits: &[Edit]) -> Vec<exif_change::Change> {
    let mut changes = Vec::new();
    for edit in edits {
        let Some((.., tag)) = place(&edit.field).filter(|(.., tag)| *tag != 0) else { continue };
        if edit.field != "captured_at" {
            changes.push(exif_change::Change { tag: *tag, text: edit.values.join("; ") });
            continue;
        }
        let moment = edit.values.first().map(|text| Moment::parse(text)).unwrap_or_default();
        changes.push(exif_change::Change { tag: *tag, text: moment.exif() });
        changes.push(exif_change::Change { tag: 0x9291, text: moment.fraction });
        changes.push(exif_change::Change { tag: 0x9011, text: moment.offset });
    }
    changes
}

fn in_iim(edits: &[Edit]) -> Vec<iim_change::Change> {
    let mut changes = Vec::new();
    for edit in edits {
        let Some((_, _, _, dataset, _)) = place(&edit.field) else { continue };
        let Some(first) = number(dataset) else { continue };
        if edit.field != "captured_at" {
            changes.push(iim_change::Change { number: first, values: edit.values.clone() });
            continue;
        }
        let moment = edit.values.first().map(|text| Moment::parse(text)).unwrap_or_default();
        let some = |text: String| if text.is_empty() { Vec::new() } else { vec![text] };
        changes.push(iim_change::Change { number: 55, values: some(moment.day.replace('-', "")) });
        let time = if moment.time.is_empty() { String::new() } else { moment.iim_time() };
        changes.push(iim_change::Change { number: 60, values: some(time) });
    }
    changes
}

/// "2020-01-02T03:04:05.67+01:00" in its parts; those that are not there are empty.
#[derive(Default)]
struct Moment {
    day: String,
    time: String,
    fraction: String,
    offset: String,
}

impl Moment {
    fn parse(text: &str) -> Moment {
        let (day, rest) = text.split_once('T').unwrap_or((text, ""));
        let zone_at = rest.find(['+', '-', 'Z']).unwrap_or(rest.len());
        let (clock, zone) = rest.split_at(zone_at);
        let (time, fraction) = clock.split_once('.').unwrap_or((clock, ""));
        let offset = if zone == "Z" { "+00:00" } else { zone };
        let owned = str::to_owned;
        Moment { day: owned(day), time: owned(time), fraction: owned(fraction), offset: owned(offset) }
    }

    fn exif(&self) -> String {
        if self.day.len() != 10 {
            return String::new();
        }
        let time = if self.time.len() == 8 { self.time.as_str() } else { "00:00:00" };
        format!("{} {time}", self.day.replace('-', ":"))
    }

    fn iim_time(&self) -> String {
        let offset = if self.offset.is_empty() { "+0000".to_owned() } else { self.offset.replace(':', "") };
        format!("{}{offset}", self.time.replace(':', ""))
    }
}
