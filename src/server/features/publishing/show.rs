//! What the API says and hears about channels, publications and the gate.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::row::{channel, publication, publication_log};
use super::{channels, standing};
use crate::features::agreements::records::row::verdict as verdict_row;
use crate::features::agreements::show::uses::Use;
use crate::features::agreements::show::verdict::{self, Given, Reader, Reason, Verdict};
use crate::features::approvals::show::VerdictSummary;
use crate::features::assets::show::AssetRef;
use crate::features::delivery::source::Source;
use crate::features::{assets, campaigns, delivery};
use crate::platform::auth::{Actor, PersonRef};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// A place things are published to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Channel {
    pub id: Uuid,
    pub key: String,
    pub name: String,
    /// `folder` or `public_url`.
    pub kind: String,
    /// A leaf of the channel tree of the rights.
    pub rights_channel: String,
    pub territories: Vec<String>,
    /// Empty: the purposes a use has unless told.
    pub purposes: Vec<String>,
    /// `original`, `large` or `preview`.
    pub preset: String,
    /// Relative to the folder of all channels.
    pub folder: Option<String>,
    /// `active` or `retired`.
    pub state: String,
    pub created_at: DateTime<Utc>,
    pub revision: i32,
}

impl TryFrom<channel::Model> for Channel {
    type Error = Error;

    fn try_from(row: channel::Model) -> Result<Channel> {
        Ok(Channel {
            id: row.id,
            key: row.key,
            name: row.name,
            kind: row.kind,
            rights_channel: row.rights_channel,
            territories: serde_json::from_str(&row.territories)?,
            purposes: serde_json::from_str(&row.purposes)?,
            preset: row.preset,
            folder: row.folder,
            state: row.state,
            created_at: row.created_at,
            revision: row.revision,
        })
    }
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewChannel {
    pub key: String,
    pub name: String,
    pub kind: String,
    pub rights_channel: String,
    pub territories: Vec<String>,
    #[serde(default)]
    pub purposes: Vec<String>,
    /// `large` unless told.
    pub preset: Option<String>,
    pub folder: Option<String>,
}

/// What is absent stays as it is. Kind and rights channel are what a channel is, so they do not change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChannelChange {
    pub name: Option<String>,
    pub territories: Option<Vec<String>>,
    pub purposes: Option<Vec<String>>,
    pub preset: Option<String>,
    pub folder: Option<String>,
    /// `active` or `retired`.
    pub state: Option<String>,
}

/// A channel named in another answer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChannelRef {
    pub id: Uuid,
    pub key: String,
    pub name: String,
    pub kind: String,
}

/// A planned, live or ended use of one version in one channel.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Publication {
    pub id: Uuid,
    pub asset: AssetRef,
    pub version_id: Uuid,
    /// BLAKE3 of the version's bytes.
    pub version_hash: String,
    pub channel: ChannelRef,
    #[serde(rename = "use")]
    pub intended: Use,
    pub campaign: Option<CampaignRef>,
    /// `planned`, `live`, `ended`, `taken_down`, `failed` or `cancelled`.
    pub state: String,
    pub starts_at: DateTime<Utc>,
    /// Excluded.
    pub ends_at: Option<DateTime<Utc>>,
    pub live_at: Option<DateTime<Utc>>,
    pub stable_until: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub end_cause: Option<EndCause>,
    /// Where everybody reads it, for channels that are public addresses.
    pub public_url: Option<String>,
    pub copy_removed_at: Option<DateTime<Utc>>,
    pub verdict_id: Option<Uuid>,
    /// The verdict it stands on, or that ended it.
    pub verdict: Option<VerdictSummary>,
    pub approval_id: Option<Uuid>,
    pub created_by: PersonRef,
    pub created_at: DateTime<Utc>,
    pub log: Vec<PublicationLog>,
    /// Still called live, but its right or its window has ended by the clock: nobody is served.
    pub blocked: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CampaignRef {
    pub id: Uuid,
    pub name: String,
}

