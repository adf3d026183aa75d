//! `placet import`: many files of a folder become assets, each with its result.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::{Args, Subcommand};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::app::start;
use crate::features::accounts;
use crate::features::assets::receive::{self, Purpose, Uploader};
use crate::features::imports::records::mapping::Mapping;
use crate::features::imports::records::taking as taking_records;
use crate::features::imports::row::import;
use crate::features::imports::{self, Counts, NewImport, Reads, State, Wish, reading, report, state_of, taking};
use crate::features::search::SearchIndex;
use crate::platform::auth::{Permission, Role, Who};
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// How often the count is shown.
const TICK: Duration = Duration::from_secs(1);

#[derive(Args, Debug)]
pub struct ImportArguments {
    #[command(subcommand)]
    command: ImportCommand,
}

#[derive(Subcommand, Debug)]
enum ImportCommand {
    /// Copy every file below a folder into the library, XMP files with the files of their names. Broken off, the same
    /// command carries on.
    Folder {
        folder: PathBuf,
        /// A CSV with the columns file, title, description, keywords.
        #[arg(long)]
        manifest: Option<PathBuf>,
        /// The collection the new assets are put into.
        #[arg(long)]
        collection: Option<Uuid>,
        /// Who brings the files, by e-mail address; the system unless told.
        #[arg(long = "as", value_name = "EMAIL")]
        on_behalf_of: Option<String>,
        /// Write a CSV with the result of each file there.
        #[arg(long)]
        report: Option<PathBuf>,
    },
    /// Take records of another system in, line by line: each becomes an asset, as yet without a file. Broken off, the
    /// same command carries on; done twice, it changes nothing.
    Records {
        /// JSON objects line by line, or a CSV; packed as xz or not.
        file: PathBuf,
        /// What of a record becomes what, as TOML or JSON; the usual names are known without.
        #[arg(long = "map", value_name = "FILE")]
        mapping: Option<PathBuf>,
        /// The organization that the assets belong to, by its name; the house unless told.
        #[arg(long)]
        organization: Option<String>,
        /// Who brings the records, by e-mail address; the system unless told.
        #[arg(long = "as", value_name = "EMAIL")]
        on_behalf_of: Option<String>,
        /// Write a CSV with the refused lines there.
        #[arg(long)]
        report: Option<PathBuf>,
    },
}

/// Imports and says how it went; `true` when no file was refused.
pub async fn run(config: Config, arguments: ImportArguments) -> Result<bool> {
    let ctx = start::open(config, Clock::System).await?;
    let (new, report) = new_import(&ctx, arguments.command).await?;
    let row = begin_or_carry_on(&ctx, new).await?;
    let ended = match row.kind.as_str() {
        imports::RECORDS => take_records(&ctx, row).await?,
        _ => take_all(&ctx, row).await?,
    };
    let counts = imports::counts(ctx.db.read(), &ended).await?;
    if let Some(path) = report {
        tokio::fs::write(&path, report::csv(ctx.db.read(), ended.id).await?).await?;
    }
    let done = tell(&ctx, &ended, counts).await?;
    ctx.db.clone().close().await;
    Ok(done)
}

/// The import that is asked for, and where its report is to be written.
async fn new_import(ctx: &Ctx, command: ImportCommand) -> Result<(NewImport, Option<PathBuf>)> {
    match command {
        ImportCommand::Folder { folder, manifest, collection, on_behalf_of, report } => {
            let uploader = uploader(ctx, on_behalf_of.as_deref()).await?;
            let source = absolute(&folder, "folder")?;
            let manifest = manifest.map(|path| absolute(&path, "manifest")).transpose()?;
            let reads = Reads::Folder;
            Ok((NewImport { reads, source, manifest, collection, uploader, by_server: false }, report))
        }
        ImportCommand::Records { file, mapping, organization, on_behalf_of, report } => {
            let mut uploader = uploader(ctx, on_behalf_of.as_deref()).await?;
            if let Some(name) = organization {
                let known = accounts::list_organizations(ctx.db.read()).await?;
                let found = known.into_iter().find(|each| each.name == name);
                let unknown = || Error::field(Code::OrganizationUnknown, "organization", "It is not on record.");
                uploader.organization = found.ok_or_else(unknown)?.id;
            }
            let mapping = match mapping {
                Some(path) => Mapping::parse(&tokio::fs::read_to_string(path).await?)?,
                None => Mapping::default(),
            };
            taking_records::fields_of(ctx.db.read(), &mapping).await?;
            let source = absolute(&file, "file")?;
            let size_bytes = tokio::fs::metadata(&source).await?.len();
            let reads = Reads::Records { mapping: Box::new(mapping), size_bytes };
            let new = NewImport { reads, source, manifest: None, collection: None, uploader, by_server: false };
            Ok((new, report))
        }
    }
}

fn absolute(path: &Path, field: &'static str) -> Result<String> {
    let refuse = |why: String| Error::field(Code::ImportFolder, field, why);
    let found = path.canonicalize().map_err(|error| refuse(format!("{}: {error}.", path.display())))?;
    found.to_str().map(str::to_owned).ok_or_else(|| refuse("Its name is no UTF-8.".to_owned()))
}

