//! One error type and one table of codes. Codes are a contract: they are added, never renamed.
//!
//! A rights refusal on its own is a value (a verdict), not an error; it becomes `rights.not_cleared`
//! only where somebody tried to act against it.

use std::fmt;

/// The result of everything that can fail in the server.
pub type Result<T, E = Error> = std::result::Result<T, E>;

macro_rules! codes {
    ($($name:ident $status:literal $code:literal $title:literal;)*) => {
        /// Every way the API says no: `noun.problem`, an HTTP status and a short title.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Code { $($name),* }

        impl Code {
            /// All codes, for the documentation and its test.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The stable name, for example `asset.not_found`.
            pub fn name(self) -> &'static str { match self { $(Code::$name => $code),* } }

            /// The HTTP status.
            pub fn status(self) -> u16 { match self { $(Code::$name => $status),* } }

            /// A short title in plain English.
            pub fn title(self) -> &'static str { match self { $(Code::$name => $title),* } }
        }
    };
}

codes! {
    Internal            500 "server.internal"             "Something went wrong on our side";
    Unavailable         503 "server.unavailable"          "Not ready yet";
    TooBusy             503 "server.too_busy"             "Too much at once";
    StorageFull         507 "server.storage_full"         "No room left";
    NotFound            404 "resource.not_found"          "Not found";
    MethodNotAllowed    405 "request.method_not_allowed"  "This address does not know that method";
    Malformed           400 "request.malformed"           "The request could not be read";
    TooLarge            413 "request.too_large"           "Too large";
    UnsupportedType     415 "request.unsupported_type"    "This content type is not taken here";
    Invalid             422 "request.invalid"             "Something in the request is not right";
    SignInRequired      401 "session.required"            "Please sign in";
    SignInFailed        401 "session.refused"             "E-mail or password is wrong";
    TooManyAttempts     429 "session.too_many_attempts"   "Too many attempts";
    CsrfMissing         403 "session.csrf"                "The page's security token is missing or old";
    PermissionDenied    403 "permission.denied"           "Your role does not allow this";
    PreconditionNeeded  428 "precondition.required"       "Say which revision you changed (If-Match)";
    PreconditionFailed  412 "precondition.failed"         "Somebody else changed this meanwhile";
    IdempotencyConflict 409 "idempotency.conflict"        "This key was used for another request";
    IdempotencyRunning  409 "idempotency.running"         "The first request with this key is still running";
    Taken               409 "name.taken"                  "This name is taken";
    PersonNotFound      404 "person.not_found"            "No such person";
    OrganizationUnknown 422 "organization.unknown"        "No such organization";
    PasswordWeak        422 "password.weak"               "This password is too easy";
    AssetNotFound       404 "asset.not_found"             "No such asset";
    AssetInUse          409 "asset.in_use"                "This asset is live somewhere";
    AssetArchived       409 "asset.archived"              "This asset is archived";
    AssetMerged         409 "asset.merged"                "This asset was merged into another";
    NotMerged           409 "asset.not_merged"            "This asset was not merged";
    FileEmpty           422 "file.empty"                  "The file is empty";
    FileMissing         422 "file.missing"                "The request holds no file";
    FileTooLarge        413 "file.too_large"              "The file is too large";
    NoFile              404 "asset.no_file"               "No file was given for this record";
    FileGone            410 "file.gone"                   "The stored file is missing";
    FileInfected        422 "file.infected"               "The virus scanner refuses this file";
    ScannerUnavailable  503 "scanner.unavailable"         "The virus scanner does not answer";
    UploadNotFound      404 "upload.not_found"            "No such upload";
    UploadOffset        409 "upload.offset_mismatch"      "The upload stands at another offset";
    UploadChecksum      460 "upload.checksum_mismatch"    "The bytes arrived damaged";
    UploadLocked        423 "upload.locked"               "The upload is being written";
    UploadVersion       412 "upload.version"              "This version of the upload protocol is not spoken here";
    UploadsTooMany      429 "upload.too_many"             "Too many open uploads";
    UploadExpired       410 "upload.expired"              "This upload has expired";
    RenditionNotFound   404 "rendition.not_found"         "No such rendition";
    PresetNotFound      404 "preset.not_found"            "No such preset";
    RenditionPending    409 "rendition.pending"           "The rendition is still being made";
    PictureMalformed    400 "picture.malformed"           "This cut of a picture cannot be read";
    PictureNotDone      501 "picture.not_done"            "This cut of a picture is not made here";
    TransformNotAllowed 422 "picture.not_allowed"         "The settings do not allow this cut";
    SignatureWrong      403 "address.signature"           "This address is not genuine";
    AddressExpired      410 "address.expired"             "This address has ended";
    RangeInvalid        416 "range.not_satisfiable"       "That range is outside the file";
    CollectionNotFound  404 "collection.not_found"        "No such collection";
    ComponentCycle      409 "component.cycle"             "An asset cannot be part of itself";
    AgreementNotFound   404 "agreement.not_found"         "No such agreement";
    AgreementReview     409 "agreement.review_step"       "The agreement cannot go to that step from here";
    FactNotFound        404 "fact.not_found"              "No such fact on record";
    FactInvalid         422 "fact.invalid"                "This cannot be recorded as it stands";
    TerritoryUnknown    422 "territory.unknown"           "Unknown country or territory";
    ChannelUnknown      422 "channel.unknown"             "Unknown channel";
    PurposeUnknown      422 "purpose.unknown"             "Unknown purpose";
    ModificationUnknown 422 "modification.unknown"        "Unknown modification";
    ZoneUnknown         422 "zone.unknown"                "Unknown time zone";
    DateInvalid         422 "date.invalid"                "Not a date";
    PeriodBackwards     422 "period.end_before_start"     "The end is before the start";
    FieldMissing        422 "field.missing"               "Something is missing";
    ReferenceUnknown    422 "reference.unknown"           "What this names is not there";
    ReferenceInvalid    422 "reference.invalid"           "The reference data cannot be changed so";
    ReferenceCycle      409 "reference.cycle"             "Nothing can be part of itself";
    ReferenceInUse      409 "reference.in_use"            "Something live or planned uses this";
    VerdictNotFound     404 "verdict.not_found"           "No such verdict";
    NotCleared          409 "rights.not_cleared"          "The rights do not allow this";
    ApprovalNotFound    404 "approval.not_found"          "No such approval";
    ApprovalClosed      409 "approval.closed"             "This approval is already decided";
    FourEyes            409 "approval.four_eyes"          "Somebody else has to decide this";
    VersionChanged      409 "approval.version_changed"    "The asset has a newer version";
    VersionNotFound     404 "version.not_found"           "No such version";
    VersionUnknown      409 "version.unknown"             "These bytes are no version of this asset";
    ChannelNotFound     404 "channel.not_found"           "No such channel";
    ChannelRetired      409 "channel.retired"             "This channel is no longer used";
    PublicationNotFound 404 "publication.not_found"       "No such publication";
    NotApproved         409 "publication.not_approved"    "Nobody has approved these bytes for this use";
    NoRendition         409 "publication.no_rendition"    "The rendition this channel needs is not there";
    PublicationState    409 "publication.state"           "The publication is not in a state for this";
    RightEnded          451 "publication.right_ended"     "The right to show this has ended";
    PublicationEnded    410 "publication.ended"           "This publication has ended";
    CampaignNotFound    404 "campaign.not_found"          "No such campaign";
    FieldNotFound       404 "field.not_found"             "No such field";
    FieldStale          409 "field.changed_since"         "The field has changed since";
    VocabularyNotFound  404 "vocabulary.not_found"        "No such vocabulary";
    VocabularyInUse     409 "vocabulary.in_use"           "A term of this vocabulary is in use";
    ImportNotFound      404 "import.not_found"            "No such import";
    ImportState         409 "import.state"                "The import is not in a state for this";
    ImportFolder        422 "import.folder"               "This folder cannot be imported";
    ImportManifest      422 "import.manifest"             "The manifest cannot be read";
    ImportRecords       422 "import.records"              "These records cannot be imported";
    RecordInvalid       422 "record.invalid"              "This record cannot be taken";
    JobNotFound         404 "job.not_found"               "No such job";
    JobState            409 "job.state"                   "Only a job that gave up can be tried again";
}

