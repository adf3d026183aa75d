//! What is on record: facts with a belief interval each, indexed for evaluation. Reading is strict; what cannot be read
//! is kept as unreadable, so that its interest or asset becomes unknown instead of losing a rule in silence.

mod duty;
mod grant;
mod keys;
mod record;
mod stamp;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(crate) use duty::DutyState;
pub use duty::{DutyEvent, DutyRule};
pub use grant::Grant;
pub(crate) use grant::{Cap, CapKind, Consequence, Sublicense, Timing};
pub(crate) use record::{Completeness, Reach, RevocationKind};
pub use record::{Component, Engagement, Interest, Restriction, Revocation, Usage, Waiver};

pub use stamp::Clause;
pub(crate) use stamp::Visibility;

use crate::read::{Fields, ParseError};
use crate::reference::{FactContext, Reference, TerritoryTest};
use crate::territory::Binding;

/// The kinds of facts; each is one table of records outside, one list in here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    Interest,
    Component,
    Grant,
    Restriction,
    Waiver,
    Revocation,
    Engagement,
    Usage,
    DutyEvent,
    DutyRule,
    Flag,
    Policy,
}

/// A stored fact that could not be read.
#[derive(Debug, Clone)]
pub(crate) struct Unreadable {
    pub kind: FactKind,
    pub id: String,
    pub target: Option<String>,
    pub why: String,
}

/// Every fact about the assets at hand; order never matters.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    pub(crate) interests: Vec<Interest>,
    pub(crate) components: Vec<Component>,
    pub(crate) grants: Vec<Grant>,
    pub(crate) restrictions: Vec<Restriction>,
    pub(crate) waivers: Vec<Waiver>,
    pub(crate) revocations: Vec<Revocation>,
    pub(crate) engagements: Vec<Engagement>,
    pub(crate) usage: Vec<Usage>,
    pub(crate) duty_events: Vec<DutyEvent>,
    pub(crate) duty_rules: Vec<DutyRule>,
    pub(crate) minor_majority: Option<String>,
    pub(crate) territory_test: Option<TerritoryTest>,
    territory_binding: Option<Binding>,
    pub(crate) unreadable: Vec<Unreadable>,
    pub(crate) index: Index,
}

/// Positions by what the evaluation looks up.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    pub interests_of: HashMap<String, Vec<usize>>,
    pub children_of: HashMap<String, Vec<usize>>,
    pub grants_of: HashMap<String, Vec<usize>>,
    pub grants_called: HashMap<String, Vec<usize>>,
    pub restrictions_on: HashMap<Reach, Vec<usize>>,
    pub waivers_of: HashMap<String, Vec<usize>>,
    pub usage_of: HashMap<String, Vec<usize>>,
    pub events_of: HashMap<String, Vec<usize>>,
    /// By the id of the grant, interest or agreement revoked.
    pub revocations_of: HashMap<String, Vec<usize>>,
    pub engagements_of: HashMap<String, Vec<usize>>,
    pub flags_of: HashMap<String, Vec<(String, Visibility)>>,
}

/// The lists of a case's `given`, in the order they are read.
const LISTS: &[(&str, FactKind)] = &[
    ("interests", FactKind::Interest),
    ("components", FactKind::Component),
    ("grants", FactKind::Grant),
    ("restrictions", FactKind::Restriction),
    ("waivers", FactKind::Waiver),
    ("revocations", FactKind::Revocation),
    ("engagements", FactKind::Engagement),
    ("usage", FactKind::Usage),
    ("duty_events", FactKind::DutyEvent),
    ("duty_rules", FactKind::DutyRule),
];

impl Facts {
    /// Reads a whole `given`; the first fact that cannot be read is the error.
    pub fn from_given(given: &Value, reference: &Reference) -> Result<Self, ParseError> {
        Self::collect(given, reference, |_, _, _, _, error| Err(error))
    }

    /// Reads a whole `given`; what cannot be read makes its interest or asset unknown.
    pub fn from_given_leniently(given: &Value, reference: &Reference) -> Result<Self, ParseError> {
        Self::collect(given, reference, |facts, kind, id, body, error| {
            facts.add_unreadable(kind, id, target_of(body), &error.to_string());
            Ok(())
        })
    }

