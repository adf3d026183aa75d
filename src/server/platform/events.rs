//! Events: one change, one transaction, one event.
//!
//! The event row is the audit trail, the search index's feed and the trigger of follow-up jobs.
//! Rows form a hash chain: `hash = blake3(previous_hash, seq, name, subject, actor, at, data)`.
//! Recording takes the lock of the single `event_head` row, so sequence numbers have no gaps and
//! become visible in order on both databases.

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ExprTrait, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;
use crate::platform::jobs;

/// Everything that can have happened. A new variant is a compile error in `app/reactions.rs` until
/// somebody says what follows from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "name")]
pub enum Event {
    PersonAdded {
        person: Uuid,
    },
    PersonChanged {
        person: Uuid,
    },
    OrganizationAdded {
        organization: Uuid,
    },
    SessionStarted {
        person: Uuid,
    },
    SessionEnded {
        person: Uuid,
    },
    AssetUploaded {
        asset: Uuid,
        version: Uuid,
    },
    VersionAdded {
        asset: Uuid,
        version: Uuid,
    },
    AssetChanged {
        asset: Uuid,
    },
    AssetArchived {
        asset: Uuid,
    },
    AssetRestored {
        asset: Uuid,
    },
    OriginalDownloaded {
        asset: Uuid,
        version: Uuid,
    },
    CollectionChanged {
        collection: Uuid,
        assets: Vec<Uuid>,
    },
    MetadataRead {
        asset: Uuid,
        version: Uuid,
    },
    RenditionsMade {
        asset: Uuid,
        version: Uuid,
    },
    RenditionsAskedAgain {
        asset: Uuid,
        version: Uuid,
    },
    AgreementRecorded {
        agreement: Uuid,
    },
    /// An agreement or one of its rules changed; `assets` are the ones its rules touch, before or after.
    AgreementChanged {
        agreement: Uuid,
        assets: Vec<Uuid>,
    },
    /// An interest, component or other fact of these assets changed.
    RightsChanged {
        assets: Vec<Uuid>,
    },
    ApprovalRequested {
        approval: Uuid,
        asset: Uuid,
    },
    ApprovalDecided {
        approval: Uuid,
        asset: Uuid,
        outcome: String,
    },
    ApprovalCommented {
        approval: Uuid,
        asset: Uuid,
    },
    ApprovalWithdrawn {
        approval: Uuid,
        asset: Uuid,
    },
    ChannelChanged {
        channel: Uuid,
    },
    PublicationPlanned {
        publication: Uuid,
        asset: Uuid,
        starts_at: DateTime<Utc>,
        check_at: Option<DateTime<Utc>>,
    },
    PublicationLive {
        publication: Uuid,
        asset: Uuid,
        check_at: Option<DateTime<Utc>>,
    },
    /// Judged again, still live; `check_at` is when the answer may change next.
    PublicationConfirmed {
        publication: Uuid,
        asset: Uuid,
        check_at: Option<DateTime<Utc>>,
    },
    PublicationEnded {
        publication: Uuid,
        asset: Uuid,
        cause: String,
    },
    PublicationFailed {
        publication: Uuid,
        asset: Uuid,
    },
    PublicationCopyRemoved {
        publication: Uuid,
        asset: Uuid,
    },
    CampaignChanged {
        campaign: Uuid,
    },
    JobRetried {
        job: Uuid,
    },
}

impl Event {
    /// `AssetUploaded` and so on.
    pub fn name(&self) -> String {
        self.data().get("name").and_then(|name| name.as_str()).unwrap_or_default().to_owned()
    }

