//! Rows on record in the form the engine reads.
//!
//! A row that cannot be read is handed on as unreadable, which makes what it is about unknown: it is never dropped
//! and never read as a yes.

use chrono::SecondsFormat;
use rights::{FactKind, Facts, Reference};
use sea_orm::entity::prelude::Uuid;
use serde_json::{Map, Value, json};

use super::facts::{OnRecord, ids};
use super::records::header::Header;
use super::records::record::Kind;
use super::records::row::fact;

/// What a row may say of where, when and for what.
const AXES: &[&str] = &[
    "channels",
    "exclude_channels",
    "territories",
    "exclude",
    "purposes",
    "period",
    "territory_binding",
    "categories",
    "no_document",
];

impl OnRecord {
    /// The rows as the engine's facts.
    pub fn facts(&self, reference: &Reference) -> Facts {
        let mut facts = Facts::default();
        // What a silent rule means is the house's to say, so its policy is read before any rule.
        let (policy, others): (Vec<_>, Vec<_>) = self.rows.iter().partition(|row| row.kind == Kind::Policy.name());
        for row in policy.into_iter().chain(others) {
            self.add(&mut facts, row, reference);
        }
        for (agreement, row) in &self.headers {
            let Ok(header) = serde_json::from_str::<Header>(&row.body) else { continue };
            let Some((kind, at)) = header.revocation() else { continue };
            let body = json!({ "agreement": agreement.to_string(), "kind": kind, "effective": at.to_rfc3339() });
            if let Err(error) = facts.add(FactKind::Revocation, &format!("status {agreement}"), &body, reference) {
                self.unreadable(&mut facts, FactKind::Revocation, row, Some(*agreement), &error.to_string());
            }
        }
        facts
    }

    fn add(&self, facts: &mut Facts, row: &fact::Model, reference: &Reference) {
        let Some(kind) = Kind::parse(&row.kind).and_then(Kind::engine) else { return };
        let id = row.entity_id.to_string();
        let bodies = match self.body(row) {
            Ok(body) => self.for_each_grant(row, body),
            Err(why) => return self.unreadable(facts, kind, row, row.agreement_id, &why),
        };
        for body in bodies {
            if let Err(error) = facts.add(kind, &id, &Value::Object(body), reference) {
                self.unreadable(facts, kind, row, row.agreement_id, &error.to_string());
            }
        }
    }

    /// Duties are told apart by words that only their own agreement knows, so an event that names no grant is about
    /// those of its agreement, never about another agreement's duty of the same name. What is kept free for us
    /// forbids us nothing.
    pub fn for_each_grant(&self, row: &fact::Model, body: Map<String, Value>) -> Vec<Map<String, Value>> {
        if row.kind == Kind::Exclusivity.name() && !binds_us(&row.body) {
            return Vec::new();
        }
        if row.kind != Kind::DutyEvent.name() || row.agreement_id.is_none() || body.contains_key("grant") {
            return vec![body];
        }
        let grants = self.rows.iter().filter(|each| each.kind == Kind::Grant.name());
        let own = grants.filter(|grant| grant.agreement_id == row.agreement_id);
        let named = own.map(|grant| {
            let mut body = body.clone();
            body.insert("grant".to_owned(), text(grant.entity_id));
            body
        });
        named.collect()
    }

    /// Makes everything unknown that an unreadable row may be about.
    fn unreadable(&self, facts: &mut Facts, kind: FactKind, row: &fact::Model, agreement: Option<Uuid>, why: &str) {
        tracing::warn!(fact = %row.id, kind = row.kind, why, "a fact on record cannot be read");
        let id = row.entity_id.to_string();
        if let Some(target) = row.interest_id.or(row.asset_id) {
            facts.add_unreadable(kind, &id, Some(&target.to_string()), why);
            return;
        }
        let of_agreement = |each: &&fact::Model| each.agreement_id.is_some() && each.agreement_id == agreement;
        let touched = ids(self.rows.iter().filter(of_agreement).filter_map(|each| each.interest_id));
        for interest in &touched {
            facts.add_unreadable(kind, &id, Some(&interest.to_string()), why);
        }
        if touched.is_empty() {
            facts.add_unreadable(kind, &id, None, why);
        }
    }