    fn collect(
        given: &Value,
        reference: &Reference,
        failed: impl Fn(&mut Self, FactKind, &str, &Value, ParseError) -> Result<(), ParseError>,
    ) -> Result<Self, ParseError> {
        let root = Fields::of(given, "")?;
        let mut facts = Self::default();
        if let Some(policy) = root.get("policy") {
            facts.add(FactKind::Policy, "policy", policy, reference)?;
        }
        for (key, kind) in LISTS {
            let items = match root.get(key) {
                None => continue,
                Some(Value::Array(items)) => items,
                Some(_) => return Err(root.invalid(key, "a list is expected")),
            };
            for (at, body) in items.iter().enumerate() {
                let place = format!("{key}[{at}]");
                let id = body.get("id").and_then(Value::as_str).unwrap_or(&place).to_owned();
                if let Err(error) = named(body, &place).and_then(|()| facts.add(*kind, &id, body, reference)) {
                    failed(&mut facts, *kind, &id, body, error)?;
                }
            }
        }
        for key in
            root.keys().filter(|key| !["flags", "policy"].contains(key) && !LISTS.iter().any(|own| own.0 == *key))
        {
            // A misspelt list of restrictions must not be the same as none.
            if let Some(body @ (Value::Array(_) | Value::Object(_))) = root.get(key) {
                failed(&mut facts, FactKind::Policy, key, body, root.invalid(key, "there is no such kind of record"))?;
            }
        }
        if let Some(flags) = root.child("flags")? {
            for asset in flags.keys() {
                for flag in flags.names(asset)?.unwrap_or_default() {
                    facts.keep_flag(asset, flag, Visibility::default());
                }
            }
        }
        Ok(facts)
    }

    /// Adds one recorded fact. Several versions of one id may stand side by side with different belief intervals.
    pub fn add(&mut self, kind: FactKind, id: &str, body: &Value, reference: &Reference) -> Result<(), ParseError> {
        let fields = Fields::of(body, "")?;
        let binding = self.territory_binding.unwrap_or(reference.defaults.binding);
        let ctx = FactContext { reference, territory_test: self.territory_test, binding };
        match kind {
            FactKind::Interest => self.keep_interest(Interest::read(id, &fields)?),
            FactKind::Component => self.keep_component(Component::read(&fields)?),
            FactKind::Grant => self.keep_grant(Grant::read(id, &fields, &ctx)?),
            FactKind::Restriction => self.keep_restriction(Restriction::read(id, &fields, &ctx)?),
            FactKind::Waiver => self.keep_waiver(Waiver::read(&fields, &ctx)?),
            FactKind::Revocation => self.keep_revocation(Revocation::read(&fields, &ctx)?),
            FactKind::Engagement => self.keep_engagement(Engagement::read(&fields, &ctx)?),
            FactKind::Usage => self.keep_usage(Usage::read(&fields, &ctx)?),
            FactKind::DutyEvent => self.keep_duty_event(DutyEvent::read(&fields)?),
            FactKind::DutyRule => self.duty_rules.push(DutyRule::read(id, &fields, &ctx)?),
            FactKind::Flag => self.keep_flags(&fields)?,
            FactKind::Policy => self.set_policy(&fields)?,
        }
        Ok(())
    }

    fn keep_component(&mut self, component: Component) {
        note(&mut self.index.children_of, &component.parent, self.components.len());
        self.components.push(component);
    }

    fn keep_restriction(&mut self, restriction: Restriction) {
        let slot = self.index.restrictions_on.entry(restriction.reach.clone()).or_default();
        slot.push(self.restrictions.len());
        self.restrictions.push(restriction);
    }

    fn keep_waiver(&mut self, waiver: Waiver) {
        note(&mut self.index.waivers_of, &waiver.restriction, self.waivers.len());
        self.waivers.push(waiver);
    }

