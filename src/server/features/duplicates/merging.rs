//! Merging: several assets become one, in one transaction with one event.
//!
//! The kept asset keeps its file. The sources keep theirs: they are put aside under it with all their versions,
//! publications and approvals, and can be taken back. Rights are never widened; `agreements/records/merging.rs` says how.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::row;
use super::uniting::united;
use crate::features::agreements::records::merging::{self as binding, Made, Source};
use crate::features::assets::history::Cause;
use crate::features::assets::merged;
use crate::features::assets::row::{asset, collection, version};
use crate::features::metadata::fields::Field;
use crate::features::metadata::{definitions, values};
use crate::features::{assets, metadata};
use crate::platform::auth::session::organization;
use crate::platform::auth::{Actor, EditAssets, Permission, Scope};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};
use crate::platform::http::extract::{IfMatch, named};

/// So many are merged into one at once.
const MOST: usize = 20;

/// What one merge changed, so that it can be taken back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    pub sources: Vec<Uuid>,
    pub facts: Vec<Made>,
    /// What fields of the kept asset said before and after.
    pub words: BTreeMap<String, Words>,
    /// Collections the kept asset was put into.
    pub collections: Vec<Uuid>,
}

/// A field before and after; `None` is nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Words {
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// One asset with its current file.
#[derive(Clone, Debug)]
pub struct Whole {
    pub asset: asset::Model,
    pub version: version::Model,
}

/// A merge that may be made, and all it would change.
pub struct Prepared {
    pub kept: Whole,
    pub sources: Vec<Whole>,
    pub rights: binding::Plan,
    pub words: BTreeMap<String, Words>,
    /// Collections the kept asset would be put into.
    pub collections: Vec<collection::Model>,
    fields: Vec<Field>,
}

/// Reads and judges a merge of `from` into `kept`; `said` is what fields are to say, whatever they said.
pub async fn prepare(
    db: &impl ConnectionTrait,
    actor: &Actor<EditAssets>,
    kept: Uuid,
    from: &[Uuid],
    said: &BTreeMap<String, Value>,
) -> Result<Prepared> {
    let kept = whole(db, actor.scope, kept).await?;
    if from.is_empty() || from.len() > MOST {
        return Err(Error::field(Code::Invalid, "from", "1 to 20 assets at once."));
    }
    let mut sources: Vec<Whole> = Vec::with_capacity(from.len());
    for id in from {
        if *id == kept.asset.id || sources.iter().any(|source| source.asset.id == *id) {
            return Err(Error::field(Code::Invalid, "from", "Each asset once, and none into itself."));
        }
        sources.push(named("from", whole(db, actor.scope, *id).await)?);
    }
    assets::refuse_archived(&kept.asset)?;
    for source in &sources {
        named("from", assets::refuse_archived(&source.asset))?;
    }
    refuse_strangers(db, &kept, &sources).await?;
    let may_approve = actor.may(Permission::ApproveAgreements);
    let named_sources: Vec<Source> = sources
        .iter()
        .map(|source| Source {
            id: source.asset.id,
            title: source.asset.title.clone(),
            covers: may_approve && source.stands_for(&kept),
        })
        .collect();
    let rights = binding::plan(db, kept.asset.id, &named_sources).await?;
    let fields = definitions::list(db).await?;
    let words = words(db, &fields, &kept, &sources, said).await?;
    let ids: Vec<Uuid> = sources.iter().map(|source| source.asset.id).collect();
    let collections = merged::missing_collections(db, kept.asset.id, &ids).await?;
    Ok(Prepared { kept, sources, rights, words, collections, fields })
}

impl Whole {
    pub fn has_bytes_of(&self, other: &Whole) -> bool {
        self.version.blake3 == other.version.blake3 && self.version.size_bytes == other.version.size_bytes
    }

    /// What is granted for a font hangs on how it is embedded, which a part of something else does not pass on: the
    /// same bytes say nothing there.
    fn stands_for(&self, kept: &Whole) -> bool {
        self.has_bytes_of(kept) && kept.asset.kind != "font"
    }
}

async fn whole(db: &impl ConnectionTrait, scope: Scope, id: Uuid) -> Result<Whole> {
    let asset = assets::find_visible(db, scope, id).await?;
    let version = assets::current_version(db, &asset).await?;
    Ok(Whole { asset, version })
}

