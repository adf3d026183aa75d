//! One plain English sentence for each event: exhaustive, so that a new event gets its words here.

use std::collections::HashMap;

use uuid::Uuid;

use crate::platform::clock::said;
use crate::platform::events::Event;

/// What things are called now.
#[derive(Clone, Debug, Default)]
pub struct Names(pub HashMap<Uuid, String>);

impl Names {
    /// The name in quotes, or what kind of thing it was when it has none any more.
    fn of(&self, id: &Uuid, kind: &str) -> String {
        match self.0.get(id) {
            Some(name) => format!("\u{201c}{name}\u{201d}"),
            None => format!("{kind} {}", id.simple().to_string().get(..8).unwrap_or_default()),
        }
    }

    /// A person's name needs no quotes.
    fn person(&self, id: &Uuid) -> String {
        self.0.get(id).cloned().unwrap_or_else(|| "somebody".to_owned())
    }

    fn asset(&self, id: &Uuid) -> String {
        self.of(id, "the asset")
    }

    fn assets(&self, ids: &[Uuid]) -> String {
        match ids {
            [] => "no assets".to_owned(),
            [only] => self.asset(only),
            [first, second] => format!("{} and {}", self.asset(first), self.asset(second)),
            [first, rest @ ..] => format!("{} and {} other assets", self.asset(first), rest.len()),
        }
    }
}

/// What happened, as a person would say it.
pub fn sentence(event: &Event, actor: &str, names: &Names) -> String {
    match event {
        Event::FieldChanged { key } => format!("{actor} changed the field or vocabulary \u{201c}{key}\u{201d}."),
        Event::PersonAdded { .. }
        | Event::PersonChanged { .. }
        | Event::OrganizationAdded { .. }
        | Event::SessionStarted { .. }
        | Event::SessionEnded { .. } => of_people(event, actor, names),
        Event::AssetUploaded { .. }
        | Event::VersionAdded { .. }
        | Event::AssetChanged { .. }
        | Event::AssetArchived { .. }
        | Event::AssetRestored { .. }
        | Event::AssetsMerged { .. }
        | Event::AssetsUnmerged { .. }
        | Event::DuplicatesDismissed { .. }
        | Event::OriginalDownloaded { .. }
        | Event::AddressSigned { .. }
        | Event::CollectionChanged { .. }
        | Event::MetadataRead { .. }
        | Event::RenditionsMade { .. }
        | Event::FileChecked { .. }
        | Event::RenditionsAskedAgain { .. } => of_assets(event, actor, names),
        Event::AgreementRecorded { agreement } => {
            format!("{actor} recorded {}.", names.of(agreement, "the agreement"))
        }
        Event::AgreementChanged { agreement, assets } => {
            let touched =
                if assets.is_empty() { String::new() } else { format!("; it bears on {}", names.assets(assets)) };
            format!("{actor} changed {}{touched}.", names.of(agreement, "the agreement"))
        }
        Event::DocumentDownloaded { agreement, .. } => {
            format!("{actor} downloaded a file of {}.", names.of(agreement, "the agreement"))
        }
        Event::PersonErased { assets, .. } => {
            let shown = if assets.is_empty() { String::new() } else { format!(" in {}", names.assets(assets)) };
            format!("{actor} erased what was known of somebody shown{shown}.")
        }
        Event::RightsChanged { assets } => format!("{actor} changed what is on record about {}.", names.assets(assets)),
        Event::ReferenceChanged { kind, key, assets, everywhere, .. } => {
            of_reference(actor, kind, key, assets, *everywhere)
        }
        Event::HouseRuleChanged { title, .. } => format!("{actor} changed a rule of the house: {title}."),
        Event::CampaignChanged { campaign } => {
            format!("{actor} saved the campaign {}.", names.of(campaign, "campaign"))
        }
        Event::ChannelChanged { channel } => format!("{actor} saved the channel {}.", names.of(channel, "channel")),
        Event::PresetChanged { preset } => format!("{actor} saved the preset {}.", names.of(preset, "preset")),
        Event::ImportChanged { import, state, .. } => of_import(actor, state, &names.of(import, "a folder")),
        Event::RecordsImported { import, count, .. } => {
            format!("{actor} imported {count} records from {}.", names.of(import, "a file"))
        }
        Event::JobRetried { .. } => format!("{actor} put a job that had given up back to work."),
        other => of_uses(other, actor, names),
    }
}

