//! One intended use: what a person asks about. Whatever is not stated is read by the documented defaults.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde_json::Value;

use crate::act::Act;
use crate::bits::{AtomSet, LeafSet};
use crate::facts::Cap;
use crate::period::{Caution, Clock, Instant, Moment};
use crate::read::{Fields, ParseError, parse_zone};
use crate::reference::Reference;

/// A use request, checked against the reference: every name in it exists.
#[derive(Debug, Clone)]
pub struct UseRequest {
    pub asset: String,
    pub(crate) channels: LeafSet,
    pub(crate) purposes: LeafSet,
    pub(crate) atoms: AtomSet,
    /// Members of a requested group that only may belong to it; noted, not asked about.
    pub(crate) beside: AtomSet,
    pub(crate) start: Moment,
    pub(crate) end: Moment,
    pub(crate) zone: Option<Tz>,
    pub act: Act,
    pub(crate) published_at: Option<Moment>,
    pub actor: Option<String>,
    pub brand: Option<String>,
    pub category: Option<String>,
    pub modifications: Vec<String>,
    pub embedding: Option<String>,
    pub quantity: BTreeMap<String, f64>,
    /// Where the placement can be seen; `None` is everywhere.
    pub(crate) accessible: Option<AtomSet>,
    pub(crate) produced_at: Option<Moment>,
    pub belief_at: Option<DateTime<Utc>>,
    pub(crate) digest: [u8; 32],
    /// What it was read from, and by which reference.
    source: Arc<Value>,
    read_by: Arc<str>,
}

impl UseRequest {
    /// Reads a request. Unknown names and impossible dates are errors; so is a period that ends before it starts.
    pub fn from_json(value: &Value, reference: &Reference) -> Result<Self, ParseError> {
        let fields = Fields::of(value, "")?;
        let start = fields.moment("start")?.ok_or_else(|| missing("start"))?;
        let end = fields.moment("end")?.ok_or_else(|| missing("end"))?;
        let zone = match fields.maybe("zone")? {
            None | Some("territory") => None,
            Some(name) => Some(parse_zone(name, "zone")?),
        };
        let first_day = start.day(&Clock::new(zone.unwrap_or(Tz::UTC)));
        let (atoms, beside) =
            reference.territories.asked(&required(&fields, "territories")?, first_day, "territories")?;
        let belief = fields.instant("belief_at")?;
        let request = Self {
            asset: fields.maybe("asset")?.unwrap_or_default().to_owned(),
            channels: reference.channels.asked(&required(&fields, "channels")?, "channels")?,
            purposes: purposes(&fields, reference)?,
            atoms,
            beside,
            start,
            end,
            zone,
            act: act(&fields)?,
            published_at: fields.moment("published_at")?,
            actor: fields.owned("actor")?.filter(|actor| actor != "licensee"),
            brand: fields.owned("brand")?,
            category: fields.owned("category")?,
            modifications: fields.owned_names("modifications")?.unwrap_or_default(),
            embedding: fields.owned("embedding")?,
            quantity: quantity(&fields)?,
            accessible: accessible(&fields, reference, first_day)?,
            produced_at: fields.moment("produced_at")?,
            belief_at: belief.or(fields.instant("belief")?),
            digest: fields.digest(&[]),
            source: Arc::new(value.clone()),
            read_by: reference.version().into(),
        };
        request.check(reference)?;
        Ok(request)
    }

    fn check(&self, reference: &Reference) -> Result<(), ParseError> {
        for (is_empty, key) in [
            (self.channels.is_empty(), "channels"),
            (self.purposes.is_empty(), "purposes"),
            (self.atoms.is_empty(), "territories"),
        ] {
            if is_empty {
                return Err(ParseError::new("field.missing", key, "this names nothing to ask about"));
            }
        }
        for name in &self.modifications {
            reference.check_modification(name)?;
        }
        if !self.has_time(reference) {
            return Err(ParseError::new("period.end_before_start", "end", "the use ends before it starts"));
        }
        Ok(())
    }

    /// The same use as another reference reads it. A name that one does not know is an error.
    pub fn under(&self, reference: &Reference) -> Result<Self, ParseError> {
        if *self.read_by == *reference.version() {
            return Ok(self.clone());
        }
        Ok(Self::from_json(&self.source, reference)?.with_asset(&self.asset))
    }

