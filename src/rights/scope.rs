//! The pair (definite, possible) of a rule over the four axes, and what a rule fails on when it does not reach a use.
//! Unknown is arithmetic here: what is possible but not definite is never allowed and never denied.

use crate::bits::LeafSet;
use crate::facts::FactContext;
use crate::period::{Caution, Period, Phase};
use crate::read::{Fields, ParseError};
use crate::taxonomy::{Coverage, Signature};
use crate::territory::{Binding, Place, TerritoryAxis};

/// Codes of reasons; the catalogue is part of the product's contract.
pub(crate) mod code {
    pub const EXPIRED: &str = "EXPIRED";
    pub const NOT_STARTED: &str = "NOT_STARTED";
    pub const END_UNKNOWN: &str = "END_UNKNOWN";
    pub const ZONE_UNSPECIFIED: &str = "ZONE_UNSPECIFIED";
    pub const AUTO_RENEWAL_ASSUMED: &str = "AUTO_RENEWAL_ASSUMED";
    pub const PERIOD_UNCERTAIN: &str = "PERIOD_UNCERTAIN";
    pub const BLACKOUT: &str = "BLACKOUT";
    pub const TERRITORY_NOT_GRANTED: &str = "TERRITORY_NOT_GRANTED";
    pub const TERRITORY_EXCLUDED: &str = "TERRITORY_EXCLUDED";
    pub const TERRITORY_GROUP_AMBIGUOUS: &str = "TERRITORY_GROUP_AMBIGUOUS";
    pub const CHANNEL_NOT_GRANTED: &str = "CHANNEL_NOT_GRANTED";
    pub const RESERVED_CHANNEL_NOT_NAMED: &str = "RESERVED_CHANNEL_NOT_NAMED";
    pub const CHANNEL_ADDED_AFTER_SIGNATURE: &str = "CHANNEL_ADDED_AFTER_SIGNATURE";
    pub const PURPOSE_NOT_GRANTED: &str = "PURPOSE_NOT_GRANTED";
    pub const RESERVED_PURPOSE_NOT_NAMED: &str = "RESERVED_PURPOSE_NOT_NAMED";
}

/// The four axes of a rule, each with a definite and a possible part.
#[derive(Debug, Clone)]
pub struct Scope {
    pub(crate) channels: Coverage,
    pub(crate) purposes: Coverage,
    pub(crate) territories: TerritoryAxis,
    pub(crate) period: Period,
}

/// Where a cell stands to a scope on the two axes that vary from slice to slice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    pub place: Place,
    pub phase: Phase,
}

/// What keeps a cell out of a scope (`missing`), or out of its definite part (`unsure`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Membership {
    pub missing: Vec<&'static str>,
    pub unsure: Vec<&'static str>,
}

impl Membership {
    pub fn is_sure(&self) -> bool {
        self.missing.is_empty() && self.unsure.is_empty()
    }

    pub fn is_possible(&self) -> bool {
        self.missing.is_empty()
    }
}

impl Scope {
    /// The scope of a permission: every axis must be stated.
    pub(crate) fn of_grant(
        fields: &Fields<'_>,
        ctx: &FactContext<'_>,
        signature: Signature,
    ) -> Result<Self, ParseError> {
        for axis in ["channels", "territories", "purposes", "period"] {
            if fields.get(axis).is_none() {
                return Err(ParseError::new(
                    "field.missing",
                    fields.path(axis),
                    "a grant must state this axis",
                ));
            }
        }
        let mut scope = Self::read(fields, ctx, Caution::Permission, signature)?;
        if let Some(names) = fields.names("exclude_channels")? {
            let out = ctx
                .reference
                .channels
                .under(&names, &fields.path("exclude_channels"))?;
            scope.channels = scope.channels.without(&out);
        }
        Ok(scope)
    }

    /// The scope of a ban or a duty: an axis left open means everything, named nodes include reserved and new leaves.
    pub(crate) fn of_ban(fields: &Fields<'_>, ctx: &FactContext<'_>) -> Result<Self, ParseError> {
        let signed = fields.date("signed")?.or(ctx.reference.defaults.signed);
        let mut scope = Self::read(
            fields,
            ctx,
            Caution::Ban,
            Signature {
                signed,
                ..Signature::default()
            },
        )?;
        if let Some(names) = fields.names("channels")? {
            scope.channels = Coverage::exactly(
                ctx.reference
                    .channels
                    .under(&names, &fields.path("channels"))?,
            );
        }
        if let Some(names) = fields.names("purposes")? {
            scope.purposes = Coverage::exactly(
                ctx.reference
                    .purposes
                    .under(&names, &fields.path("purposes"))?,
            );
        }
        if let Some(names) = fields.names("exclude_channels")? {
            let out = ctx
                .reference
                .channels
                .under(&names, &fields.path("exclude_channels"))?;
            scope.channels = scope.channels.without(&out);
        }
        Ok(scope)
    }

