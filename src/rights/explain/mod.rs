//! The verdict: headline, cleared region, every blocker with its path and clause, supports, remedies, one sentence.

mod gather;
mod reasons;
mod words;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::evaluate::plan::Plan;
use crate::evaluate::sweep::Sweep;
use crate::evaluate::{Headline, State};
use crate::facts::Clause;
use crate::forecast::{self, Event};
use crate::region::{Form, Region, territory_names};
use crate::request::UseRequest;

/// Why a part of the request is not cleared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    pub code: String,
    /// From the asset asked about down to the right in question, e.g. `FILM`, `PHOTO`, `likeness`.
    pub path: Vec<String>,
    pub interest: Option<String>,
    pub rule: Option<String>,
    pub agreement: Option<String>,
    pub clause: Option<Clause>,
    /// The state this reason holds its cells at.
    pub state: State,
    /// The part of the request this reason holds back, in text.
    pub region: String,
    pub message: String,
    pub remedy: Option<Remedy>,
}

/// What would remove a reason.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Remedy {
    pub action: String,
    pub message: String,
}

/// A grant that could have been used instead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Alternative {
    pub grant: String,
    pub agreement: Option<String>,
}

/// The grant an interest is cleared by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Support {
    pub path: Vec<String>,
    pub interest: String,
    pub grant: String,
    pub agreement: Option<String>,
    pub clause: Option<Clause>,
    pub alternatives: Vec<Alternative>,
}

/// The answer to one use request. It never changes; a later question gets a new verdict.
#[derive(Debug, Clone, Serialize)]
pub struct Verdict {
    pub asset: String,
    pub headline: Headline,
    pub cleared: Region,
    pub reasons: Vec<Reason>,
    pub supports: Vec<Support>,
    pub duties: Vec<String>,
    /// Exact particulars such as `CAP_EXCEEDED:remaining 5000`, sorted.
    pub details: Vec<String>,
    pub remedies: Vec<Remedy>,
    pub belief_at: DateTime<Utc>,
    pub stable_until: Option<DateTime<Utc>>,
    pub next_events: Vec<Event>,
    pub sentence: String,
    pub notes: Vec<String>,
    pub inputs_hash: String,
    pub engine_version: &'static str,
    pub reference_version: String,
}

impl Verdict {
    /// The set of reason codes, sorted.
    pub fn codes(&self) -> Vec<&str> {
        self.reasons.iter().map(|reason| reason.code.as_str()).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

pub(crate) fn verdict(plan: &Plan<'_>, sweep: &Sweep<'_, '_>, request: &UseRequest, now: DateTime<Utc>) -> Verdict {
    let (gathered, stable_until) = (gather::gather(sweep), forecast::stable_until(sweep, now));
    let book = sweep.book.borrow();
    let headline = Headline::of(gathered.states.iter().copied());
    let cleared = Region::new(Form::new(gathered.cleared), plan.reference, request.purposes.len() > 1);
    let blames =
        || gathered.extents.iter().map(|((number, state), extent)| (&book.blames[*number as usize], *state, extent));
    let reasons = blames().map(|(blame, state, extent)| reasons::reason(plan, blame, state, extent, request, now));
    let reasons = sorted(reasons.collect());
    let details: BTreeSet<String> = blames().flat_map(|(blame, ..)| reasons::details(plan, blame, now)).collect();
    let remedies: BTreeSet<Remedy> = reasons.iter().filter_map(|reason| reason.remedy.clone()).collect();
    let sentence = words::sentence(plan, headline, &cleared, &reasons, &gathered.duties);
    Verdict {
        asset: request.asset.clone(),
        headline,
        supports: reasons::supports(plan, gathered.supports.iter().map(|number| &book.supports[*number as usize])),
        duties: gathered.duties.iter().map(|duty| (*duty).to_owned()).collect(),
        details: details.into_iter().collect(),
        remedies: remedies.into_iter().collect(),
        belief_at: plan.belief,
        stable_until,
        next_events: forecast::next_events(plan, now),
        sentence,
        notes: notes(plan, request),
        inputs_hash: inputs_hash(plan, request),
        engine_version: crate::ENGINE_VERSION,
        reference_version: plan.reference.version().to_owned(),
        cleared,
        reasons,
    }
}

/// In an order that does not depend on the order of facts.
fn sorted(mut reasons: Vec<Reason>) -> Vec<Reason> {
    let key = |reason: &Reason| {
        (reason.code.clone(), reason.path.clone(), reason.rule.clone(), reason.message.clone(), reason.region.clone())
    };
    reasons.sort_by_cached_key(key);
    reasons.dedup();
    reasons
}

fn notes(plan: &Plan<'_>, request: &UseRequest) -> Vec<String> {
    let mut notes = Vec::new();
    if !request.beside.is_empty() {
        let names = territory_names(&request.beside, plan.reference);
        let names: Vec<&str> = names.iter().map(|code| plan.reference.name(code)).collect();
        notes.push(format!("Not asked about, because membership is not certain: {}.", words::list(&names)));
    }
    if request.brand.is_none() && plan.permits.iter().any(|permit| permit.grant.brands.is_some()) {
        notes.push("A licence is limited to certain brands; the request names none.".to_owned());
    }
    if request.category.is_none() && plan.permits.iter().any(|permit| !permit.grant.category_excluded.is_empty()) {
        notes.push("A licence excludes certain product categories; the request names none.".to_owned());
    }
    for fact in &plan.facts.unreadable {
        notes.push(format!("A record could not be read ({}): {}", fact.id, fact.why));
    }
    notes
}

/// A hash over everything the verdict was made from, independent of the order of facts.
fn inputs_hash(plan: &Plan<'_>, request: &UseRequest) -> String {
    let mut digests = plan.digests.clone();
    digests.sort_unstable();
    digests.dedup();
    let mut hasher = blake3::Hasher::new();
    hasher.update(plan.reference.version().as_bytes());
    hasher.update(&request.digest);
    hasher.update(request.asset.as_bytes());
    for digest in &digests {
        hasher.update(digest);
    }
    hasher.finalize().to_hex().to_string()
}
