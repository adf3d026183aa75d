//! The other facts on record: interests, components, restrictions, waivers, revocations, engagements, usage, duties.

use chrono::NaiveDate;

use super::grant::{Grant, used_channels};
use super::keys;
use super::stamp::{Clause, NOT_SHAPE, Visibility, approved};
use crate::bits::LeafSet;
use crate::period::Moment;
use crate::read::{Fields, ParseError};
use crate::reference::FactContext;
use crate::scope::{Code, Scope};

/// How much of an interest's rights a human declared to be on file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Completeness {
    Nothing,
    Partial,
    Complete,
}

/// The unit of clearance: one right in one asset.
#[derive(Debug, Clone)]
pub struct Interest {
    pub(crate) id: String,
    pub(crate) asset: String,
    pub(crate) kind: String,
    pub(crate) completeness: Completeness,
    pub(crate) born: Option<NaiveDate>,
    pub(crate) not_required: bool,
    pub(crate) seen: Visibility,
    pub(crate) digest: [u8; 32],
    pub(crate) shape: [u8; 32],
}

/// One asset inside another.
#[derive(Debug, Clone)]
pub struct Component {
    pub(crate) parent: String,
    pub(crate) child: String,
    pub(crate) suspected: bool,
    pub(crate) rejected: bool,
    pub(crate) embedding: Option<String>,
    pub(crate) modifications: Vec<String>,
    pub(crate) seen: Visibility,
    pub(crate) digest: [u8; 32],
}

/// How far a restriction reaches.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Reach {
    Agreement(String),
    Interest(String),
    Asset(String),
    Organisation,
}

/// A covenant not to use. A carve-out of a grant is not a restriction.
#[derive(Debug, Clone)]
pub struct Restriction {
    pub(crate) id: String,
    pub(crate) reach: Reach,
    pub(crate) scope: Scope,
    pub(crate) code: Option<Code>,
    pub(crate) approved: bool,
    pub(crate) brands: Option<Vec<String>>,
    pub(crate) brands_except: Option<Vec<String>>,
    pub(crate) categories: Option<Vec<String>>,
    pub(crate) actors: Option<Vec<String>>,
    pub(crate) clause: Option<Clause>,
    pub(crate) seen: Visibility,
    pub(crate) digest: [u8; 32],
    pub(crate) shape: [u8; 32],
}

