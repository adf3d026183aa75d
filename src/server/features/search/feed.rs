//! Which assets an event touches, for the index: exhaustive, so that a new event is a decision here.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::platform::events::{Event, row};

/// Assets to read again.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Their documents: text, collections, who may see them.
    pub documents: BTreeSet<Uuid>,
    /// Where they are cleared.
    pub regions: BTreeSet<Uuid>,
    /// Records that became assets: the first id, the last, and how many. Documents and regions.
    pub ranges: Vec<(Uuid, Uuid, u64)>,
    /// Where any asset is cleared.
    pub all_regions: bool,
}

impl Touched {
    pub fn add(&mut self, event: &Event) {
        match event {
            Event::AssetUploaded { asset, .. } | Event::VersionAdded { asset, .. } => {
                self.documents.insert(*asset);
                self.regions.insert(*asset);
            }
            Event::AssetChanged { asset }
            | Event::AssetArchived { asset }
            | Event::AssetRestored { asset }
            | Event::MetadataRead { asset, .. }
            // Whoever draws a document also reads it.
            | Event::RenditionsMade { asset, .. } => {
                self.documents.insert(*asset);
            }
            Event::AssetsMerged { asset, from, assets } | Event::AssetsUnmerged { asset, from, assets } => {
                self.documents.insert(*asset);
                self.documents.extend(from);
                self.regions.extend(assets);
            }
            Event::CollectionChanged { assets, .. } => self.documents.extend(assets),
            Event::AgreementChanged { assets, .. }
            | Event::RightsChanged { assets }
            | Event::HouseRuleChanged { assets, .. }
            | Event::PersonErased { assets, .. } => self.regions.extend(assets),
            Event::ReferenceChanged { assets, everywhere, .. } => {
                self.regions.extend(assets);
                self.all_regions |= everywhere;
            }
            Event::RecordsImported { count, first, last, .. } => self.ranges.push((*first, *last, *count)),
            // Pictures are read from the rows of the page, not from the index.
            Event::RenditionsAskedAgain { .. } => {}
            Event::PersonAdded { .. }
            | Event::PersonChanged { .. }
            | Event::OrganizationAdded { .. }
            | Event::SessionStarted { .. }
            | Event::SessionEnded { .. }
            | Event::FieldChanged { .. }
            | Event::DuplicatesDismissed { .. }
            | Event::OriginalDownloaded { .. }
            | Event::AddressSigned { .. }
            | Event::AgreementRecorded { .. }
            | Event::DocumentDownloaded { .. }
            | Event::ApprovalRequested { .. }
            | Event::ApprovalDecided { .. }
            | Event::ApprovalCommented { .. }
            | Event::ApprovalWithdrawn { .. }
            | Event::ChannelChanged { .. }
            | Event::PresetChanged { .. }
            | Event::PublicationPlanned { .. }
            | Event::PublicationLive { .. }
            | Event::PublicationConfirmed { .. }
            | Event::PublicationEnded { .. }
            | Event::PublicationFailed { .. }
            | Event::PublicationCopyRemoved { .. }
            | Event::CampaignChanged { .. }
            | Event::FileChecked { .. }
            | Event::ImportChanged { .. }
            | Event::JobRetried { .. } => {}
        }
    }

    /// How many rows, from the first, make one commit: a million records that were imported at once make many.
    pub fn most_rows(rows: &[row::Model], most: u64) -> usize {
        let mut records = 0;
        for (index, row) in rows.iter().enumerate() {
            if let Ok(Event::RecordsImported { count, .. }) = serde_json::from_str(&row.data) {
                records += count;
            }
            if records >= most {
                return index + 1;
            }
        }
        rows.len()
    }

    /// What all these rows touch. A row of another release that cannot be read is logged: `placet reindex` heals it.
    pub fn by(rows: &[row::Model]) -> Touched {
        let mut touched = Touched::default();
        for row in rows {
            match serde_json::from_str::<Event>(&row.data) {
                Ok(event) => touched.add(&event),
                Err(error) => tracing::error!(seq = row.seq, %error, "an event cannot be read; run `placet reindex`"),
            }
        }
        touched
    }
}
