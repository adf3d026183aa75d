//! What can have happened. Recording it, with what follows, is `events.rs`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Everything that can have happened. A new variant is a compile error in `app/reactions.rs` until
/// somebody says what follows from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "name")]
pub enum Event {
    PersonAdded {
        person: Uuid,
    },
    PersonChanged {
        person: Uuid,
    },
    OrganizationAdded {
        organization: Uuid,
    },
    SessionStarted {
        person: Uuid,
    },
    SessionEnded {
        person: Uuid,
    },
    AssetUploaded {
        asset: Uuid,
        version: Uuid,
    },
    VersionAdded {
        asset: Uuid,
        version: Uuid,
    },
    AssetChanged {
        asset: Uuid,
    },
    AssetArchived {
        asset: Uuid,
    },
    AssetRestored {
        asset: Uuid,
    },
    /// Duplicates became one asset; `from` stay on record under it. `assets` are all whose rights it touches.
    AssetsMerged {
        asset: Uuid,
        from: Vec<Uuid>,
        assets: Vec<Uuid>,
    },
    /// What was merged are assets of their own again.
    AssetsUnmerged {
        asset: Uuid,
        from: Vec<Uuid>,
        assets: Vec<Uuid>,
    },
    /// Somebody looked at these and says they are not duplicates of each other.
    DuplicatesDismissed {
        assets: Vec<Uuid>,
    },
    OriginalDownloaded {
        asset: Uuid,
        version: Uuid,
    },
    /// Somebody made an address that shows a cut of it without signing in.
    AddressSigned {
        asset: Uuid,
        version: Uuid,
        wish: String,
        expires_at: DateTime<Utc>,
    },
    CollectionChanged {
        collection: Uuid,
        assets: Vec<Uuid>,
    },
    /// A definition of a field, or a vocabulary, was added, changed or retired.
    FieldChanged {
        key: String,
    },
    MetadataRead {
        asset: Uuid,
        version: Uuid,
    },
    RenditionsMade {
        asset: Uuid,
        version: Uuid,
    },
    RenditionsAskedAgain {
        asset: Uuid,
        version: Uuid,
    },
    AgreementRecorded {
        agreement: Uuid,
    },
    /// An agreement or one of its rules changed; `assets` are the ones its rules touch, before or after.
    AgreementChanged {
        agreement: Uuid,
        assets: Vec<Uuid>,
    },
    /// Somebody read a file of an agreement.
    DocumentDownloaded {
        agreement: Uuid,
        document: Uuid,
    },
    /// What was known of somebody shown was erased; `assets` are those they are shown in.
    PersonErased {
        person: Uuid,
        assets: Vec<Uuid>,
    },
    /// An interest, component or other fact of these assets changed.
    RightsChanged {
        assets: Vec<Uuid>,
    },
    /// An entry of the reference data changed; `assets` are the ones whose rules name it. With `everywhere` any
    /// rule may read differently.
    ReferenceChanged {
        change: Uuid,
        kind: String,
        key: String,
        assets: Vec<Uuid>,
        everywhere: bool,
    },
    /// The rights policy or a duty rule of the house changed; `assets` are the ones it touches.
    HouseRuleChanged {
        rule: Uuid,
        title: String,
        assets: Vec<Uuid>,
    },
    ApprovalRequested {
        approval: Uuid,
        asset: Uuid,
    },
    ApprovalDecided {
        approval: Uuid,
        asset: Uuid,
        outcome: String,
    },
    ApprovalCommented {
        approval: Uuid,
        asset: Uuid,
    },
    ApprovalWithdrawn {
        approval: Uuid,
        asset: Uuid,
    },
    ChannelChanged {
        channel: Uuid,
    },
    PresetChanged {
        preset: Uuid,
    },
    PublicationPlanned {
        publication: Uuid,
        asset: Uuid,
        starts_at: DateTime<Utc>,
        check_at: Option<DateTime<Utc>>,
    },
    PublicationLive {
        publication: Uuid,
        asset: Uuid,
        check_at: Option<DateTime<Utc>>,
    },
    /// Judged again, still live; `check_at` is when the answer may change next.
    PublicationConfirmed {
        publication: Uuid,
        asset: Uuid,
        check_at: Option<DateTime<Utc>>,
    },
    PublicationEnded {
        publication: Uuid,
        asset: Uuid,
        cause: String,
    },
    PublicationFailed {
        publication: Uuid,
        asset: Uuid,
    },
    PublicationCopyRemoved {
        publication: Uuid,
        asset: Uuid,
    },
    CampaignChanged {
        campaign: Uuid,
    },
    /// The stored bytes of a version were found harmed, or whole again.
    FileChecked {
        asset: Uuid,
        version: Uuid,
        fault: Option<String>,
    },
    /// An import began, stood still, went on or ended. With a `round` jobs of the server carry it on.
    ImportChanged {
        import: Uuid,
        state: String,
        round: Option<i32>,
    },
    /// Records of another system became assets: `count` of those whose ids lie between `first` and `last`.
    RecordsImported {
        import: Uuid,
        count: u64,
        first: Uuid,
        last: Uuid,
    },
    JobRetried {
        job: Uuid,
    },
}

