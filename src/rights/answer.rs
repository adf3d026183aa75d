//! The engine's front door: a use request in, its verdict out.

use chrono::{DateTime, Utc};

use crate::evaluate::plan::Plan;
use crate::evaluate::sweep::Sweep;
use crate::explain;
use crate::facts::Facts;
use crate::question::Question;
use crate::reference::Reference;
use crate::request::UseRequest;
use crate::verdict::Verdict;

/// Answers a use request on the facts believed at `belief_at`. `now` only decides which future events are worth naming.
pub fn evaluate(
    reference: &Reference,
    facts: &Facts,
    request: &UseRequest,
    belief_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Verdict {
    let question = Question { reference, facts, request: Some(request), belief: belief_at };
    let plan = Plan::new(question, &request.asset);
    let sweep = Sweep::of_request(&plan, request);
    explain::verdict(&plan, &sweep, request, now)
}
