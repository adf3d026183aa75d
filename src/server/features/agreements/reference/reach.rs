//! How far a change of the reference data reaches: the rules that name what changes, their agreements and assets.

use std::collections::BTreeSet;

use rights::Reference;
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;

use super::super::records::row::fact;
use super::super::records::touched::{affected_assets, everything, with_parents};
use crate::platform::error::Result;

/// Rules of more agreements than this are not followed one by one: then every asset counts as touched.
const MOST_AGREEMENTS: usize = 300;

/// What a change touches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    pub agreements: BTreeSet<Uuid>,
    pub assets: Vec<Uuid>,
    /// Any rule may read differently, whatever it names: the list of leaves itself changes.
    pub everywhere: bool,
}

/// What depends on an entry, by the reference before and after the change.
pub async fn of(
    db: &impl ConnectionTrait,
    (kind, key): (&str, &str),
    before: &Reference,
    after: &Reference,
) -> Result<Reach> {
    let mut names = BTreeSet::from([key.to_owned()]);
    for reference in [before, after] {
        names.extend(wider(reference, kind, key));
    }
    let rows = naming(db, &names).await?;
    let agreements: BTreeSet<Uuid> = rows.iter().filter_map(|row| row.agreement_id).collect();
    let everywhere = matches!(kind, "channel" | "purpose" | "modification");
    let of_the_house = rows.iter().any(|row| row.agreement_id.is_none() && row.interest_id.is_none());
    let assets = if everywhere || of_the_house || agreements.len() > MOST_AGREEMENTS {
        everything(db).await?
    } else {
        let mut found: BTreeSet<Uuid> = rows.iter().filter_map(|row| row.asset_id).collect();
        for agreement in &agreements {
            found.extend(affected_assets(db, *agreement).await?);
        }
        with_parents(db, found.into_iter().collect()).await?
    };
    Ok(Reach { agreements, assets, everywhere })
}

/// Names that mean the entry among others: nodes, groups and categories above it.
fn wider(reference: &Reference, kind: &str, key: &str) -> Vec<String> {
    let data = reference.data();
    let above = |tree: &str, holds: &dyn Fn(&str) -> bool| {
        let leaves = data[tree]["leaves"].as_array().into_iter().flatten().filter_map(|leaf| leaf.as_str());
        let nodes = leaves.flat_map(|leaf| leaf.match_indices('.').filter_map(|(dot, _)| leaf.get(..dot)));
        let aliases = data[tree]["aliases"].as_object().into_iter().flatten().map(|(alias, _)| alias.as_str());
        let all: BTreeSet<&str> = nodes.chain(aliases).chain(["all", "any", "online"]).collect();
        all.into_iter().filter(|name| holds(name)).map(str::to_owned).collect()
    };
    match kind {
        "channel" => above("channels", &|name| reference.channel_holds(name, key)),
        "purpose" => above("purposes", &|name| reference.purpose_holds(name, key)),
        "category" => parents(reference, key),
        _ => Vec::new(),
    }
}

fn parents(reference: &Reference, key: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut next = reference.data()["categories"][key].as_str();
    while let Some(parent) = next.filter(|parent| !found.iter().any(|known| known == parent)) {
        found.push(parent.to_owned());
        next = reference.data()["categories"][parent].as_str();
    }
    found
}

/// Current facts whose body holds one of the names as a text of its own.
async fn naming(db: &impl ConnectionTrait, names: &BTreeSet<String>) -> Result<Vec<fact::Model>> {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let any = quoted.iter().fold(Condition::any(), |any, name| any.add(fact::Column::Body.contains(name)));
    let rows = fact::Entity::find().filter(any).filter(fact::Column::SupersededAt.is_null()).all(db).await?;
    // An underscore stands for any letter in the database's own comparison.
    Ok(rows.into_iter().filter(|row| quoted.iter().any(|name| row.body.contains(name))).collect())
}
