//! The canonical normal form of a region, its text for people and for comparison, and its hash.
//! Equal sets of use points have equal forms, however they were put together.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDateTime, NaiveTime, Timelike};
use serde::Serialize;

use crate::bits::{AtomSet, LeafSet};
use crate::period::{ALWAYS, FOREVER, Instant, local};
use crate::reference::Reference;

/// Disjoint half-open intervals in order, never touching.
pub(crate) type Intervals = Vec<(Instant, Instant)>;

/// For every channel and purpose: which atoms carry which value. Rows that are equal are held once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Form<T> {
    pub rows: Vec<Row<T>>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Row<T> {
    /// For each purpose, the channels of this row.
    pub cells: Vec<(u16, LeafSet)>,
    pub groups: Vec<(T, AtomSet)>,
}

impl<T: Ord + Clone> Form<T> {
    /// Builds the canonical form from any partition into channel sets, purpose sets, atoms and values.
    pub fn new(parts: impl IntoIterator<Item = (LeafSet, LeafSet, AtomSet, T)>) -> Self {
        let mut columns: BTreeMap<(LeafSet, LeafSet), BTreeMap<T, AtomSet>> = BTreeMap::new();
        for (channels, purposes, atoms, value) in parts {
            let groups = columns.entry((channels, purposes)).or_default();
            let held = groups.entry(value).or_default();
            *held = held.union(&atoms);
        }
        let mut rows: BTreeMap<Vec<(T, AtomSet)>, BTreeMap<u16, LeafSet>> = BTreeMap::new();
        for ((channels, purposes), groups) in columns {
            let cells = rows.entry(groups.into_iter().collect()).or_default();
            for purpose in purposes.iter() {
                let held = cells.entry(purpose as u16).or_default();
                *held = held.union(&channels);
            }
        }
        let rows = rows.into_iter().map(|(groups, cells)| Row { cells: cells.into_iter().collect(), groups });
        Self { rows: rows.collect() }
    }
}

/// Joins intervals that touch or overlap.
pub(crate) fn join(mut intervals: Intervals) -> Intervals {
    intervals.sort_unstable();
    let mut joined: Intervals = Vec::with_capacity(intervals.len());
    for (from, until) in intervals {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => joined.push((from, until)),
        }
    }
    joined
}

/// One box of a region as people read it. `from` is a civil day, or a local time; `until` is an inclusive civil day, or
/// an excluded local time. Nothing means without limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegionBox {
    pub channels: Vec<String>,
    pub territories: Vec<String>,
    pub from: Option<String>,
    pub until: Option<String>,
    pub purposes: Vec<String>,
}

/// A set of use points with its texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Region {
    id: String,
    lines: Vec<String>,
    boxes: Vec<RegionBox>,
    #[serde(skip)]
    pub(crate) form: Form<Intervals>,
}

impl Region {
    /// Texts name purposes only where the question was about more than one.
    pub(crate) fn new(form: Form<Intervals>, reference: &Reference, name_purposes: bool) -> Self {
        let mut lines = Vec::new();
        let mut boxes = Vec::new();
        for (spans, atoms, channels, purposes) in text_boxes(&form, reference) {
            let territories = territory_names(&atoms, reference);
            let mut channels: Vec<String> =
                channels.iter().map(|leaf| reference.channels.name(leaf).to_owned()).collect();
            let mut purposes: Vec<String> =
                purposes.iter().map(|leaf| reference.purposes.name(leaf).to_owned()).collect();
            channels.sort_unstable();
            purposes.sort_unstable();
            let spans: Vec<(String, String)> =
                spans.iter().map(|(from, until)| (civil_from(*from), civil_until(*until))).collect();
            let dates: Vec<String> = spans.iter().map(|(from, until)| format!("{from}..{until}")).collect();
            let mut line = format!("{} | {} | {}", channels.join("+"), territories.join(","), dates.join(" & "));
            if name_purposes {
                line.push_str(" | ");
                line.push_str(&purposes.join("+"));
            }
            lines.push(line);
            boxes.extend(spans.into_iter().map(|(from, until)| RegionBox {
                channels: channels.clone(),
                territories: territories.clone(),
                from: Some(from).filter(|text| !text.is_empty()),
                until: Some(until).filter(|text| !text.is_empty()),
                purposes: purposes.clone(),
            }));
        }
        lines.sort_unstable();
        Self { id: form_id(&form), lines, boxes, form }
    }

    /// The canonical text, one line a box, sorted.
    pub fn lines(&self) -> Vec<String> {
        self.lines.clone()
    }

    pub fn boxes(&self) -> &[RegionBox] {
        &self.boxes
    }

    /// Equal regions have equal ids.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn is_empty(&self) -> bool {
        self.form.rows.is_empty()
    }
}

