//! How a live publication stands at this very second: the question asked of the rights while it is shown.

use chrono::SecondsFormat;
use rights::Verdict;
use serde_json::{Value, json};

use super::ending::{self, Ending};
use super::row::publication;
use crate::features::agreements::clearance;
use crate::features::agreements::standing::at_instant;
use crate::features::agreements::standing::{self, Standing};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};

/// The planned use as one that goes on since it went live: run-off and grace count for it, a ban on new uses does not.
pub fn live_use(found: &publication::Model) -> Result<Value> {
    let mut live: Value = serde_json::from_str(&found.use_request)?;
    let fields = live.as_object_mut().ok_or_else(|| Error::internal(anyhow::anyhow!("a stored use is no object")))?;
    let since = found.live_at.unwrap_or(found.starts_at).to_rfc3339_opts(SecondsFormat::Secs, true);
    fields.insert("mode".to_owned(), json!("continue"));
    fields.insert("published_at".to_owned(), json!(since));
    Ok(live)
}

/// Why it has ended at this instant, if it has. Quick: the answer is kept while no right changes.
pub async fn ended_now(ctx: &Ctx, found: &publication::Model) -> Result<(Option<Ending>, Standing)> {
    let standing = standing::standing_of(ctx, found.asset_id, &live_use(found)?.to_string(), Some(found.id)).await?;
    Ok((ending::effective_end(found, standing.is_cleared(), ctx.now()), standing))
}

/// The same question with its whole verdict, to be kept: the use as it was asked and the answer.
pub async fn judge_now(ctx: &Ctx, found: &publication::Model) -> Result<(Value, Verdict)> {
    let asked = at_instant(&live_use(found)?.to_string(), ctx.now())?;
    let request = clearance::parse_use(&asked)?;
    let verdict = clearance::ask_now(ctx, found.asset_id, &request, Some(found.id)).await?;
    Ok((asked, verdict))
}
