//! Gathers what a publication stands on, when it is planned and again when it goes live, and plans it.

use chrono::{DateTime, NaiveDate, Utc};
use rights::{UseRequest, Verdict};
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

use super::readiness::{self, Facts, Missing, Readiness};
use super::row::channel;
use super::show::NewPublication;
use super::{channels, copies};
use crate::features::agreements::show::uses::Use;
use crate::features::agreements::show::verdict::{Given, Reader, refusal};
use crate::features::agreements::{clearance, reference};
use crate::features::approvals;
use crate::features::approvals::row::approval;
use crate::features::assets::merged::is_standing;
use crate::features::assets::row::{asset, version};
use crate::features::delivery::present::Disposition;
use crate::features::delivery::source::Source;
use crate::features::{assets, campaigns, delivery};
use crate::platform::auth::{Actor, Publish, Who};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events;
use crate::platform::http::extract::{named, refuse_unknown};
use crate::platform::id::random_bytes;

/// What is to be shown where.
pub struct Subject<'a> {
    pub asset: &'a asset::Model,
    pub version: &'a version::Model,
    pub channel: &'a channel::Model,
    /// The bytes the channel takes, if there are any.
    pub source: Option<&'a Source>,
    pub use_request: &'a Value,
    pub ends_at: DateTime<Utc>,
    pub approval: Option<&'a approval::Model>,
    /// The publication that is counted under caps already.
    pub counted: Option<Uuid>,
}

/// The facts, and the verdict among them.
pub struct Gathered {
    pub facts: Facts,
    pub verdict: Verdict,
}

/// Reads every fact anew; nothing is taken over from an earlier answer.
pub async fn gather(ctx: &Ctx, subject: &Subject<'_>) -> Result<Gathered> {
    let request = clearance::parse_use(subject.use_request)?;
    let (db, asset) = (ctx.db.read(), subject.asset.id);
    let verdict = match subject.counted {
        Some(publication) => clearance::ask_again(ctx, db, asset, &request, publication).await?,
        None => clearance::ask(ctx, db, asset, &request, None).await?,
    };
    let is_approved = match subject.approval {
        Some(found) => {
            let then = reference::as_of(db, Some(found.requested_at)).await?;
            found.asset_id == subject.asset.id && approvals::covers(found, &subject.version.blake3, &request, then)?
        }
        None => false,
    };
    let facts = Facts {
        headline: verdict.headline,
        sentence: verdict.sentence.clone(),
        is_approved,
        has_bytes: match subject.source {
            Some(source) => ctx.storage.size(&source.key).await? == Some(source.size),
            None => false,
        },
        preset: subject.channel.preset.clone(),
        channel_is_active: subject.channel.state == "active",
        // What was planned before a merge stands on its own bytes; nothing new is planned on what was merged.
        asset_is_archived: match subject.counted {
            Some(_) => !is_standing(subject.asset),
            None => subject.asset.archived_at.is_some(),
        },
        ends_at: subject.ends_at,
    };
    Ok(Gathered { facts, verdict })
}

/// The bytes a channel takes of a version, as far as they are on record.
async fn source_of(ctx: &Ctx, version: &version::Model, preset: &str) -> Result<Option<Source>> {
    match preset {
        "original" => Ok(Some(Source { disposition: Disposition::Inline, ..delivery::original(version)? })),
        preset => delivery::house::for_channel(ctx, version, preset).await,
    }
}

/// A publication that may be planned: every fact says go.
pub struct Prepared {
    pub asset: Uuid,
    pub version: version::Model,
    pub channel: Uuid,
    pub campaign: Option<Uuid>,
    pub approval: Option<Uuid>,
    pub use_request: Value,
    pub verdict: Verdict,
    pub source: Source,
    pub copy_path: Option<String>,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub delivery_key: String,
    /// The rights epoch all of this was judged at.
    pub epoch: i64,
}

/// Checks a wish against everything; a refusal names all reasons.
pub async fn prepare(ctx: &Ctx, actor: &Actor<Publish>, new: &NewPublication) -> Result<Prepared> {
    let db = ctx.db.read();
    // Read before the facts: whatever changes after it is seen when the plan is written.
    let epoch = events::current_head(db).await?.rights_epoch;
    let asset = named("asset_id", assets::find_visible(db, actor.scope, new.asset_id).await)?;
    let version = assets::current_file(db, &asset).await?;
    let channel = refuse_unknown("channel_id", channels::find(db, new.channel_id).await)?;
    if let Some(campaign) = new.campaign_id {
        refuse_unknown("campaign_id", campaigns::find(db, campaign).await)?;
    }
    let wanted = channel_use(&channel, new)?;
    let request = clearance::parse_use(&wanted.to_value()?)?;
    let approval = choose_approval(ctx, &asset, &version, &request, new.approval_id).await?;
    let use_request = with_terms_of(wanted, approval.as_ref())?.to_value()?;
    let (starts_at, ends_at) = window(&request)?;
    let source = source_of(ctx, &version, &channel.preset).await?;
    let subject = Subject {
        asset: &asset,
        version: &version,
        channel: &channel,
        source: source.as_ref(),
        use_request: &use_request,
        ends_at,
        approval: approval.as_ref(),
        counted: None,
    };
    let gathered = gather(ctx, &subject).await?;
    let source = match (readiness::judge(&gathered.facts, ctx.now()), source) {
        (Readiness::Go, Some(source)) => source,
        (Readiness::Go, None) => return Err(Error::new(Code::NoRendition, "The bytes are not there.")),
        (Readiness::Not(missing), _) => {
            return Err(refuse(ctx, actor, asset.id, use_request, &gathered.verdict, missing).await?);
        }
    };
    let copy_path =
        channel.folder.as_deref().map(|folder| copies::relative_path(folder, &asset.title, &version.blake3, &source));
    Ok(Prepared {
        asset: asset.id,
        version,
        channel: channel.id,
        campaign: new.campaign_id,
        approval: approval.map(|found| found.id),
        use_request,
        verdict: gathered.verdict,
        source,
        copy_path,
        starts_at: starts_at.max(ctx.now()),
        ends_at,
        delivery_key: base32(random_bytes::<16>()?),
        epoch,
    })
}

