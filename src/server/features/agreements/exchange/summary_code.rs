//! The media summary code of PLUS: `|PLUS|V0121|U001|…|`, each usage a list of four-letter codes, read as one grant.
//!
//! Only codes whose meaning is on record here are read; any other leaves the usage possible and names the code.

use serde_json::{Map, Value, json};

use super::proposal::{Note, ProposedRule, RuleKind, doubt};

/// What the dates beside the code say; both as they stand in the file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dates<'a> {
    pub start: Option<&'a str>,
    pub end: Option<&'a str>,
}

/// One proposed grant for each usage; `Err` says why the whole cannot be read.
pub fn read(code: &str, dates: Dates<'_>) -> Result<Vec<ProposedRule>, Note> {
    let broken = |why: &str| Note::new("summary_code_unread", "plus:MediaSummaryCode", why.to_owned());
    let parts: Vec<&str> = code.trim().trim_matches('|').split('|').map(str::trim).collect();
    let [name, version, units, usages @ ..] = parts.as_slice() else {
        return Err(broken("It is no media summary code."));
    };
    if *name != "PLUS" || !version.starts_with('V') || !units.starts_with('U') {
        return Err(broken("It is no media summary code."));
    }
    let stated: usize = units.get(1..).and_then(|number| number.parse().ok()).unwrap_or(0);
    if stated != usages.len() || usages.is_empty() || usages.len() > 99 {
        return Err(broken("The number of usages is not the one stated."));
    }
    Ok(usages.iter().map(|usage| one(usage, code, dates)).collect())
}

fn one(usage: &str, code: &str, dates: Dates<'_>) -> ProposedRule {
    let mut unknown: Vec<Note> = Vec::new();
    let mut body = Map::from_iter([
        ("channels".to_owned(), json!(["all"])),
        ("territories".to_owned(), json!(["WORLD"])),
        ("purposes".to_owned(), json!(["any"])),
    ]);
    let mut perpetual = false;
    let mut seen = String::new();
    let letters: Vec<char> = usage.chars().collect();
    for item in letters.chunks(4) {
        let item: String = item.iter().collect();
        seen.extend(item.chars().next());
        match item.as_str() {
            "8RAA" => {}
            "8RWF" => {
                body.insert("exclude".to_owned(), json!(["GB"]));
            }
            "7DAA" | "7DWM" | "7DXI" => perpetual = true,
            // Whether the licence is exclusive does not change what it permits.
            "9ENE" | "9EXC" | "9EIN" | "9EME" | "9ELA" | "9ERE" => {
                body.insert("exclusivity".to_owned(), json!(item));
            }
            // The number of the items that follow.
            other if other.starts_with('1') => {}
            other => {
                let message = format!("The code {other:?} is not read here.");
                unknown.push(Note::new("summary_code_unknown", "plus:MediaSummaryCode", message));
            }
        }
    }
    for (digit, axis) in [('2', "media"), ('8', "region"), ('7', "duration")] {
        if !seen.contains(digit) {
            let message = format!("The usage names no {axis}.");
            unknown.push(Note::new("summary_code_silent", "plus:MediaSummaryCode", message));
        }
    }
    body.insert("period".to_owned(), period(dates, perpetual));
    doubt(RuleKind::Grant, &mut body, &unknown);
    ProposedRule { kind: RuleKind::Grant, target: None, quote: code.chars().take(9_900).collect(), body }
}

/// A missing end is unknown, unless the code says for ever.
pub fn period(dates: Dates<'_>, perpetual: bool) -> Value {
    let end = match (dates.end, perpetual) {
        (Some(end), _) => end,
        (None, true) => "PERPETUAL",
        (None, false) => "UNKNOWN",
    };
    let mut period = json!({ "end": end, "zone": "silent", "zones": ["Etc/GMT+12", "Pacific/Kiritimati"] });
    if let Some(start) = dates.start {
        period["start"] = json!(start);
    }
    period
}
