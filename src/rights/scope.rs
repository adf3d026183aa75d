//! The pair (definite, possible) of a rule over the four axes, and what a rule fails on when it does not reach a use.
//! Unknown is arithmetic here: what is possible but not definite is never allowed and never denied.

use crate::period::{Caution, Period, Phase};
use crate::read::{Fields, ParseError};
use crate::reference::FactContext;
use crate::taxonomy::{Coverage, Signature};
use crate::territory::{Binding, Place, TerritoryAxis};

/// Codes of reasons a membership can have, as bits of a set of at most 31; the catalogue of names is part of the product's contract.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Codes(u32);

macro_rules! codes {
    ($($name:ident),* $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Code { $($name),* }

        const NAMES: &[&str] = &[$(stringify!($name)),*];
        const ALL: &[Code] = &[$(Code::$name),*];
    };
}

codes! {
    EXPIRED, NOT_STARTED, END_UNKNOWN, ZONE_UNSPECIFIED, AUTO_RENEWAL_ASSUMED, PERIOD_UNCERTAIN, BLACKOUT,
    TERRITORY_NOT_GRANTED, TERRITORY_EXCLUDED, TERRITORY_GROUP_AMBIGUOUS, CHANNEL_NOT_GRANTED,
    RESERVED_CHANNEL_NOT_NAMED, CHANNEL_ADDED_AFTER_SIGNATURE, PURPOSE_NOT_GRANTED, RESERVED_PURPOSE_NOT_NAMED,
    UNREVIEWED_AGREEMENT, POSSIBLE_RESTRICTION, CHAIN_OF_TITLE_GAP, CHAIN_OF_TITLE_UNKNOWN, EXCLUDED_BY_AGREEMENT,
    PROHIBITED, EMBARGO, TDM_RESERVED, EXCLUSIVITY_CONFLICT, LEGAL_HOLD, SANCTION, CONSENT_WITHDRAWN, HOUSE_POLICY,
    PRODUCED_OUTSIDE_TERM, ACT_NOT_GRANTED, ACT_NOT_STATED,
}

impl Code {
    pub fn name(self) -> &'static str {
        NAMES[self as usize]
    }

    /// The code of this name, where a restriction may carry it.
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().position(|other| *other == name).map(|at| ALL[at])
    }
}

