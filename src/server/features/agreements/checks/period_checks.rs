//! What is odd about the period of a grant: backwards, over, open, lapsed.

use chrono::NaiveDate;
use serde_json::Value;

use super::super::show::findings::Severity;

/// What is odd about a period.
pub fn period_findings(period: &Value, today: NaiveDate) -> Vec<(Severity, &'static str, String)> {
    let day =
        |value: &Value| value.as_str().and_then(|text| text.get(..10)).and_then(|day| day.parse::<NaiveDate>().ok());
    let (start, end) = (day(&period["start"]), day(&period["end"]));
    let mut found = Vec::new();
    if let (Some(start), Some(end)) = (start, end)
        && end < start
    {
        found.push((Severity::Error, "period.backwards", format!("It ends on {end}, before it starts on {start}.")));
    }
    if let Some(end) = end.filter(|end| *end < today) {
        found.push((Severity::Warning, "period.over", format!("It ended on {end} already.")));
    }
    if period["end"] == "UNKNOWN" {
        let why = "Until when is it? Nothing is certain while nobody knows.".to_owned();
        found.push((Severity::Question, "period.end_unknown", why));
    }
    if period["zone"] == "silent" {
        let why = "Whose midnight counts? The first and the last day stay unknown in part.".to_owned();
        found.push((Severity::Question, "period.zone_silent", why));
    }
    let auto_renew = &period["auto_renew"];
    if !auto_renew.is_null() && *auto_renew != false {
        let why = "It renews itself: is it renewed? Beyond the current term it stays unknown.".to_owned();
        found.push((Severity::Question, "period.renews", why));
    }
    let trigger = &period["trigger"];
    if let Some(last) = day(&trigger["longstop"]).filter(|last| trigger["at"].is_null() && *last < today) {
        let why = format!("It had to be used first by {last}, and no first use is on record.");
        found.push((Severity::Error, "period.longstop_passed", why));
    }
    if let (Some(start), Some(last)) = (start, day(&trigger["longstop"]))
        && last < start
    {
        let why = format!("The last day for a first use, {last}, lies before its start on {start}.");
        found.push((Severity::Error, "period.longstop_before_start", why));
    }
    let options = period["options"].as_array().into_iter().flatten().chain([&period["option"]]);
    for option in options.filter(|option| option["status"] != "exercised") {
        if let Some(last) = day(&option["exercise_by"]).filter(|last| *last < today) {
            let why = format!("The option had to be exercised by {last}.");
            found.push((Severity::Warning, "period.option_lapsed", why));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    #[test]
    fn each_oddity_of_a_period_has_its_own_code() {
        let today: NaiveDate = "2026-11-15".parse().unwrap();
        for (period, expected) in [
            (json!({ "start": "2026-12-01", "end": "2027-01-31" }), vec![]),
            (json!({ "start": "2026-12-01", "end": "PERPETUAL" }), vec![]),
            (json!({ "start": "2026-12-01", "end": "UNKNOWN" }), vec!["period.end_unknown"]),
            (json!({ "start": "2026-01-01", "end": "2026-11-14" }), vec!["period.over"]),
            (json!({ "start": "2026-01-01", "end": "2026-11-15" }), vec![]),
            (json!({ "start": "2027-02-01T00:00:00Z", "end": "2027-01-31" }), vec!["period.backwards"]),
            (json!({ "end": "2027-01-31", "zone": "silent" }), vec!["period.zone_silent"]),
            (json!({ "end": "2027-01-31", "auto_renew": true }), vec!["period.renews"]),
            (json!({ "end": "2027-01-31", "auto_renew": false }), vec![]),
            (
                json!({ "duration": "P1Y", "end": null, "trigger": { "event": "first_use", "longstop": "2026-10-31" } }),
                vec!["period.longstop_passed"],
            ),
            (json!({ "duration": "P1Y", "trigger": { "at": "2026-10-01", "longstop": "2026-10-31" } }), vec![]),
            (
                json!({ "start": "2027-01-01", "trigger": { "longstop": "2026-12-31" } }),
                vec!["period.longstop_before_start"],
            ),
            (
                json!({ "end": "2027-01-31", "options": [{ "extends": "P1Y", "exercise_by": "2026-10-31" }] }),
                vec!["period.option_lapsed"],
            ),
            (
                json!({ "end": "2027-01-31",
                    "option": { "extends": "P1Y", "exercise_by": "2026-10-31", "status": "exercised" } }),
                vec![],
            ),
        ] {
            let codes: Vec<&str> = period_findings(&period, today).into_iter().map(|(_, code, _)| code).collect();
            assert_eq!(codes, expected, "{period}");
        }
    }
}
