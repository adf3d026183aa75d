//! Events and their chain, jobs, remembered answers to repeated requests.

use crate::columns::*;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            "event",
            vec![
                big("seq").primary_key().to_owned(),
                uuid("id"),
                text("name"),
                text("subject_kind"),
                uuid_or_null("subject_id"),
                uuid_or_null("actor_id"),
                text("actor_name"),
                text("data"),
                instant("at"),
                text("previous_hash"),
                text("hash"),
            ],
            &[("subject", &["subject_id", "seq"]), ("name", &["name", "seq"])],
        )
        .await?;
        // One row: the end of the chain. Every change takes its lock, so sequence numbers have no gaps
        // and become visible in order, which is what the search index relies on.
        create(
            manager,
            "event_head",
            vec![integer("id").primary_key().to_owned(), big("seq"), text("hash"), big("rights_epoch")],
            &[],
        )
        .await?;
        manager
            .exec_stmt(
                Query::insert()
                    .into_table(Alias::new("event_head"))
                    .columns(["id", "seq", "hash", "rights_epoch"].map(Alias::new))
                    .values_panic([1.into(), 0i64.into(), "".into(), 0i64.into()])
                    .to_owned(),
            )
            .await?;
        create(
            manager,
            "job",
            vec![
                id(),
                text("kind"),
                text("payload"),
                text("subject"),
                text("state"),
                integer("priority"),
                instant("run_at"),
                integer("attempts"),
                integer("max_attempts"),
                instant_or_null("lease_until"),
                uuid_or_null("lease_token"),
                text_or_null("dedupe_key"),
                text_or_null("last_error"),
                instant("created_at"),
                instant_or_null("finished_at"),
            ],
            &[("due", &["state", "run_at", "priority"]), ("unique_dedupe", &["dedupe_key"])],
        )
        .await?;
        create(
            manager,
            "remembered_answer",
            vec![
                text("key").primary_key().to_owned(),
                text("request_hash"),
                integer("status"),
                text("body"),
                text("headers"),
                instant("created_at"),
            ],
            &[("age", &["created_at"])],
        )
        .await?;
        Ok(())
    }
}
