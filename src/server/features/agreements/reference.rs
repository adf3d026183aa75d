//! The product's reference data: channels, territories, purposes and their names, read once.

use std::sync::LazyLock;

use rights::{ParseError, Reference};

use crate::platform::error::{Code, Error, Result};

static PRODUCT: LazyLock<Result<Reference, ParseError>> = LazyLock::new(Reference::product);

/// The reference data every verdict stands on.
pub fn product() -> Result<&'static Reference> {
    #[cfg(feature = "testing")]
    if let Some(handed) = HANDED.get() {
        return Ok(handed);
    }
    PRODUCT.as_ref().map_err(|error| Error::internal(anyhow::anyhow!("the reference data cannot be read: {error}")))
}

#[cfg(feature = "testing")]
thread_local! {
    static HANDED: std::cell::Cell<Option<&'static Reference>> = const { std::cell::Cell::new(None) };
}

/// Puts other reference data, in the form of a case file's `fixture`, in place of the product's on this thread.
#[cfg(feature = "testing")]
pub fn hand(fixture: &serde_json::Value) -> Result<(), ParseError> {
    HANDED.set(Some(Box::leak(Box::new(Reference::from_json(fixture)?))));
    Ok(())
}

/// Interests people can record: the engine's key and the name people read.
pub const INTEREST_KINDS: &[(&str, &str)] = &[
    ("copyright.work", "Copyright in the work"),
    ("copyright.sound_recording", "Sound recording (master)"),
    ("copyright.musical_work", "Musical work (composition)"),
    ("performance", "Performance"),
    ("likeness", "Likeness of a person"),
    ("voice", "Voice of a person"),
    ("property", "Property shown"),
    ("artwork_in_image", "Artwork shown"),
    ("trademark", "Trademark"),
    ("font_software", "Font software"),
    ("database", "Database"),
    ("design", "Registered design"),
    ("personal_data", "Personal data"),
    ("moral", "Moral rights"),
];

/// The plain name of an interest's kind; the kind itself where none is known.
pub fn interest_name(kind: &str) -> &str {
    INTEREST_KINDS.iter().find(|(key, _)| *key == kind).map_or(kind, |(_, name)| name)
}

/// Why somebody may forbid a use.
pub const RESTRICTION_CODES: &[&str] = &[
    "PROHIBITED",
    "EMBARGO",
    "BLACKOUT",
    "TDM_RESERVED",
    "EXCLUSIVITY_CONFLICT",
    "LEGAL_HOLD",
    "SANCTION",
    "CONSENT_WITHDRAWN",
    "HOUSE_POLICY",
];

/// What the engine could not read, as the API says it. `otherwise` stands where the table has no closer code.
pub fn refuse_unread(error: &ParseError, otherwise: Code) -> Error {
    let code = match error.code {
        "territory.unknown" => Code::TerritoryUnknown,
        "channel.unknown" => Code::ChannelUnknown,
        "purpose.unknown" => Code::PurposeUnknown,
        "modification.unknown" => Code::ModificationUnknown,
        "zone.unknown" => Code::ZoneUnknown,
        "date.invalid" => Code::DateInvalid,
        "period.end_before_start" => Code::PeriodBackwards,
        "field.missing" => Code::FieldMissing,
        _ => otherwise,
    };
    Error::field(code, error.field.clone(), sentence(&error.message))
}

/// A message as a sentence: a capital at the beginning, a full stop at the end.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    let rest = letters.as_str();
    let stop = if rest.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{rest}{stop}")
}
