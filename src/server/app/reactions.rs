//! What follows what: one exhaustive match from events to jobs, and one from jobs to the functions that run them.

use std::sync::Arc;

use futures_util::FutureExt;
use uuid::Uuid;

use crate::features::agreements::reference;
use crate::features::{imports, metadata, publishing, renditions};
use crate::platform::ctx::Ctx;
use crate::platform::events::Event;
use crate::platform::jobs::{Job, JobError, NewJob};
use crate::platform::worker::Run;

/// The jobs that follow an event. They are enqueued in the event's own transaction.
pub fn reactions(event: &Event) -> Vec<NewJob> {
    match event {
        Event::AssetUploaded { asset, version } => new_bytes(*asset, *version),
        Event::VersionAdded { asset, version } => {
            let mut jobs = new_bytes(*asset, *version);
            jobs.push(review(vec![*asset]));
            jobs
        }
        Event::RenditionsAskedAgain { asset, version } => vec![drawing(*asset, *version)],
        // Nobody is shown in any asset: there is nothing to judge again.
        Event::PersonErased { assets, .. } if assets.is_empty() => Vec::new(),
        Event::AgreementChanged { assets, .. }
        | Event::RightsChanged { assets }
        | Event::HouseRuleChanged { assets, .. }
        | Event::AssetsMerged { assets, .. }
        | Event::AssetsUnmerged { assets, .. }
        | Event::PersonErased { assets, .. } => vec![review(assets.clone())],
        // A use may name what changed as well as a rule, so everything live is judged again.
        Event::ReferenceChanged { .. } => vec![review(Vec::new())],
        Event::AssetArchived { asset } => vec![review(vec![*asset])],
        Event::PublicationPlanned { .. }
        | Event::PublicationLive { .. }
        | Event::PublicationConfirmed { .. }
        | Event::PublicationEnded { .. } => of_publication(event),
        Event::ImportChanged { import, round: Some(round), .. } => {
            vec![NewJob::now(Job::Import { import: *import, round: *round })]
        }
        Event::PersonAdded { .. }
        | Event::PersonChanged { .. }
        | Event::OrganizationAdded { .. }
        | Event::SessionStarted { .. }
        | Event::SessionEnded { .. }
        | Event::AssetChanged { .. }
        | Event::AssetRestored { .. }
        | Event::OriginalDownloaded { .. }
        | Event::AddressSigned { .. }
        | Event::CollectionChanged { .. }
        | Event::FieldChanged { .. }
        | Event::DuplicatesDismissed { .. }
        | Event::MetadataRead { .. }
        | Event::RenditionsMade { .. }
        | Event::AgreementRecorded { .. }
        | Event::DocumentDownloaded { .. }
        | Event::ApprovalRequested { .. }
        | Event::ApprovalDecided { .. }
        | Event::ApprovalCommented { .. }
        | Event::ApprovalWithdrawn { .. }
        | Event::ChannelChanged { .. }
        | Event::PresetChanged { .. }
        | Event::PublicationFailed { .. }
        | Event::PublicationCopyRemoved { .. }
        | Event::CampaignChanged { .. }
        | Event::FileChecked { .. }
        | Event::ImportChanged { round: None, .. }
        // There is no file to be read or drawn, and no right on record to be judged.
        | Event::RecordsImported { .. }
        | Event::JobRetried { .. } => Vec::new(),
    }
}

fn of_publication(event: &Event) -> Vec<NewJob> {
    match event {
        Event::PublicationPlanned { publication, starts_at, .. } => {
            vec![NewJob::at(Job::Deliver { publication: *publication }, *starts_at)]
        }
        Event::PublicationLive { publication, check_at, .. }
        | Event::PublicationConfirmed { publication, check_at, .. } => {
            let again = check_at.map(|at| NewJob::at(Job::ReviewPublication { publication: *publication }, at));
            again.into_iter().collect()
        }
        Event::PublicationEnded { publication, .. } => {
            vec![NewJob::now(Job::RemoveCopy { publication: *publication }).urgent()]
        }
        _ => Vec::new(),
    }
}

fn new_bytes(asset: Uuid, version: Uuid) -> Vec<NewJob> {
    vec![drawing(asset, version), NewJob::now(Job::ReadMetadata { asset, version }).once(format!("metadata {version}"))]
}

fn drawing(asset: Uuid, version: Uuid) -> NewJob {
    NewJob::now(Job::MakeRenditions { asset, version }).once(format!("renditions {version}"))
}

fn review(assets: Vec<Uuid>) -> NewJob {
    NewJob::now(Job::ReviewAssets { assets }).urgent()
}

/// Runs any job.
pub fn runner(ctx: Ctx) -> Run {
    Arc::new(move |job| {
        let ctx = ctx.clone();
        async move { run(&ctx, job).await }.boxed()
    })
}

async fn run(ctx: &Ctx, job: Job) -> Result<(), JobError> {
    reference::refresh(ctx.db.read()).await?;
    match job {
        Job::ReadMetadata { asset, version } => metadata::jobs::read_metadata(ctx, asset, version).await,
        Job::MakeRenditions { asset, version } => renditions::jobs::make_renditions(ctx, asset, version).await,
        Job::Import { import, round } => imports::jobs::carry_on(ctx, import, round).await,
        Job::Deliver { publication } => publishing::jobs::deliver(ctx, publication).await,
        Job::ReviewPublication { publication } => publishing::jobs::review_publication(ctx, publication).await,
        Job::ReviewAssets { assets } => publishing::jobs::review_assets(ctx, &assets).await,
        Job::RemoveCopy { publication } => publishing::jobs::remove_copy(ctx, publication).await,
    }
}
