//! Names beside ids in facets and filters, for the eyes of whoever asks.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{QueryOrder, QuerySelect, Select};

use super::request::{Facet, SearchRequest};
use super::show::FacetCount;
use crate::features::assets::row::{collection, collection_access};
use crate::platform::auth::Scope;
use crate::platform::auth::session::organization;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// Collections this scope may see: the house all, a partner those shared with it.
pub fn visible_collections(scope: Scope) -> Select<collection::Entity> {
    let all = collection::Entity::find().order_by_asc(collection::Column::Name);
    let Scope::Partner(organization) = scope else { return all };
    let shared = Query::select()
        .column(collection_access::Column::CollectionId)
        .from(collection_access::Entity)
        .and_where(collection_access::Column::OrganizationId.eq(organization))
        .to_owned();
    all.filter(collection::Column::Id.in_subquery(shared))
}

/// Refuses filters by something that does not exist or is out of sight: the two are not told apart.
pub async fn check_filters(ctx: &Ctx, scope: Scope, request: &SearchRequest) -> Result<()> {
    for id in &request.collections {
        let found = visible_collections(scope).filter(collection::Column::Id.eq(*id)).one(ctx.db.read()).await?;
        if found.is_none() {
            return Err(Error::field(Code::Invalid, "field.collection", "No such collection, or not one you may see."));
        }
    }
    for id in &request.organizations {
        let known = organization::Entity::find_by_id(*id).one(ctx.db.read()).await?.is_some();
        if !known || !sees(scope, *id) {
            let detail = "No such organization, or not one you may see.";
            return Err(Error::field(Code::Invalid, "field.organization", detail));
        }
    }
    Ok(())
}

fn sees(scope: Scope, organization: Uuid) -> bool {
    match scope {
        Scope::House => true,
        Scope::Partner(own) => own == organization,
    }
}

/// Counts with what people read beside them. What is out of sight is left out.
pub async fn label(ctx: &Ctx, scope: Scope, facet: Facet, counts: Vec<(String, u64)>) -> Result<Vec<FacetCount>> {
    match facet {
        Facet::Keyword => Ok(fold_case(counts)),
        Facet::Kind | Facet::State => Ok(counts
            .into_iter()
            .map(|(value, count)| FacetCount { label: capitalized(&value), value, count })
            .collect()),
        Facet::Collection => {
            let names = visible_collections(scope)
                .select_only()
                .columns([collection::Column::Id, collection::Column::Name])
                .into_tuple::<(Uuid, String)>()
                .all(ctx.db.read())
                .await?;
            Ok(named(counts, &names.into_iter().collect()))
        }
        Facet::Organization => {
            let rows = organization::Entity::find().all(ctx.db.read()).await?;
            let names = rows.into_iter().filter(|row| sees(scope, row.id)).map(|row| (row.id, row.name));
            Ok(named(counts, &names.collect()))
        }
    }
}

fn named(counts: Vec<(String, u64)>, names: &HashMap<Uuid, String>) -> Vec<FacetCount> {
    let label = |(value, count): (String, u64)| {
        let label = names.get(&Uuid::parse_str(&value).ok()?)?.clone();
        Some(FacetCount { value, label, count })
    };
    counts.into_iter().filter_map(label).collect()
}

/// "Boat" and "boat" are one keyword, shown as it is written most often.
pub fn fold_case(counts: Vec<(String, u64)>) -> Vec<FacetCount> {
    let mut folded: Vec<FacetCount> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (written, count) in counts {
        let value = written.to_lowercase();
        match places.get(&value).and_then(|place| folded.get_mut(*place)) {
            Some(same) => same.count += count,
            None => {
                places.insert(value.clone(), folded.len());
                folded.push(FacetCount { value, label: written, count });
            }
        }
    }
    folded.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    folded
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