fn of_reference(actor: &str, kind: &str, key: &str, assets: &[Uuid], everywhere: bool) -> String {
    let what = match kind {
        "release" => return format!("{actor} took over the reference data {key} of a new release."),
        "group" => "the group of territories",
        "channel_group" => "the group of channels",
        "category" => "the product category",
        kind => {
            return format!("{actor} changed the {kind} {key} of the reference data{}.", bearing(assets, everywhere));
        }
    };
    format!("{actor} changed {what} {key}{}.", bearing(assets, everywhere))
}

fn of_import(actor: &str, state: &str, folder: &str) -> String {
    match state {
        "reading" => format!("{actor} began to import {folder}."),
        "running" => format!("The import of {folder} goes on, begun or carried on by {actor}."),
        "paused" => format!("The import of {folder} stands still; {actor} or a full disk stopped it."),
        "canceled" => format!("{actor} gave up the import of {folder}."),
        "done" => format!("The import of {folder} for {actor} has come to its end."),
        _ => format!("The import of {folder} for {actor} could not begin."),
    }
}

fn bearing(assets: &[Uuid], everywhere: bool) -> String {
    match (everywhere, assets.len()) {
        (true, _) => "; all rights are read again".to_owned(),
        (false, 0) => "; no rule names it".to_owned(),
        (false, 1) => "; it bears on one asset".to_owned(),
        (false, count) => format!("; it bears on {count} assets"),
    }
}

fn of_people(event: &Event, actor: &str, names: &Names) -> String {
    match event {
        Event::PersonAdded { person } => format!("{actor} added {}.", names.person(person)),
        Event::PersonChanged { person } => format!("{actor} changed {}.", names.person(person)),
        Event::OrganizationAdded { organization } => {
            format!("{actor} added the organization {}.", names.of(organization, "organization"))
        }
        Event::SessionStarted { person } => format!("{} signed in.", names.person(person)),
        Event::SessionEnded { person } => format!("{} signed out.", names.person(person)),
        other => unknown(other, actor),
    }
}

fn of_assets(event: &Event, actor: &str, names: &Names) -> String {
    match event {
        Event::AssetUploaded { asset, .. } => format!("{actor} uploaded {}.", names.asset(asset)),
        Event::VersionAdded { asset, .. } => format!("{actor} added a version of {}.", names.asset(asset)),
        Event::AssetChanged { asset } => format!("{actor} changed {}.", names.asset(asset)),
        Event::AssetArchived { asset } => format!("{actor} archived {}.", names.asset(asset)),
        Event::AssetRestored { asset } => format!("{actor} restored {}.", names.asset(asset)),
        Event::AssetsMerged { asset, from, .. } => {
            format!("{actor} merged {} into {}.", names.assets(from), names.asset(asset))
        }
        Event::AssetsUnmerged { asset, from, .. } => {
            format!("{actor} took the merge of {} into {} back.", names.assets(from), names.asset(asset))
        }
        Event::DuplicatesDismissed { assets } => {
            format!("{actor} says that {} are not duplicates.", names.assets(assets))
        }
        Event::OriginalDownloaded { asset, .. } => {
            format!("{actor} downloaded the original of {}.", names.asset(asset))
        }
        Event::AddressSigned { asset, wish, expires_at, .. } => {
            let (asset, until) = (names.asset(asset), said(*expires_at));
            format!("{actor} made an address that shows a cut of {asset} ({wish}) to anybody until {until}.")
        }
        Event::CollectionChanged { collection, assets } => {
            let touched = if assets.is_empty() { String::new() } else { format!(" with {}", names.assets(assets)) };
            format!("{actor} changed the collection {}{touched}.", names.of(collection, "collection"))
        }
        Event::MetadataRead { asset, .. } => {
            format!("{actor} read what the file of {} says about itself.", names.asset(asset))
        }
        Event::RenditionsMade { asset, .. } => format!("{actor} made previews of {}.", names.asset(asset)),
        Event::RenditionsAskedAgain { asset, .. } => {
            format!("{actor} asked for the previews of {} again.", names.asset(asset))
        }
        Event::FileChecked { asset, fault: Some(fault), .. } => {
            format!("The stored bytes of a version of {} are harmed: {fault}.", names.asset(asset))
        }
        Event::FileChecked { asset, fault: None, .. } => {
            format!("The stored bytes of a version of {} are whole again.", names.asset(asset))
        }
        other => unknown(other, actor),
    }
}

