//! The states of every cell of a request over its whole window, as step functions that can be laid over each other.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::maker::Maker;
use crate::evaluate::plan::Plan;
use crate::evaluate::sweep::{Class, Sweep};
use crate::question::Question;
use crate::{Facts, Headline, Reference, State, UseRequest, Verdict, evaluate};

/// A world, a request about it and a moment of belief.
#[derive(Debug, Clone)]
pub struct World {
    pub given: Value,
    pub request: Value,
    pub belief: DateTime<Utc>,
}

/// One cell's place in the request and its states: from each instant on, the one that holds.
#[derive(Debug, Clone)]
pub struct Row {
    pub atom: usize,
    pub channel: usize,
    pub purpose: usize,
    pub window: (i64, i64),
    pub steps: Vec<(i64, State)>,
}

pub type Signature = (Headline, Vec<String>, Vec<String>, Vec<String>, String);

pub fn signature(verdict: &Verdict) -> Signature {
    let codes = verdict.codes().into_iter().map(str::to_owned).collect();
    (verdict.headline, verdict.cleared.lines(), codes, verdict.duties.clone(), verdict.cleared.id().to_owned())
}

impl World {
    pub fn new(seed: u64) -> Self {
        Self::made(Maker::new(seed))
    }

    /// A world without triggers, the one thing of a grant that hangs on when a request begins.
    pub fn local(seed: u64) -> Self {
        let mut maker = Maker::new(seed);
        maker.local = true;
        Self::made(maker)
    }

    fn made(mut maker: Maker) -> Self {
        let (given, request) = (maker.given(), maker.request());
        Self { given, request, belief: maker.belief() }
    }

    pub fn with(&self, key: &str, fact: Value) -> Self {
        let mut world = self.clone();
        world.given[key].as_array_mut().unwrap().push(fact);
        world
    }

    pub fn asking(&self, request: Value) -> Self {
        Self { request, ..self.clone() }
    }

    /// The facts of one list, to be changed.
    pub fn list(&mut self, key: &str) -> &mut Vec<Value> {
        self.given[key].as_array_mut().unwrap()
    }

    pub fn verdict(&self, reference: &Reference) -> Verdict {
        let facts = Facts::from_given(&self.given, reference).unwrap();
        let request = UseRequest::from_json(&self.request, reference).unwrap();
        evaluate(reference, &facts, &request, self.belief, self.belief)
    }

    pub fn signature(&self, reference: &Reference) -> Signature {
        signature(&self.verdict(reference))
    }

    /// Whether the request asks about anything at all: one over a group may have no members on its day.
    pub fn is_askable(&self, reference: &Reference) -> bool {
        UseRequest::from_json(&self.request, reference).is_ok()
    }

    pub fn rows(&self, reference: &Reference) -> Vec<Row> {
        let facts = Facts::from_given(&self.given, reference).unwrap();
        let request = UseRequest::from_json(&self.request, reference).unwrap();
        let question = Question { reference, facts: &facts, request: Some(&request), belief: self.belief };
        let plan = Plan::new(question, &request.asset);
        let sweep = Sweep::of_request(&plan, &request);
        let columns: Vec<_> = sweep.columns().map(|(channels, purposes)| (channels.set, purposes.set)).collect();
        let mut rows = Vec::new();
        for atom in request.atoms.iter() {
            let class = sweep.classes.iter().find(|class| class.atoms.contains(atom)).unwrap();
            for channel in request.channels.iter() {
                for purpose in request.purposes.iter() {
                    let column =
                        columns.iter().position(|set| set.0.contains(channel) && set.1.contains(purpose)).unwrap();
                    let slices = slices(class, class.window);
                    let steps = slices
                        .iter()
                        .map(|(from, _, values)| ((*from).max(class.window.0), sweep.table(values)[column].state));
                    let steps = steps.collect();
                    rows.push(Row { atom, channel, purpose, window: class.window, steps });
                }
            }
        }
        rows
    }
}

/// The stretches of a class between its changes, with the values of the tracks.
pub fn slices(class: &Class, window: (i64, i64)) -> Vec<(i64, i64, Vec<u8>)> {
    let mut slices = Vec::new();
    class.walk(window, |from, until, values| {
        slices.push((from, until, values.to_vec()));
        std::ops::ControlFlow::Continue(())
    });
    slices
}

impl Row {
    pub fn state(&self, at: i64) -> State {
        self.steps.iter().rev().find(|step| step.0 <= at).unwrap().1
    }
}

/// Calls back with every cell and instant at which one of two answers to the same request changes, and both states.
pub fn both(one: &[Row], other: &[Row], mut seen: impl FnMut(&Row, i64, State, State)) {
    assert_eq!(one.len(), other.len());
    for (row, twin) in one.iter().zip(other) {
        assert_eq!(
            (row.atom, row.channel, row.purpose, row.window),
            (twin.atom, twin.channel, twin.purpose, twin.window)
        );
        for at in row.steps.iter().chain(&twin.steps).map(|step| step.0) {
            seen(row, at, row.state(at), twin.state(at));
        }
    }
}

/// No cell of the other answer is lower at any instant.
pub fn never_lower(before: &[Row], after: &[Row]) -> bool {
    let mut held = true;
    both(before, after, |_, _, before, after| held &= after >= before);
    held
}

/// Every cell has the same state at every instant.
pub fn same(one: &[Row], other: &[Row]) -> bool {
    never_lower(one, other) && never_lower(other, one)
}
