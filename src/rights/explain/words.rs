//! Plain words for verdicts: one sentence for the answer, one for each reason, one for each remedy.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};

use crate::evaluate::book::{Blame, Rule};
use crate::evaluate::plan::{Plan, Subject};
use crate::forecast::exercise_by;
use crate::guards::Detail;
use crate::reference::Reference;
use crate::region::{Region, RegionBox};
use crate::request::UseRequest;
use crate::state::Headline;
use crate::verdict::{Reason, Remedy};

/// "A, B and C".
pub(crate) fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn day_text(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), MONTHS[day.month0() as usize], day.year())
}

/// A civil day or a local time of a region, for reading: `1 Dec 2026` or `1 Dec 2026, 09:30`.
fn day(text: &str) -> String {
    match moment(text) {
        Some(moment) if !text.contains('T') => day_text(moment.date()),
        Some(moment) => {
            let clock = if moment.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
            format!("{}, {}", day_text(moment.date()), moment.format(clock))
        }
        None => text.to_owned(),
    }
}

/// A local time of a region, as it writes them; a civil day is its first moment.
fn moment(text: &str) -> Option<NaiveDateTime> {
    let (day, clock) = text.split_once('T').unwrap_or((text, "00:00"));
    let mut parts = day.splitn(3, '-').map(|part| part.parse().ok());
    let day = NaiveDate::from_ymd_opt(i32::try_from(parts.next()??).ok()?, parts.next()??, parts.next()??)?;
    let mut parts = clock.splitn(3, ':').map(|part| part.parse().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    day.and_hms_opt(hour, minute, parts.next().unwrap_or(Some(0))?)
}

/// The one second that a part may be: what is live is asked about the present moment alone.
fn only_moment(part: &RegionBox) -> Option<String> {
    let (from, until) = (part.from.as_deref()?, part.until.as_deref()?);
    // A day as the end is its last moment, so it never ends what began that day within a second.
    until.contains('T').then_some(())?;
    let from = moment(from)?;
    (moment(until)? - from <= TimeDelta::seconds(1))
        .then(|| format!("{} at {}", day_text(from.date()), from.format("%H:%M:%S")))
}

fn places(codes: &[String], reference: &Reference) -> String {
    let name = |code: &String| match code.split_once('@') {
        Some((code, zone)) => format!("{} ({zone})", reference.name(code)),
        None => reference.name(code).to_owned(),
    };
    match codes.len() {
        0..=12 => list(&codes.iter().map(name).collect::<Vec<_>>()),
        count => {
            let first: Vec<String> = codes.iter().take(8).map(name).collect();
            format!("{} and {} more territories", first.join(", "), count - 8)
        }
    }
}

fn box_text(part: &RegionBox, reference: &Reference) -> String {
    let channels: Vec<String> = part.channels.iter().map(|leaf| reference.channel_name(leaf)).collect();
    let channels = match channels.len() {
        0..=6 => list(&channels),
        count => format!("{} and {} more channels", channels[..4].join(", "), count - 4),
    };
    let mut text = format!("{channels} in {}", places(&part.territories, reference));
    if let Some(moment) = only_moment(part) {
        text.push_str(&format!(" on {moment}"));
        return text;
    }
    if let Some(from) = &part.from {
        text.push_str(&format!(" from {}", day(from)));
    }
    if let Some(until) = &part.until {
        text.push_str(&format!(" until {}", day(until)));
    }
    text
}

/// The whole answer in a sentence or two.
pub(crate) fn sentence(
    plan: &Plan<'_>,
    headline: Headline,
    cleared: &Region,
    reasons: &[Reason],
    duties: &BTreeSet<&str>,
) -> String {
    let reference = plan.question.reference;
    let boxes: Vec<String> = cleared.boxes().iter().take(3).map(|part| box_text(part, reference)).collect();
    let more = cleared.boxes().len() - boxes.len();
    let mut text = match headline {
        Headline::Denied => "Not allowed.".to_owned(),
        Headline::Unknown => "Not known: nobody can say yes or no on what is on file.".to_owned(),
        Headline::Conditional => "Not yet: something must be settled first.".to_owned(),
        _ if more > 0 => format!("Cleared for {}; and {more} more parts.", boxes.join("; ")),
        _ => format!("Cleared for {}.", boxes.join("; ")),
    };
    if !duties.is_empty() {
        let duties: Vec<&str> = duties.iter().copied().collect();
        text.push_str(&format!(" To be kept: {}.", list(&duties)));
    }
    let mut said = BTreeSet::new();
    for reason in reasons {
        if said.len() < 3 && said.insert((&reason.message, &reason.code)) {
            text.push(' ');
            if headline == Headline::Partial {
                text.push_str(&format!("Not {}: ", region_text(&reason.region, reference)));
                let mut letters = reason.message.chars();
                text.extend(letters.next().map(|first| first.to_lowercase().to_string()));
                text.extend(letters);
            } else {
                text.push_str(&reason.message);
            }
        }
    }
    text
}

/// `channels | territories | dates` in plain names.
fn region_text(region: &str, reference: &Reference) -> String {
    let parts: Vec<&str> = region.split(" | ").collect();
    let [channels, territories, dates] = parts.as_slice() else {
        return region.to_owned();
    };
    let (from, until) = dates.split_once("..").unwrap_or((dates, ""));
    let to_text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    box_text(
        &RegionBox {
            channels: channels.split('+').map(str::to_owned).collect(),
            territories: territories.split(',').map(str::to_owned).collect(),
            from: to_text(from),
            until: to_text(until),
            purposes: Vec::new(),
        },
        reference,
    )
}

/// Why, in one sentence that can stand alone.
pub(crate) fn message(plan: &Plan<'_>, blame: &Blame<'_>, request: &UseRequest) -> String {
    let name = match &blame.detail {
        Some(Detail::Name(name)) => *name,
        _ => "",
    };
    let head = plain(blame.code).to_owned();
    let text = match (blame.code, &blame.detail) {
        ("CAP_EXCEEDED", Some(Detail::Remaining(rest))) => {
            format!("The licensed quantity is not enough; {rest} remain.")
        }
        ("MODIFICATION_NOT_ALLOWED", _) => {
            format!("The licence does not allow this modification: {name}.")
        }
        ("EMBED_MODE_NOT_LICENSED", _) => {
            format!("The licence does not cover this way of embedding: {name}.")
        }
        ("CATEGORY_EXCLUDED", _) => format!("The licence excludes this product category: {name}."),
        ("PRE_DUTY_OPEN", _) => format!("Something must be settled before publication: {name}."),
        ("DUTY_REFUSED", _) => format!("A required approval was refused: {name}."),
        ("FACT_UNREADABLE", _) => format!("A record could not be read: {name}."),
        ("ACTOR_NOT_LICENSED", _) => {
            format!("{} is not licensed.", request.actor.as_deref().unwrap_or("Whoever is to publish"))
        }
        _ => head,
    };
    let instance = &plan.instances[blame.instance];
    match instance.subject {
        Subject::Interest(interest) if instance.path.len() > 1 => {
            format!("{} > {}: {text}", instance.path.join(" > "), interest.kind)
        }
        _ => text,
    }
}

fn plain(code: &str) -> &'static str {
    match code {
        "EXPIRED" => "The licence has ended by then.",
        "NOT_STARTED" => "The licence has not begun by then.",
        "END_UNKNOWN" => "The licence names no end date; a missing date is not perpetual.",
        "ZONE_UNSPECIFIED" => "The contract names no time zone, so the edge of the period is not certain.",
        "AUTO_RENEWAL_ASSUMED" => "The next term depends on a renewal that is not certain.",
        "PERIOD_UNCERTAIN" => "The period is not certain.",
        "TERRITORY_NOT_GRANTED" => "No licence for this territory.",
        "TERRITORY_EXCLUDED" => "The licence excludes this territory.",
        "TERRITORY_GROUP_AMBIGUOUS" => {
            "The contract names a group of countries, and it is not certain that this one belongs to it."
        }
        "TERRITORY_SPILL" => "The use can be seen outside the licensed territory.",
        "CHANNEL_NOT_GRANTED" => "No licence for this channel.",
        "RESERVED_CHANNEL_NOT_NAMED" => "This channel must be licensed by name.",
        "CHANNEL_ADDED_AFTER_SIGNATURE" => "This channel did not exist when the contract was signed.",
        "PURPOSE_NOT_GRANTED" => "No licence for this purpose.",
        "RESERVED_PURPOSE_NOT_NAMED" => "This purpose must be licensed by name.",
        "EXCLUDED_BY_AGREEMENT" => "The agreement itself excludes this use.",
        "PROHIBITED" => "This use is prohibited.",
        "POSSIBLE_RESTRICTION" => "A restriction may apply; it has not been reviewed or is not certain.",
        "EMBARGO" => "Under embargo.",
        "BLACKOUT" => "A blackout falls into this time.",
        "TDM_RESERVED" => "The rights holder reserves text and data mining.",
        "EXCLUSIVITY_CONFLICT" => "Somebody else holds this exclusively.",
        "CONSENT_WITHDRAWN" => "Consent has been withdrawn.",
        "LEGAL_HOLD" => "Under a legal hold.",
        "SANCTION" => "Sanctions forbid this use.",
        "HOUSE_POLICY" => "House policy forbids this use.",
        "NO_GRANT" => "The record is complete and holds no licence.",
        "NO_RIGHTS_INFO" => "No release or licence is on file.",
        "INCOMPLETE_RECORD" => "The record is incomplete; another licence may exist.",
        "UNREVIEWED_AGREEMENT" => "The agreement has not been approved yet.",
        "SUSPECTED_COMPONENT" => "A suspected component has not been confirmed or rejected.",
        "REVOKED" => "The licence has been revoked.",
        "REVOKED_AB_INITIO" => "The licence was void from the beginning.",
        "REVOCATION_DISPUTED" => "A revocation is disputed.",
        "MINOR_NO_GUARDIAN" => "The person was a minor and no guardian has signed.",
        "MINOR_MAJORITY_RECONSENT" => "The person has come of age and has not consented again.",
        "BRAND_NOT_LICENSED" => "The licence does not cover this brand.",
        "ENGAGEMENT_ENDED" => "The engagement of whoever is to publish does not cover this time.",
        "PRODUCED_OUTSIDE_TERM" => "It was made outside the term in which it had to be made.",
        "PRODUCED_AT_UNKNOWN" => "It is not known when it was made.",
        "CAP_REACHED" => "The licensed number is used up.",
        "CAP_QUANTITY_UNKNOWN" => "The licence is limited in quantity and the request names none.",
        "CHAIN_OF_TITLE_GAP" => "The licensor does not hold this right itself.",
        "CHAIN_OF_TITLE_UNKNOWN" => "A link in the chain of title is not on file or not certain.",
        "ACT_NOT_GRANTED" => "The licence does not cover this act.",
        "ACT_NOT_STATED" => "The licence does not say whether this may be made or kept.",
        _ => "Not cleared.",
    }
}

