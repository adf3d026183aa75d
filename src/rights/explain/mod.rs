//! Makes the verdict: every blocker with its path and clause, supports, remedies, and one sentence for all of it.

mod gather;
mod positions;
mod reasons;
mod words;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::evaluate::plan::Plan;
use crate::evaluate::sweep::Sweep;
use crate::forecast;
use crate::region::{Form, Region, territory_names};
use crate::request::UseRequest;
use crate::state::Headline;
use crate::verdict::{ENGINE_VERSION, Reason, Remedy, Verdict};

pub(crate) use positions::{Positions, positions};

pub(crate) fn verdict(plan: &Plan<'_>, sweep: &Sweep<'_, '_>, request: &UseRequest, now: DateTime<Utc>) -> Verdict {
    let (gathered, stable_until) = (gather::gather(sweep), forecast::stable_until(sweep, now));
    let book = sweep.book.borrow();
    let headline = Headline::of(gathered.states.iter().copied());
    let cleared = Region::new(Form::new(gathered.cleared), plan.question.reference, request.purposes.len() > 1);
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
        belief_at: plan.question.belief,
        stable_until,
        next_events: forecast::next_events(plan, now),
        sentence,
        notes: notes(plan, request),
        inputs_hash: inputs_hash(plan, request),
        engine_version: ENGINE_VERSION,
        reference_version: plan.question.reference.version().to_owned(),
        taxonomy_version: plan.question.reference.taxonomy_version().to_owned(),
        territory_data_version: plan.question.reference.territory_version().to_owned(),
        cleared,
        reasons,
    }
}

/// In an order that does not depend on the order of facts.
fn sorted(mut reasons: Vec<Reason>) -> Vec<Reason> {
    fn key(reason: &Reason) -> impl Ord + '_ {
        let Reason { code, path, interest, rule, message, region, .. } = reason;
        (code, path, interest, rule, message, region, reason.state)
    }
    reasons.sort_by(|one, other| key(one).cmp(&key(other)));
    reasons.dedup();
    reasons
}

fn notes(plan: &Plan<'_>, request: &UseRequest) -> Vec<String> {
    let mut notes = Vec::new();
    if !request.beside.is_empty() {
        let names = territory_names(&request.beside, plan.question.reference);
        let names: Vec<&str> = names.iter().map(|code| plan.question.reference.name(code)).collect();
        notes.push(format!("Not asked about, because membership is not certain: {}.", words::list(&names)));
    }
    if request.brand.is_none() && plan.permits.iter().any(|permit| permit.grant.brands.is_some()) {
        notes.push("A licence is limited to certain brands; the request names none.".to_owned());
    }
    if request.category.is_none() && plan.permits.iter().any(|permit| !permit.grant.category_excluded.is_empty()) {
        notes.push("A licence excludes certain product categories; the request names none.".to_owned());
    }
    for fact in &plan.question.facts.unreadable {
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
    hasher.update(plan.question.reference.version().as_bytes());
    hasher.update(&request.digest);
    hasher.update(request.asset.as_bytes());
    for digest in &digests {
        hasher.update(digest);
    }
    hasher.finalize().to_hex().to_string()
}