/// Why a publication ended.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EndCause {
    /// `right_ended`, `right_changed`, `window_ended`, `taken_down`, `failed` or `cancelled`.
    pub code: String,
    pub sentence: String,
    #[schema(value_type = Vec<Reason>)]
    pub reasons: Value,
}

/// One line of a publication's history.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PublicationLog {
    pub at: DateTime<Utc>,
    pub what: String,
    pub detail: String,
    pub by: PersonRef,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPublication {
    pub asset_id: Uuid,
    pub channel_id: Uuid,
    /// The newest approval of these bytes that covers the use unless told.
    pub approval_id: Option<Uuid>,
    /// First and last civil day, both included.
    pub start: String,
    pub end: String,
    pub campaign_id: Option<Uuid>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Takedown {
    pub reason: String,
}

/// What the gate says to another system.
#[derive(Debug, Serialize, ToSchema)]
pub struct GateAnswer {
    pub go: bool,
    pub reasons: Vec<Reason>,
    pub missing: Vec<MissingPart>,
    pub verdicts: Vec<Verdict>,
}

/// One reason why not, in the codes planning a publication has.
#[derive(Debug, Serialize, ToSchema)]
pub struct MissingPart {
    pub asset: Uuid,
    pub code: String,
    pub message: String,
}

/// The stored cause of an end.
#[derive(Clone, Debug, Deserialize)]
pub struct StoredCause {
    pub code: String,
    pub sentence: String,
    #[serde(default)]
    pub reasons: Value,
}

/// Why a publication ended, as it was written down for everybody.
pub fn cause(found: &publication::Model) -> Option<StoredCause> {
    found.end_cause.as_deref().and_then(|text| serde_json::from_str(text).ok())
}

/// The bytes that were chosen when it was planned.
pub fn source(found: &publication::Model) -> Result<Source> {
    let lost = || Error::new(Code::FileGone, "The publication has no bytes on record.");
    let key = found.storage_key.as_deref().ok_or_else(lost)?;
    let mime = found.mime.as_deref().unwrap_or("application/octet-stream");
    let name = found.file_name.as_deref().unwrap_or("file");
    delivery::stored(key, found.size_bytes, mime, name, found.created_at)
}

/// Publications as this actor reads them, in the order of `rows`.
pub async fn load<P>(ctx: &Ctx, actor: &Actor<P>, rows: Vec<publication::Model>) -> Result<Vec<Publication>> {
    let db = ctx.db.read();
    let named = Named::load(db, actor, &rows).await?;
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        let blocked = row.state == "live" && standing::ended_now(ctx, &row).await?.0.is_some();
        shown.extend(named.publication(ctx, row, blocked)?);
    }
    Ok(shown)
}

/// One publication as this actor reads it.
pub async fn load_one<P>(ctx: &Ctx, actor: &Actor<P>, row: publication::Model) -> Result<Publication> {
    let shown = load(ctx, actor, vec![row]).await?.pop();
    shown.ok_or_else(|| Error::not_found(Code::PublicationNotFound))
}

/// What publications point at.
struct Named {
    assets: HashMap<Uuid, AssetRef>,
    channels: HashMap<Uuid, channel::Model>,
    campaigns: HashMap<Uuid, String>,
    verdicts: HashMap<Uuid, Verdict>,
    logs: HashMap<Uuid, Vec<PublicationLog>>,
}

