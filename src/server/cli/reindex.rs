//! `placet reindex`: builds the search index from the database.

use crate::app::start;
use crate::features::search::SearchIndex;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::error::Result;

/// Builds the index anew. Refused while a server writes it.
pub async fn run(config: Config) -> Result<()> {
    let ctx = start::open(config, Clock::System).await?;
    let index = SearchIndex::open(&ctx).await?;
    let count = index.rebuild(&ctx).await?;
    index.catch_up(&ctx).await?;
    println!("The index holds {count} assets, up to event {}.", index.indexed_through());
    ctx.db.clone().close().await;
    Ok(())
}