fn form_id(form: &Form<Intervals>) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut number = |value: i64| {
        hasher.update(&value.to_le_bytes());
    };
    for row in &form.rows {
        number(row.cells.len() as i64);
        for (purpose, channels) in &row.cells {
            number(i64::from(*purpose));
            channels.words().iter().for_each(|word| number(*word as i64));
        }
        number(row.groups.len() as i64);
        for (intervals, atoms) in &row.groups {
            atoms.words().iter().for_each(|word| number(*word as i64));
            number(intervals.len() as i64);
            intervals.iter().for_each(|(from, until)| {
                number(*from);
                number(*until);
            });
        }
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

/// Intervals in wall-clock seconds, which print alike wherever they are equal.
type Spans = Vec<(i64, i64)>;

/// Groups by civil text in a fixed order: time, territory, channel, purpose.
fn text_boxes(form: &Form<Intervals>, reference: &Reference) -> Vec<(Spans, AtomSet, LeafSet, LeafSet)> {
    let mut by_channel: BTreeMap<(Spans, AtomSet, u16), LeafSet> = BTreeMap::new();
    for row in &form.rows {
        let mut texts: Vec<(Spans, AtomSet)> = Vec::new();
        let mut text: Spans = Vec::new();
        for (intervals, atoms) in &row.groups {
            for atom in atoms.iter() {
                let zone = reference.territories.atoms[atom].zone;
                text.clear();
                text.extend(intervals.iter().map(|span| (civil(span.0, zone), civil(span.1, zone))));
                match texts.iter_mut().find(|(known, _)| *known == text) {
                    Some((_, atoms)) => atoms.insert(atom),
                    None => texts.push((text.clone(), [atom].into_iter().collect())),
                }
            }
        }
        for (purpose, channels) in &row.cells {
            for (text, atoms) in &texts {
                let held = by_channel.entry((text.clone(), *atoms, *purpose)).or_default();
                *held = held.union(channels);
            }
        }
    }
    let mut by_purpose: BTreeMap<(Spans, AtomSet, LeafSet), LeafSet> = BTreeMap::new();
    for ((text, atoms, purpose), channels) in by_channel {
        by_purpose.entry((text, atoms, channels)).or_default().insert(usize::from(purpose));
    }
    by_purpose.into_iter().map(|((text, atoms, channels), purposes)| (text, atoms, channels, purposes)).collect()
}

/// The wall-clock time of an instant, in seconds; the ends of time stay what they are.
fn civil(at: Instant, zone: chrono_tz::Tz) -> i64 {
    if at == ALWAYS || at == FOREVER { at } else { local(at, zone).and_utc().timestamp() }
}

fn civil_time(civil: i64) -> NaiveDateTime {
    DateTime::from_timestamp(civil, 0).map_or(NaiveDateTime::MAX, |time| time.naive_utc())
}

/// Written by hand: every box and every reason has two of these, and the general formatter takes its time.
fn civil_text(time: NaiveDateTime) -> String {
    let (year, month, day) = (time.year(), time.month(), time.day());
    if !(0..=9999).contains(&year) {
        return time.date().to_string();
    }
    let (hour, minute) = (time.hour(), time.minute());
    match (time.time() == NaiveTime::MIN, time.second()) {
        (true, _) => format!("{year:04}-{month:02}-{day:02}"),
        (false, 0) => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"),
        (false, second) => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
    }
}

/// A local midnight as a civil date, any other time as a local time; nothing at the beginning of time.
fn civil_from(civil: i64) -> String {
    if civil == ALWAYS { String::new() } else { civil_text(civil_time(civil)) }
}

/// A local midnight as the last day before it, any other time as an excluded local time; nothing at the end of time.
fn civil_until(civil: i64) -> String {
    if civil == FOREVER {
        return String::new();
    }
    let time = civil_time(civil);
    match time.date().pred_opt() {
        Some(day) if time.time() == NaiveTime::MIN => civil_text(day.and_time(NaiveTime::MIN)),
        _ => civil_text(time),
    }
}

pub(crate) fn from_text(at: Instant, zone: chrono_tz::Tz) -> String {
    civil_from(civil(at, zone))
}

pub(crate) fn until_text(at: Instant, zone: chrono_tz::Tz) -> String {
    civil_until(civil(at, zone))
}

/// Codes of a set of atoms: whole territories by code, parts by name or as `CODE@Zone`, all parts `X-…` of a group `X`
/// as `X`.
pub(crate) fn territory_names(atoms: &AtomSet, reference: &Reference) -> Vec<String> {
    let territories = &reference.territories;
    let mut rest = *atoms;
    let mut names = Vec::new();
    for (name, parts) in territories.parted.iter().filter(|(_, parts)| parts.is_subset(atoms)) {
        rest = rest.minus(parts);
        names.push(name.clone());
    }
    for atom in atoms.iter().filter(|atom| rest.contains(*atom)) {
        names.push(territories.name_of(atom, &rest));
    }
    names.sort_unstable();
    names.dedup();
    names
}