/// What went wrong: a code from the table, a sentence for the reader, and where it helps the field.
#[derive(Debug)]
pub struct Error {
    pub code: Code,
    /// A sentence for a person: what is wrong and what can be done.
    pub detail: String,
    /// The request field that is wrong, as the client named it.
    pub field: Option<String>,
    /// Further members of the problem document, for example `verdict`.
    pub extra: Option<serde_json::Value>,
    /// For the log only; never shown.
    pub source: Option<anyhow::Error>,
}

impl Error {
    pub fn new(code: Code, detail: impl Into<String>) -> Error {
        Error { code, detail: detail.into(), field: None, extra: None, source: None }
    }

    /// An error that is our fault: logged with its source, shown without it.
    pub fn internal(source: impl Into<anyhow::Error>) -> Error {
        Error {
            source: Some(source.into()),
            ..Error::new(Code::Internal, "The server could not finish this. It was logged.")
        }
    }

    /// `code` about the request field `field`.
    pub fn field(code: Code, field: impl Into<String>, detail: impl Into<String>) -> Error {
        Error { field: Some(field.into()), ..Error::new(code, detail) }
    }

    /// Adds further members to the problem document.
    pub fn with(mut self, extra: serde_json::Value) -> Error {
        self.extra = Some(extra);
        self
    }

