//! What is tested per request and does not fit a region: brand, category, actor, modification, embedding, minors, caps.

use chrono::{Months, NaiveDate};

use crate::bits::LeafSet;
use crate::facts::{Cap, CapKind, Grant, Interest, Restriction, Sublicense};
use crate::question::Question;
use crate::reference::{Reference, TerritoryTest};
use crate::request::UseRequest;
use crate::state::State;

/// One thing that keeps a grant from clearing a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Blocker<'a> {
    pub state: State,
    pub code: &'static str,
    pub detail: Option<Detail<'a>>,
}

/// How an asset is used in the composition asked about.
#[derive(Clone, Copy)]
pub(crate) struct Made<'a, 'i> {
    pub embedding: &'a str,
    pub modifications: &'i [&'a str],
}

/// What exactly is wrong, for details and remedies.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Detail<'a> {
    Name(&'a str),
    Remaining(f64),
}

impl<'a> Blocker<'a> {
    pub fn new(state: State, code: &'static str) -> Self {
        Self { state, code, detail: None }
    }

    fn about(state: State, code: &'static str, name: &'a str) -> Self {
        Self { state, code, detail: Some(Detail::Name(name)) }
    }
}

/// What happens to a guardian's consent when the person comes of age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Majority {
    Review,
    Continues,
    Ends,
}

impl Majority {
    /// An unknown rule is read as the cautious one: nobody has decided.
    pub fn parse(text: &str) -> Self {
        match text {
            "continue" | "continues" | "keep" | "binding" | "binds" | "valid" | "accept" | "allow" | "ignore"
            | "none" => Self::Continues,
            "end" | "ends" | "lapse" | "lapses" | "expire" | "expires" | "deny" | "invalid" => Self::Ends,
            _ => Self::Review,
        }
    }
}

/// The eighteenth birthday, where the person was a minor when a guardian signed and the house rule looks at it.
pub(crate) fn majority(born: Option<NaiveDate>, grant: &Grant, rule: &Majority) -> Option<NaiveDate> {
    let birthday = coming_of_age(born?)?;
    let minor = grant.signed.is_none_or(|signed| signed < birthday);
    (minor && grant.guardian_signed && *rule != Majority::Continues).then_some(birthday)
}

fn coming_of_age(born: NaiveDate) -> Option<NaiveDate> {
    use chrono::Datelike;
    let day = born.checked_add_months(Months::new(18 * 12))?;
    // Somebody born on a leap day comes of age when the last day of February is over.
    if day.day() == born.day() { Some(day) } else { day.succ_opt() }
}

/// The guards of a grant whose outcome is the same for every cell.
pub(crate) fn fixed<'a>(
    question: &Question<'a>,
    interest: &'a Interest,
    grant: &'a Grant,
    made: Made<'a, '_>,
) -> Vec<Blocker<'a>> {
    let mut found = Vec::new();
    if let Some(key) = &grant.unread {
        found.push(Blocker::about(State::Unknown, "FACT_UNREADABLE", key));
    }
    if let Some(birthday) = interest.born.and_then(coming_of_age) {
        match grant.signed {
            Some(signed) if signed < birthday && !grant.guardian_signed => {
                found.push(Blocker::new(State::Denied, "MINOR_NO_GUARDIAN"));
            }
            None if !grant.guardian_signed => found.push(Blocker::new(State::Unknown, "MINOR_NO_GUARDIAN")),
            _ => {}
        }
    }
    modifications(question, grant, made, &mut found);
    if grant.embedding.as_ref().is_some_and(|modes| !modes.iter().any(|mode| mode == made.embedding)) {
        found.push(Blocker::about(State::Denied, "EMBED_MODE_NOT_LICENSED", made.embedding));
    }
    if let Some(request) = question.request {
        requested(question, request, grant, &mut found);
    }
    found
}

fn modifications<'a>(question: &Question<'a>, grant: &'a Grant, made: Made<'a, '_>, found: &mut Vec<Blocker<'a>>) {
    for name in made.modifications {
        let named = |names: &Vec<String>| names.iter().any(|other| other == name);
        let open = |names: &Vec<String>| names.iter().any(|other| other == "any");
        let reserved = named(&question.reference.reserved_modifications);
        let allowed = match &grant.modifications {
            None => !reserved,
            Some(names) => named(names) || (open(names) && !reserved),
        };
        if !allowed {
            found.push(Blocker::about(State::Denied, "MODIFICATION_NOT_ALLOWED", name));
        }
    }
}

fn requested<'a>(question: &Question<'a>, request: &'a UseRequest, grant: &'a Grant, found: &mut Vec<Blocker<'a>>) {
    let category = request.category.as_deref();
    if categorized(question.reference, category, &grant.category_excluded) {
        found.push(Blocker::about(State::Denied, "CATEGORY_EXCLUDED", category.unwrap_or_default()));
    }
    if !brand_listed(grant.brands.as_deref(), request.brand.as_deref()) {
        found.push(Blocker::new(State::Denied, "BRAND_NOT_LICENSED"));
    }
    if let Some(actor) = &request.actor
        && !actor_named(grant, actor)
        && !matches!(&grant.sublicense, Sublicense::Listed(_))
    {
        found.push(Blocker::about(State::Denied, "ACTOR_NOT_LICENSED", actor));
    }
    for cap in grant.caps.iter().filter(|_| request.act.is_counted()) {
        cumulative(question, request, cap, found);
    }
}

