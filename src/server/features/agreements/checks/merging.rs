//! What a merge would lead to: the same engine on the facts it would record; nothing is stored.

use super::super::records::merging::Plan;
use super::super::records::row::fact;
use super::super::show::preview::{Impact, PreviewedChange};
use super::super::show::verdict::Reader;
use super::hypothesis::{Hypothesis, after, imagined};
use super::in_question::UsesInQuestion;
use super::preview::foresee;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// Where the assets a merge touches would be cleared or be no longer, and which uses would stand or fall.
pub async fn foresee_merge(ctx: &Ctx, reader: &Reader, listing: UsesInQuestion, plan: &Plan) -> Result<Impact> {
    let old: Vec<fact::Model> = plan.steps().iter().filter_map(|step| step.old.clone()).collect();
    let at = after(ctx, &old);
    let mut hypothesis = Hypothesis { reaching: plan.touched.clone(), ..Hypothesis::default() };
    for step in plan.steps() {
        let entity = step.old.as_ref().map_or_else(|| ctx.new_id(), |old| Ok(old.entity_id))?;
        hypothesis.added.push(imagined(step.kind, (ctx.new_id()?, entity), step.draft.clone(), at));
    }
    foresee(ctx, reader, listing, &plan.touched, &hypothesis, PreviewedChange::Facts).await
}
