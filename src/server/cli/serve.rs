//! `placet serve`, `placet worker` and `placet migrate`.

use tokio_util::sync::CancellationToken;

use crate::app::server::{self, Parts};
use crate::app::start;
use crate::cli::demo;
use crate::features::accounts::{self, AddPerson, EmailAddress, password};
use crate::features::search::SearchIndex;
use crate::platform::auth::{Role, Who};
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// Serves until a signal.
pub async fn serve(config: Config, workers: bool) -> Result<()> {
    run(config, Parts { http: true, workers }).await
}

/// Runs jobs until a signal.
pub async fn work(config: Config) -> Result<()> {
    run(config, Parts { http: false, workers: true }).await
}

/// Migrates and ends.
pub async fn migrate(config: Config) -> Result<()> {
    let ctx = start::open(config, Clock::System).await?;
    ctx.db.clone().close().await;
    println!("The database is up to date.");
    Ok(())
}

async fn run(config: Config, parts: Parts) -> Result<()> {
    let clock = clock(&config);
    #[cfg(feature = "testing")]
    hand_reference(&config)?;
    let ctx = start::open(config, clock).await?;
    demo::load_if_wanted(&ctx).await?;
    add_first_administrator(&ctx).await?;
    let index = SearchIndex::open(&ctx).await?;
    server::serve(ctx, index, parts, CancellationToken::new(), |address| println!("Placet listens on http://{address}"))
        .await
}

#[cfg(not(feature = "testing"))]
fn clock(_: &Config) -> Clock {
    Clock::System
}

#[cfg(feature = "testing")]
fn clock(config: &Config) -> Clock {
    config.clock.map_or(Clock::System, Clock::starting_at)
}

/// The reference data a test brings along stands in place of what the release ships.
#[cfg(feature = "testing")]
fn hand_reference(config: &Config) -> Result<()> {
    use crate::platform::error::Error;
    let Some(file) = &config.reference else { return Ok(()) };
    let fixture = serde_json::from_slice(&std::fs::read(file)?)?;
    crate::features::agreements::reference::hand(&fixture)
        .map_err(|error| Error::internal(anyhow::anyhow!("{}: {error}", file.display())))
}

/// Adds the administrator the settings name, unless that address is known already.
async fn add_first_administrator(ctx: &Ctx) -> Result<()> {
    let (Some(email), Some(secret)) = (&ctx.config.admin_email, &ctx.config.admin_password) else { return Ok(()) };
    let email = EmailAddress::parse(email)?;
    if accounts::find_by_email(ctx.db.read(), &email).await?.is_some() {
        return Ok(());
    }
    password::check(secret.reveal())?;
    let password_hash = password::hash(secret.reveal().clone()).await?;
    let tx = ctx.db.write().await?;
    let organization = accounts::house(ctx, &tx).await?.id;
    let new =
        AddPerson { organization, email, name: "Administrator".to_owned(), role: Role::Administrator, password_hash };
    accounts::add_person(ctx, &tx, &Who::system(), new).await?;
    ctx.commit(tx).await
}
