//! Whether a publication was shown in good faith: what the rights said of it when it went live, and what is known of the same
//! time now. Judging is pure; the two answers come from the one door to a verdict.

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use rights::Verdict;
use sea_orm::entity::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::row::publication;
use super::standing::live_use;
use crate::features::agreements::checks::since::{changed_at, changes};
use crate::features::agreements::clearance;
use crate::features::agreements::records::row::fact;
use crate::features::agreements::show::history::{self, FactHistory};
use crate::features::agreements::show::preview::Foreseen;
use crate::features::agreements::show::verdict::{Given, Reader, show};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// How it was, in the light of what is known now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = GoodFaithOutcome)]
pub enum Outcome {
    /// Cleared when it went live, and nothing learned since says otherwise.
    Clean,
    /// Cleared as far as anybody here knew; what was recorded later says it was not.
    HonestThenWrongNow,
    /// Not cleared by what was on record when it went live.
    WrongThen,
    /// It went live without any verdict.
    Unsanctioned,
}

/// What is known of one publication, then and now.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GoodFaith {
    pub publication: Uuid,
    pub outcome: Outcome,
    /// In plain words.
    pub sentence: String,
    /// When it went live: the moment whose knowledge counts.
    pub published_at: DateTime<Utc>,
    /// The end of the time looked at, excluded: when it ended, or now.
    pub until: DateTime<Utc>,
    /// It is still live.
    pub ongoing: bool,
    pub as_of: DateTime<Utc>,
    /// The answer as it was known when it went live.
    pub then: Foreseen,
    /// The answer to the same time as it is known now.
    pub now: Foreseen,
    /// What was recorded since about the asset, the oldest first; empty for readers who may not view agreements.
    pub changes: Vec<RecordedSince>,
    /// How many there are.
    pub changes_count: u64,
    pub verdict_id: Option<Uuid>,
    pub approval_id: Option<Uuid>,
    /// BLAKE3 of the bytes shown.
    pub version_hash: String,
}

/// Something recorded, corrected or taken away since a publication went live.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RecordedSince {
    #[serde(flatten)]
    pub fact: FactHistory,
    pub changed_at: DateTime<Utc>,
    /// `correction`: we had it wrong. `amendment`: agreed otherwise, from its own day on. `recorded`: heard of later.
    /// `step`: it went on. `withdrawn`: taken off the record.
    pub how: String,
    /// When the house heard of it, where the record says so: who answers in time is measured from then.
    pub received_at: Option<String>,
    /// One of the two answers names it.
    pub decisive: bool,
}

/// The outcome: what it was then counts first, because nobody can make good later what they knew to be wrong.
pub fn judge(has_verdict: bool, then_is_cleared: bool, now_is_cleared: bool) -> Outcome {
    match (has_verdict, then_is_cleared, now_is_cleared) {
        (false, ..) => Outcome::Unsanctioned,
        (true, false, _) => Outcome::WrongThen,
        (true, true, true) => Outcome::Clean,
        (true, true, false) => Outcome::HonestThenWrongNow,
    }
}

fn sentence(outcome: Outcome) -> String {
    let text = match outcome {
        Outcome::Clean => "It was cleared when it went live, and it is cleared by all that is known now.",
        Outcome::HonestThenWrongNow => {
            "It was cleared by all that was on record when it went live. By what was recorded since, it was not."
        }
        Outcome::WrongThen => "It was not cleared by what was on record when it went live.",
        Outcome::Unsanctioned => "It went live without a verdict.",
    };
    text.to_owned()
}

