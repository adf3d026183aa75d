//! `placet rights`: worked cases through the engine, and the question a person asks, from the command line.

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, Subcommand};
use sea_orm::entity::prelude::Uuid;
use serde_json::{Value, json};

use crate::app::start;
use crate::features::agreements::clearance;
use crate::features::agreements::show::verdict::{Given, Reader, show};
use crate::features::assets;
use crate::platform::auth::Scope;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::error::{Code, Error, Result};

/// Arguments of `placet rights`.
#[derive(Args, Debug)]
pub struct RightsArguments {
    #[command(subcommand)]
    pub command: RightsCommand,
}

#[derive(Subcommand, Debug)]
pub enum RightsCommand {
    /// Answer every case of a file, one JSON object a line. Needs no database.
    Evaluate {
        /// A file of worked cases.
        cases: std::path::PathBuf,
    },
    /// May an asset be used so? Ends with 0 when it is cleared, with 1 when it is not.
    Check(CheckArguments),
}

#[derive(Args, Debug)]
pub struct CheckArguments {
    #[arg(long)]
    pub asset: Uuid,
    /// A channel, group of channels or alias; may be repeated.
    #[arg(long, required = true)]
    pub channel: Vec<String>,
    /// A country or group of countries; may be repeated.
    #[arg(long, required = true)]
    pub territory: Vec<String>,
    /// The first day.
    #[arg(long)]
    pub from: NaiveDate,
    /// The last day, included.
    #[arg(long)]
    pub until: NaiveDate,
    /// What for; may be repeated.
    #[arg(long)]
    pub purpose: Vec<String>,
    /// As of what was known then, for example `2026-11-01T00:00:00Z`.
    #[arg(long)]
    pub belief_at: Option<DateTime<Utc>>,
    /// The whole verdict as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Runs `placet rights`. The first word of the answer says whether everything was cleared; `evaluate` always is.
pub async fn rights(config: Config, arguments: RightsArguments) -> Result<bool> {
    match arguments.command {
        RightsCommand::Evaluate { cases } => evaluate(&cases).map(|()| true),
        RightsCommand::Check(arguments) => check(config, arguments).await,
    }
}

/// Prints the engine's answers to a file of cases, in the file's order.
pub fn evaluate(cases: &std::path::Path) -> Result<()> {
    let unreadable = |why: String| Error::new(Code::Malformed, format!("{}: {why}", cases.display()));
    let text = std::fs::read_to_string(cases).map_err(|why| unreadable(why.to_string()))?;
    let file: Value = serde_json::from_str(&text).map_err(|why| unreadable(why.to_string()))?;
    let answers = rights::case::run(&file).map_err(|why| unreadable(why.to_string()))?;
    use std::io::Write;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for answer in answers {
        writeln!(out, "{answer}")?;
    }
    out.flush()?;
    Ok(())
}

/// Asks about one asset and prints the answer. Answers whether it is cleared.
pub async fn check(config: Config, arguments: CheckArguments) -> Result<bool> {
    let ctx = start::open(config, Clock::System).await?;
    let mut use_ = json!({
        "channels": arguments.channel,
        "territories": arguments.territory,
        "start": arguments.from.to_string(),
        "end": arguments.until.to_string(),
    });
    if !arguments.purpose.is_empty() {
        use_["purposes"] = json!(arguments.purpose);
    }
    let request = clearance::parse_use(&use_)?;
    let db = ctx.db.read();
    assets::find_visible(db, Scope::House, arguments.asset).await?;
    let verdict = clearance::ask(&ctx, db, arguments.asset, &request, arguments.belief_at).await?;
    let cleared = verdict.headline.is_cleared();
    let given = Given::fresh(Uuid::nil(), arguments.asset, use_, ctx.now(), &verdict)?;
    let reader = Reader { scope: Scope::House, sees_agreements: true };
    for shown in show(db, &reader, vec![given]).await? {
        if arguments.json {
            println!("{}", serde_json::to_string_pretty(&shown)?);
            continue;
        }
        println!("{}  {}", shown.headline, shown.sentence);
        for line in &shown.cleared {
            println!("  cleared: {line}");
        }
        for reason in &shown.reasons {
            let agreement = reason.agreement_reference.as_deref().map(|name| format!(" [{name}]")).unwrap_or_default();
            println!("  {}: {} ({}){agreement}", reason.code, reason.message, reason.path.join(" > "));
        }
        for duty in &shown.duties {
            println!("  to be kept: {}", duty.text);
        }
        if let Some(until) = shown.stable_until {
            println!("  stable until {}", until.to_rfc3339());
        }
    }
    ctx.db.close().await;
    Ok(cleared)
}
