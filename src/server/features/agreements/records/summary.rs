//! Facts in plain words, for lists and histories.

use serde_json::Value;

use super::super::reference::{interest_name, product};
use super::record::Kind;

/// One line that says what a fact says; for a body nobody can read, that it cannot be read.
pub fn summary(kind: Kind, body: &str) -> String {
    let Ok(body) = serde_json::from_str::<Value>(body) else { return "This record cannot be read.".to_owned() };
    match kind {
        Kind::Grant => scope(&body),
        Kind::Restriction => restriction(&body),
        Kind::Waiver => {
            let by = body["granted_by"].as_str().map(|by| format!(", granted by {by}")).unwrap_or_default();
            format!("Lifts a restriction{by}: {}", scope(&body))
        }
        Kind::Revocation => revocation(&body),
        Kind::Interest => interest(&body),
        Kind::Person if body["erased"].is_object() => format!("Erased: {}", text(&body["erased"], "reason", "")),
        Kind::Person => "A person shown".to_owned(),
        Kind::Fee => fee(&body),
        Kind::NoticeWindow => notice_window(&body),
        Kind::Document => format!("{}, version {}", text(&body, "title", "A file"), body["version"]),
        Kind::Component => format!("{}, {}", text(&body, "role", "component"), text(&body, "status", "confirmed")),
        Kind::Clause => text(&body, "quote", "").to_owned(),
        Kind::Agreement => format!(
            "{}: {}, {}, review {}",
            text(&body, "reference", ""),
            text(&body, "title", ""),
            text(&body, "status", "draft"),
            text(&body, "review", "draft")
        ),
        Kind::Engagement => {
            format!("{} acts as {}: {}", text(&body, "actor", "Somebody"), words(&body, "relation"), scope(&body))
        }
        Kind::Exclusivity => exclusivity(&body),
        Kind::Usage => usage(&body),
        Kind::DutyEvent => duty_event(&body),
        Kind::Flag => format!("Marked as {}", words(&body, "flag")),
        Kind::DutyRule => {
            let what = text(&body, "title", "A duty");
            format!("{what}, for assets marked as {}: {}", words(&body, "flag"), scope(&body))
        }
        Kind::Policy => policy(&body),
    }
}

fn text<'a>(body: &'a Value, key: &str, otherwise: &'a str) -> &'a str {
    body[key].as_str().unwrap_or(otherwise)
}

fn words(body: &Value, key: &str) -> String {
    text(body, key, "").replace('_', " ")
}

fn exclusivity(body: &Value) -> String {
    let holder = text(body, "holder", "somebody");
    let only = match &body["categories"] {
        Value::Array(named) if !named.is_empty() => format!(" for {}", names(&body["categories"], "", false)),
        _ => String::new(),
    };
    match text(body, "direction", "against_us") {
        "ours" => format!("Kept free for {holder}{only}: {}", scope(body)),
        _ => format!("{holder} has it alone{only}: {}", scope(body)),
    }
}

fn usage(body: &Value) -> String {
    let state = text(body, "state", "consumed");
    let what = match (body["qty"].as_f64(), body["channel"].as_str()) {
        (_, Some(channel)) => names(&Value::String(channel.to_owned()), "", true),
        (Some(quantity), None) => quantity.to_string(),
        (None, None) => "1".to_owned(),
    };
    let place = body["where"].as_str().map(|place| format!(", {place}")).unwrap_or_default();
    format!("{what} {state} of {}{place}", text(body, "cap", "a cap"))
}

fn fee(body: &Value) -> String {
    let amount = money(body["amount_minor"].as_i64().unwrap_or_default(), text(body, "currency", ""));
    let due = body["due_on"].as_str().map(|on| format!(", due {}", day(on))).unwrap_or_default();
    let paid = body["settled_on"].as_str().map(|on| format!(", paid {}", day(on))).unwrap_or_default();
    format!("{amount}: {}{due}{paid}", text(body, "what", "a fee"))
}

/// Currencies whose smallest unit is not the hundredth (ISO 4217).
const WHOLE: &[&str] =
    &["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"];