    /// The scope of a permission that may leave axes open: a waiver or an engagement.
    pub(crate) fn of_leave(fields: &Fields<'_>, ctx: &FactContext<'_>) -> Result<Self, ParseError> {
        let signed = fields.date("signed")?.or(ctx.reference.defaults.signed);
        Self::read(
            fields,
            ctx,
            Caution::Permission,
            Signature {
                signed,
                ..Signature::default()
            },
        )
    }

    fn read(
        fields: &Fields<'_>,
        ctx: &FactContext<'_>,
        caution: Caution,
        signature: Signature,
    ) -> Result<Self, ParseError> {
        let reference = ctx.reference;
        let axis = |names: Option<Vec<&str>>, tree: &crate::taxonomy::Tree, key: &str| match names {
            None => Ok(Coverage::exactly(LeafSet::first(tree.count()))),
            Some(names) => tree.granted(&names, signature, &fields.path(key)),
        };
        let channels = axis(fields.names("channels")?, &reference.channels, "channels")?;
        let purposes = axis(fields.names("purposes")?, &reference.purposes, "purposes")?;
        let binding = match fields.maybe("territory_binding")? {
            Some(text) => Binding::parse(text, &fields.path("territory_binding"))?,
            None => reference.defaults.binding,
        };
        let include = fields
            .names("territories")?
            .unwrap_or_else(|| vec!["WORLD"]);
        let exclude = fields.names("exclude")?.unwrap_or_default();
        let terms = |names: &[&str], key: &str| {
            reference
                .territories
                .terms(names, binding, signature.signed, &fields.path(key))
        };
        let territories = TerritoryAxis {
            include: terms(&include, "territories")?,
            exclude: terms(&exclude, "exclude")?,
        };
        let period = match fields.child("period")? {
            Some(period) => Period::read(&period, caution)?,
            None => Period::always(),
        };
        if period.is_reversed() {
            return Err(ParseError::new(
                "period.end_before_start",
                fields.path("period"),
                "the period ends before it starts",
            ));
        }
        Ok(Self {
            channels,
            purposes,
            territories,
            period,
        })
    }

    /// Tests one cell. `phase` is the standing after run-off has been taken into account.
    pub(crate) fn membership(
        &self,
        channel: usize,
        purpose: usize,
        standing: Standing,
    ) -> Membership {
        let mut found = Membership::default();
        if !self.channels.possible.contains(channel) {
            let reserved = self.channels.reserved.contains(channel);
            found.missing.push(if reserved {
                code::RESERVED_CHANNEL_NOT_NAMED
            } else {
                code::CHANNEL_NOT_GRANTED
            });
        } else if !self.channels.definite.contains(channel) {
            found.unsure.push(code::CHANNEL_ADDED_AFTER_SIGNATURE);
        }
        match standing.place {
            Place::Inside => {}
            Place::Possible => found.unsure.push(code::TERRITORY_GROUP_AMBIGUOUS),
            Place::Excluded => found.missing.push(code::TERRITORY_EXCLUDED),
            Place::Outside => found.missing.push(code::TERRITORY_NOT_GRANTED),
        }
        match standing.phase {
            Phase::Within => {}
            Phase::Before => found.missing.push(code::NOT_STARTED),
            Phase::After => found.missing.push(code::EXPIRED),
            Phase::Blackout => found.missing.push(code::BLACKOUT),
            Phase::EndUnknown => found.unsure.push(code::END_UNKNOWN),
            Phase::ZoneUnspecified => found.unsure.push(code::ZONE_UNSPECIFIED),
            Phase::Renewal => found.unsure.push(code::AUTO_RENEWAL_ASSUMED),
            Phase::Uncertain => found.unsure.push(code::PERIOD_UNCERTAIN),
        }
        if !self.purposes.possible.contains(purpose) {
            let reserved = self.purposes.reserved.contains(purpose);
            found.missing.push(if reserved {
                code::RESERVED_PURPOSE_NOT_NAMED
            } else {
                code::PURPOSE_NOT_GRANTED
            });
        } else if !self.purposes.definite.contains(purpose) {
            found.unsure.push(code::PERIOD_UNCERTAIN);
        }
        found
    }

    /// Whether a cell is possibly and whether it is definitely inside; cheaper than [`Scope::membership`].
    pub(crate) fn holds(&self, channel: usize, purpose: usize, standing: Standing) -> (bool, bool) {
        let may = self.channels.possible.contains(channel)
            && self.purposes.possible.contains(purpose)
            && matches!(standing.place, Place::Inside | Place::Possible)
            && !matches!(
                standing.phase,
                Phase::Before | Phase::After | Phase::Blackout
            );
        let sure = may
            && self.channels.definite.contains(channel)
            && self.purposes.definite.contains(purpose)
            && standing.place == Place::Inside
            && standing.phase == Phase::Within;
        (may, sure)
    }
}
