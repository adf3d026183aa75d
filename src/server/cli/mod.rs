//! The `placet` command line: reads arguments and settings, calls the floor below, prints.

pub mod demo;
pub mod import;
pub mod reindex;
pub mod rights;
pub mod serve;
pub mod user;
pub mod verify;

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::platform::config::Config;
use crate::platform::config::setting::Setting;
use crate::platform::error::Result;
use rights::{RightsArguments, RightsCommand};

#[derive(Parser)]
#[command(name = "placet", version, about = "Digital assets and the rights to use them")]
struct Arguments {
    #[command(flatten)]
    settings: Flags,
    #[command(subcommand)]
    command: Command,
}

/// Settings as flags; each also has a variable (`PLACET_…`) and a line in `placet.toml`.
#[derive(Args)]
struct Flags {
    /// The settings file.
    #[arg(long, global = true)]
    config: Option<String>,
    #[arg(long, global = true)]
    listen: Option<String>,
    #[arg(long, global = true)]
    data_dir: Option<String>,
    #[arg(long, global = true)]
    database_url: Option<String>,
    #[arg(long, global = true)]
    storage: Option<String>,
    #[arg(long, global = true)]
    public_url: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API, the web app and the workers.
    Serve {
        /// Leave the jobs to `placet worker`.
        #[arg(long)]
        no_worker: bool,
    },
    /// Run jobs only.
    Worker,
    /// Bring the database up to date.
    Migrate,
    /// Print the effective settings and where each comes from.
    Config,
    /// Load the demo brand into an empty installation.
    Demo,
    /// People from the command line.
    User(user::UserArguments),
    /// Bring many files in.
    Import(import::ImportArguments),
    /// Check stored files, the audit trail and the index against the database.
    Verify,
    /// Build the search index anew from the database.
    Reindex,
    /// Ask the rights engine.
    Rights(rights::RightsArguments),
}

/// Runs the command line. Exit codes: 0 done, 1 refused or found wrong, 2 wrong usage.
pub async fn run() -> ExitCode {
    let arguments = Arguments::parse();
    // Worked cases need no installation, so nothing is read or made for them.
    if let Command::Rights(RightsArguments { command: RightsCommand::Evaluate { cases } }) = &arguments.command {
        return exit(rights::evaluate(cases).map(|()| true));
    }
    let (config, settings) = match load(&arguments.settings) {
        Ok(loaded) => loaded,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::from(2);
        }
    };
    crate::platform::logs::start(&config.log);
    exit(match arguments.command {
        Command::Serve { no_worker } => serve::serve(config, !no_worker).await.map(|()| true),
        Command::Worker => serve::work(config).await.map(|()| true),
        Command::Migrate => serve::migrate(config).await.map(|()| true),
        Command::Demo => demo::demo(config).await.map(|()| true),
        Command::User(arguments) => user::run(config, arguments).await.map(|()| true),
        Command::Import(arguments) => import::run(config, arguments).await,
        Command::Verify => verify::run(config).await,
        Command::Reindex => reindex::run(config).await.map(|()| true),
        Command::Rights(arguments) => rights::rights(config, arguments).await,
        Command::Config => {
            print_settings(&settings);
            Ok(true)
        }
    })
}

/// 0 when all is well, 1 when something is wrong or was refused.
fn exit(outcome: Result<bool>) -> ExitCode {
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(1)
        }
    }
}

fn load(flags: &Flags) -> std::result::Result<(Config, Vec<Setting>), String> {
    let Flags { config, listen, data_dir, database_url, storage, public_url } = flags;
    let named = [
        ("config", config),
        ("listen", listen),
        ("data-dir", data_dir),
        ("database-url", database_url),
        ("storage", storage),
        ("public-url", public_url),
    ];
    let given = named.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?)));
    let flags: BTreeMap<String, String> = given.collect();
    let environment: BTreeMap<String, String> = std::env::vars().collect();
    let file = Config::file(&flags, &environment);
    Config::load(&flags, &environment, file.as_deref()).map_err(|error| error.to_string())
}

fn print_settings(settings: &[Setting]) {
    for Setting { name, value, origin } in settings {
        println!("{name} = {value}  ({origin})");
    }
}