    fn keep_engagement(&mut self, engagement: Engagement) {
        note(&mut self.index.engagements_of, &engagement.actor, self.engagements.len());
        self.engagements.push(engagement);
    }

    fn keep_usage(&mut self, usage: Usage) {
        note(&mut self.index.usage_of, &usage.cap, self.usage.len());
        self.usage.push(usage);
    }

    fn keep_duty_event(&mut self, event: DutyEvent) {
        note(&mut self.index.events_of, &event.duty, self.duty_events.len());
        self.duty_events.push(event);
    }

    fn keep_interest(&mut self, interest: Interest) {
        note(&mut self.index.interests_of, &interest.asset, self.interests.len());
        self.interests.push(interest);
    }

    fn keep_revocation(&mut self, revocation: Revocation) {
        for target in [&revocation.grant, &revocation.interest, &revocation.agreement].into_iter().flatten() {
            note(&mut self.index.revocations_of, target, self.revocations.len());
        }
        self.revocations.push(revocation);
    }

    fn keep_flag(&mut self, asset: &str, flag: &str, seen: Visibility) {
        self.index.flags_of.entry(asset.to_owned()).or_default().push((flag.to_owned(), seen));
    }

    fn keep_grant(&mut self, grant: Grant) {
        note(&mut self.index.grants_of, &grant.interest, self.grants.len());
        note(&mut self.index.grants_called, &grant.id, self.grants.len());
        self.grants.push(grant);
    }

    fn keep_flags(&mut self, fields: &Fields<'_>) -> Result<(), ParseError> {
        let asset = fields.text("asset")?;
        let mut flags = fields.names("flag")?.unwrap_or_default();
        flags.extend(fields.names("flags")?.unwrap_or_default());
        let seen = Visibility::read(fields)?;
        for flag in flags {
            self.keep_flag(asset, flag, seen);
        }
        Ok(())
    }

    fn set_policy(&mut self, fields: &Fields<'_>) -> Result<(), ParseError> {
        if let Some(rule) = fields.owned("minor_majority")? {
            self.minor_majority = Some(rule);
        }
        if let Some(test) = fields.maybe("territory_test")? {
            self.territory_test = Some(TerritoryTest::parse(test, "policy.territory_test")?);
        }
        if let Some(binding) = fields.maybe("territory_binding")? {
            self.territory_binding = Some(Binding::parse(binding, "policy.territory_binding")?);
        }
        Ok(())
    }

    /// Keeps a stored fact that cannot be read. Its interest or asset becomes unknown; with neither, everything does.
    pub fn add_unreadable(&mut self, kind: FactKind, id: &str, interest_or_asset: Option<&str>, why: &str) {
        let target = interest_or_asset.map(str::to_owned);
        self.unreadable.push(Unreadable { kind, id: id.to_owned(), target, why: why.to_owned() });
    }

    /// The assets that have an interest or stand in a composition, sorted.
    pub fn assets(&self) -> Vec<&str> {
        let named = self.interests.iter().map(|interest| interest.asset.as_str());
        let parents = self.components.iter().map(|component| component.parent.as_str());
        let children = self.components.iter().map(|component| component.child.as_str());
        let mut assets: Vec<&str> = named.chain(parents).chain(children).collect();
        assets.sort_unstable();
        assets.dedup();
        assets
    }
}

fn note(map: &mut HashMap<String, Vec<usize>>, key: &str, at: usize) {
    if let Some(list) = map.get_mut(key) {
        list.push(at);
    } else {
        map.insert(key.to_owned(), vec![at]);
    }
}

/// Other facts point at a fact by its id, so one that is no text would slip away from them.
fn named(body: &Value, place: &str) -> Result<(), ParseError> {
    match body.get("id") {
        None | Some(Value::Null | Value::String(_)) => Ok(()),
        Some(_) => Err(ParseError::new("field.invalid", format!("{place}.id"), "a text is expected")),
    }
}

/// What an unreadable body is about, as far as it says so.
fn target_of(body: &Value) -> Option<&str> {
    ["interest", "asset", "parent"].into_iter().find_map(|key| body.get(key).and_then(Value::as_str))
}