    /// The body as the engine reads it: what the columns and the agreement's head know is filled in.
    pub fn body(&self, row: &fact::Model) -> Result<Map<String, Value>, String> {
        let parsed: Value = serde_json::from_str(&row.body).map_err(|error| error.to_string())?;
        let Value::Object(mut body) = parsed else { return Err("the record is not an object".to_owned()) };
        let kind = Kind::parse(&row.kind);
        if kind == Some(Kind::Exclusivity) {
            body = as_restriction(body);
        }
        let mut fill = |key: &str, value: Option<Uuid>| {
            if let Some(value) = value {
                body.insert(key.to_owned(), text(value));
            }
        };
        match kind {
            Some(Kind::Interest | Kind::Flag) => fill("asset", row.asset_id),
            Some(Kind::Component) => {
                fill("parent", row.asset_id);
                fill("child", row.target_id);
            }
            Some(Kind::Grant) => {
                fill("interest", row.interest_id);
                fill("agreement", row.agreement_id);
            }
            Some(Kind::Restriction | Kind::Exclusivity) => {
                fill("interest", row.interest_id);
                fill("asset", row.asset_id);
                fill("agreement", row.agreement_id);
            }
            Some(Kind::Waiver) => fill("restriction", row.target_id),
            Some(Kind::DutyEvent) => {
                // Of several events the last one counts, and what is last is known here only.
                let recorded = row.recorded_at.to_rfc3339_opts(SecondsFormat::Millis, true);
                body.insert("recorded_at".to_owned(), Value::String(recorded));
            }
            _ => {}
        }
        if let Some(person) = row.target_id.filter(|_| kind == Some(Kind::Interest)) {
            // Without the person nobody knows whether a guardian had to sign.
            let known = self.people.get(&person).ok_or("the person of this interest cannot be read")?;
            let known: Value = serde_json::from_str(&known.body).map_err(|error| error.to_string())?;
            if known["erased"]["needs_birthday"] == true {
                return Err("the day of birth was erased, and the answer hangs on it".to_owned());
            }
            body.insert("person".to_owned(), json!({ "dob": known["born_on"] }));
        }
        tell_caps_apart(row, &mut body);
        self.fill_from_agreement(row, &mut body);
        Ok(body)
    }

    fn fill_from_agreement(&self, row: &fact::Model, body: &mut Map<String, Value>) {
        let kind = Kind::parse(&row.kind);
        let header = row.agreement_id.and_then(|id| self.headers.get(&id));
        let header = header.and_then(|row| serde_json::from_str::<Header>(&row.body).ok());
        if kind == Some(Kind::Engagement) && row.agreement_id.is_some() {
            return keep_possible(header.as_ref(), body);
        }
        // What an amendment ends, it ends for certain only when it is approved.
        if kind == Some(Kind::Revocation)
            && row.amends_id.is_some()
            && !header.as_ref().is_some_and(Header::is_definite)
        {
            body.insert("kind".to_owned(), json!("disputed"));
            return;
        }
        if !matches!(kind, Some(Kind::Grant | Kind::Restriction | Kind::Exclusivity | Kind::Waiver)) {
            return;
        }
        // Without a readable head nobody knows whether anybody approved it.
        let review = match (&header, kind) {
            (None, _) => "draft",
            (Some(header), Some(Kind::Restriction | Kind::Exclusivity)) => header.review_of_covenants(),
            (Some(header), _) => header.review_of_permissions(),
        };
        body.insert("review".to_owned(), Value::String(review.to_owned()));
        if let Some(day) = header.and_then(|header| header.signed_on)
            && !body.contains_key("signed")
        {
            body.insert("signed".to_owned(), Value::String(day.to_string()));
        }
        let clause = row.clause_id.and_then(|id| self.clauses.get(&id));
        if let Some(clause) = clause.and_then(|row| serde_json::from_str::<Value>(&row.body).ok()) {
            body.insert("clause".to_owned(), clause);
        }
    }
}

/// Whether an exclusivity is somebody else's. One that does not say so may be.
pub fn binds_us(body: &str) -> bool {
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    body["direction"] != "ours"
}

/// What somebody else has for themselves, as the ban it amounts to: only its holder may.
fn as_restriction(body: Map<String, Value>) -> Map<String, Value> {
    let holder = body.get("holder").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut ban: Map<String, Value> = body.into_iter().filter(|(key, _)| AXES.contains(&key.as_str())).collect();
    ban.insert("reach".to_owned(), json!("interest"));
    ban.insert("code".to_owned(), json!("EXCLUSIVITY_CONFLICT"));
    ban.insert("brands_except".to_owned(), json!([holder]));
    ban
}

/// Caps are told apart by words that only their own agreement knows.
fn tell_caps_apart(row: &fact::Model, body: &mut Map<String, Value>) {
    let Some(agreement) = row.agreement_id else { return };
    let own = |cap: &mut Value| {
        if let Value::String(id) = cap {
            *id = format!("{agreement}/{id}");
        }
    };
    if row.kind == Kind::Usage.name() {
        body.get_mut("cap").into_iter().for_each(own);
    } else if row.kind == Kind::Grant.name() {
        let caps = body.get_mut("caps").and_then(Value::as_array_mut).into_iter().flatten();
        caps.filter_map(|cap| cap.get_mut("id")).for_each(own);
    }
}

/// An engagement nobody approved may be one: it is then never certain, whatever its period says.
fn keep_possible(header: Option<&Header>, body: &mut Map<String, Value>) {
    if header.is_some_and(Header::is_definite) {
        return;
    }
    let start = body.get("period").and_then(|period| period.get("start")).cloned().unwrap_or_default();
    body.insert("period".to_owned(), json!({ "start": start, "end": "UNKNOWN" }));
}

fn text(id: Uuid) -> Value {
    Value::String(id.to_string())
}
