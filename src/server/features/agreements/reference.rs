//! The reference data verdicts stand on: channels, territories, purposes and their names, in the version of a moment.
//!
//! A release ships the data, and the house layers its own changes over it (`change.rs`). Both are rows, so the version
//! of any past moment can be had again. Versions are few and small; each is kept while the process lives.

use std::collections::HashMap;
use std::sync::{LazyLock, RwLock};

use chrono::{DateTime, Utc};
use rights::{ParseError, Reference};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};

use super::records::row::reference_change as row;
use crate::platform::error::{Code, Error, Result};

pub mod change;
pub mod reach;
pub mod release;

/// The kind of a row that holds the data of a release.
pub const RELEASE: &str = "release";

static SHIPPED: LazyLock<Result<Reference, ParseError>> = LazyLock::new(Reference::product);

/// Every version this process has met, by what tells it from all others, and the one it met last.
static KNOWN: LazyLock<RwLock<Known>> = LazyLock::new(RwLock::default);

#[derive(Default)]
struct Known {
    versions: HashMap<String, &'static Reference>,
    latest: Option<&'static Reference>,
}

/// The reference data that forms and texts are checked against: the version this process has seen last. A verdict
/// looks up the exact one, [`as_of`] its moment, and reads the use again where the two differ.
pub fn product() -> Result<&'static Reference> {
    #[cfg(feature = "testing")]
    if let Some(handed) = HANDED.get() {
        return Ok(handed);
    }
    let latest = KNOWN.read().unwrap_or_else(|poisoned| poisoned.into_inner()).latest;
    latest.map_or_else(shipped, Ok)
}

/// What this release ships, without any change of the house.
pub fn shipped() -> Result<&'static Reference> {
    #[cfg(feature = "testing")]
    if let Some(handed) = HANDED.get() {
        return Ok(handed);
    }
    SHIPPED.as_ref().map_err(|error| Error::internal(anyhow::anyhow!("the reference data cannot be read: {error}")))
}

/// The version in force as `db` sees it.
pub async fn current(db: &impl ConnectionTrait) -> Result<&'static Reference> {
    as_of(db, None).await
}

/// The version in force now, or at an earlier moment.
pub async fn as_of(db: &impl ConnectionTrait, belief_at: Option<DateTime<Utc>>) -> Result<&'static Reference> {
    let mut query = row::Entity::find().order_by_desc(row::Column::Number).limit(1);
    if let Some(at) = belief_at {
        query = query.filter(row::Column::RecordedAt.lte(at));
    }
    let last = query.select_only().columns([row::Column::Number, row::Column::Version]);
    let Some((number, version)) = last.into_tuple::<(i64, String)>().one(db).await? else { return shipped() };
    let known = KNOWN.read().unwrap_or_else(|poisoned| poisoned.into_inner()).versions.get(&version).copied();
    match known {
        Some(known) => Ok(known),
        None => {
            let rows = row::Entity::find().filter(row::Column::Number.lte(number));
            let built = build(&rows.order_by_asc(row::Column::Number).all(db).await?)?;
            let built: &'static Reference = Box::leak(Box::new(built));
            KNOWN.write().unwrap_or_else(|poisoned| poisoned.into_inner()).versions.insert(version, built);
            Ok(built)
        }
    }
}

/// Makes the version in force the one that [`product`] gives.
pub async fn refresh(db: &impl ConnectionTrait) -> Result<()> {
    let current = current(db).await?;
    KNOWN.write().unwrap_or_else(|poisoned| poisoned.into_inner()).latest = Some(current);
    Ok(())
}

/// The data of the last release among these rows with every change of the house over it.
fn build(rows: &[row::Model]) -> Result<Reference> {
    let release = rows.iter().rev().find(|row| row.kind == RELEASE);
    let mut built = match release {
        Some(row) => {
            let data = serde_json::from_str(&row.body)?;
            Reference::from_json(&data).map_err(|error| Error::internal(anyhow::anyhow!("{}: {error}", row.key)))?
        }
        None => shipped()?.clone(),
    };
    for row in rows.iter().filter(|row| row.kind != RELEASE) {
        match built.changed(&row.kind, &row.key, &serde_json::from_str(&row.body)?) {
            Ok(changed) => built = changed,
            // What named it is then unknown, never allowed.
            Err(error) => {
                tracing::error!(number = row.number, key = row.key, %error, "a change no longer fits the data")
            }
        }
    }
    Ok(built)
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
        "reference.invalid" => Code::ReferenceInvalid,
        "reference.cycle" => Code::ReferenceCycle,
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