/// The use a channel means, for these days.
fn channel_use(channel: &channel::Model, new: &NewPublication) -> Result<Use> {
    let day = |field: &str, text: &str| {
        let parsed = text.parse::<NaiveDate>();
        parsed.map_err(|_| Error::field(Code::DateInvalid, field, "Write the day as 2026-12-01."))
    };
    let (start, end) = (day("start", &new.start)?, day("end", &new.end)?);
    let purposes: Vec<String> = serde_json::from_str(&channel.purposes)?;
    Ok(Use {
        channels: vec![channel.rights_channel.clone()],
        territories: serde_json::from_str(&channel.territories)?,
        start: start.to_string(),
        end: end.to_string(),
        purposes: (!purposes.is_empty()).then_some(purposes),
        ..Use::default()
    })
}

/// The approval named, or the newest one that covers the use.
async fn choose_approval(
    ctx: &Ctx,
    asset: &asset::Model,
    version: &version::Model,
    request: &UseRequest,
    named: Option<Uuid>,
) -> Result<Option<approval::Model>> {
    match named {
        Some(id) => {
            let found = approvals::find(ctx.db.read(), id).await?.filter(|found| found.asset_id == asset.id);
            let found = found.ok_or_else(|| Error::not_found(Code::ApprovalNotFound));
            Ok(Some(refuse_unknown("approval_id", found)?))
        }
        None => approvals::approval_covering(ctx.db.read(), asset.id, &version.blake3, request).await,
    }
}

/// Who uses it, for which brand and how changed is what was approved, so it is also what is asked of the rights.
fn with_terms_of(wanted: Use, approval: Option<&approval::Model>) -> Result<Use> {
    let Some(approval) = approval else { return Ok(wanted) };
    let approved: Use = serde_json::from_str(&approval.use_request)?;
    Ok(Use {
        channels: wanted.channels,
        territories: wanted.territories,
        start: wanted.start,
        end: wanted.end,
        purposes: wanted.purposes,
        mode: None,
        published_at: None,
        ..approved
    })
}

fn window(request: &UseRequest) -> Result<(DateTime<Utc>, DateTime<Utc>)> {
    request.common_window(reference::product()?).ok_or_else(|| {
        let why = "These days are never the same everywhere: the window is over in one territory before it begins in \
                   another. Take more days or fewer territories.";
        Error::field(Code::Invalid, "end", why)
    })
}

/// The refusal with all reasons. The verdict it stands on is kept: what was wanted against the rights is on record.
async fn refuse(
    ctx: &Ctx,
    actor: &Actor<Publish>,
    asset: Uuid,
    use_request: Value,
    verdict: &Verdict,
    missing: Vec<Missing>,
) -> Result<Error> {
    let named: Vec<Value> =
        missing.iter().map(|each| json!({ "code": each.code.name(), "message": each.message })).collect();
    let Some(first) = missing.into_iter().next() else {
        return Err(Error::internal(anyhow::anyhow!("a refusal without a reason")));
    };
    if first.code != Code::NotCleared {
        let code = if first.code == Code::PublicationEnded { Code::PublicationState } else { first.code };
        return Ok(Error::new(code, first.message).with(json!({ "missing": named })));
    }
    let id = keep_alone(ctx, &actor.who(), asset, &use_request, verdict).await?;
    let given = Given::fresh(id, asset, use_request, ctx.now(), verdict)?;
    let mut error = refusal(ctx.db.read(), &Reader::of(actor), given).await?;
    let mut named = named;
    if let Some(first) = named.first_mut() {
        first["message"] = json!(error.detail);
    }
    if let Some(Value::Object(extra)) = &mut error.extra {
        extra.insert("missing".to_owned(), Value::Array(named));
    }
    Ok(error)
}

async fn keep_alone(ctx: &Ctx, who: &Who, asset: Uuid, asked: &Value, verdict: &Verdict) -> Result<Uuid> {
    let tx = ctx.db.write().await?;
    let id = clearance::keep(ctx, &tx, who, asset, asked, verdict, "publication refused").await?;
    ctx.commit(tx).await?;
    Ok(id)
}

/// 128 bits in 26 lower-case letters and digits (RFC 4648 alphabet, no padding).
pub fn base32(bytes: [u8; 16]) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let number = u128::from_be_bytes(bytes);
    let letter = |place: u32| {
        // The last letter holds the three bits that are left, at its upper end.
        let shift = 123i32 - 5 * i32::try_from(place).unwrap_or(0);
        let five = if shift >= 0 { number >> shift } else { number << -shift };
        char::from(ALPHABET[usize::try_from(five & 31).unwrap_or(0)])
    };
    (0..26).map(letter).collect()
}
