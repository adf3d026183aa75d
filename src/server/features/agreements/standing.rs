//! Whether a live use is cleared at this very second, answered quickly: for public delivery.
//!
//! An answer is kept in the process and used again only while no right has changed anywhere (the epoch of the
//! event trail) and the clock has not reached the instant at which the answer may change by itself.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use rights::Headline;
use sea_orm::entity::prelude::Uuid;
use serde_json::Value;

use super::clearance;
use super::show::verdict::{Reason, anonymous};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// How a use stands now.
#[derive(Clone, Debug)]
pub struct Standing {
    pub headline: Headline,
    /// For anybody: no names of agreements or people.
    pub sentence: String,
    pub reasons: Vec<Reason>,
    /// The answer holds until then unless a right changes; absent: for ever.
    pub stable_until: Option<DateTime<Utc>>,
}

impl Standing {
    pub fn is_cleared(&self) -> bool {
        self.headline.is_cleared()
    }
}

/// How many answers are kept at most.
const MOST_KEPT: usize = 10_000;

/// Answers are told apart by the installation too: tests run several in one process.
type Key = (String, Uuid, String, Option<Uuid>);

struct Kept {
    epoch: i64,
    asked_at: DateTime<Utc>,
    standing: Standing,
}

impl Kept {
    fn holds(&self, epoch: i64, now: DateTime<Utc>) -> bool {
        self.epoch == epoch && self.asked_at <= now && self.standing.stable_until.is_none_or(|until| now < until)
    }
}

static KEPT: LazyLock<Mutex<HashMap<Key, Kept>>> = LazyLock::new(Mutex::default);

/// Whether `asset` may be used at this instant as `use_json` says. The days of the use do not count: whether its
/// window has ended is the caller's to know.
pub async fn standing(ctx: &Ctx, asset: Uuid, use_json: &str) -> Result<Standing> {
    standing_of(ctx, asset, use_json, None).await
}

/// The same about the use of a publication, whose own share of caps does not stand against it.
pub async fn standing_of(ctx: &Ctx, asset: Uuid, use_json: &str, counted: Option<Uuid>) -> Result<Standing> {
    let now = ctx.now();
    // Read before the facts: a change in between makes the kept answer stale, never a stale answer look fresh.
    let epoch = ctx.head.current(ctx.db.read()).await?.rights_epoch;
    let key = (ctx.config.database_url.clone(), asset, use_json.to_owned(), counted);
    if let Some(standing) = remembered(&key, epoch, now) {
        return Ok(standing);
    }
    let request = clearance::parse_use(&at_instant(use_json, now)?)?;
    let verdict = clearance::ask_now(ctx, asset, &request, counted).await?;
    let shown = anonymous(&verdict)?;
    let standing = Standing {
        headline: verdict.headline,
        sentence: shown.sentence,
        reasons: shown.reasons,
        stable_until: verdict.stable_until,
    };
    remember(key, Kept { epoch, asked_at: now, standing: standing.clone() });
    Ok(standing)
}

/// The use narrowed to the second of `now`. A use that began earlier was published then.
pub fn at_instant(use_json: &str, now: DateTime<Utc>) -> Result<Value> {
    let mut request: Value = serde_json::from_str(use_json)?;
    let Some(fields) = request.as_object_mut() else {
        return Err(Error::new(Code::Malformed, "A use is an object."));
    };
    let start = fields.get("start").cloned().unwrap_or_default();
    let published = fields.entry("published_at").or_insert(start);
    if published.is_null() {
        fields.remove("published_at");
    }
    let instant = |at: DateTime<Utc>| Value::String(at.to_rfc3339_opts(SecondsFormat::Secs, true));
    fields.insert("start".to_owned(), instant(now));
    fields.insert("end".to_owned(), instant(now + Duration::seconds(1)));
    Ok(request)
}

fn remembered(key: &Key, epoch: i64, now: DateTime<Utc>) -> Option<Standing> {
    let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.get(key).filter(|kept| kept.holds(epoch, now)).map(|kept| kept.standing.clone())
}

fn remember(key: Key, answer: Kept) {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= MOST_KEPT {
        let (epoch, now) = (answer.epoch, answer.asked_at);
        kept.retain(|_, other| other.holds(epoch, now));
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
    }
    kept.insert(key, answer);
}
