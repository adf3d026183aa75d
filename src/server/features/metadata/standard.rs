//! The fields that a house starts with: those that files carry and people ask for. An administrator may change them.

use std::collections::BTreeMap;

use media::metadata::choose::SOURCES;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;

use super::fields::FieldKind;
use super::row::field;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// Key, kind and English name, in the order they are shown. Where a file keeps them is `media`'s own table.
const STANDARD: &[(&str, FieldKind, &str)] = &[
    ("title", FieldKind::Text, "Title"),
    ("description", FieldKind::LongText, "Description"),
    ("keywords", FieldKind::List, "Keywords"),
    ("headline", FieldKind::Text, "Headline"),
    ("alt_text", FieldKind::Text, "Alt text"),
    ("extended_description", FieldKind::LongText, "Extended description"),
    ("description_writer", FieldKind::Text, "Description writer"),
    ("creator", FieldKind::List, "Creator"),
    ("creator_title", FieldKind::Text, "Creator's job title"),
    ("credit", FieldKind::Text, "Credit line"),
    ("source", FieldKind::Text, "Source"),
    ("copyright", FieldKind::Text, "Copyright notice"),
    ("usage_terms", FieldKind::LongText, "Rights usage terms"),
    ("web_statement", FieldKind::Text, "Rights statement (web)"),
    ("digital_source_type", FieldKind::Text, "Digital source type"),
    ("captured_at", FieldKind::Date, "Taken"),
    ("event", FieldKind::Text, "Event"),
    ("people_shown", FieldKind::List, "People shown"),
    ("sublocation", FieldKind::Text, "Place"),
    ("city", FieldKind::Text, "City"),
    ("state", FieldKind::Text, "State or province"),
    ("country", FieldKind::Text, "Country"),
    ("country_code", FieldKind::Text, "Country code"),
    ("instructions", FieldKind::Text, "Instructions"),
    ("job_id", FieldKind::Text, "Job id"),
    ("rating", FieldKind::Number, "Rating"),
];

/// Adds the standard fields that are not there yet; those that are stay as they were made.
pub async fn take_over(ctx: &Ctx) -> Result<()> {
    let present = field::Entity::find().all(ctx.db.read()).await?;
    let tx = ctx.db.write().await?;
    for (position, (key, kind, label)) in STANDARD.iter().enumerate() {
        if present.iter().any(|row| row.key == *key) {
            continue;
        }
        let sources = SOURCES.iter().find(|(field, _)| field == key).map_or(&[][..], |(_, sources)| sources);
        let row = field::ActiveModel {
            id: Set(ctx.new_id()?),
            key: Set((*key).to_owned()),
            kind: Set(kind.name().to_owned()),
            labels: Set(serde_json::to_string(&BTreeMap::from([("en", label)]))?),
            help: Set("{}".to_owned()),
            vocabulary: Set(None),
            is_required: Set(i32::from(*key == "title")),
            is_searchable: Set(1),
            is_facet: Set(0),
            sources: Set(serde_json::to_string(sources)?),
            position: Set(i32::try_from(position).unwrap_or(i32::MAX)),
            revision: Set(1),
            retired_at: Set(None),
        };
        let on_conflict = OnConflict::column(field::Column::Key).do_nothing().to_owned();
        field::Entity::insert(row).on_conflict(on_conflict).try_insert().exec_without_returning(&tx).await?;
    }
    tx.commit().await?;
    Ok(())
}
