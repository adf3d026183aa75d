//! Writes proposed agreements down, and hands what is on record to the outside in the engine's own form.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::entity::prelude::Uuid;
use serde_json::{Map, Value, json};

use super::super::exchange::proposal::{Proposal, ProposedRule, RuleKind};
use super::super::facts::OnRecord;
use super::body;
use super::header::{AgreementKind, Header, Review, Status};
use super::queries;
use super::record::{self, Draft, Kind};
use super::wanted::Wanted;
use crate::platform::auth::{Actor, EditAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;

/// How many facts one import may become.
pub const MOST_FACTS: usize = 2_000;

/// Which interests the rules of a paper are for.
#[derive(Clone, Debug, Default)]
pub struct Attachment {
    /// For whatever the paper is about.
    pub everything: Vec<Uuid>,
    /// By the paper's own name of what it is about.
    pub by_target: BTreeMap<String, Vec<Uuid>>,
}

impl Attachment {
    fn of(&self, rule: &ProposedRule) -> &[Uuid] {
        let named = rule.target.as_ref().and_then(|target| self.by_target.get(target));
        named.unwrap_or(&self.everything)
    }

    /// The targets no interest is named for. Interests named for everything stand for one thing: a paper about
    /// several has to be told apart.
    pub fn missing(&self, proposals: &[Proposal]) -> Vec<String> {
        let targets: BTreeSet<String> = proposals.iter().flat_map(Proposal::targets).collect();
        let open: Vec<String> = targets.into_iter().filter(|target| !self.by_target.contains_key(target)).collect();
        let mut missing = if self.everything.is_empty() || open.len() > 1 { open } else { Vec::new() };
        let nameless = proposals.iter().flat_map(|proposal| &proposal.rules).any(|rule| rule.target.is_none());
        if nameless && self.everything.is_empty() {
            missing.push(String::new());
        }
        missing
    }

    /// Takes out the rules about what is not to be taken in: what is named with no interests, and, where `skip` says so,
    /// everything that no interest is named for. A proposal without any rule left goes as a whole. Answers how many
    /// rules went, by what they are about.
    pub fn leave_out(&mut self, proposals: &mut Vec<Proposal>, skip: bool) -> BTreeMap<String, usize> {
        let mut gone: BTreeSet<String> =
            self.by_target.iter().filter(|(_, ids)| ids.is_empty()).map(|(name, _)| name.clone()).collect();
        if skip {
            gone.extend(self.missing(proposals));
        }
        let mut left_out = BTreeMap::new();
        for proposal in proposals.iter_mut() {
            proposal.rules.retain(|rule| {
                let about = rule.target.as_deref().unwrap_or_default();
                let goes = gone.contains(about);
                if goes {
                    *left_out.entry(about.to_owned()).or_default() += 1;
                }
                !goes
            });
        }
        if !left_out.is_empty() {
            proposals.retain(|proposal| !proposal.rules.is_empty());
        }
        self.by_target.retain(|_, ids| !ids.is_empty());
        left_out
    }

    /// Whoever names no interest at all wants to see what it would become.
    pub fn names_nothing(&self) -> bool {
        self.everything.is_empty() && self.by_target.is_empty()
    }

    /// How many facts this becomes.
    pub fn count(&self, proposals: &[Proposal]) -> usize {
        proposals.iter().flat_map(|proposal| &proposal.rules).map(|rule| self.of(rule).len().max(1)).sum()
    }
}

/// Records a proposed agreement with its clauses and rules. Answers its id.
pub async fn record(
    ctx: &Ctx,
    tx: &Tx,
    actor: &Actor<EditAgreements>,
    proposal: &Proposal,
    attachment: &Attachment,
) -> Result<Uuid> {
    let agreement = queries::add(ctx, tx, &actor.who(), header(proposal)?).await?.id;
    add_rules(ctx, tx, actor, agreement, &proposal.rules, attachment).await?;
    Ok(agreement)
}

/// Records proposed rules, with the clauses they stand on, in an agreement that is on record already.
pub async fn add_rules(
    ctx: &Ctx,
    tx: &Tx,
    actor: &Actor<EditAgreements>,
    agreement: Uuid,
    rules: &[ProposedRule],
    attachment: &Attachment,
) -> Result<()> {
    let who = actor.who();
    let mut clauses: BTreeMap<&str, Uuid> = BTreeMap::new();
    for rule in rules {
        let clause = match clauses.get(rule.quote.as_str()) {
            Some(clause) => *clause,
            None => {
                let body = json!({ "page": null, "quote": rule.quote });
                let draft = Draft { agreement: Some(agreement), body, ..Draft::default() };
                let added = record::add(ctx, tx, &who, Kind::Clause, draft).await?.entity_id;
                clauses.insert(&rule.quote, added);
                added
            }
        };
        for body in bodies(rule, attachment.of(rule)) {
            let kind = match rule.kind {
                RuleKind::Grant => Kind::Grant,
                RuleKind::Restriction => Kind::Restriction,
            };
            let wanted = Wanted { agreement, clause: Some(clause), body, ..Wanted::default() };
            for draft in body::drafts(tx, actor.scope, kind, wanted, None).await? {
                record::add(ctx, tx, &who, kind, draft).await?;
            }
        }
    }
    queries::changed(ctx, tx, &who, agreement).await
}

/// The bodies as they are recorded: a grant names all its interests, a restriction of an interest one at a time.
fn bodies(rule: &ProposedRule, interests: &[Uuid]) -> Vec<Map<String, Value>> {
    let with = |key: &str, value: Value| {
        let mut body = rule.body.clone();
        body.insert(key.to_owned(), value);
        body
    };
    match rule.kind {
        RuleKind::Grant => vec![with("interests", json!(interests))],
        RuleKind::Restriction if rule.body.get("reach").is_some_and(|reach| reach == "interest") => {
            interests.iter().map(|interest| with("interest", json!(interest))).collect()
        }
        RuleKind::Restriction => vec![rule.body.clone()],
    }
}

fn header(proposal: &Proposal) -> Result<Header> {
    let notes: Vec<String> = proposal.notes.iter().map(|note| format!("{} {}", note.at, note.message)).collect();
    let review = if proposal.review == "extracted" { Review::Extracted } else { Review::Draft };
    let status = if proposal.status == "executed" { Status::Executed } else { Status::Draft };
    let kind: AgreementKind = serde_json::from_value(json!(proposal.kind))?;
    Ok(Header {
        reference: proposal.reference.clone(),
        title: proposal.title.clone(),
        kind,
        licensor: proposal.licensor.clone(),
        licensee: proposal.licensee.clone(),
        signed_on: None,
        status,
        status_at: None,
        review,
        notes: notes.join("\n").chars().take(10_000).collect(),
        co_licensors: Vec::new(),
        co_licensees: Vec::new(),
        beneficiaries: Vec::new(),
        governing_law: String::new(),
        amends: None,
        replaces: None,
    })
}

/// The lists of the case format, by the kind of fact.
const LISTS: &[(Kind, &str)] = &[
    (Kind::Interest, "interests"),
    (Kind::Component, "components"),
    (Kind::Grant, "grants"),
    (Kind::Restriction, "restrictions"),
    (Kind::Exclusivity, "restrictions"),
    (Kind::Waiver, "waivers"),
    (Kind::Revocation, "revocations"),
    (Kind::Engagement, "engagements"),
    (Kind::Usage, "usage"),
    (Kind::DutyEvent, "duty_events"),
    (Kind::DutyRule, "duty_rules"),
];

/// What is on record about an asset in the case format. A row that cannot be read stays in as one that says nothing,
/// which makes everything unknown.
pub fn case_of(record: &OnRecord, asset: Uuid) -> Value {
    let mut given = json!({});
    if record.is_too_large(asset) {
        return given;
    }
    for row in &record.rows {
        let body = record.body(row).map_or_else(|_| json!({}), Value::Object);
        match Kind::parse(&row.kind) {
            Some(Kind::Policy) => given["policy"] = body,
            Some(Kind::Flag) => add_flags(&mut given, &body),
            kind => {
                let Some((_, list)) = LISTS.iter().find(|(own, _)| Some(*own) == kind) else { continue };
                for each in record.for_each_grant(row, body.as_object().cloned().unwrap_or_default()) {
                    let mut body = Value::Object(each);
                    body["id"] = json!(row.entity_id);
                    push(&mut given, list, body);
                }
            }
        }
    }
    for (agreement, row) in &record.headers {
        let revoked = serde_json::from_str::<Header>(&row.body).ok().and_then(|header| header.revocation());
        if let Some((kind, at)) = revoked {
            let body = json!({ "agreement": agreement, "kind": kind, "effective": at.to_rfc3339() });
            push(&mut given, "revocations", body);
        }
    }
    given
}

fn push(given: &mut Value, list: &str, body: Value) {
    match given[list].as_array_mut() {
        Some(items) => items.push(body),
        None => given[list] = json!([body]),
    }
}

fn add_flags(given: &mut Value, body: &Value) {
    let Some(asset) = body["asset"].as_str() else { return };
    for key in ["flag", "flags"] {
        let named = match &body[key] {
            Value::Array(names) => names.clone(),
            Value::String(name) => vec![json!(name)],
            _ => Vec::new(),
        };
        for name in named {
            let held = &mut given["flags"][asset];
            match held.as_array_mut() {
                Some(names) => names.push(name),
                None => *held = json!([name]),
            }
        }
    }
}
