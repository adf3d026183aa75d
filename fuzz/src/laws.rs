//! What must hold whatever comes in, beyond not falling over.

use std::sync::OnceLock;

use chrono::{DateTime, Utc};
use rights::{Facts, Headline, Reference, UseRequest, evaluate};
use serde_json::{Value, json};

use crate::exchange::proposal::{ProposedRule, RuleKind};
use crate::worlds::maker::fixture;

/// The product's own reference data.
pub fn product() -> &'static Reference {
    static READ: OnceLock<Reference> = OnceLock::new();
    READ.get_or_init(|| Reference::product().expect("the product's reference"))
}

/// The answer to a use; nothing where the request is none.
pub fn headline(reference: &Reference, given: &Value, asked: &Value) -> Option<Headline> {
    let facts = Facts::from_given_leniently(given, reference).ok()?;
    let request = UseRequest::from_json(asked, reference).ok()?;
    Some(evaluate(reference, &facts, &request, DateTime::<Utc>::MAX_UTC, DateTime::<Utc>::MIN_UTC).headline)
}

pub fn is_cleared(headline: Option<Headline>) -> bool {
    matches!(headline, Some(Headline::Allowed | Headline::AllowedWithDuties))
}

/// The small reference of the engine's tests, with which everything is many times faster.
pub fn small() -> &'static Reference {
    static READ: OnceLock<Reference> = OnceLock::new();
    READ.get_or_init(|| Reference::from_json(&fixture()).expect("the tests' reference"))
}

/// Plain uses of the asset `X`, of which an input gets one.
fn uses() -> [Value; 4] {
    let each = |channel: &str, territory: &str, purpose: &str, day: &str| {
        json!({ "asset": "X", "channels": [channel], "territories": [territory], "purposes": [purpose],
            "start": day, "end": day })
    };
    [
        each("social.organic.instagram", "DE", "commercial.advertising", "2026-12-05"),
        each("print.press", "US-NY", "editorial.news", "2027-01-10"),
        each("owned.site", "JP", "ai.training", "2026-12-05"),
        each("social.paid.instagram", "CH", "commercial.pr", "2010-06-01"),
    ]
}

/// The facts of somebody who took these rules in, with one review for all.
pub fn facts_of<'a>(rules: impl Iterator<Item = &'a ProposedRule>, review: &str) -> Value {
    let (mut grants, mut restrictions) = (Vec::new(), Vec::new());
    for (number, rule) in rules.enumerate() {
        let mut body = Value::Object(rule.body.clone());
        for (key, value) in [("id", format!("r{number}")), ("interest", "i".to_owned()), ("agreement", "A".to_owned())]
        {
            body[key] = json!(value);
        }
        body["review"] = json!(review);
        match rule.kind {
            RuleKind::Grant => grants.push(body),
            RuleKind::Restriction => restrictions.push(body),
        }
    }
    let interests = json!([{ "id": "i", "asset": "X", "kind": "copyright.work", "completeness": "complete" }]);
    json!({ "interests": interests, "grants": grants, "restrictions": restrictions })
}

/// A paper nobody has approved clears nothing, and what was not understood clears nothing even then.
pub fn a_proposal_clears_nothing(reference: &Reference, rules: &[ProposedRule], lot: usize) {
    let unread = facts_of(rules.iter(), "extracted");
    let vague = facts_of(rules.iter().filter(|rule| !rule.is_understood() && rule.kind == RuleKind::Grant), "approved");
    let approved = facts_of(rules.iter(), "approved");
    let grants = facts_of(rules.iter().filter(|rule| rule.kind == RuleKind::Grant), "approved");
    let asked = &uses()[lot % 4];
    assert!(!is_cleared(headline(reference, &unread, asked)), "nobody approved it: {unread} {asked}");
    assert!(!is_cleared(headline(reference, &vague, asked)), "nobody understood it: {vague} {asked}");
    if is_cleared(headline(reference, &approved, asked)) {
        assert!(is_cleared(headline(reference, &grants, asked)), "a ban cleared something: {approved} {asked}");
    }
}