#[derive(Debug, Clone)]
pub struct Waiver {
    pub(crate) restriction: String,
    pub(crate) scope: Scope,
    pub(crate) approved: bool,
    pub(crate) seen: Visibility,
    pub(crate) digest: [u8; 32],
    pub(crate) shape: [u8; 32],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RevocationKind {
    Prospective,
    AbInitio,
    Disputed,
}

/// The end of a grant, of all grants of an interest (whoever withdraws consents withdraws them all, unless a grant is
/// named), or of an agreement. It may name axes like a restriction: then it takes back that part only.
#[derive(Debug, Clone)]
pub struct Revocation {
    pub(crate) grant: Option<String>,
    pub(crate) interest: Option<String>,
    pub(crate) agreement: Option<String>,
    pub(crate) kind: RevocationKind,
    pub(crate) effective: Option<Moment>,
    pub(crate) grace_days: u64,
    /// The part that is taken back; all of the target where the revocation names no axis.
    pub(crate) limit: Option<Scope>,
    pub(crate) seen: Visibility,
    pub(crate) digest: [u8; 32],
    pub(crate) shape: [u8; 32],
}

#[derive(Debug, Clone)]
pub struct Engagement {
    pub(crate) actor: String,
    pub(crate) relation: String,
    pub(crate) brands: Option<Vec<String>>,
    pub(crate) scope: Scope,
    pub(crate) seen: Visibility,
    pub(crate) digest: [u8; 32],
}

#[derive(Debug, Clone)]
pub struct Usage {
    pub(crate) cap: String,
    pub(crate) quantity: Option<f64>,
    pub(crate) released: bool,
    pub(crate) channels: LeafSet,
    pub(crate) from: Option<Moment>,
    pub(crate) until: Option<Moment>,
    pub(crate) seen: Visibility,
    pub(crate) digest: [u8; 32],
}

impl Interest {
    pub(crate) fn read(id: &str, fields: &Fields<'_>) -> Result<Self, ParseError> {
        let completeness = match fields.maybe("completeness")? {
            None | Some("none") => Completeness::Nothing,
            Some("partial") => Completeness::Partial,
            Some("complete") => Completeness::Complete,
            Some(_) => {
                return Err(fields.invalid("completeness", "none, partial or complete is expected"));
            }
        };
        let born = match fields.child("person")? {
            Some(person) => {
                person.only(keys::PERSON, "a person does not have this field")?;
                person.date("dob")?
            }
            None => None,
        };
        let not_required = match fields.get("not_required") {
            None | Some(serde_json::Value::Bool(false)) => false,
            Some(serde_json::Value::String(reason)) => !reason.is_empty(),
            Some(_) => return Err(fields.invalid("not_required", "a reason is expected")),
        };
        Ok(Self {
            id: id.to_owned(),
            asset: fields.text("asset")?.to_owned(),
            kind: fields.maybe("kind")?.unwrap_or("right").to_owned(),
            completeness,
            born,
            not_required,
            seen: Visibility::read(fields)?,
            digest: fields.digest(&[]),
            shape: fields.digest(NOT_SHAPE),
        })
    }
}

impl Component {
    pub(crate) fn read(fields: &Fields<'_>) -> Result<Self, ParseError> {
        let status = fields.maybe("status")?.unwrap_or("confirmed");
        if !["confirmed", "suspected", "rejected"].contains(&status) {
            return Err(fields.invalid("status", "confirmed, suspected or rejected is expected"));
        }
        Ok(Self {
            parent: fields.text("parent")?.to_owned(),
            child: fields.text("child")?.to_owned(),
            suspected: status == "suspected",
            rejected: status == "rejected",
            embedding: fields.owned("embedding")?,
            modifications: fields.owned_names("modifications")?.unwrap_or_default(),
            seen: Visibility::read(fields)?,
            digest: fields.digest(&[]),
        })
    }
}

/// The catalogue's code of a restriction; one that is not in it is an ordinary prohibition.
fn restriction_code(text: &str) -> Code {
    match text {
        "EMBARGO"
        | "BLACKOUT"
        | "TDM_RESERVED"
        | "EXCLUSIVITY_CONFLICT"
        | "LEGAL_HOLD"
        | "SANCTION"
        | "CONSENT_WITHDRAWN"
        | "HOUSE_POLICY" => Code::named(text).unwrap_or(Code::PROHIBITED),
        _ => Code::PROHIBITED,
    }
}

/// Whom a restriction singles out. A list that names nobody singles nobody out: it holds for all.
fn selector(fields: &Fields<'_>, key: &str) -> Result<Option<Vec<String>>, ParseError> {
    Ok(fields.some_names(key)?.map(|names| names.into_iter().map(str::to_owned).collect()))
}

impl Restriction {
    pub(crate) fn read(id: &str, fields: &Fields<'_>, ctx: &FactContext<'_>) -> Result<Self, ParseError> {
        let reach = match fields.text("reach")? {
            "agreement" => Reach::Agreement(fields.text("agreement")?.to_owned()),
            "interest" => Reach::Interest(fields.text("interest")?.to_owned()),
            "asset" => Reach::Asset(fields.text("asset")?.to_owned()),
            "organisation" | "organization" => Reach::Organisation,
            _ => {
                return Err(fields.invalid("reach", "agreement, interest, asset or organisation is expected"));
            }
        };
        Ok(Self {
            id: id.to_owned(),
            reach,
            scope: Scope::of_ban(fields, ctx)?,
            code: fields.maybe("code")?.map(restriction_code),
            approved: approved(fields)?,
            brands: selector(fields, "brands")?,
            brands_except: selector(fields, "brands_except")?,
            categories: selector(fields, "categories")?,
            actors: selector(fields, "actors")?,
            clause: Clause::read(fields)?,
            seen: Visibility::read(fields)?,
            digest: fields.digest(&[]),
            shape: fields.digest(NOT_SHAPE),
        })
    }

