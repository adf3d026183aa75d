//! The blames and supports that occur in an evaluation, each held once and known by a number.

use crate::guards::Detail;
use crate::state::State;

/// The rule a blame stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    None,
    Permit(usize),
    Ban(usize),
}

/// One reason against a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Blame<'a> {
    pub instance: usize,
    pub rule: Rule,
    pub code: &'static str,
    pub detail: Option<Detail<'a>>,
}

/// The grants that clear an interest; the first is the one chosen, the others are alternatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Supported {
    pub instance: usize,
    pub permits: Vec<usize>,
}

/// Numbers for blames and supports, looked up per instance.
#[derive(Debug, Default)]
pub(crate) struct Book<'a> {
    pub blames: Vec<Blame<'a>>,
    pub supports: Vec<Supported>,
    blames_of: Vec<Vec<u32>>,
    supports_of: Vec<Vec<u32>>,
    scratch: Vec<usize>,
}

/// The outcome for one cell; blames and supports by their numbers in the book.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Decision<'a> {
    pub state: State,
    pub blames: Vec<u32>,
    pub duties: Vec<&'a str>,
    pub supports: Vec<u32>,
}

impl<'a> Book<'a> {
    pub fn new(instances: usize) -> Self {
        Self { blames_of: vec![Vec::new(); instances], supports_of: vec![Vec::new(); instances], ..Self::default() }
    }

    /// An empty list, without asking for memory each time; whoever is done hands it back.
    pub fn scratch(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.scratch)
    }

    pub fn give_back(&mut self, mut scratch: Vec<usize>) {
        scratch.clear();
        self.scratch = scratch;
    }

    pub fn blame(&mut self, blame: Blame<'a>) -> u32 {
        let known = &mut self.blames_of[blame.instance];
        if let Some(number) = known.iter().find(|number| self.blames[**number as usize] == blame) {
            return *number;
        }
        let number = self.blames.len() as u32;
        known.push(number);
        self.blames.push(blame);
        number
    }

    pub fn support(&mut self, instance: usize, permits: &[usize]) -> u32 {
        let known = &mut self.supports_of[instance];
        if let Some(number) = known.iter().find(|number| self.supports[**number as usize].permits == permits) {
            return *number;
        }
        let number = self.supports.len() as u32;
        known.push(number);
        self.supports.push(Supported { instance, permits: permits.to_vec() });
        number
    }
}
