//! What an evaluation is about: which reference and facts, whose request, believed when.

use chrono::{DateTime, Utc};

use crate::act::Act;
use crate::facts::Facts;
use crate::reference::Reference;
use crate::request::UseRequest;

/// One question to the engine. Without a request it asks about every use there could be.
#[derive(Clone, Copy)]
pub(crate) struct Question<'a> {
    pub reference: &'a Reference,
    pub facts: &'a Facts,
    pub request: Option<&'a UseRequest>,
    pub belief: DateTime<Utc>,
}

impl Question<'_> {
    /// What is to be done; without a request the question is where the asset may be published.
    pub fn act(&self) -> Act {
        self.request.map_or(Act::Publish, |request| request.act)
    }
}