    /// Whether it asks for a channel among others.
    pub fn asks_for_channel(&self, leaf: &str, reference: &Reference) -> bool {
        reference.channels.asked(&[leaf], "").is_ok_and(|leaf| leaf.meets(&self.channels))
    }

    /// Whether it asks for a purpose among others.
    pub fn asks_for_purpose(&self, leaf: &str, reference: &Reference) -> bool {
        reference.purposes.asked(&[leaf], "").is_ok_and(|leaf| leaf.meets(&self.purposes))
    }

    /// The same use of another asset.
    pub fn with_asset(&self, asset: &str) -> Self {
        Self { asset: asset.to_owned(), ..self.clone() }
    }

    /// When the use asked about would first be one. What is live already was so when it was published, and a term that
    /// began with it does not begin again with each question; making and keeping are no use.
    pub(crate) fn first_use(&self) -> Option<Moment> {
        match self.act {
            Act::Publish => Some(self.start),
            Act::Produce | Act::Continue | Act::Retain => self.published_at,
        }
    }

    fn has_time(&self, reference: &Reference) -> bool {
        if let (Moment::Day(start), Moment::Day(end)) = (self.start, self.end) {
            return start <= end;
        }
        self.atoms.iter().all(|atom| {
            let (from, until) = self.window(&Clock::new(reference.territories.atoms[atom].zone));
            from < until
        })
    }

    /// The half-open window of the request under an atom's clock.
    pub(crate) fn window(&self, clock: &Clock) -> (Instant, Instant) {
        let read =
            |clock: &Clock| (self.start.start(clock, Caution::Permission), self.end.end(clock, Caution::Permission));
        self.zone.map_or_else(|| read(clock), |zone| read(&Clock::new(zone)))
    }

    /// What the request counts for under a cap, as far as anybody knows.
    pub(crate) fn quantity_under(&self, cap: &Cap) -> Option<f64> {
        self.quantity.get(&cap.metric).copied().or(cap.default_quantity())
    }

    /// Nothing is asked that guards of rules would have to look at, beyond what every plain use has.
    pub(crate) fn is_plain(&self) -> bool {
        self.actor.is_none()
            && self.brand.is_none()
            && self.category.is_none()
            && self.modifications.is_empty()
            && self.embedding.is_none()
            && self.quantity.is_empty()
            && self.produced_at.is_none()
            && self.act == Act::Publish
    }
}

fn missing(key: &str) -> ParseError {
    ParseError::new("field.missing", key, "this field is required")
}

fn required<'a>(fields: &Fields<'a>, key: &str) -> Result<Vec<&'a str>, ParseError> {
    fields.names(key)?.filter(|names| !names.is_empty()).ok_or_else(|| missing(key))
}

/// The purposes asked about, or the house's own where none is named.
fn purposes(fields: &Fields<'_>, reference: &Reference) -> Result<LeafSet, ParseError> {
    let defaults = &reference.defaults.request_purposes;
    let names = match fields.names("purposes")? {
        Some(names) => names,
        None => defaults.iter().map(String::as_str).collect(),
    };
    reference.purposes.asked(&names, "purposes")
}

fn act(fields: &Fields<'_>) -> Result<Act, ParseError> {
    let mode = fields.maybe("mode")?.unwrap_or("new");
    Act::of_mode(mode).ok_or_else(|| fields.invalid("mode", "new, continue, produce or retain is expected"))
}

fn quantity(fields: &Fields<'_>) -> Result<BTreeMap<String, f64>, ParseError> {
    let Some(counts) = fields.child("quantity")? else {
        return Ok(BTreeMap::new());
    };
    let read = |metric: &str| match counts.number(metric)? {
        // Asking for nothing, or for less than nothing, would pass under any cap.
        Some(count) if !count.is_finite() || count <= 0.0 => {
            Err(counts.invalid(metric, "a number above zero is expected"))
        }
        count => Ok(count.map(|count| (metric.to_owned(), count))),
    };
    counts.keys().filter_map(|metric| read(metric).transpose()).collect()
}

fn accessible(fields: &Fields<'_>, reference: &Reference, first_day: NaiveDate) -> Result<Option<AtomSet>, ParseError> {
    let Some(names) = fields.names("accessible")? else {
        return Ok(None);
    };
    let (sure, may) = reference.territories.asked(&names, first_day, "accessible")?;
    Ok(Some(sure.union(&may)))
}
