//! The fields of a licence in a file (PLUS, XMP) as rules: grants with their periods and guards, and constraints.
//!
//! Fields are what a supplier claims: all of it is to be reviewed, and what only points elsewhere stays possible.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde_json::{Map, Value, json};

use super::fields::{Fields, code, first};
use super::proposal::{Note, ProposedRule, RuleKind, doubt};
use super::summary_code::{self, Dates};
use super::words::OPEN_MODIFICATIONS;

/// The longest text that is quoted, characters.
const LONGEST_QUOTE: usize = 9_900;
/// The constraints of PLUS on changes, and what each takes away.
pub const CHANGES: &[(&str, &[&str])] = &[
    ("AL-CRP", &["crop", "cut_down"]),
    ("AL-FLP", &["flip"]),
    ("AL-RET", &["retouch"]),
    ("AL-CLR", &["recolour"]),
    ("AL-DCL", &["decolour"]),
    ("AL-MRG", &["composite"]),
];
/// Fields whose words may forbid something.
pub const CONSTRAINTS: &[&str] =
    &["plus:MediaConstraints", "plus:RegionConstraints", "plus:ProductOrServiceConstraints", "plus:OtherConstraints"];
/// The fields a licence is read from.
pub const LICENCE: &[&str] = &[
    "plus:MediaSummaryCode",
    "plus:LicenseStartDate",
    "plus:LicenseEndDate",
    "xmpRights:UsageTerms",
    "plus:ImageAlterationConstraints",
    "plus:ImageFileConstraints",
    "plus:CreditLineRequired",
    "photoshop:Credit",
    "plus:Licensor/plus:LicensorName",
    "plus:Licensee/plus:LicenseeName",
    "plus:EndUser/plus:EndUserName",
    "plus:LicenseID",
    "plus:LicensorTransactionID",
    "plus:LicenseeProjectReference",
];

/// The licence a file tells of.
#[derive(Clone, Debug, Default)]
pub struct Licence {
    pub grants: Vec<ProposedRule>,
    pub notes: Vec<Note>,
}

/// What was read of the two dates beside a licence.
struct Period {
    start: Option<String>,
    end: Option<String>,
    unread: Vec<Note>,
}

/// One grant for each usage of the summary code; words or dates alone make one grant that says nothing of where.
/// No grant where the file tells of no licence.
pub fn licence(fields: &Fields) -> Licence {
    let mut found = Licence::default();
    let period = period(fields);
    let dates = Dates { start: period.start.as_deref(), end: period.end.as_deref() };
    if let Some(summary) = first(fields, "plus:MediaSummaryCode") {
        match summary_code::read(summary, dates) {
            Ok(rules) => found.grants = rules,
            Err(note) => found.notes.push(note),
        }
    }
    if found.grants.is_empty() {
        found.grants.extend(in_words(fields, dates));
    }
    let guards = guards(fields);
    for rule in &mut found.grants {
        rule.target = Some("copyright.work".to_owned());
        for (key, value) in &guards {
            rule.body.insert(key.clone(), value.clone());
        }
        if !period.unread.is_empty() {
            doubt(RuleKind::Grant, &mut rule.body, &period.unread);
        }
    }
    found.notes.extend(period.unread);
    found
}

/// Terms in words, or bare dates, as a grant nobody can be certain of.
fn in_words(fields: &Fields, dates: Dates<'_>) -> Option<ProposedRule> {
    let named = ["xmpRights:UsageTerms", "plus:LicenseID", "plus:LicenseEndDate", "plus:LicenseStartDate"];
    let from = named.into_iter().find(|name| first(fields, name).is_some())?;
    let mut body = Map::from_iter([
        ("channels".to_owned(), json!(["all"])),
        ("territories".to_owned(), json!(["WORLD"])),
        ("purposes".to_owned(), json!(["any"])),
        ("period".to_owned(), summary_code::period(dates, false)),
    ]);
    let why = Note::new("terms_in_words", from, "Where and for what it holds stands in words nobody has read yet.");
    doubt(RuleKind::Grant, &mut body, &[why]);
    Some(ProposedRule { kind: RuleKind::Grant, target: None, quote: quote(fields, LICENCE), body })
}

