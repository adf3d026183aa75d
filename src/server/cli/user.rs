//! `placet user create`: adds a person, for example the first administrator.

use clap::{Args, Subcommand};

use crate::app::start;
use crate::features::accounts::{self, AddPerson, EmailAddress, password};
use crate::platform::auth::{Role, Who};
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::error::{Code, Error, Result};

#[derive(Args, Debug)]
pub struct UserArguments {
    #[command(subcommand)]
    command: UserCommand,
}

#[derive(Subcommand, Debug)]
enum UserCommand {
    /// Add a person. The password is read from standard input, so that it is in no list of processes.
    Create {
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
        /// administrator, rights_manager, editor, marketer, approver or partner.
        #[arg(long, default_value = "administrator")]
        role: String,
        /// The partner organization, made when it is new; the house unless told.
        #[arg(long)]
        organization: Option<String>,
    },
}

/// Adds the person and says so.
pub async fn run(config: Config, arguments: UserArguments) -> Result<()> {
    let UserCommand::Create { email, name, role, organization } = arguments.command;
    let email = EmailAddress::parse(&email)?;
    let role = Role::parse(&role).ok_or_else(|| Error::field(Code::Invalid, "role", "There is no such role."))?;
    eprintln!("Password for {}, then Enter:", email.as_str());
    let mut secret = String::new();
    std::io::stdin().read_line(&mut secret)?;
    let secret = secret.trim_end_matches(['\r', '\n']).to_owned();
    password::check(&secret)?;
    let password_hash = password::hash(secret).await?;
    let ctx = start::open(config, Clock::System).await?;
    let known = accounts::list_organizations(ctx.db.read()).await?;
    let tx = ctx.db.write().await?;
    let organization = match organization {
        None => accounts::house(&ctx, &tx).await?.id,
        Some(wanted) => match known.into_iter().find(|row| row.name == wanted) {
            Some(row) => row.id,
            None => accounts::add_organization(&ctx, &tx, &Who::system(), &wanted, "partner").await?.id,
        },
    };
    let new = AddPerson { organization, email, name, role, password_hash };
    let added = accounts::add_person(&ctx, &tx, &Who::system(), new).await?;
    ctx.commit(tx).await?;
    println!("Added {} ({}).", added.email, added.role);
    ctx.db.clone().close().await;
    Ok(())
}