fn of_uses(event: &Event, actor: &str, names: &Names) -> String {
    match event {
        Event::ApprovalRequested { asset, .. } => format!("{actor} asked for an approval of {}.", names.asset(asset)),
        Event::ApprovalDecided { asset, outcome, .. } => match outcome.as_str() {
            "approve" => format!("{actor} approved {}.", names.asset(asset)),
            "decline" => format!("{actor} declined {}.", names.asset(asset)),
            "changes" => format!("{actor} wants changes to {}.", names.asset(asset)),
            other => format!("{actor} decided on {}: {other}.", names.asset(asset)),
        },
        Event::ApprovalCommented { asset, .. } => {
            format!("{actor} commented on the approval of {}.", names.asset(asset))
        }
        Event::ApprovalWithdrawn { asset, .. } => format!("{actor} withdrew the approval of {}.", names.asset(asset)),
        Event::PublicationPlanned { asset, starts_at, .. } => {
            let when = said(*starts_at);
            format!("{actor} planned to publish {} from {when}.", names.asset(asset))
        }
        Event::PublicationLive { asset, .. } => format!("{actor} put {} live.", names.asset(asset)),
        Event::PublicationConfirmed { asset, .. } => {
            format!("{actor} checked {} again: it stays live.", names.asset(asset))
        }
        Event::PublicationEnded { asset, cause, .. } => {
            let why = match cause.as_str() {
                "right_ended" => "its rights have ended",
                "right_changed" => "its rights have changed",
                "window_ended" => "its planned time is over",
                "taken_down" => "somebody decided so",
                "failed" => "it could not be delivered",
                "cancelled" => "it was cancelled",
                other => other,
            };
            format!("{actor} took {} down: {why}.", names.asset(asset))
        }
        Event::PublicationFailed { asset, .. } => format!("{actor} could not publish {}.", names.asset(asset)),
        Event::PublicationCopyRemoved { asset, .. } => {
            format!("{actor} removed the published copy of {}.", names.asset(asset))
        }
        other => unknown(other, actor),
    }
}

/// Only for the compiler: every event is named by one of the matches above, which a test checks.
fn unknown(event: &Event, actor: &str) -> String {
    format!("{actor}: {}.", event.name())
}

/// Everything an event names, so that its titles can be looked up.
pub fn mentioned(event: &Event) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = event.subject().1.into_iter().collect();
    match event {
        Event::ApprovalRequested { asset, .. }
        | Event::ApprovalDecided { asset, .. }
        | Event::ApprovalCommented { asset, .. }
        | Event::ApprovalWithdrawn { asset, .. }
        | Event::PublicationPlanned { asset, .. }
        | Event::PublicationLive { asset, .. }
        | Event::PublicationConfirmed { asset, .. }
        | Event::PublicationEnded { asset, .. }
        | Event::PublicationFailed { asset, .. }
        | Event::PublicationCopyRemoved { asset, .. } => ids.push(*asset),
        Event::AssetsMerged { from, .. } | Event::AssetsUnmerged { from, .. } => ids.extend(from.iter().take(2)),
        // A sentence names two assets at most.
        Event::CollectionChanged { assets, .. }
        | Event::AgreementChanged { assets, .. }
        | Event::PersonErased { assets, .. }
        | Event::DuplicatesDismissed { assets }
        | Event::RightsChanged { assets } => ids.extend(assets.iter().take(2)),
        _ => {}
    }
    ids
}