/// Looks at one publication that is or was live.
pub async fn look(ctx: &Ctx, reader: &Reader, found: &publication::Model) -> Result<GoodFaith> {
    let never = || Error::new(Code::PublicationState, "It never went live: nothing was shown.");
    let live_at = found.live_at.ok_or_else(never)?;
    let rows = changes(ctx.db.read(), found.asset_id, live_at, found.id).await?;
    let until = shown_until(found, live_at, &rows, ctx.now());
    let use_ = shown_use(found, live_at, until)?;
    let request = clearance::parse_use(&use_)?;
    let (then, now) = clearance::ask_then_and_now(ctx, found.asset_id, &request, found.id, live_at).await?;
    let outcome = judge(found.verdict_id.is_some(), then.headline.is_cleared(), now.headline.is_cleared());
    let named = names_in(&then)? + &names_in(&now)?;
    let mut given = Vec::new();
    for verdict in [&then, &now] {
        given.push(Given::fresh(Uuid::nil(), found.asset_id, use_.clone(), ctx.now(), verdict)?);
    }
    let mut told = show(ctx.db.read(), reader, given).await?.into_iter().map(Foreseen::from);
    let missing = || Error::internal(anyhow::anyhow!("a verdict was not shown"));
    let (then, now) = (told.next().ok_or_else(missing)?, told.next().ok_or_else(missing)?);
    let changes_count = rows.len() as u64;
    let changes = if reader.sees_agreements { tell(ctx, rows, live_at, &named).await? } else { Vec::new() };
    Ok(GoodFaith {
        publication: found.id,
        outcome,
        sentence: sentence(outcome),
        published_at: live_at,
        until,
        ongoing: found.state == "live",
        as_of: ctx.now(),
        then,
        now,
        changes,
        changes_count,
        verdict_id: found.verdict_id,
        approval_id: found.approval_id,
        version_hash: found.version_hash.clone(),
    })
}

/// Until when anybody was served. Where a changed right ended it, that was the moment the change was recorded, because
/// every request asks: the job that tidied up came a little later.
fn shown_until(
    found: &publication::Model,
    live_at: DateTime<Utc>,
    changes: &[fact::Model],
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    let ended = found.ended_at.unwrap_or(now);
    let cause: Value = found.end_cause.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let earlier = match cause["code"].as_str() {
        Some("right_changed") => changes.iter().map(|row| changed_at(row, live_at)).filter(|at| *at <= ended).max(),
        Some("right_ended") => found.stable_until,
        _ => None,
    };
    let planned = [earlier, found.ends_at].into_iter().flatten().filter(|at| *at > live_at);
    planned.fold(ended, DateTime::min).max(live_at + Duration::seconds(1))
}

/// The use from going live until it ended, as one that goes on.
fn shown_use(found: &publication::Model, live_at: DateTime<Utc>, until: DateTime<Utc>) -> Result<Value> {
    let mut shown = live_use(found)?;
    let instant = |at: DateTime<Utc>| json!(at.to_rfc3339_opts(SecondsFormat::Secs, true));
    shown["start"] = instant(live_at);
    shown["end"] = instant(until);
    Ok(shown)
}

/// Everything a verdict names, as one text to look ids up in.
fn names_in(verdict: &Verdict) -> Result<String> {
    Ok(json!({ "reasons": verdict.reasons, "supports": verdict.supports }).to_string())
}

async fn tell(ctx: &Ctx, rows: Vec<fact::Model>, live_at: DateTime<Utc>, named: &str) -> Result<Vec<RecordedSince>> {
    let about: Vec<(DateTime<Utc>, bool)> = rows
        .iter()
        .map(|row| {
            let ids = [Some(row.entity_id), row.target_id, row.amends_id].into_iter().flatten();
            let mut ids = ids.map(|id| id.to_string());
            (changed_at(row, live_at), ids.any(|id| named.contains(&id)))
        })
        .collect();
    let told = history::load(ctx.db.read(), rows).await?;
    Ok(told.into_iter().zip(about).map(|(fact, (at, decisive))| since(fact, at, decisive, live_at)).collect())
}

fn since(fact: FactHistory, changed_at: DateTime<Utc>, decisive: bool, live_at: DateTime<Utc>) -> RecordedSince {
    let came_later = fact.recorded_at > live_at;
    let how = match &fact.superseded_by {
        _ if came_later => fact.change.clone(),
        Some(next) => next.change.clone(),
        None => "withdrawn".to_owned(),
    };
    let received_at = fact.body.get("received_at").and_then(Value::as_str).map(str::to_owned);
    RecordedSince { fact, changed_at, how, received_at, decisive }
}

#[cfg(test)]
mod tests {
    use super::{Outcome, judge};

    #[test]
    fn what_was_wrong_then_does_not_become_right_by_a_later_record() {
        assert_eq!(judge(true, true, true), Outcome::Clean);
        assert_eq!(judge(true, true, false), Outcome::HonestThenWrongNow);
        assert_eq!(judge(true, false, true), Outcome::WrongThen);
        assert_eq!(judge(true, false, false), Outcome::WrongThen);
        assert_eq!(judge(false, true, true), Outcome::Unsanctioned);
    }
}
