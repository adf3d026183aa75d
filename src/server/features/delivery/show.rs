//! What the API says of delivery.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::platform::auth::PersonRef;

/// A cut to make an address for, in the grammar of the IIIF Image API 3.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewAddress {
    /// `full`, `square`, `x,y,w,h` or `pct:x,y,w,h`; the whole picture unless told.
    pub region: Option<String>,
    /// `w,`, `,h`, `w,h` or `!w,h` with numbers the settings list; `^` before it enlarges.
    pub size: String,
    /// `0`, `90`, `180` or `270`, with `!` before it to mirror.
    pub rotation: Option<String>,
    /// `default`, `color`, `gray` or `bitonal`.
    pub quality: Option<String>,
    /// `jpg`, `png` or `webp`; `jpg` unless told.
    pub format: Option<String>,
    /// How long it works, seconds: 60 to 2592000 (30 days); an hour unless told.
    pub seconds: Option<i64>,
}

/// An address that works without signing in until it expires.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignedAddress {
    pub url: String,
    pub expires_at: DateTime<Utc>,
    /// Of the picture behind it, pixels.
    pub width: u32,
    pub height: u32,
}

/// What left of an asset through one door within one hour.
#[derive(Debug, Serialize, ToSchema)]
pub struct Delivered {
    pub hour: DateTime<Utc>,
    /// `original`, `rendition`, `picture`, `signed` or `public`.
    pub door: String,
    /// Who was signed in, or whose name stands on the signed address.
    pub person: Option<PersonRef>,
    /// Through which publication the public had it.
    pub publication_id: Option<Uuid>,
    pub requests: i64,
    pub bytes: i64,
    pub last_at: DateTime<Utc>,
}
