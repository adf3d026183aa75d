//! Grants with everything that hangs on them: caps, duties, run-off, sub-licences and the guards a request is tested by.

use chrono::NaiveDate;

use super::stamp::{Clause, NOT_SHAPE, Visibility, approved};
use crate::act::Acts;
use crate::bits::LeafSet;
use crate::period::{Caution, Period, Span};
use crate::read::{Fields, ParseError};
use crate::reference::{FactContext, TerritoryTest};
use crate::scope::Scope;
use crate::taxonomy::{Coverage, Signature};
use crate::territory::{Binding, TerritoryAxis};

/// A permission for one interest.
#[derive(Debug, Clone)]
pub struct Grant {
    pub(crate) id: String,
    pub(crate) interest: String,
    pub(crate) agreement: Option<String>,
    pub(crate) scope: Scope,
    pub(crate) signed: Option<NaiveDate>,
    pub(crate) approved: bool,
    /// A condition on the grant that the engine does not know: it can then only be possible.
    pub(crate) unread: Option<String>,
    pub(crate) acts: Acts,
    pub(crate) runoff: Option<Runoff>,
    /// When the asset may be made: limits the act of making, and what may be done with what was made.
    pub(crate) produce_window: Option<Period>,
    pub(crate) territory_test: TerritoryTest,
    pub(crate) caps: Vec<Cap>,
    pub(crate) duties: Vec<Duty>,
    pub(crate) sublicense: Sublicense,
    pub(crate) licensees: Vec<String>,
    /// `None` is any modification but the reserved ones.
    pub(crate) modifications: Option<Vec<String>>,
    pub(crate) embedding: Option<Vec<String>>,
    pub(crate) category_excluded: Vec<String>,
    pub(crate) brands: Option<Vec<String>>,
    pub(crate) upstream: Vec<String>,
    pub(crate) survives_head_termination: bool,
    pub(crate) guardian_signed: bool,
    pub(crate) clause: Option<Clause>,
    pub(crate) seen: Visibility,
    pub(crate) digest: [u8; 32],
    pub(crate) shape: [u8; 32],
}