    /// Whether any selector looks at the request.
    pub(crate) fn is_selective(&self) -> bool {
        self.brands.is_some() || self.brands_except.is_some() || self.categories.is_some() || self.actors.is_some()
    }
}

impl Waiver {
    pub(crate) fn read(fields: &Fields<'_>, ctx: &FactContext<'_>) -> Result<Self, ParseError> {
        fields.only(keys::WAIVER, "a waiver does not know this field")?;
        Ok(Self {
            restriction: fields.text("restriction")?.to_owned(),
            scope: Scope::of_leave(fields, ctx)?,
            approved: approved(fields)?,
            seen: Visibility::read(fields)?,
            digest: fields.digest(&[]),
            shape: fields.digest(NOT_SHAPE),
        })
    }
}

/// What limits a revocation; `signed` and the like only say how these are read.
const AXES: [&str; 6] = ["channels", "exclude_channels", "territories", "exclude", "purposes", "period"];

impl Revocation {
    pub(crate) fn read(fields: &Fields<'_>, ctx: &FactContext<'_>) -> Result<Self, ParseError> {
        let kind = match fields.maybe("kind")?.unwrap_or("prospective") {
            "prospective" | "breach" => RevocationKind::Prospective,
            "ab_initio" => RevocationKind::AbInitio,
            "disputed" => RevocationKind::Disputed,
            _ => {
                return Err(fields.invalid("kind", "prospective, ab_initio, disputed or breach is expected"));
            }
        };
        let effective = match fields.moment("effective")? {
            Some(moment) => Some(moment),
            None => fields.moment("effective_at")?,
        };
        let (grant, interest, agreement) =
            (fields.owned("grant")?, fields.owned("interest")?, fields.owned("agreement")?);
        if grant.is_none() && interest.is_none() && agreement.is_none() {
            return Err(ParseError::new("field.missing", fields.path("grant"), "a revocation needs a target"));
        }
        let limited = AXES.iter().any(|axis| fields.get(axis).is_some());
        Ok(Self {
            grant,
            interest,
            agreement,
            kind,
            effective,
            grace_days: fields.number("grace_days")?.unwrap_or(0.0).max(0.0) as u64,
            limit: limited.then(|| Scope::of_ban(fields, ctx)).transpose()?,
            seen: Visibility::read(fields)?,
            digest: fields.digest(&[]),
            shape: fields.digest(NOT_SHAPE),
        })
    }
}

impl Revocation {
    /// Whether it ends this grant, or a part of it.
    pub(crate) fn hits(&self, grant: &Grant) -> bool {
        self.grant.as_ref() == Some(&grant.id)
            || (self.grant.is_none() && self.interest.as_ref() == Some(&grant.interest))
            || (self.grant.is_none() && self.agreement.is_some() && self.agreement == grant.agreement)
    }
}

impl Engagement {
    pub(crate) fn read(fields: &Fields<'_>, ctx: &FactContext<'_>) -> Result<Self, ParseError> {
        fields.only(keys::ENGAGEMENT, "an engagement does not know this field")?;
        Ok(Self {
            actor: fields.text("actor")?.to_owned(),
            relation: fields.text("relation")?.to_owned(),
            brands: fields.owned_names("brands")?,
            scope: Scope::of_leave(fields, ctx)?,
            seen: Visibility::read(fields)?,
            digest: fields.digest(&[]),
        })
    }
}

impl Usage {
    pub(crate) fn read(fields: &Fields<'_>, ctx: &FactContext<'_>) -> Result<Self, ParseError> {
        let span = fields.child("period")?.unwrap_or_else(|| fields.clone());
        let first = |keys: &[&str]| -> Result<Option<Moment>, ParseError> {
            let found = keys.iter().map(|key| span.moment(key)).collect::<Result<Vec<_>, _>>()?;
            Ok(found.into_iter().flatten().next())
        };
        let until = match span.maybe("end")? {
            Some("PERPETUAL" | "UNKNOWN") => None,
            _ => first(&["end", "until", "to"])?,
        };
        let quantity = fields.number("qty")?.or(fields.number("quantity")?);
        if quantity.is_some_and(|quantity| quantity < 0.0) {
            return Err(fields.invalid("qty", "what was used is not less than nothing"));
        }
        Ok(Self {
            cap: fields.text("cap")?.to_owned(),
            quantity,
            released: fields.flag("released")? || fields.maybe("state")? == Some("released"),
            channels: used_channels(fields, ctx)?,
            from: first(&["start", "from"])?,
            until,
            seen: Visibility::read(fields)?,
            digest: fields.digest(&[]),
        })
    }
}