/// The last day of an option that would have carried the grant on.
pub(crate) fn open_option(plan: &Plan<'_>, blame: &Blame<'_>, now: DateTime<Utc>) -> Option<String> {
    let (Rule::Permit(at), "EXPIRED") = (blame.rule, blame.code) else {
        return None;
    };
    let options = &plan.permits[at].grant.scope.period.options;
    options.iter().filter(|option| option.available).find_map(|option| exercise_by(option.exercise_by, now))
}

/// Codes, the action that removes them, and how to say it.
const ADVICE: &[(&[&str], &str, &str)] = &[
    (
        &["EXPIRED", "NOT_STARTED", "BLACKOUT", "EMBARGO"],
        "SHIFT_DATES",
        "Move the use into the cleared time, or renew the licence.",
    ),
    (
        &["TERRITORY_NOT_GRANTED", "TERRITORY_EXCLUDED"],
        "NARROW_OR_EXTEND",
        "Narrow the request to the cleared territories, or extend the licence.",
    ),
    (
        &["CHANNEL_NOT_GRANTED", "RESERVED_CHANNEL_NOT_NAMED"],
        "NARROW_OR_EXTEND",
        "Narrow the request to the cleared channels, or extend the licence.",
    ),
    (
        &["PURPOSE_NOT_GRANTED", "RESERVED_PURPOSE_NOT_NAMED"],
        "NARROW_OR_EXTEND",
        "Narrow the request to the cleared purposes, or extend the licence.",
    ),
    (&["ACT_NOT_GRANTED"], "NARROW_OR_EXTEND", "Extend the licence to what is to be done."),
    (&["TERRITORY_SPILL"], "GEO_FENCE", "Restrict where it can be seen to the licensed territory."),
    (&["PRE_DUTY_OPEN"], "SETTLE_DUTY", "Settle the open duty first."),
    (&["CAP_EXCEEDED", "CAP_REACHED"], "REDUCE_OR_BUY", "Ask for no more than remains, or buy more."),
    (&["CAP_QUANTITY_UNKNOWN"], "STATE_QUANTITY", "State the quantity."),
    (&["ACTOR_NOT_LICENSED", "ENGAGEMENT_ENDED"], "SUBLICENSE", "Add a sub-licence, or publish yourself."),
    (&["MODIFICATION_NOT_ALLOWED", "EMBED_MODE_NOT_LICENSED"], "OTHER_RENDITION", "Use a rendition without it."),
    (&["SUSPECTED_COMPONENT"], "CONFIRM_COMPONENT", "Confirm the component with its rights, or reject it."),
    (&["UNREVIEWED_AGREEMENT", "POSSIBLE_RESTRICTION"], "REVIEW", "Have the agreement reviewed and approved."),
    (&["PRODUCED_AT_UNKNOWN"], "STATE_PRODUCTION", "State when it was made."),
    (
        &["NO_RIGHTS_INFO", "INCOMPLETE_RECORD", "NO_GRANT"],
        "OBTAIN_RELEASE",
        "Obtain a licence or release, or record the one that exists.",
    ),
    (&["MINOR_MAJORITY_RECONSENT", "MINOR_NO_GUARDIAN"], "OBTAIN_CONSENT", "Obtain and record the consent."),
    (
        &[
            "END_UNKNOWN",
            "ZONE_UNSPECIFIED",
            "TERRITORY_GROUP_AMBIGUOUS",
            "CHANNEL_ADDED_AFTER_SIGNATURE",
            "AUTO_RENEWAL_ASSUMED",
            "CHAIN_OF_TITLE_UNKNOWN",
            "PERIOD_UNCERTAIN",
            "ACT_NOT_STATED",
        ],
        "ASK_LICENSOR",
        "Ask the licensor what was meant and record the answer.",
    ),
];

/// What would remove a blocker.
pub(crate) fn remedy(plan: &Plan<'_>, blame: &Blame<'_>, now: DateTime<Utc>) -> Option<Remedy> {
    if let Some(by) = open_option(plan, blame, now) {
        return Some(Remedy {
            action: "OPTION_AVAILABLE".to_owned(),
            message: format!("Exercise the option (by {by})."),
        });
    }
    let (_, action, message) = ADVICE.iter().find(|(codes, ..)| codes.contains(&blame.code))?;
    let path = &plan.instances[blame.instance].path;
    let message = match path.as_slice() {
        [_, .., component] => format!("{message} Or replace the component {component}."),
        _ => (*message).to_owned(),
    };
    Some(Remedy { action: (*action).to_owned(), message })
}