    /// "No such …" for something out of sight or not there: the two are not told apart.
    pub fn not_found(code: Code) -> Error {
        Error::new(code, "It does not exist, or you may not see it.")
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.name(), self.detail)?;
        if let Some(source) = &self.source {
            write!(f, " ({source:#})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

impl From<sea_orm::DbErr> for Error {
    fn from(source: sea_orm::DbErr) -> Error {
        match source {
            // A change that was bound to the revision it was made on.
            sea_orm::DbErr::RecordNotUpdated => Error {
                source: Some(source.into()),
                ..Error::new(Code::PreconditionFailed, "Reload to see the newer state; your change was not saved.")
            },
            other if is_busy(&other) => Error {
                source: Some(other.into()),
                ..Error::new(Code::TooBusy, "The database has too much to do at once. Nothing was changed; try again.")
            },
            // PostgreSQL keeps no NUL in a text.
            other if other.to_string().contains("invalid byte sequence for encoding") => Error {
                source: Some(other.into()),
                ..Error::new(Code::Invalid, "A text holds a character that cannot be kept (NUL).")
            },
            other => Error::internal(other),
        }
    }
}

/// Whether the database was not reached because too many want it: no connection came free in time, the file is locked, or
/// the server takes no more. Nothing has happened then, so trying again is safe.
fn is_busy(error: &sea_orm::DbErr) -> bool {
    const BUSY: &[&str] =
        &["pool timed out", "database is locked", "too many clients already", "remaining connection slots"];
    let words = || error.to_string();
    matches!(error, sea_orm::DbErr::ConnectionAcquire(_)) || BUSY.iter().any(|busy| words().contains(busy))
}

impl From<std::io::Error> for Error {
    fn from(source: std::io::Error) -> Error {
        Error::internal(source)
    }
}

impl From<serde_json::Error> for Error {
    fn from(source: serde_json::Error) -> Error {
        Error::internal(source)
    }
}

impl From<anyhow::Error> for Error {
    fn from(source: anyhow::Error) -> Error {
        Error::internal(source)
    }
}

impl From<crate::platform::storage::error::StorageError> for Error {
    fn from(source: crate::platform::storage::error::StorageError) -> Error {
        use crate::platform::storage::error::StorageError;
        match source {
            StorageError::NotFound { .. } => Error {
                source: Some(source.into()),
                ..Error::new(Code::FileGone, "The record is there but its file is not in the store.")
            },
            StorageError::RangeNotSatisfiable { .. } => {
                Error::new(Code::RangeInvalid, "Ask for a range inside the file.")
            }
            other => Error::internal(other),
        }
    }
}