    fn data(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// What the event is about: a kind and an id.
    pub fn subject(&self) -> (&'static str, Option<Uuid>) {
        match self {
            Event::PersonAdded { person } | Event::PersonChanged { person } => ("person", Some(*person)),
            Event::SessionStarted { person } | Event::SessionEnded { person } => ("person", Some(*person)),
            Event::OrganizationAdded { organization } => ("organization", Some(*organization)),
            Event::AssetUploaded { asset, .. }
            | Event::VersionAdded { asset, .. }
            | Event::AssetChanged { asset }
            | Event::AssetArchived { asset }
            | Event::AssetRestored { asset }
            | Event::OriginalDownloaded { asset, .. }
            | Event::MetadataRead { asset, .. }
            | Event::RenditionsMade { asset, .. }
            | Event::RenditionsAskedAgain { asset, .. } => ("asset", Some(*asset)),
            Event::CollectionChanged { collection, .. } => ("collection", Some(*collection)),
            Event::AgreementRecorded { agreement } | Event::AgreementChanged { agreement, .. } => {
                ("agreement", Some(*agreement))
            }
            Event::RightsChanged { assets } => ("asset", assets.first().copied()),
            Event::ApprovalRequested { approval, .. }
            | Event::ApprovalDecided { approval, .. }
            | Event::ApprovalCommented { approval, .. }
            | Event::ApprovalWithdrawn { approval, .. } => ("approval", Some(*approval)),
            Event::ChannelChanged { channel } => ("channel", Some(*channel)),
            Event::PublicationPlanned { publication, .. }
            | Event::PublicationLive { publication, .. }
            | Event::PublicationConfirmed { publication, .. }
            | Event::PublicationEnded { publication, .. }
            | Event::PublicationFailed { publication, .. }
            | Event::PublicationCopyRemoved { publication, .. } => ("publication", Some(*publication)),
            Event::CampaignChanged { campaign } => ("campaign", Some(*campaign)),
            Event::JobRetried { job } => ("job", Some(*job)),
        }
    }

    /// Whether any verdict may differ after it: such events raise the rights epoch.
    pub fn changes_rights(&self) -> bool {
        matches!(
            self,
            Event::AgreementRecorded { .. }
                | Event::AgreementChanged { .. }
                | Event::RightsChanged { .. }
                | Event::VersionAdded { .. }
        )
    }
}

/// A row of the trail.
pub mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub id: Uuid,
        pub name: String,
        pub subject_kind: String,
        pub subject_id: Option<Uuid>,
        pub actor_id: Option<Uuid>,
        pub actor_name: String,
        /// The event as JSON.
        #[sea_orm(column_type = "Text")]
        pub data: String,
        pub at: DateTimeUtc,
        pub previous_hash: String,
        pub hash: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The end of the chain: exactly one row.
pub mod head {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "event_head")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub seq: i64,
        pub hash: String,
        pub rights_epoch: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Records `event` in `tx` and enqueues what follows from it. Answers the sequence number.
pub async fn record(ctx: &Ctx, tx: &Tx, who: &Who, event: Event) -> Result<i64> {
    let raise = i64::from(event.changes_rights());
    head::Entity::update_many()
        .col_expr(head::Column::Seq, Expr::col(head::Column::Seq).add(1))
        .col_expr(head::Column::RightsEpoch, Expr::col(head::Column::RightsEpoch).add(raise))
        .filter(head::Column::Id.eq(1))
        .exec(tx)
        .await?;
    let end = current_head(tx).await?;
    let (subject_kind, subject_id) = event.subject();
    let mut row = row::Model {
        seq: end.seq,
        id: ctx.new_id()?,
        name: event.name(),
        subject_kind: subject_kind.to_owned(),
        subject_id,
        actor_id: who.id,
        actor_name: who.name.clone(),
        data: serde_json::to_string(&event)?,
        at: ctx.now(),
        previous_hash: end.hash,
        hash: String::new(),
    };
    row.hash = chain_hash(&row);
    head::Entity::update_many()
        .col_expr(head::Column::Hash, Expr::value(row.hash.clone()))
        .filter(head::Column::Id.eq(1))
        .exec(tx)
        .await?;
    let seq = row.seq;
    row::Entity::insert(row::ActiveModel {
        seq: Set(row.seq),
        id: Set(row.id),
        name: Set(row.name),
        subject_kind: Set(row.subject_kind),
        subject_id: Set(row.subject_id),
        actor_id: Set(row.actor_id),
        actor_name: Set(row.actor_name),
        data: Set(row.data),
        at: Set(row.at),
        previous_hash: Set(row.previous_hash),
        hash: Set(row.hash),
    })
    .exec_without_returning(tx)
    .await?;
    for job in (ctx.reactions)(&event) {
        jobs::enqueue(ctx, tx, job).await?;
    }
    Ok(seq)
}

/// The end of the chain as `db` sees it.
pub async fn current_head(db: &impl ConnectionTrait) -> Result<head::Model> {
    let found = head::Entity::find_by_id(1).one(db).await?;
    found.ok_or_else(|| anyhow::anyhow!("the event head row is missing; run `placet migrate`").into())
}

/// Up to `limit` events after `seq`, in order.
pub async fn after(db: &impl ConnectionTrait, seq: i64, limit: u64) -> Result<Vec<row::Model>> {
    let rows = row::Entity::find()
        .filter(row::Column::Seq.gt(seq))
        .order_by_asc(row::Column::Seq)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows)
}

/// The hash a row must carry, from its other columns. Fields are length-prefixed, so no two rows collide by moving text.
pub fn chain_hash(row: &row::Model) -> String {
    let mut hasher = blake3::Hasher::new();
    let subject = row.subject_id.map(|id| id.to_string()).unwrap_or_default();
    let actor = row.actor_id.map(|id| id.to_string()).unwrap_or_default();
    let at = row.at.to_rfc3339_opts(SecondsFormat::Millis, true);
    let seq = row.seq.to_string();
    let parts: [&str; 9] =
        [&row.previous_hash, &seq, &row.name, &row.subject_kind, &subject, &actor, &row.actor_name, &at, &row.data];
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}