impl Codes {
    pub fn push(&mut self, code: Code) {
        self.0 |= 1 << code as u32;
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Says another code where one of these is held.
    pub fn say(&mut self, instead_of: [Code; 2], code: Code) {
        let held = instead_of.into_iter().fold(0, |held, other| held | 1 << other as u32);
        if self.0 & held != 0 {
            self.0 &= !held;
            self.push(code);
        }
    }

    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    pub fn iter(self) -> impl Iterator<Item = Code> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let lowest = rest.trailing_zeros() as usize;
            rest &= rest.wrapping_sub(1);
            ALL.get(lowest).copied()
        })
    }
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Membership {
    pub missing: Codes,
    pub unsure: Codes,
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
                return Err(ParseError::new("field.missing", fields.path(axis), "a grant must state this axis"));
            }
        }
        Self::read(fields, ctx, Caution::Permission, signature)?.carved(fields, ctx)
    }

    /// The scope of a ban or a duty: an axis left open, by no list or an empty one, means everything; named nodes
    /// include reserved and new leaves.
    pub(crate) fn of_ban(fields: &Fields<'_>, ctx: &FactContext<'_>) -> Result<Self, ParseError> {
        let signed = fields.date("signed")?.or(ctx.reference.defaults.signed);
        let mut scope = Self::read(fields, ctx, Caution::Ban, Signature { signed, ..Signature::default() })?;
        if let Some(names) = fields.some_names("channels")? {
            scope.channels = Coverage::exactly(ctx.reference.channels.under(&names, &fields.path("channels"))?);
        }
        if let Some(names) = fields.some_names("purposes")? {
            scope.purposes = Coverage::exactly(ctx.reference.purposes.under(&names, &fields.path("purposes"))?);
        }
        scope.carved(fields, ctx)
    }

    /// The scope without the channels a rule excludes.
    fn carved(mut self, fields: &Fields<'_>, ctx: &FactContext<'_>) -> Result<Self, ParseError> {
        if let Some(names) = fields.names("exclude_channels")? {
            let out = ctx.reference.channels.under(&names, &fields.path("exclude_channels"))?;
            self.channels = self.channels.without(&out);
        }
        Ok(self)
    }

    /// The scope of a permission that may leave axes open: a waiver or an engagement.
    pub(crate) fn of_leave(fields: &Fields<'_>, ctx: &FactContext<'_>) -> Result<Self, ParseError> {
        let signed = fields.date("signed")?.or(ctx.reference.defaults.signed);
        Self::read(fields, ctx, Caution::Permission, Signature { signed, ..Signature::default() })?.carved(fields, ctx)
    }

    fn read(
        fields: &Fields<'_>,
        ctx: &FactContext<'_>,
        caution: Caution,
        signature: Signature,
    ) -> Result<Self, ParseError> {
        let reference = ctx.reference;
        let axis = |names: Option<Vec<&str>>, tree: &crate::taxonomy::Tree, key: &str| match names {
            None => Ok(Coverage::exactly(tree.everything())),
            Some(names) => tree.granted(&names, signature, &fields.path(key)),
        };
        let names = |key: &str| match caution {
            Caution::Ban => fields.some_names(key),
            Caution::Permission => fields.names(key),
        };
        let channels = axis(names("channels")?, &reference.channels, "channels")?;
        let purposes = axis(names("purposes")?, &reference.purposes, "purposes")?;
        let binding = match fields.maybe("territory_binding")? {
            Some(text) => Binding::parse(text, &fields.path("territory_binding"))?,
            None => ctx.binding,
        };
        let include = names("territories")?.unwrap_or_else(|| vec!["WORLD"]);
        let exclude = fields.names("exclude")?.unwrap_or_default();
        let terms = |names: &[&str], key: &str| {
            reference.territories.terms(names, binding, signature.signed, &fields.path(key))
        };
        let territories =
            TerritoryAxis::new(&reference.territories, &terms(&include, "territories")?, &terms(&exclude, "exclude")?);
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
        Ok(Self { channels, purposes, territories, period })
    }

    /// Tests one cell. `phase` is the standing after run-off has been taken into account.
    pub(crate) fn membership(&self, channel: usize, purpose: usize, standing: Standing) -> Membership {
        let mut found = Membership::default();
        if !self.channels.possible.contains(channel) {
            let reserved = self.channels.reserved.contains(channel);
            found.missing.push(if reserved { Code::RESERVED_CHANNEL_NOT_NAMED } else { Code::CHANNEL_NOT_GRANTED });
        } else if !self.channels.definite.contains(channel) {
            found.unsure.push(Code::CHANNEL_ADDED_AFTER_SIGNATURE);
        }
        match standing.place {
            Place::Inside => {}
            Place::Possible => found.unsure.push(Code::TERRITORY_GROUP_AMBIGUOUS),
            Place::Excluded => found.missing.push(Code::TERRITORY_EXCLUDED),
            Place::Outside => found.missing.push(Code::TERRITORY_NOT_GRANTED),
        }
        match standing.phase {
            Phase::Within => {}
            Phase::Before => found.missing.push(Code::NOT_STARTED),
            Phase::After => found.missing.push(Code::EXPIRED),
            Phase::Blackout => found.missing.push(Code::BLACKOUT),
            Phase::EndUnknown => found.unsure.push(Code::END_UNKNOWN),
            Phase::ZoneUnspecified => found.unsure.push(Code::ZONE_UNSPECIFIED),
            Phase::Renewal => found.unsure.push(Code::AUTO_RENEWAL_ASSUMED),
            Phase::Uncertain => found.unsure.push(Code::PERIOD_UNCERTAIN),
        }
        if !self.purposes.possible.contains(purpose) {
            let reserved = self.purposes.reserved.contains(purpose);
            found.missing.push(if reserved { Code::RESERVED_PURPOSE_NOT_NAMED } else { Code::PURPOSE_NOT_GRANTED });
        } else if !self.purposes.definite.contains(purpose) {
            found.unsure.push(Code::PERIOD_UNCERTAIN);
        }
        found
    }

    /// Whether a cell is possibly and whether it is definitely inside; cheaper than [`Scope::membership`].
    pub(crate) fn holds(&self, channel: usize, purpose: usize, standing: Standing) -> (bool, bool) {
        let may = self.channels.possible.contains(channel)
            && self.purposes.possible.contains(purpose)
            && matches!(standing.place, Place::Inside | Place::Possible)
            && !matches!(standing.phase, Phase::Before | Phase::After | Phase::Blackout);
        let sure = may
            && self.channels.definite.contains(channel)
            && self.purposes.definite.contains(purpose)
            && standing.place == Place::Inside
            && standing.phase == Phase::Within;
        (may, sure)
    }
}
