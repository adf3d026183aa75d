//! The verdict: headline, cleared region, every blocker with its path and clause, supports, remedies, one sentence.

mod words;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::bits::{AtomSet, LeafSet};
use crate::evaluate::plan::{Plan, Subject};
use crate::evaluate::sweep::Sweep;
use crate::evaluate::{Blame, Headline, Rule, State};
use crate::facts::Clause;
use crate::forecast::{self, Event};
use crate::guards::Detail;
use crate::region::{Form, Intervals, Region, join, territory_names};
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
    pub clause: Option<SupportClause>,
    pub alternatives: Vec<Alternative>,
}

/// The words a support stands on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SupportClause {
    pub quote: Option<String>,
    pub page: Option<u32>,
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
        self.reasons
            .iter()
            .map(|reason| reason.code.as_str())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    }
}

type Part = (LeafSet, LeafSet, AtomSet, Intervals);

/// What the walk over all slices gathers.
#[derive(Default)]
struct Gathered<'a> {
    states: BTreeSet<State>,
    cleared: Vec<Part>,
    blames: Vec<(Blame<'a>, State, Vec<Part>)>,
    duties: BTreeSet<&'a str>,
    supports: BTreeMap<usize, BTreeSet<Vec<usize>>>,
}

pub(crate) fn verdict(
    plan: &Plan<'_>,
    sweep: &Sweep<'_, '_>,
    request: &UseRequest,
    now: DateTime<Utc>,
) -> Verdict {
    let gathered = gather(sweep);
    let headline = Headline::of(gathered.states.iter().copied());
    let cleared = Region::new(
        Form::new(gathered.cleared),
        plan.reference,
        request.purposes.len() > 1,
    );
    let mut reasons: Vec<Reason> = gathered
        .blames
        .iter()
        .map(|(blame, state, parts)| reason(plan, blame, *state, parts, request, now))
        .collect();
    reasons.sort_by(|a, b| {
        (&a.code, &a.path, &a.rule, &a.message).cmp(&(&b.code, &b.path, &b.rule, &b.message))
    });
    reasons.dedup();
    let details: BTreeSet<String> = gathered
        .blames
        .iter()
        .flat_map(|(blame, ..)| details(plan, blame, now))
        .collect();
    let remedies: BTreeSet<Remedy> = reasons
        .iter()
        .filter_map(|reason| reason.remedy.clone())
        .collect();
    let sentence = words::sentence(plan, headline, &cleared, &reasons, &gathered.duties);
    Verdict {
        asset: request.asset.clone(),
        headline,
        supports: supports(plan, &gathered.supports),
        duties: gathered
            .duties
            .iter()
            .map(|duty| (*duty).to_owned())
            .collect(),
        details: details.into_iter().collect(),
        remedies: remedies.into_iter().collect(),
        belief_at: plan.belief,
        stable_until: forecast::stable_until(sweep, now),
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

fn gather<'a>(sweep: &Sweep<'_, 'a>) -> Gathered<'a> {
    let mut gathered = Gathered::default();
    for class in &sweep.classes {
        let columns: Vec<(LeafSet, LeafSet)> = sweep
            .columns()
            .map(|(channel, purpose)| (channel.set, purpose.set))
            .collect();
        let mut spans: Vec<Intervals> = vec![Vec::new(); columns.len()];
        for (from, until, slice) in class.asked() {
            for (at, decision) in sweep.table(slice).iter().enumerate() {
                gathered.states.insert(decision.state);
                if decision.state.is_cleared() {
                    spans[at].push((from, until));
                    gathered.duties.extend(decision.duties.iter());
                    for support in &decision.supports {
                        gathered
                            .supports
                            .entry(support.instance)
                            .or_default()
                            .insert(support.permits.clone());
                    }
                    continue;
                }
                let part = (
                    columns[at].0,
                    columns[at].1,
                    class.atoms,
                    vec![(from, until)],
                );
                for blame in &decision.blames {
                    gathered.blame(blame, decision.state, part.clone());
                }
            }
        }
        for (intervals, (channels, purposes)) in spans.into_iter().zip(columns) {
            if !intervals.is_empty() {
                gathered
                    .cleared
                    .push((channels, purposes, class.atoms, join(intervals)));
            }
        }
    }
    gathered
}

impl<'a> Gathered<'a> {
    fn blame(&mut self, blame: &Blame<'a>, state: State, part: Part) {
        match self
            .blames
            .iter_mut()
            .find(|(known, at, _)| known == blame && *at == state)
        {
            Some((_, _, parts)) => parts.push(part),
            None => self.blames.push((blame.clone(), state, vec![part])),
        }
    }
}

/// A blame's part of the request, summed up: channels, territories, and the span of time it lies in.
fn extent(plan: &Plan<'_>, parts: &[Part]) -> (LeafSet, AtomSet, String) {
    let mut channels = LeafSet::EMPTY;
    let mut atoms = AtomSet::EMPTY;
    let mut span = (i64::MAX, i64::MIN);
    for (leaves, _, places, intervals) in parts {
        channels = channels.union(leaves);
        atoms = atoms.union(places);
        for (from, until) in intervals {
            span = (span.0.min(*from), span.1.max(*until));
        }
    }
    let zone = atoms.iter().next().map_or(chrono_tz::UTC, |atom| {
        plan.reference.territories.atoms[atom].zone
    });
    let dates = format!(
        "{}..{}",
        crate::region::from_text(span.0, zone),
        crate::region::until_text(span.1, zone)
    );
    (channels, atoms, dates)
}

fn reason(
    plan: &Plan<'_>,
    blame: &Blame<'_>,
    state: State,
    parts: &[Part],
    request: &UseRequest,
    now: DateTime<Utc>,
) -> Reason {
    let instance = &plan.instances[blame.instance];
    let mut path: Vec<String> = instance
        .path
        .iter()
        .map(|asset| (*asset).to_owned())
        .collect();
    let interest = match instance.subject {
        Subject::Interest(interest) => {
            path.push(interest.kind.clone());
            Some(interest.id.clone())
        }
        _ => None,
    };
    let (rule, agreement, clause) = match blame.rule {
        Rule::None => (None, None, None),
        Rule::Permit(at) => {
            let grant = plan.permits[at].grant;
            (
                Some(grant.id.clone()),
                grant.agreement.clone(),
                grant.clause.clone(),
            )
        }
        Rule::Ban(at) => {
            let ban = plan.bans[at].restriction;
            (Some(ban.id.clone()), None, ban.clause.clone())
        }
    };
    let (channels, atoms, dates) = extent(plan, parts);
    let names: Vec<&str> = channels
        .iter()
        .map(|leaf| plan.reference.channels.name(leaf))
        .collect();
    let region = format!(
        "{} | {} | {dates}",
        names.join("+"),
        territory_names(&atoms, plan.reference).join(",")
    );
    let message = words::message(plan, blame, request);
    let remedy = words::remedy(plan, blame, now);
    Reason {
        code: blame.code.to_owned(),
        path,
        interest,
        rule,
        agreement,
        clause,
        state,
        region,
        message,
        remedy,
    }
}

/// Particulars in the form `CODE:particular`.
fn details(plan: &Plan<'_>, blame: &Blame<'_>, now: DateTime<Utc>) -> Vec<String> {
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

fn supports(plan: &Plan<'_>, found: &BTreeMap<usize, BTreeSet<Vec<usize>>>) -> Vec<Support> {
    let mut supports = BTreeSet::new();
    for (instance, choices) in found {
        let instance = &plan.instances[*instance];
        let Subject::Interest(interest) = instance.subject else {
            continue;
        };
        let mut path: Vec<String> = instance
            .path
            .iter()
            .map(|asset| (*asset).to_owned())
            .collect();
        path.push(interest.kind.clone());
        for permits in choices {
            let mut grants = permits.iter().map(|permit| plan.permits[*permit].grant);
            let Some(chosen) = grants.next() else {
                continue;
            };
            let clause = chosen.clause.clone().map(|clause| SupportClause {
                quote: clause.quote,
                page: clause.page,
            });
            let alternatives = grants.map(|grant| Alternative {
                grant: grant.id.clone(),
                agreement: grant.agreement.clone(),
            });
            supports.insert(Support {
                path: path.clone(),
                interest: interest.id.clone(),
                grant: chosen.id.clone(),
                agreement: chosen.agreement.clone(),
                clause,
                alternatives: alternatives.collect(),
            });
        }
    }
    supports.into_iter().collect()
}

fn notes(plan: &Plan<'_>, request: &UseRequest) -> Vec<String> {
    let mut notes = Vec::new();
    if !request.beside.is_empty() {
        let names = territory_names(&request.beside, plan.reference);
        let names: Vec<&str> = names.iter().map(|code| plan.reference.name(code)).collect();
        notes.push(format!(
            "Not asked about, because membership is not certain: {}.",
            words::list(&names)
        ));
    }
    if request.brand.is_none()
        && plan
            .permits
            .iter()
            .any(|permit| permit.grant.brands.is_some())
    {
        notes.push("A licence is limited to certain brands; the request names none.".to_owned());
    }
    if request.category.is_none()
        && plan
            .permits
            .iter()
            .any(|permit| !permit.grant.category_excluded.is_empty())
    {
        notes.push(
            "A licence excludes certain product categories; the request names none.".to_owned(),
        );
    }
    for fact in &plan.facts.unreadable {
        notes.push(format!(
            "A record could not be read ({}): {}",
            fact.id, fact.why
        ));
    }
    notes
}

/// A hash over everything the verdict was made from, independent of the order of facts.
fn inputs_hash(plan: &Plan<'_>, request: &UseRequest) -> String {
    let facts = plan.facts;
    let mut digests: BTreeSet<[u8; 32]> = BTreeSet::new();
    for instance in &plan.instances {
        if let Subject::Interest(interest) = instance.subject {
            digests.insert(interest.digest);
        }
    }
    digests.extend(plan.permits.iter().map(|permit| permit.grant.digest));
    digests.extend(plan.bans.iter().map(|ban| ban.restriction.digest));
    digests.extend(
        plan.bans
            .iter()
            .flat_map(|ban| ban.waivers.iter().map(|(waiver, _)| waiver.digest)),
    );
    digests.extend(plan.templates.iter().map(|template| template.rule.digest));
    let seen = |seen: &crate::facts::Visibility| seen.at(plan.belief);
    digests.extend(
        facts
            .components
            .iter()
            .filter(|fact| seen(&fact.seen))
            .map(|fact| fact.digest),
    );
    digests.extend(
        facts
            .revocations
            .iter()
            .filter(|fact| seen(&fact.seen))
            .map(|fact| fact.digest),
    );
    digests.extend(
        facts
            .engagements
            .iter()
            .filter(|fact| seen(&fact.seen))
            .map(|fact| fact.digest),
    );
    digests.extend(
        facts
            .usage
            .iter()
            .filter(|fact| seen(&fact.seen))
            .map(|fact| fact.digest),
    );
    digests.extend(
        facts
            .duty_events
            .iter()
            .filter(|fact| seen(&fact.seen))
            .map(|fact| fact.digest),
    );
    let mut hasher = blake3::Hasher::new();
    hasher.update(plan.reference.version().as_bytes());
    hasher.update(&request.digest);
    hasher.update(request.asset.as_bytes());
    for digest in &digests {
        hasher.update(digest);
    }
    hasher.finalize().to_hex().to_string()
}