impl Named {
    async fn load<P>(db: &impl ConnectionTrait, actor: &Actor<P>, rows: &[publication::Model]) -> Result<Named> {
        let ids = |each: &dyn Fn(&publication::Model) -> Option<Uuid>| -> Vec<Uuid> {
            let unique: BTreeSet<Uuid> = rows.iter().filter_map(each).collect();
            unique.into_iter().collect()
        };
        let verdicts = verdict_row::Entity::find()
            .filter(verdict_row::Column::Id.is_in(ids(&|row| row.verdict_id)))
            .all(db)
            .await?;
        let given = verdicts.into_iter().map(Given::of).collect::<Result<Vec<Given>>>()?;
        let verdicts = verdict::show(db, &Reader::of(actor), given).await?;
        Ok(Named {
            assets: assets::show::asset_refs(db, actor.scope, &ids(&|row| Some(row.asset_id))).await?,
            channels: channels::by_id(db, &ids(&|row| Some(row.channel_id))).await?,
            campaigns: campaigns::names(db, &ids(&|row| row.campaign_id)).await?,
            verdicts: verdicts.into_iter().map(|verdict| (verdict.id, verdict)).collect(),
            logs: logs(db, &ids(&|row| Some(row.id))).await?,
        })
    }

    fn publication(&self, ctx: &Ctx, row: publication::Model, blocked: bool) -> Result<Option<Publication>> {
        let (Some(asset), Some(channel)) = (self.assets.get(&row.asset_id), self.channels.get(&row.channel_id)) else {
            return Ok(None);
        };
        let verdict = row.verdict_id.and_then(|id| self.verdicts.get(&id));
        let campaign = |id: Uuid| Some(CampaignRef { id, name: self.campaigns.get(&id)?.clone() });
        Ok(Some(Publication {
            asset: asset.clone(),
            channel: ChannelRef {
                id: channel.id,
                key: channel.key.clone(),
                name: channel.name.clone(),
                kind: channel.kind.clone(),
            },
            intended: serde_json::from_str(&row.use_request)?,
            campaign: row.campaign_id.and_then(campaign),
            end_cause: cause(&row).map(|stored| told(stored, verdict)).transpose()?,
            public_url: row.copy_path.is_none().then(|| public_url(ctx, &row.delivery_key)),
            verdict: verdict.map(summary),
            log: self.logs.get(&row.id).cloned().unwrap_or_default(),
            blocked,
            id: row.id,
            version_id: row.version_id,
            version_hash: row.version_hash,
            state: row.state,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            live_at: row.live_at,
            stable_until: row.stable_until,
            ended_at: row.ended_at,
            copy_removed_at: row.copy_removed_at,
            verdict_id: row.verdict_id,
            approval_id: row.approval_id,
            created_by: PersonRef::new(row.created_by, &row.created_by_name),
            created_at: row.created_at,
        }))
    }
}

/// A cause of the rights is told with what this reader may know of the verdict behind it.
fn told(stored: StoredCause, verdict: Option<&Verdict>) -> Result<EndCause> {
    let mut cause = EndCause { code: stored.code, sentence: stored.sentence, reasons: stored.reasons };
    if let (Some(verdict), "right_ended" | "right_changed") = (verdict, cause.code.as_str()) {
        cause.sentence = verdict.sentence.clone();
        cause.reasons = serde_json::to_value(&verdict.reasons)?;
    }
    Ok(cause)
}

fn summary(verdict: &Verdict) -> VerdictSummary {
    VerdictSummary {
        headline: verdict.headline.clone(),
        sentence: verdict.sentence.clone(),
        verdict_id: Some(verdict.id),
        stable_until: verdict.stable_until,
    }
}

fn public_url(ctx: &Ctx, key: &str) -> String {
    format!("{}/d/{key}", ctx.config.public_url.trim_end_matches('/'))
}

async fn logs(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<PublicationLog>>> {
    let mut logs: HashMap<Uuid, Vec<PublicationLog>> = HashMap::new();
    let query = publication_log::Entity::find()
        .filter(publication_log::Column::PublicationId.is_in(ids.iter().copied()))
        .order_by_asc(publication_log::Column::Seq)
        .order_by_asc(publication_log::Column::Id);
    for row in query.all(db).await? {
        logs.entry(row.publication_id).or_default().push(PublicationLog {
            at: row.at,
            what: row.what,
            detail: row.detail,
            by: PersonRef::new(row.person_id, &row.person_name),
        });
    }
    Ok(logs)
}