const THOUSANDTHS: &[&str] = &["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// `120000` cents of EUR are `1,200.00 EUR`.
pub fn money(minor: i64, currency: &str) -> String {
    let digits: usize = if WHOLE.contains(&currency) {
        0
    } else if THOUSANDTHS.contains(&currency) {
        3
    } else {
        2
    };
    let padded = format!("{:0>width$}", minor.unsigned_abs(), width = digits + 1);
    let (whole, part) = padded.split_at(padded.len() - digits);
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if part.is_empty() { "" } else { "." };
    let sign = if minor < 0 { "-" } else { "" };
    format!("{sign}{grouped}{point}{part} {currency}")
}

fn notice_window(body: &Value) -> String {
    let opens = body["opens"].as_str().map(|length| format!("from {} ", length_words(length))).unwrap_or_default();
    let before = body["ends_on"].as_str().map_or_else(|| "the end".to_owned(), day);
    let closes = length_words(text(body, "closes", "P0D"));
    let more =
        body["what"].as_str().filter(|what| !what.is_empty()).map(|what| format!(": {what}")).unwrap_or_default();
    format!("Notice for {} {opens}until {closes} before {before}{more}", words(body, "kind"))
}

/// `P1M2W` is `1 month 2 weeks`.
fn length_words(length: &str) -> String {
    let mut said = Vec::new();
    let mut number = String::new();
    for letter in length.chars().skip(1) {
        if letter.is_ascii_digit() {
            number.push(letter);
            continue;
        }
        let unit = match letter {
            'Y' => "year",
            'M' => "month",
            'W' => "week",
            _ => "day",
        };
        let plural = if number == "1" { "" } else { "s" };
        said.push(format!("{} {unit}{plural}", std::mem::take(&mut number)));
    }
    said.join(" ")
}

fn duty_event(body: &Value) -> String {
    let mut line = format!("{}: {}", words(body, "duty"), text(body, "state", "open"));
    for (key, before) in [("by", " by "), ("at", " on "), ("evidence", "; proof: ")] {
        if let Some(said) = body[key].as_str().filter(|said| !said.is_empty()) {
            line.push_str(before);
            line.push_str(said);
        }
    }
    line
}

fn restriction(body: &Value) -> String {
    let code = text(body, "code", "PROHIBITED").replace('_', " ").to_lowercase();
    let mut letters = code.chars();
    let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    let reach = match text(body, "reach", "agreement") {
        "agreement" => "within this agreement",
        "interest" => "for this interest, whatever is granted",
        "asset" => "for the whole asset",
        _ => "everywhere in the house",
    };
    format!("{first}{}, {reach}: {}", letters.as_str(), scope(body))
}

fn revocation(body: &Value) -> String {
    let target = if body["grant"].is_string() {
        "a grant"
    } else if body["interest"].is_string() {
        "everything for an interest"
    } else {
        "the whole agreement"
    };
    let from = day(text(body, "effective", text(body, "effective_at", "the beginning")));
    match text(body, "kind", "prospective") {
        "ab_initio" => format!("Void from the beginning: {target}"),
        "disputed" => format!("Revocation of {target} disputed, from {from}"),
        "breach" => format!("Revokes {target} for breach from {from}"),
        _ => format!("Revokes {target} from {from}"),
    }
}

fn policy(body: &Value) -> String {
    let majority = match text(body, "minor_majority", "review") {
        "continue" => "a guardian's consent goes on after majority",
        "end" => "a guardian's consent ends with majority",
        _ => "a guardian's consent is unknown from majority on until the person agrees",
    };
    let test = match text(body, "territory_test", "targeted") {
        "accessible" => "an online use takes place wherever it can be seen",
        "unspecified" => "where an online use takes place stays open",
        _ => "an online use takes place where it is aimed at",
    };
    let days = body["withdrawal_grace_days"].as_u64().unwrap_or_default();
    format!("Where an agreement is silent, {majority}; {test}; {days} days to take down after a withdrawal")
}

fn interest(body: &Value) -> String {
    let mut line = interest_name(text(body, "kind", "right")).to_owned();
    for key in ["subject", "holder"] {
        if let Some(name) = body[key].as_str().filter(|name| !name.is_empty()) {
            line.push_str(&format!(", {key} {name}"));
        }
    }
    if let Some(why) = body["not_required"].as_str() {
        return format!("{line}; not required: {why}");
    }
    if body["erased"] == true {
        line.push_str("; the name was erased");
    }
    let known = match text(body, "completeness", "none") {
        "complete" => "record complete",
        "partial" => "record partial",
        _ => "nothing on record yet",
    };
    format!("{line}; {known}")
}

/// `Instagram (organic) in Germany, Austria, from 1 Dec 2026 until 31 Jan 2027, for commercial`.
fn scope(body: &Value) -> String {
    let channels = names(&body["channels"], "every channel", true);
    let mut line = format!("{channels} in {}", names(&body["territories"], "every territory", false));
    if !is_empty(&body["exclude"]) {
        line.push_str(&format!(" without {}", names(&body["exclude"], "", false)));
    }
    if !is_empty(&body["exclude_channels"]) {
        line.push_str(&format!(", not {}", names(&body["exclude_channels"], "", true)));
    }
    let period = &body["period"];
    if let Some(start) = period["start"].as_str() {
        line.push_str(&format!(", from {}", day(start)));
    }
    match (period["end"].as_str(), period["duration"].as_str()) {
        (Some("PERPETUAL"), _) => line.push_str(", without end"),
        (Some("UNKNOWN"), _) => line.push_str(", end unknown"),
        (Some(end), _) => line.push_str(&format!(" until {}", day(end))),
        (None, Some(duration)) => line.push_str(&format!(", for {duration}")),
        (None, None) => {}
    }
    if !is_empty(&body["purposes"]) {
        line.push_str(&format!(", for {}", names(&body["purposes"], "", false)));
    }
    line
}

/// A civil day as verdicts say it, `1 Dec 2026`; anything else as it stands.
fn day(text: &str) -> String {
    text.parse::<chrono::NaiveDate>().map_or_else(|_| text.to_owned(), |day| day.format("%-d %b %Y").to_string())
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

fn names(value: &Value, otherwise: &str, channels: bool) -> String {
    let named: Vec<&str> = match value {
        Value::String(one) => vec![one],
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let Ok(reference) = product() else { return named.join(", ") };
    let plain = |code: &&str| match channels {
        true => reference.channel_name(code),
        false => reference.name(code).to_owned(),
    };
    let more = named.len().saturating_sub(6);
    let mut shown: Vec<String> = named.iter().take(6).map(plain).collect();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    if shown.is_empty() { otherwise.to_owned() } else { shown.join(", ") }
}
