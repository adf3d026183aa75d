//! `placet demo`, and the demo brand at the first start of an installation whose settings ask for it.

use crate::app::{reactions, start};
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::samples::{self, Found, Loaded, PASSWORD, SignIn, telling};

/// Loads the demo into an empty installation and ends.
pub async fn demo(config: Config) -> Result<()> {
    let ctx = start::open(config, Clock::System).await?;
    let loaded = load(&ctx).await;
    ctx.db.clone().close().await;
    loaded
}

/// What `placet serve` does before it listens, when the settings ask for the demo: loads it if nobody is here yet,
/// and says what to do if it is not whole.
pub async fn load_if_wanted(ctx: &Ctx) -> Result<()> {
    if !ctx.config.demo {
        return Ok(());
    }
    match samples::find(ctx).await? {
        Found::Empty => load(ctx).await,
        Found::Demo => {
            print_people("The demo is here", &samples::sign_ins(ctx)?);
            Ok(())
        }
        found => {
            eprintln!("{}", samples::advice(found, ctx).unwrap_or_default());
            Ok(())
        }
    }
}

async fn load(ctx: &Ctx) -> Result<()> {
    println!("Loading the demo. This takes less than a minute.");
    let Loaded { brand, people, assets, agreements, publications } =
        telling::load(ctx, reactions::runner, &|line| println!("  {line}")).await?;
    let head =
        format!("The demo is loaded: {brand}, {assets} assets, {agreements} agreements, {publications} publications");
    print_people(&head, &people);
    Ok(())
}

/// One line for each role, and that all this is invented.
fn print_people(head: &str, people: &[SignIn]) {
    println!("{head}. Everything in it is invented; never use it for real work.");
    println!("  {:<15} {:<42} password", "role", "e-mail");
    let mut shown: Vec<&str> = Vec::new();
    for person in people {
        if !shown.contains(&person.role.as_str()) {
            println!("  {:<15} {:<42} {PASSWORD}", person.role, person.email);
            shown.push(&person.role);
        }
    }
}
