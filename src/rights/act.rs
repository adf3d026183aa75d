//! The four acts of a use, and what a grant says about each.
//!
//! | act | meaning | when |
//! |---|---|---|
//! | PRODUCE | make a derivative or an end product | the window for making, else the period |
//! | PUBLISH | start a placement, or start a stopped one again | the period |
//! | CONTINUE | leave a placement live | the period and the run-off after it |
//! | RETAIN | keep in an archive, a portfolio, a case file | the period |
//!
//! A grant that names its acts grants those and no others. One that names none grants PUBLISH and CONTINUE for certain.
//! About making and keeping its silence is neither a yes nor a no: somebody may make ahead of the period what is to be
//! published in it, and nobody said that what was lawfully made must go when it is over. So PRODUCE until the end of the
//! period and RETAIN from its beginning on are possible and never certain. A window for making speaks of making: with
//! it PRODUCE is granted within the window and nowhere else, whatever the period for publishing.

use crate::read::{Fields, ParseError};

/// What a request wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Produce,
    /// A campaign: it starts in the window asked about and stays live in it, so it takes PUBLISH and CONTINUE.
    Publish,
    Continue,
    Retain,
}

const NAMES: [&str; 4] = ["PRODUCE", "PUBLISH", "CONTINUE", "RETAIN"];

impl Act {
    /// The act a request's mode asks for.
    pub(crate) fn of_mode(mode: &str) -> Option<Self> {
        match mode {
            "new" => Some(Self::Publish),
            "continue" => Some(Self::Continue),
            "produce" => Some(Self::Produce),
            "retain" => Some(Self::Retain),
            _ => None,
        }
    }

    /// Whether a yes to this act is a yes to the other: a campaign may stay live in its window.
    pub(crate) fn covers(self, other: Self) -> bool {
        self == other || (self, other) == (Self::Publish, Self::Continue)
    }

    /// Whether caps count it: keeping something takes nothing of what was bought.
    pub(crate) fn is_counted(self) -> bool {
        self != Self::Retain
    }

    fn bits(self) -> u8 {
        let own = 1 << self as u8;
        if self == Self::Publish { own | 1 << Self::Continue as u8 } else { own }
    }
}

/// The acts a grant names, as bits; `None` where it names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Acts(Option<u8>);

impl Acts {
    pub fn read(fields: &Fields<'_>) -> Result<Self, ParseError> {
        let Some(names) = fields.names("acts")? else { return Ok(Self(None)) };
        let bit = |name: &str| NAMES.iter().position(|known| known.eq_ignore_ascii_case(name));
        let bits = names.into_iter().try_fold(0, |bits, name| Some(bits | 1 << bit(name)?));
        let unknown = || fields.invalid("acts", "PRODUCE, PUBLISH, CONTINUE or RETAIN is expected");
        Ok(Self(Some(bits.ok_or_else(unknown)?)))
    }

    /// Whether an act is granted, is not, or nobody knows. `window`: the grant has a window for making.
    pub fn allow(self, act: Act, window: bool) -> Option<bool> {
        match (self.0, act) {
            (Some(named), act) => Some(act.bits() & !named == 0),
            (None, Act::Publish | Act::Continue) => Some(true),
            (None, Act::Produce) if window => Some(true),
            (None, Act::Produce | Act::Retain) => None,
        }
    }
}