async fn uploader(ctx: &Ctx, email: Option<&str>) -> Result<Uploader> {
    let tx = ctx.db.write().await?;
    let house = accounts::house(ctx, &tx).await?;
    tx.commit().await?;
    let Some(email) = email else {
        let Who { id, name } = Who::system();
        return Ok(Uploader { person: id, name, organization: house.id, is_partner: false, may_edit: true });
    };
    let unknown = || Error::field(Code::PersonNotFound, "as", "Nobody has this e-mail address.");
    let found =
        accounts::find_by_email(ctx.db.read(), &accounts::EmailAddress::parse(email)?).await?.ok_or_else(unknown)?;
    let permissions = Role::parse(&found.role).map(Role::permissions).unwrap_or_default();
    if !permissions.contains(&Permission::UploadAssets) {
        return Err(Error::field(Code::PermissionDenied, "as", "This person may not upload."));
    }
    Ok(Uploader {
        person: Some(found.id),
        name: found.name,
        organization: found.organization_id,
        is_partner: found.organization_id != house.id,
        may_edit: permissions.contains(&Permission::EditAssets),
    })
}

async fn begin_or_carry_on(ctx: &Ctx, new: NewImport) -> Result<import::Model> {
    if let Some(open) = imports::unfinished(ctx.db.read(), &new.source).await? {
        println!("Carrying on the import of {} begun {}.", open.source, open.created_at.format("%Y-%m-%d %H:%M UTC"));
        if state_of(&open)? != State::Paused {
            return Ok(open);
        }
        let tx = ctx.db.write().await?;
        let row = imports::find(&tx, open.id).await?;
        let resumed = imports::fulfil(ctx, &tx, &new.uploader, row, Wish::Resume).await?;
        ctx.commit(tx).await?;
        return Ok(resumed);
    }
    let purpose = Purpose::NewAsset { fields: Default::default(), collection: new.collection };
    receive::check_purpose(ctx.db.read(), &new.uploader, &purpose).await?;
    let tx = ctx.db.write().await?;
    let begun = imports::begin(ctx, &tx, new).await?;
    ctx.commit(tx).await?;
    Ok(begun)
}

async fn take_all(ctx: &Ctx, mut row: import::Model) -> Result<import::Model> {
    if state_of(&row)? == State::Reading {
        row = reading::read(ctx, &row).await?;
    }
    let mut shown = Counts::default();
    while state_of(&row)? == State::Running {
        row = taking::take(ctx, row.id, row.round, TICK).await?;
        let now = counts(ctx, row.id).await?;
        if now != shown {
            show_count(now);
            shown = now;
        }
    }
    end_line();
    Ok(row)
}

/// Takes records while the index follows, so that both are done at nearly the same moment.
async fn take_records(ctx: &Ctx, mut row: import::Model) -> Result<import::Model> {
    let begun = Instant::now();
    let before = row.lines;
    if state_of(&row)? == State::Reading {
        row = taking_records::begin(ctx, &row).await?;
    }
    let index = SearchIndex::open(ctx).await?;
    let is_writer = index.may_write().await?;
    let stop = CancellationToken::new();
    let following = is_writer.then(|| tokio::spawn(index.clone().follow(ctx.clone(), stop.clone())));
    let taking = taking_records::take(ctx, row.id, row.round, Duration::MAX);
    tokio::pin!(taking);
    let ended = loop {
        tokio::select! {
            ended = &mut taking => break ended,
            () = tokio::time::sleep(TICK) => show_records(&imports::find(ctx.db.read(), row.id).await?),
        }
    };
    let taken = begun.elapsed();
    stop.cancel();
    if let Some(following) = following {
        let _ = following.await;
        index.catch_up(ctx).await?;
    }
    let ended = ended?;
    end_line();
    let lines = (ended.lines - before).max(0);
    println!("{lines} lines in {:.1} s, {:.0} a second.", taken.as_secs_f64(), pace(lines, taken));
    match is_writer {
        true => {
            let found = begun.elapsed();
            println!("All can be found after {:.1} s, {:.0} a second.", found.as_secs_f64(), pace(lines, found));
        }
        false => println!("The running server is putting them into the search."),
    }
    Ok(ended)
}

fn pace(lines: i64, time: Duration) -> f64 {
    lines as f64 / time.as_secs_f64().max(0.001)
}

fn show_records(row: &import::Model) {
    let part = 100 * row.bytes_done / row.bytes_total.max(1);
    show_line(&format!("{} lines, {part} % of the file", row.lines));
}

fn end_line() {
    if std::io::stderr().is_terminal() {
        eprintln!();
    }
}

/// A line that is written over on a terminal, a line of its own elsewhere.
fn show_count(counts: Counts) {
    let done = counts.total() - counts.waiting;
    show_line(&format!("{done} of {} files, {} refused", counts.total(), counts.refused));
}

fn show_line(line: &str) {
    let mut out = std::io::stderr();
    let _ = if out.is_terminal() { write!(out, "\r{line}  ") } else { writeln!(out, "{line}") };
    let _ = out.flush();
}

async fn counts(ctx: &Ctx, id: Uuid) -> Result<Counts> {
    Ok(imports::count(ctx.db.read(), &[id]).await?.remove(&id).unwrap_or_default())
}

async fn tell(ctx: &Ctx, row: &import::Model, counts: Counts) -> Result<bool> {
    if let Some(note) = &row.note {
        println!("{note}");
    }
    let refused = imports::files(ctx.db.read(), row.id, Some("refused"), None, 50).await?;
    for file in &refused {
        println!("{}: {}", file.path, file.message.as_deref().unwrap_or_default());
    }
    let unnamed = counts.refused.saturating_sub(refused.len() as u64);
    if unnamed > 0 {
        println!("And {unnamed} more; --report FILE names them all.");
    }
    println!(
        "{} added, {} here already, {} refused, {} waiting.",
        counts.added, counts.duplicate, counts.refused, counts.waiting
    );
    Ok(state_of(row)? == State::Done && counts.refused == 0)
}