impl Event {
    /// `AssetUploaded` and so on.
    pub fn name(&self) -> String {
        self.data().get("name").and_then(|name| name.as_str()).unwrap_or_default().to_owned()
    }

    fn data(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// What the event is about: a kind and an id.
    pub fn subject(&self) -> (&'static str, Option<Uuid>) {
        match self {
            Event::PersonAdded { person } | Event::PersonChanged { person } => ("person", Some(*person)),
            Event::SessionStarted { person } | Event::SessionEnded { person } => ("person", Some(*person)),
            Event::OrganizationAdded { organization } => ("organization", Some(*organization)),
            Event::AssetUploaded { asset, .. }
            | Event::VersionAdded { asset, .. }
            | Event::AssetChanged { asset }
            | Event::AssetArchived { asset }
            | Event::AssetRestored { asset }
            | Event::AssetsMerged { asset, .. }
            | Event::AssetsUnmerged { asset, .. }
            | Event::OriginalDownloaded { asset, .. }
            | Event::AddressSigned { asset, .. }
            | Event::FileChecked { asset, .. }
            | Event::MetadataRead { asset, .. }
            | Event::RenditionsMade { asset, .. }
            | Event::RenditionsAskedAgain { asset, .. } => ("asset", Some(*asset)),
            Event::CollectionChanged { collection, .. } => ("collection", Some(*collection)),
            Event::AgreementRecorded { agreement }
            | Event::AgreementChanged { agreement, .. }
            | Event::DocumentDownloaded { agreement, .. } => ("agreement", Some(*agreement)),
            Event::PersonErased { person, .. } => ("person_shown", Some(*person)),
            Event::FieldChanged { .. } => ("field", None),
            Event::RightsChanged { assets } | Event::DuplicatesDismissed { assets } => {
                ("asset", assets.first().copied())
            }
            Event::ReferenceChanged { change, .. } => ("reference", Some(*change)),
            Event::HouseRuleChanged { rule, .. } => ("house_rule", Some(*rule)),
            Event::ApprovalRequested { approval, .. }
            | Event::ApprovalDecided { approval, .. }
            | Event::ApprovalCommented { approval, .. }
            | Event::ApprovalWithdrawn { approval, .. } => ("approval", Some(*approval)),
            Event::ChannelChanged { channel } => ("channel", Some(*channel)),
            Event::PresetChanged { preset } => ("preset", Some(*preset)),
            Event::PublicationPlanned { publication, .. }
            | Event::PublicationLive { publication, .. }
            | Event::PublicationConfirmed { publication, .. }
            | Event::PublicationEnded { publication, .. }
            | Event::PublicationFailed { publication, .. }
            | Event::PublicationCopyRemoved { publication, .. } => ("publication", Some(*publication)),
            Event::CampaignChanged { campaign } => ("campaign", Some(*campaign)),
            Event::ImportChanged { import, .. } | Event::RecordsImported { import, .. } => ("import", Some(*import)),
            Event::JobRetried { job } => ("job", Some(*job)),
        }
    }

    /// Whether any verdict may differ after it: such events raise the rights epoch.
    pub fn changes_rights(&self) -> bool {
        matches!(
            self,
            Event::AgreementRecorded { .. }
                | Event::AgreementChanged { .. }
                | Event::RightsChanged { .. }
                | Event::ReferenceChanged { .. }
                | Event::PersonErased { .. }
                | Event::HouseRuleChanged { .. }
                | Event::VersionAdded { .. }
                | Event::AssetsMerged { .. }
                | Event::AssetsUnmerged { .. }
        )
    }
}