/// How long a live placement may stay after the period.
#[derive(Debug, Clone)]
pub struct Runoff {
    pub(crate) span: Span,
    /// `None` is every channel of the grant.
    pub(crate) channels: Option<Coverage>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Sublicense {
    Nobody,
    Anyone,
    /// Relations, or parties by name.
    Listed(Vec<String>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CapKind {
    Cumulative,
    Concurrent,
    DistinctChannels,
    /// A kind this engine cannot count: nothing under it is certain.
    Other,
}

#[derive(Debug, Clone)]
pub(crate) struct Cap {
    pub id: String,
    pub kind: CapKind,
    pub metric: String,
    pub limit: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Timing {
    Pre,
    Concurrent,
    Post,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consequence {
    None,
    Suspend,
    Terminate,
}

#[derive(Debug, Clone)]
pub(crate) struct Duty {
    pub id: String,
    pub timing: Timing,
    pub consequence: Consequence,
    pub territories: Option<TerritoryAxis>,
}

const KNOWN: &[&str] = &[
    "id",
    "interest",
    "agreement",
    "channels",
    "exclude_channels",
    "territories",
    "exclude",
    "purposes",
    "period",
    "signed",
    "signed_on",
    "territory_binding",
    "territory_test",
    "review",
    "runoff",
    "produce_window",
    "caps",
    "duties",
    "sublicense",
    "modifications",
    "embedding",
    "category_excluded",
    "brands",
    "upstream",
    "future_media",
    "enumerated_only",
    "guardian_signed",
    "recorded_at",
    "superseded_at",
    "recorded_by",
    "source",
    "confidence",
    "clause",
    "acts",
    "licensees",
    "survives_head_termination",
    "assurance",
    "options",
    "exclusivity",
    "note",
    "notes",
    "title",
    "name",
    "label",
    "reference",
    "created_at",
    "updated_at",
    "asset",
    "licensor",
    "licensee",
    "version",
    "status",
    "no_document",
    "documents",
    "fee",
    "fees",
];

impl Grant {
    pub(crate) fn read(id: &str, fields: &Fields<'_>, ctx: &FactContext<'_>) -> Result<Self, ParseError> {
        let signed = match fields.date("signed")? {
            Some(day) => Some(day),
            None => fields.date("signed_on")?.or(ctx.reference.defaults.signed),
        };
        let signature = Signature {
            signed,
            future_media: fields.flag("future_media")?,
            enumerated_only: fields.flag("enumerated_only")?,
        };
        let list = |key: &str| fields.children(key);
        Ok(Self {
            id: id.to_owned(),
            interest: fields.text("interest")?.to_owned(),
            agreement: fields.owned("agreement")?,
            scope: Scope::of_grant(fields, ctx, signature)?,
            signed,
            approved: approved(fields)?,
            unread: fields.keys().find(|key| !KNOWN.contains(key)).map(str::to_owned),
            acts: Acts::read(fields)?,
            runoff: fields.child("runoff")?.map(|runoff| Runoff::read(&runoff, ctx, signature)).transpose()?,
            produce_window: produce_window(fields)?,
            territory_test: territory_test(fields, ctx)?,
            caps: list("caps")?.iter().map(Cap::read).collect::<Result<_, _>>()?,
            duties: list("duties")?.iter().map(|duty| Duty::read(duty, ctx, signed)).collect::<Result<_, _>>()?,
            sublicense: Sublicense::read(fields)?,
            licensees: fields.owned_names("licensees")?.unwrap_or_default(),
            modifications: open_list(fields, "modifications")?,
            embedding: open_list(fields, "embedding")?,
            category_excluded: fields.owned_names("category_excluded")?.unwrap_or_default(),
            brands: open_list(fields, "brands")?,
            upstream: fields.owned_names("upstream")?.unwrap_or_default(),
            survives_head_termination: fields.flag("survives_head_termination")?,
            guardian_signed: fields.flag("guardian_signed")?,
            clause: Clause::read(fields)?,
            seen: Visibility::read(fields)?,
            digest: fields.digest(&[]),
            shape: fields.digest(NOT_SHAPE),
        })
    }
}

fn produce_window(fields: &Fields<'_>) -> Result<Option<Period>, ParseError> {
    fields.child("produce_window")?.map(|window| Period::read(&window, Caution::Permission)).transpose()
}

fn territory_test(fields: &Fields<'_>, ctx: &FactContext<'_>) -> Result<TerritoryTest, ParseError> {
    match fields.maybe("territory_test")? {
        Some(text) => TerritoryTest::parse(text, &fields.path("territory_test")),
        None => Ok(ctx.territory_test.unwrap_or(ctx.reference.defaults.territory_test)),
    }
}

/// A list where absence, or the bare text "any", means no limit. A list that holds "any" beside other names keeps both.
fn open_list(fields: &Fields<'_>, key: &str) -> Result<Option<Vec<String>>, ParseError> {
    let names = fields.owned_names(key)?;
    Ok(names.filter(|names| names.iter().any(|name| name != "any") || names.is_empty()))
}

impl Runoff {
    fn read(fields: &Fields<'_>, ctx: &FactContext<'_>, signature: Signature) -> Result<Self, ParseError> {
        let span = Span::read(fields, "for")?
            .ok_or_else(|| ParseError::new("field.missing", fields.path("for"), "a run-off needs a duration"))?;
        let channels = match fields.names("channels")? {
            Some(names) => Some(ctx.reference.channels.granted(&names, signature, &fields.path("channels"))?),
            None => None,
        };
        Ok(Self { span, channels })
    }

    pub(crate) fn covers(&self, channel: usize) -> (bool, bool) {
        match &self.channels {
            None => (true, true),
            Some(coverage) => (coverage.possible.contains(channel), coverage.definite.contains(channel)),
        }
    }
}

impl Sublicense {
    fn read(fields: &Fields<'_>) -> Result<Self, ParseError> {
        let names = fields.owned_names("sublicense")?.unwrap_or_default();
        if names.iter().any(|name| name == "any") {
            return Ok(Self::Anyone);
        }
        let names: Vec<String> = names.into_iter().filter(|name| name != "none").collect();
        Ok(if names.is_empty() { Self::Nobody } else { Self::Listed(names) })
    }
}

impl Cap {
    fn read(fields: &Fields<'_>) -> Result<Self, ParseError> {
        let kind = match fields.maybe("kind")?.unwrap_or("cumulative") {
            "cumulative" => CapKind::Cumulative,
            "concurrent" => CapKind::Concurrent,
            "distinct_channels" | "distinct" => CapKind::DistinctChannels,
            _ => CapKind::Other,
        };
        let limit = fields
            .number("limit")?
            .ok_or_else(|| ParseError::new("field.missing", fields.path("limit"), "a cap needs a limit"))?;
        let metric = fields.maybe("metric")?.unwrap_or("uses").to_owned();
        Ok(Self { id: fields.text("id")?.to_owned(), kind, metric, limit })
    }

    /// What one request counts for when it names no quantity: whoever asks for a use asks for one use. Copies, views
    /// and days are never guessed.
    pub fn default_quantity(&self) -> Option<f64> {
        let by_use = ["uses", "placements", "publications"].contains(&self.metric.as_str());
        let by_volume = ["copies", "impressions", "airings", "spend", "pageviews", "days", "seats", "views", "plays"]
            .contains(&self.metric.as_str());
        let is_one = match self.kind {
            CapKind::Cumulative => by_use,
            CapKind::Concurrent => !by_volume,
            CapKind::DistinctChannels | CapKind::Other => false,
        };
        is_one.then_some(1.0)
    }
}

impl Duty {
    fn read(fields: &Fields<'_>, ctx: &FactContext<'_>, signed: Option<NaiveDate>) -> Result<Self, ParseError> {
        let timing = match fields.text("timing")? {
            "pre" => Timing::Pre,
            "concurrent" => Timing::Concurrent,
            "post" => Timing::Post,
            _ => return Err(fields.invalid("timing", "pre, concurrent or post is expected")),
        };
        let consequence = match fields.maybe("consequence")? {
            Some("suspend") => Consequence::Suspend,
            Some("terminate") => Consequence::Terminate,
            None | Some("none" | "fee") => Consequence::None,
            Some(_) => return Err(fields.invalid("consequence", "none, suspend, terminate or fee is expected")),
        };
        let territories = match fields.some_names("territories")? {
            None => None,
            Some(names) => {
                let field = fields.path("territories");
                let include = ctx.reference.territories.terms(&names, Binding::Floating, signed, &field)?;
                Some(TerritoryAxis::new(&ctx.reference.territories, &include, &Default::default()))
            }
        };
        Ok(Self { id: fields.text("id")?.to_owned(), timing, consequence, territories })
    }
}

/// Channels a distinct-channels cap counts, from a usage entry.
pub(crate) fn used_channels(fields: &Fields<'_>, ctx: &FactContext<'_>) -> Result<LeafSet, ParseError> {
    let mut names = fields.names("channel")?.unwrap_or_default();
    names.extend(fields.names("channels")?.unwrap_or_default());
    ctx.reference.channels.under(&names, &fields.path("channel"))
}
