//! What happened at the demo brand and on which day, in order.

use chrono::{Days, NaiveDate};
use serde_json::{Map, Value};

use super::story::{Agreement, Approval, Asset, Campaign, Engagement, Publication, Story, Usage};
use crate::features::agreements::records::record::Kind;
use crate::features::approvals::decide::Outcome;

/// One thing somebody did. The order of the variants is the order within a day.
pub enum Act<'a> {
    /// People, collections and channels.
    MoveIn,
    Upload(&'a Asset),
    Compose(&'a Asset),
    Sign(&'a Agreement),
    Record {
        agreement: &'a Agreement,
        rules: Vec<Rule<'a>>,
    },
    Review(&'a Agreement),
    Engage(&'a Engagement),
    Count(&'a Usage),
    Begin(&'a Campaign),
    Ask(Question<'a>),
    Remark {
        key: String,
        by: &'a str,
        body: &'a str,
    },
    Decide {
        key: String,
        by: &'a str,
        outcome: Outcome,
        note: &'a str,
    },
    Plan {
        publication: &'a Publication,
        by: &'a str,
    },
}

/// A grant or a restriction as the story has it.
pub type Rule<'a> = (Kind, &'a Map<String, Value>);

/// A request for an approval.
pub struct Question<'a> {
    pub key: String,
    pub asset: &'a str,
    pub channel: &'a str,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub by: &'a str,
    pub note: &'a str,
    pub due: Option<NaiveDate>,
}

impl Act<'_> {
    fn rank(&self) -> u8 {
        match self {
            Act::MoveIn => 0,
            Act::Upload(_) => 1,
            Act::Compose(_) => 2,
            Act::Sign(_) => 3,
            Act::Record { .. } => 4,
            Act::Review(_) => 5,
            Act::Engage(_) => 6,
            Act::Count(_) => 7,
            Act::Begin(_) => 8,
            Act::Ask(_) => 9,
            Act::Remark { .. } => 10,
            Act::Decide { .. } => 11,
            Act::Plan { .. } => 12,
        }
    }

    /// What it was, for whoever reads that it went wrong.
    pub fn label(&self) -> String {
        match self {
            Act::MoveIn => "moving in".to_owned(),
            Act::Upload(asset) => format!("upload of {}", asset.id),
            Act::Compose(asset) => format!("components of {}", asset.id),
            Act::Sign(agreement) => format!("agreement {}", agreement.reference),
            Act::Record { agreement, .. } => format!("rules of {}", agreement.reference),
            Act::Review(agreement) => format!("review of {}", agreement.reference),
            Act::Engage(engagement) => format!("engagement of {}", engagement.actor),
            Act::Count(usage) => format!("usage of {}", usage.cap),
            Act::Begin(campaign) => format!("campaign {}", campaign.key),
            Act::Ask(question) => format!("request {}", question.key),
            Act::Remark { key, .. } => format!("remark on {key}"),
            Act::Decide { key, .. } => format!("decision on {key}"),
            Act::Plan { publication, .. } => format!("publication {}", publication.id),
        }
    }
}

/// Everything that happened up to `today`, in order.
pub fn of(story: &Story, today: NaiveDate) -> Vec<(NaiveDate, Act<'_>)> {
    let mut acts = Vec::new();
    for asset in &story.assets {
        acts.push((asset.produced_at, Act::Upload(asset)));
        acts.push((asset.produced_at, Act::Compose(asset)));
    }
    for agreement in &story.agreements {
        papers(story, agreement, today, &mut acts);
    }
    for engagement in &story.engagements {
        let start = engagement.period.get("start").and_then(day).unwrap_or(today);
        acts.push((start, Act::Engage(engagement)));
    }
    acts.extend(story.usage.iter().map(|usage| (usage.on, Act::Count(usage))));
    for campaign in &story.campaigns {
        acts.push((before(campaign.from, 35).min(before(today, 14)), Act::Begin(campaign)));
    }
    for (index, publication) in story.publications.iter().enumerate() {
        publish(story, publication, index, today, &mut acts);
    }
    for (index, approval) in story.approvals.iter().enumerate() {
        discuss(approval, format!("request {index}"), &mut acts);
    }
    let first = acts.iter().map(|(day, _)| *day).min().unwrap_or(today);
    acts.push((before(first, 3), Act::MoveIn));
    acts.sort_by_key(|(day, act)| (*day, act.rank()));
    acts
}

fn papers<'a>(story: &'a Story, agreement: &'a Agreement, today: NaiveDate, acts: &mut Vec<(NaiveDate, Act<'a>)>) {
    acts.push((agreement.signed, Act::Sign(agreement)));
    acts.push((agreement.signed, Act::Review(agreement)));
    let mut days: std::collections::BTreeMap<NaiveDate, Vec<Rule<'a>>> = std::collections::BTreeMap::new();
    let grants = agreement.grants.iter().map(|rule| (Kind::Grant, rule));
    let restrictions = agreement.restrictions.iter().map(|rule| (Kind::Restriction, rule));
    for (kind, rule) in grants.chain(restrictions) {
        days.entry(day_of_rule(story, agreement, kind, rule, today)).or_default().push((kind, rule));
    }
    acts.extend(days.into_iter().map(|(day, rules)| (day, Act::Record { agreement, rules })));
}

/// A rule is recorded when its agreement is signed, its asset is there and, for what came later such as a withdrawal,
/// on the day from which it counts.
fn day_of_rule(
    story: &Story,
    agreement: &Agreement,
    kind: Kind,
    rule: &Map<String, Value>,
    today: NaiveDate,
) -> NaiveDate {
    let interest = rule.get("interest").and_then(Value::as_str);
    let named = rule.get("asset").and_then(Value::as_str);
    let is_about = |asset: &&Asset| {
        Some(asset.id.as_str()) == named || asset.interests.iter().any(|each| Some(each.id.as_str()) == interest)
    };
    let there = story.assets.iter().find(is_about).map(|asset| asset.produced_at);
    let start = rule.get("period").and_then(|period| period.get("start")).and_then(day);
    let counts = start.filter(|start| kind == Kind::Restriction && *start <= today);
    agreement.signed.max(there.unwrap_or(agreement.signed)).max(counts.unwrap_or(agreement.signed))
}

/// Asked for, approved by somebody else, planned: days before it goes live, and never later than yesterday.
fn publish<'a>(
    story: &'a Story,
    publication: &'a Publication,
    index: usize,
    today: NaiveDate,
    acts: &mut Vec<(NaiveDate, Act<'a>)>,
) {
    let there = story.assets.iter().find(|asset| asset.id == publication.asset).map(|asset| asset.produced_at);
    let latest = |days: u64| before(publication.from, days).min(before(today, days));
    let asked = latest(6).max(there.unwrap_or(before(today, 6)));
    let (marketer, approver) = (turn(story, "marketer", index), turn(story, "approver", index));
    let question = Question {
        key: publication.id.clone(),
        asset: &publication.asset,
        channel: &publication.channel,
        from: publication.from,
        until: publication.until,
        by: marketer,
        note: "",
        due: None,
    };
    acts.push((asked, Act::Ask(question)));
    let key = publication.id.clone();
    acts.push((latest(4).max(asked), Act::Decide { key, by: approver, outcome: Outcome::Approve, note: "" }));
    acts.push((latest(2), Act::Plan { publication, by: marketer }));
}

fn discuss<'a>(approval: &'a Approval, key: String, acts: &mut Vec<(NaiveDate, Act<'a>)>) {
    let question = Question {
        key: key.clone(),
        asset: &approval.asset,
        channel: &approval.channel,
        from: approval.from,
        until: approval.until,
        by: &approval.asked_by,
        note: &approval.note,
        due: approval.due,
    };
    acts.push((approval.asked_on, Act::Ask(question)));
    for comment in &approval.comments {
        acts.push((comment.on, Act::Remark { key: key.clone(), by: &comment.by, body: &comment.body }));
    }
    if let Some(decision) = &approval.decision {
        let outcome = if decision.outcome == "changes" { Outcome::Changes } else { Outcome::Decline };
        acts.push((decision.on, Act::Decide { key, by: &decision.by, outcome, note: &decision.note }));
    }
}

/// The people of a role take turns.
pub fn turn<'a>(story: &'a Story, role: &str, index: usize) -> &'a str {
    let all: Vec<&str> = story.people.iter().filter(|each| each.role == role).map(|each| each.email.as_str()).collect();
    all.get(index % all.len().max(1)).copied().unwrap_or_default()
}

fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

fn day(value: &Value) -> Option<NaiveDate> {
    value.as_str()?.parse().ok()
}
