//! Turns blockers and supports into reasons, particulars and supports people can read.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::gather::Extent;
use super::words;
use crate::evaluate::book::{Blame, Rule, Supported};
use crate::evaluate::plan::{Instance, Plan, Subject};
use crate::guards::Detail;
use crate::request::UseRequest;
use crate::state::State;
use crate::verdict::{Alternative, Reason, Support};

/// The assets from the one asked about down to the right.
fn path(instance: &Instance<'_>) -> Vec<String> {
    let mut path: Vec<String> = instance.path.iter().map(|asset| (*asset).to_owned()).collect();
    if let Subject::Interest(interest) = instance.subject {
        path.push(interest.kind.clone());
    }
    path
}

pub(super) fn reason(
    plan: &Plan<'_>,
    blame: &Blame<'_>,
    state: State,
    extent: &Extent,
    request: &UseRequest,
    now: DateTime<Utc>,
) -> Reason {
    let instance = &plan.instances[blame.instance];
    let interest = match instance.subject {
        Subject::Interest(interest) => Some(interest.id.clone()),
        _ => None,
    };
    let (rule, agreement, clause) = match blame.rule {
        Rule::None => (None, None, None),
        Rule::Permit(at) => {
            let grant = plan.permits[at].grant;
            (Some(grant.id.clone()), grant.agreement.clone(), grant.clause.clone())
        }
        Rule::Ban(at) => {
            let ban = plan.bans[at].restriction;
            (Some(ban.id.clone()), None, ban.clause.clone())
        }
    };
    Reason {
        code: blame.code.to_owned(),
        path: path(instance),
        interest,
        rule,
        agreement,
        clause,
        state,
        region: extent.text(plan),
        message: words::message(plan, blame, request),
        remedy: words::remedy(plan, blame, now),
    }
}

/// Particulars in the form `CODE:particular`.
pub(super) fn details(plan: &Plan<'_>, blame: &Blame<'_>, now: DateTime<Utc>) -> Vec<String> {
    let mut details = Vec::new();
    match (&blame.detail, blame.code) {
        (Some(Detail::Remaining(rest)), code) => details.push(format!("{code}:remaining {rest}")),
        (Some(Detail::Name(name)), "MODIFICATION_NOT_ALLOWED" | "PRE_DUTY_OPEN") => {
            details.push(format!("{}:{name}", blame.code));
        }
        _ => {}
    }
    if let Some(by) = words::open_option(plan, blame, now) {
        details.push(format!("OPTION_AVAILABLE:exercise_by {by}"));
    }
    details
}

/// One support for each interest and each choice of grants, joined over all cleared cells.
pub(super) fn supports<'s>(plan: &Plan<'_>, found: impl Iterator<Item = &'s Supported>) -> Vec<Support> {
    let mut supports: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
    for supported in found {
        if let [chosen, others @ ..] = supported.permits.as_slice() {
            supports.entry((supported.instance, *chosen)).or_default().extend(others);
        }
    }
    let named = supports.into_iter().filter_map(|((instance, chosen), others)| {
        let instance = &plan.instances[instance];
        let Subject::Interest(interest) = instance.subject else {
            return None;
        };
        let grant = plan.permits[chosen].grant;
        let alternatives = others.into_iter().map(|other| {
            let other = plan.permits[other].grant;
            Alternative { grant: other.id.clone(), agreement: other.agreement.clone() }
        });
        Some(Support {
            path: path(instance),
            interest: interest.id.clone(),
            grant: grant.id.clone(),
            agreement: grant.agreement.clone(),
            clause: grant.clause.clone(),
            alternatives: alternatives.collect(),
        })
    });
    let mut named: Vec<Support> = named.collect();
    named.sort();
    named
}
