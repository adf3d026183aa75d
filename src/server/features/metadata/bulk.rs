//! One change for many assets: planned first, so that everybody sees what would be different, then made.

use sea_orm::prelude::Uuid;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::fields::{Field, Terms};
use super::values::{self, Change, Values};
use super::{definitions, vocabularies};
use crate::features::assets;
use crate::features::assets::history::Cause;
use crate::features::assets::row::asset;
use crate::platform::auth::{Scope, Who};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};

/// Most assets of one bulk edit.
pub const MOST: usize = 500;

/// What is to happen to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BulkAction {
    /// It says this from now on.
    Set,
    /// It says nothing any more.
    Clear,
    /// These entries are added to its list.
    Add,
    /// These entries are taken out of its list.
    Remove,
}

/// One change of one field.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkChange {
    pub field: String,
    pub action: BulkAction,
    #[serde(default)]
    pub value: Value,
}

/// Which assets, and what is to be different about them.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkEdit {
    /// At most 500.
    pub assets: Vec<Uuid>,
    pub changes: Vec<BulkChange>,
}

/// One field of one asset, before and after.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FieldDifference {
    pub field: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// What becomes of one asset.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AssetDifference {
    pub asset: Uuid,
    pub title: String,
    /// Empty: nothing would be different, or it is refused.
    pub changes: Vec<FieldDifference>,
    /// Why it stays as it is, as a sentence.
    pub refused: Option<String>,
}

/// What becomes of all of them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BulkOutcome {
    pub assets: Vec<AssetDifference>,
    pub changed: usize,
    pub unchanged: usize,
    pub refused: usize,
}

impl BulkOutcome {
    pub fn of(assets: Vec<AssetDifference>) -> BulkOutcome {
        let refused = assets.iter().filter(|each| each.refused.is_some()).count();
        let changed = assets.iter().filter(|each| !each.changes.is_empty() && each.refused.is_none()).count();
        BulkOutcome { changed, refused, unchanged: assets.len() - changed - refused, assets }
    }
}

/// What a field says after one change; pure.
pub fn changed(field: &Field, now: Option<&Value>, change: &BulkChange, terms: &Terms) -> Result<Option<Value>> {
    let entries = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
    let wanted = match change.action {
        BulkAction::Set => change.value.clone(),
        BulkAction::Clear => Value::Null,
        BulkAction::Add | BulkAction::Remove if !field.kind.is_list() => {
            let why = "Only lists can be added to or taken from.";
            return Err(Error::field(Code::Invalid, &field.key, why));
        }
        BulkAction::Add => {
            let mut all = entries(now);
            all.extend(entries(Some(&change.value)));
            json!(all)
        }
        BulkAction::Remove => {
            let gone = entries(Some(&change.value));
            json!(entries(now).into_iter().filter(|each| !gone.contains(each)).collect::<Vec<_>>())
        }
    };
    field.parse(&wanted, terms)
}

/// Works out what would become of every asset; with `make`, makes it so. Assets out of sight are refused, not told apart.
pub async fn run(ctx: &Ctx, tx: &Tx, who: &Who, scope: Scope, edit: &BulkEdit, make: bool) -> Result<BulkOutcome> {
    if edit.assets.is_empty() || edit.assets.len() > MOST {
        return Err(Error::field(Code::Invalid, "assets", "1 to 500 assets at once."));
    }
    let fields = definitions::in_use(tx).await?;
    let terms = vocabularies::terms_of(tx, &fields).await?;
    for change in &edit.changes {
        if !fields.iter().any(|field| field.key == change.field) {
            return Err(Error::field(Code::Invalid, "changes", format!("There is no field {}.", change.field)));
        }
    }
    let mut done = Vec::with_capacity(edit.assets.len());
    let mut seen = std::collections::HashSet::new();
    for id in edit.assets.iter().filter(|id| seen.insert(**id)) {
        let Ok(asset) = assets::find_visible(tx, scope, *id).await else {
            let refused = Some("It does not exist, or you may not see it.".to_owned());
            done.push(AssetDifference { asset: *id, title: String::new(), changes: Vec::new(), refused });
            continue;
        };
        let now = values::of_asset(tx, &asset).await?;
        let planned = plan(&asset, &now, edit, |key| {
            let field = fields.iter().find(|field| field.key == key)?;
            Some((field, terms.get(key)?))
        });
        done.push(settle(ctx, tx, who, &asset, now, planned, make).await?);
    }
    Ok(BulkOutcome::of(done))
}

fn plan<'a>(
    asset: &asset::Model,
    now: &Values,
    edit: &BulkEdit,
    of: impl Fn(&str) -> Option<(&'a Field, &'a Terms)>,
) -> Result<Vec<Change<'a>>> {
    assets::refuse_archived(asset)?;
    let mut after = now.clone();
    let mut changes: Vec<Change<'a>> = Vec::new();
    for change in &edit.changes {
        let Some((field, terms)) = of(&change.field) else { continue };
        let value = changed(field, after.get(&field.key), change, terms)?;
        match &value {
            Some(value) => after.insert(field.key.clone(), value.clone()),
            None => after.remove(&field.key),
        };
        changes.retain(|(earlier, _)| earlier.key != field.key);
        changes.push((field, value));
    }
    changes.retain(|(field, value)| now.get(&field.key) != value.as_ref());
    Ok(changes)
}

async fn settle(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    asset: &asset::Model,
    now: Values,
    planned: Result<Vec<Change<'_>>>,
    make: bool,
) -> Result<AssetDifference> {
    let (changes, refused) = match planned {
        Ok(changes) => (changes, None),
        Err(error) if error.code.status() < 500 => (Vec::new(), Some(error.detail)),
        Err(error) => return Err(error),
    };
    let differences = changes.iter().map(|(field, value)| FieldDifference {
        field: field.key.clone(),
        before: now.get(&field.key).cloned(),
        after: value.clone(),
    });
    let differences: Vec<FieldDifference> = differences.collect();
    if make && !changes.is_empty() {
        values::write(ctx, tx, who, asset, &changes, Cause::Bulk).await?;
    }
    Ok(AssetDifference { asset: asset.id, title: asset.title.clone(), changes: differences, refused })
}