/// Whether a grant lets this actor act without looking at engagements.
pub(crate) fn actor_named(grant: &Grant, actor: &str) -> bool {
    let named = |names: &[String]| names.iter().any(|name| name == actor);
    named(&grant.licensees)
        || match &grant.sublicense {
            Sublicense::Nobody => false,
            Sublicense::Anyone => true,
            Sublicense::Listed(names) => named(names),
        }
}

/// An unstated brand is none of those listed.
pub(crate) fn brand_listed(brands: Option<&[String]>, brand: Option<&str>) -> bool {
    brands.is_none_or(|brands| brands.iter().any(|other| Some(other.as_str()) == brand))
}

/// Whether a category is one of those listed or under one; a node that holds a listed one asks for that one as well.
/// An unstated category is none of them.
fn categorized(reference: &Reference, category: Option<&str>, listed: &[String]) -> bool {
    let meets = |category: &str, other: &str| {
        reference.category_within(category, other) || reference.category_within(other, category)
    };
    category.is_some_and(|category| listed.iter().any(|other| meets(category, other)))
}

fn cumulative<'a>(question: &Question<'a>, request: &UseRequest, cap: &'a Cap, found: &mut Vec<Blocker<'a>>) {
    let quantity = request.quantity_under(cap);
    match (cap.kind, quantity) {
        (CapKind::DistinctChannels, _) | (CapKind::Concurrent, Some(_)) => {}
        (CapKind::Other, _) | (_, None) => {
            found.push(Blocker::about(State::Unknown, "CAP_QUANTITY_UNKNOWN", &cap.metric));
        }
        (CapKind::Cumulative, Some(quantity)) => {
            let remaining = cap.limit - used(question, cap);
            if quantity > remaining {
                let detail = Some(Detail::Remaining(remaining.max(0.0)));
                found.push(Blocker { state: State::Denied, code: "CAP_EXCEEDED", detail });
            }
        }
    }
}

/// Consumed and reserved together.
fn used(question: &Question<'_>, cap: &Cap) -> f64 {
    let entries = question.facts.index.usage_of.get(&cap.id).into_iter().flatten().map(|at| &question.facts.usage[*at]);
    entries
        .filter(|usage| usage.seen.at(question.belief) && !usage.released)
        .map(|usage| usage.quantity.unwrap_or(1.0).max(0.0))
        .sum()
}

/// The channels a distinct-channels cap keeps out: elected ones stay, new ones need room for all that are asked.
pub(crate) fn barred(question: &Question<'_>, grant: &Grant) -> LeafSet {
    let Some(request) = question.request.filter(|request| request.act.is_counted()) else {
        return LeafSet::EMPTY;
    };
    let asked = request.channels.intersect(&grant.scope.channels.possible);
    let caps = grant.caps.iter().filter(|cap| cap.kind == CapKind::DistinctChannels);
    caps.fold(LeafSet::EMPTY, |barred, cap| {
        let entries =
            question.facts.index.usage_of.get(&cap.id).into_iter().flatten().map(|at| &question.facts.usage[*at]);
        let counted = entries.filter(|usage| usage.seen.at(question.belief) && !usage.released);
        // An entry that does not say which channel took up the place of one all the same.
        let (elected, nameless) = counted.fold((LeafSet::EMPTY, 0.0), |(all, nameless), usage| {
            let more = if usage.channels.is_empty() { usage.quantity.unwrap_or(1.0) } else { 0.0 };
            (all.union(&usage.channels), nameless + more)
        });
        let full = elected.union(&asked).len() as f64 + nameless > cap.limit;
        if full { barred.union(&asked.minus(&elected)) } else { barred }
    })
}

/// Whether the selectors of a restriction match a request. An unstated brand or category is none of those named.
pub(crate) fn selects(reference: &Reference, restriction: &Restriction, request: &UseRequest) -> bool {
    let brand = request.brand.as_deref();
    let actor = request.actor.as_deref();
    let excepted = restriction.brands_except.as_ref().is_some_and(|brands| brand_listed(Some(brands), brand));
    let category = restriction
        .categories
        .as_ref()
        .is_none_or(|listed| categorized(reference, request.category.as_deref(), listed));
    brand_listed(restriction.brands.as_deref(), brand)
        && !excepted
        && category
        && brand_listed(restriction.actors.as_deref(), actor)
}

/// Whether a grant has guards even a plain request must be tested by.
pub(crate) fn looks_at_request(grant: &Grant) -> bool {
    !grant.caps.is_empty()
        || grant.produce_window.is_some()
        || grant.brands.is_some()
        || grant.territory_test != TerritoryTest::Targeted
        || grant.scope.period.awaits_first_use()
}