/// What is merged is read by whoever sees the kept asset. A partner may not come to read what is the house's or
/// another partner's in this way.
async fn refuse_strangers(db: &impl ConnectionTrait, kept: &Whole, sources: &[Whole]) -> Result<()> {
    let owner = kept.asset.organization_id;
    if sources.iter().all(|source| source.asset.organization_id == owner) {
        return Ok(());
    }
    let house = organization::Entity::find_by_id(owner).one(db).await?.is_some_and(|found| found.kind == "house");
    if house {
        return Ok(());
    }
    let detail = "A partner's asset cannot take in what is not that partner's. Keep the one of the house.";
    Err(Error::field(Code::Invalid, "from", detail))
}

async fn words(
    db: &impl ConnectionTrait,
    fields: &[Field],
    kept: &Whole,
    sources: &[Whole],
    said: &BTreeMap<String, Value>,
) -> Result<BTreeMap<String, Words>> {
    let mut parsed = metadata::values::Values::new();
    for (field, value) in values::parse(db, fields, said).await? {
        parsed.insert(field.key.clone(), value.unwrap_or_default());
    }
    let before = values::of_asset(db, &kept.asset).await?;
    let mut others = Vec::with_capacity(sources.len());
    for source in sources {
        others.push(values::of_asset(db, &source.asset).await?);
    }
    let after = united(&before, &others, &parsed);
    let told = |value: Option<&Value>| value.filter(|value| !value.is_null()).cloned();
    let each = after
        .keys()
        .map(|field| (field.clone(), Words { before: told(before.get(field)), after: told(after.get(field)) }));
    let is_known = |field: &String| fields.iter().any(|each| each.key == *field);
    Ok(each.filter(|(field, words)| words.before != words.after && is_known(field)).collect())
}

/// Makes the merge. `seen` is the revision of the kept asset that whoever merges looked at.
pub async fn merge(ctx: &Ctx, tx: &Tx, actor: &Actor<EditAssets>, seen: &IfMatch, prepared: Prepared) -> Result<()> {
    let Prepared { kept, sources, rights, words, collections, fields } = prepared;
    seen.check(kept.asset.revision)?;
    let who = actor.who();
    let changes = changes(&fields, &words, |each| each.after.clone());
    if values::rewrite(ctx, tx, &who, &kept.asset, &changes, Cause::Merge).await? == kept.asset.revision {
        merged::touch(ctx, tx, &kept.asset).await?;
    }
    let collections: Vec<Uuid> = collections.into_iter().map(|each| each.id).collect();
    merged::join_collections(ctx, tx, kept.asset.id, &collections).await?;
    let facts = rights.record(ctx, tx, &who).await?;
    for source in &sources {
        merged::put_aside(ctx, tx, &who, &source.asset, kept.asset.id).await?;
    }
    let from: Vec<Uuid> = sources.iter().map(|source| source.asset.id).collect();
    let record = serde_json::to_string(&Record { sources: from.clone(), facts, words, collections })?;
    let act = ctx.new_id()?;
    for source in &sources {
        let row = row::merging::ActiveModel {
            id: Set(ctx.new_id()?),
            act_id: Set(act),
            kept_id: Set(kept.asset.id),
            source_id: Set(source.asset.id),
            is_same_bytes: Set(i32::from(source.has_bytes_of(&kept))),
            record: Set(record.clone()),
            merged_at: Set(ctx.now()),
            merged_by: Set(who.id),
            merged_by_name: Set(who.name.clone()),
            undone_at: Set(None),
            undone_by: Set(None),
            undone_by_name: Set(None),
        };
        row::merging::Entity::insert(row).exec_without_returning(tx).await?;
    }
    events::record(ctx, tx, &who, Event::AssetsMerged { asset: kept.asset.id, from, assets: rights.touched }).await?;
    Ok(())
}

/// The changes of fields that a merge makes, or takes back.
pub fn changes<'a>(
    fields: &'a [Field],
    words: &BTreeMap<String, Words>,
    to: impl Fn(&Words) -> Option<Value>,
) -> Vec<values::Change<'a>> {
    let field = |key: &str| fields.iter().find(|field| field.key == key);
    words.iter().filter_map(|(key, words)| Some((field(key)?, to(words)))).collect()
}
