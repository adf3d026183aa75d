//! Tests of the room `audit`: words for events, and what breaks a chain.

use std::collections::HashMap;

use chrono::DateTime;
use uuid::Uuid;

use super::Chain;
use super::sentence::{Names, mentioned, sentence};
use crate::platform::events::{Event, chain_hash, head, row};

const ASSET: Uuid = Uuid::from_u128(1);

fn names() -> Names {
    Names(HashMap::from([(ASSET, "Boats".to_owned())]))
}

fn said(event: &Event) -> String {
    sentence(event, "Ada", &names())
}

/// One event of each kind that the enum knows.
fn every_event() -> Vec<Event> {
    let (asset, version, id) = (ASSET, Uuid::from_u128(2), Uuid::from_u128(3));
    let at = DateTime::UNIX_EPOCH;
    let outcome = "approve".to_owned();
    vec![
        Event::PersonAdded { person: id },
        Event::PersonChanged { person: id },
        Event::OrganizationAdded { organization: id },
        Event::SessionStarted { person: id },
        Event::SessionEnded { person: id },
        Event::AssetUploaded { asset, version },
        Event::VersionAdded { asset, version },
        Event::AssetChanged { asset },
        Event::AssetArchived { asset },
        Event::AssetRestored { asset },
        Event::AssetsMerged { asset, from: vec![asset], assets: vec![asset] },
        Event::AssetsUnmerged { asset, from: vec![asset], assets: vec![asset] },
        Event::DuplicatesDismissed { assets: vec![asset] },
        Event::OriginalDownloaded { asset, version },
        Event::AddressSigned { asset, version, wish: "full/480,/0/default.jpg".to_owned(), expires_at: at },
        Event::CollectionChanged { collection: id, assets: vec![asset] },
        Event::MetadataRead { asset, version },
        Event::RenditionsMade { asset, version },
        Event::RenditionsAskedAgain { asset, version },
        Event::AgreementRecorded { agreement: id },
        Event::AgreementChanged { agreement: id, assets: vec![asset] },
        Event::DocumentDownloaded { agreement: id, document: id },
        Event::PersonErased { person: id, assets: vec![asset] },
        Event::RightsChanged { assets: vec![asset] },
        Event::ReferenceChanged {
            change: id,
            kind: "group".to_owned(),
            key: "EMEA".to_owned(),
            assets: vec![asset],
            everywhere: false,
        },
        Event::ApprovalRequested { approval: id, asset },
        Event::ApprovalDecided { approval: id, asset, outcome },
        Event::ApprovalCommented { approval: id, asset },
        Event::ApprovalWithdrawn { approval: id, asset },
        Event::ChannelChanged { channel: id },
        Event::PresetChanged { preset: id },
        Event::PublicationPlanned { publication: id, asset, starts_at: at, check_at: None },
        Event::PublicationLive { publication: id, asset, check_at: None },
        Event::PublicationConfirmed { publication: id, asset, check_at: None },
        Event::PublicationEnded { publication: id, asset, cause: "right_ended".to_owned() },
        Event::PublicationFailed { publication: id, asset },
        Event::PublicationCopyRemoved { publication: id, asset },
        Event::CampaignChanged { campaign: id },
        Event::FileChecked { asset, version, fault: None },
        Event::FileChecked { asset, version, fault: Some("it is missing".to_owned()) },
        Event::RecordsImported { import: id, count: 3, first: id, last: id },
        Event::ImportChanged { import: id, state: "done".to_owned(), round: None },
        Event::JobRetried { job: id },
    ]
}

#[test]
fn every_event_has_a_sentence_of_its_own() {
    for event in every_event() {
        let said = said(&event);
        assert!(said.ends_with('.') && !said.contains(&event.name()), "{said}");
        let about_asset = mentioned(&event).contains(&ASSET);
        assert_eq!(about_asset, said.contains("\u{201c}Boats\u{201d}"), "{said}");
    }
}

#[test]
fn a_sentence_names_two_things_at_most() {
    let assets: Vec<Uuid> = (1..=5).map(Uuid::from_u128).collect();
    let many = said(&Event::RightsChanged { assets });
    assert_eq!(many, "Ada changed what is on record about \u{201c}Boats\u{201d} and 4 other assets.");
}

#[test]
fn what_is_gone_is_named_by_its_kind() {
    let gone = said(&Event::AssetChanged { asset: Uuid::from_u128(0xabcd << 112) });
    assert_eq!(gone, "Ada changed the asset abcd0000.");
}

fn link(seq: i64, previous: &str) -> row::Model {
    let mut row = row::Model {
        seq,
        id: Uuid::nil(),
        name: "AssetChanged".to_owned(),
        subject_kind: "asset".to_owned(),
        subject_id: Some(ASSET),
        actor_id: None,
        actor_name: "Ada".to_owned(),
        data: "{}".to_owned(),
        at: DateTime::UNIX_EPOCH,
        previous_hash: previous.to_owned(),
        hash: String::new(),
    };
    row.hash = chain_hash(&row);
    row
}

#[test]
fn a_chain_breaks_where_anything_differs() {
    let first = link(1, "");
    let second = link(2, &first.hash);
    let mut chain = Chain::default();
    assert!(chain.continues(&first) && chain.continues(&second));
    let end = head::Model { id: 1, seq: 2, hash: second.hash.clone(), rights_epoch: 0 };
    assert!(chain.ends_at(&end));
    assert!(!chain.ends_at(&head::Model { seq: 3, ..end }));
    let renamed = row::Model { actor_name: "Eve".to_owned(), ..second.clone() };
    let skipped = link(3, &first.hash);
    let elsewhere = link(2, "other");
    for wrong in [renamed, skipped, elsewhere] {
        let mut chain = Chain::default();
        assert!(chain.continues(&first) && !chain.continues(&wrong));
    }
}