/// The words of fields as a clause quotes them: one line a field.
pub fn quote(fields: &Fields, names: &[&str]) -> String {
    let each = names.iter().filter_map(|name| Some(format!("{name}: {}", fields.get(*name)?.join("; "))));
    each.collect::<Vec<_>>().join("\n").chars().take(LONGEST_QUOTE).collect()
}

fn period(fields: &Fields) -> Period {
    let mut unread = Vec::new();
    let mut read = |name: &str| {
        let text = first(fields, name)?;
        let read = date(text);
        if read.is_none() {
            let message = format!("{text:?} is no whole day and no instant with its offset; it is taken as unknown.");
            unread.push(Note::new("date_unread", name, message));
        }
        read
    };
    let start = read("plus:LicenseStartDate");
    let mut end = read("plus:LicenseEndDate");
    if start.as_ref().zip(end.as_ref()).is_some_and(|(start, end)| start.get(..10) > end.get(..10)) {
        let message = "The licence ends before it starts; its end is taken as unknown.";
        unread.push(Note::new("date_unread", "plus:LicenseEndDate", message));
        end = None;
    }
    Period { start, end, unread }
}

/// A civil day (`2027-01-31`, also with colons as some programs write it) or an instant with its offset.
fn date(text: &str) -> Option<String> {
    let day = |form| NaiveDate::parse_from_str(text, form).ok().map(|day| day.format("%Y-%m-%d").to_string());
    let instant = || {
        let at = DateTime::parse_from_rfc3339(text).ok()?;
        Some(at.with_timezone(&Utc).to_rfc3339_opts(SecondsFormat::Secs, true))
    };
    if text.len() == 10 { day("%Y-%m-%d").or_else(|| day("%Y:%m:%d")) } else { instant() }
}

/// What the fields say for every grant: changes and duties.
fn guards(fields: &Fields) -> Map<String, Value> {
    let mut guards = Map::new();
    if let Some(named) = fields.get("plus:ImageAlterationConstraints") {
        let gone = |name: &str| {
            let each = named.iter().filter_map(|value| CHANGES.iter().find(|(each, _)| *each == code(value)));
            each.flat_map(|(_, gone)| *gone).any(|each| *each == name)
        };
        let left: Vec<&str> = OPEN_MODIFICATIONS.iter().copied().filter(|name| !gone(name)).collect();
        // A constraint nobody knows may take anything away.
        let known = named.iter().all(|value| CHANGES.iter().any(|(each, _)| *each == code(value)));
        guards.insert("modifications".to_owned(), if known { json!(left) } else { json!([]) });
    }
    let mut duties = Vec::new();
    let credit = first(fields, "photoshop:Credit").unwrap_or("Name the author.");
    if let Some(place) = match first(fields, "plus:CreditLineRequired").map(code) {
        Some("CR-COI") => Some("on the image"),
        Some("CR-CAI") => Some("beside the image"),
        Some("CR-CCA") => Some("where credits stand"),
        _ => None,
    } {
        let text: String = format!("{credit} ({place})").chars().take(900).collect();
        duties.push(json!({ "id": "plus:credit", "kind": "credit", "timing": "concurrent", "text": text }));
    }
    if fields.contains_key("plus:ImageFileConstraints") {
        let text = "Keep the metadata of the file.";
        duties.push(json!({ "id": "plus:file", "kind": "metadata_keep", "timing": "concurrent", "text": text }));
    }
    if !duties.is_empty() {
        guards.insert("duties".to_owned(), json!(duties));
    }
    guards
}

/// All channels everywhere for ever, AI purposes left out as they always are unless they are named.
pub fn everything() -> Map<String, Value> {
    let body = json!({
        "channels": ["all"], "territories": ["WORLD"], "purposes": ["any"], "period": { "end": "PERPETUAL" },
    });
    body.as_object().cloned().unwrap_or_default()
}

/// What a field in words forbids: anything, possibly, until somebody has read it.
pub fn constraint(fields: &Fields, name: &str) -> Option<ProposedRule> {
    first(fields, name)?;
    let mut body = Map::from_iter([("reach".to_owned(), json!("interest")), ("code".to_owned(), json!("PROHIBITED"))]);
    let why = Note::new("constraint_in_words", name, "The constraint is in words that nobody has read yet.");
    doubt(RuleKind::Restriction, &mut body, &[why]);
    let target = Some("copyright.work".to_owned());
    Some(ProposedRule { kind: RuleKind::Restriction, target, quote: quote(fields, &[name]), body })
}
