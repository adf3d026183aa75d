//! Puts the mechanisms together: database, storage, keys, search index.

use std::sync::Arc;

use tokio::sync::Notify;

use crate::features::agreements::reference::release;
use crate::features::metadata::standard;
use crate::platform::auth::token::Tokens;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::ctx::Ctx;
use crate::platform::db::Db;
use crate::platform::error::Result;
use crate::platform::storage::Storage;
use crate::platform::tools::Tools;

/// Opens everything a room is handed. Migrates the database.
pub async fn open(config: Config, clock: Clock) -> Result<Ctx> {
    tokio::fs::create_dir_all(&config.data_dir).await?;
    let db = Db::open(&config.database_url).await?;
    db.migrate().await?;
    let storage = Storage::open(&config.storage).await?;
    let tools = Tools::new(config.tools.clone(), &config.data_dir);
    let tokens = Tokens::new(*config.secret.reveal());
    let ctx = Ctx {
        db,
        storage,
        tools,
        clock,
        config: Arc::new(config),
        tokens,
        sessions: Default::default(),
        head: Default::default(),
        ids: Default::default(),
        reactions: super::reactions::reactions,
        changed: Arc::new(Notify::new()),
    };
    let tx = ctx.db.write().await?;
    ctx.tokens.rotate(&tx, ctx.new_id()?, ctx.now()).await?;
    tx.commit().await?;
    ctx.tokens.load(ctx.db.read()).await?;
    release::take_over(&ctx).await?;
    standard::take_over(&ctx).await?;
    Ok(ctx)
}
