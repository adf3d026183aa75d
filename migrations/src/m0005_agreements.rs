//! Agreements, the bitemporal facts they record, and the verdicts that were given.

use crate::columns::*;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            "agreement",
            vec![
                id(),
                text("reference"),
                // What lists filter by; the content itself is the current fact of kind `agreement`.
                text("review"),
                text("search_text"),
                integer("revision"),
                instant("created_at"),
                uuid_or_null("created_by"),
                instant("updated_at"),
            ],
            &[("unique_reference", &["reference"])],
        )
        .await?;
        // A fact is never changed: a correction is a new row, and the old one says when it was superseded.
        create(
            manager,
            "fact",
            vec![
                id(),
                uuid("entity_id"),
                text("kind"),
                uuid_or_null("agreement_id"),
                uuid_or_null("interest_id"),
                uuid_or_null("asset_id"),
                uuid_or_null("clause_id"),
                uuid_or_null("target_id"),
                text_or_null("reach"),
                text("body"),
                text("source"),
                instant("recorded_at"),
                instant_or_null("superseded_at"),
                uuid_or_null("recorded_by"),
                text("recorded_by_name"),
                // How it came to stand beside or in place of what was there: nothing means it was simply recorded.
                text_or_null("change"),
                uuid_or_null("predecessor_id"),
                uuid_or_null("amends_id"),
                text_or_null("reason"),
                // Who took it off the record, where nothing came in its place.
                uuid_or_null("withdrawn_by"),
                text_or_null("withdrawn_by_name"),
            ],
            &[
                ("entity", &["entity_id", "recorded_at"]),
                ("agreement", &["agreement_id", "kind"]),
                ("interest", &["interest_id", "kind"]),
                ("asset", &["asset_id", "kind"]),
                ("target", &["target_id", "kind"]),
                ("reach", &["reach", "superseded_at"]),
                ("kind", &["kind", "superseded_at"]),
                ("predecessor", &["predecessor_id"]),
            ],
        )
        .await?;
        // Layered over the data a release ships: append only, the last row of a key counts.
        create(
            manager,
            "reference_change",
            vec![
                id(),
                big("number"),
                text("kind"),
                text("key"),
                text("body"),
                text("reason"),
                // Of the whole reference with this change in it.
                text("version"),
                instant("recorded_at"),
                uuid_or_null("recorded_by"),
                text("recorded_by_name"),
            ],
            &[("unique_number", &["number"]), ("entry", &["kind", "key"])],
        )
        .await?;
        // By when somebody must act, worked out anew from the facts of an agreement whenever one of them changes.
        create(
            manager,
            "agreement_date",
            vec![
                id(),
                uuid("agreement_id"),
                text("kind"),
                text("date_on"),
                text("what"),
                text("action"),
                uuid_or_null("fact_id"),
            ],
            &[("agreement", &["agreement_id"]), ("date", &["date_on", "id"])],
        )
        .await?;
        create(
            manager,
            "verdict",
            vec![
                id(),
                uuid("asset_id"),
                text("request"),
                text("headline"),
                text("body"),
                text("inputs_hash"),
                instant("asked_at"),
                instant("belief_at"),
                uuid_or_null("asked_by"),
                text("purpose"),
            ],
            &[("asset", &["asset_id", "asked_at"])],
        )
        .await?;
        // What somebody decided about a statement of a file: each statement is taken in, or left out, once.
        create(
            manager,
            "file_statement",
            vec![
                id(),
                uuid("asset_id"),
                text("key"),
                text("outcome"),
                uuid_or_null("agreement_id"),
                text_or_null("reason"),
                instant("decided_at"),
                uuid_or_null("decided_by"),
                text("decided_by_name"),
            ],
            &[("unique_statement", &["asset_id", "key"])],
        )
        .await?;
        Ok(())
    }
}
