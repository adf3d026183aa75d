//! What files say about themselves: read once for each version, kept as it was found.
//! Fields are what the house itself keeps: defined by an administrator, filled from files, changed by people.

use sea_orm::ConnectionTrait;
use sea_orm::prelude::Uuid;

use crate::platform::error::Result;
use reading::Found;

pub mod bulk;
pub mod credentials;
pub mod csv;
pub mod definitions;
pub mod fields;
pub mod jobs;
pub mod reading;
pub mod routes;
pub mod row;
pub mod show;
pub mod standard;
pub mod tables;
pub mod taking_in;
pub mod terms;
#[cfg(test)]
mod tests;
pub mod usage;
pub mod values;
pub mod vocabularies;
pub mod vocabulary_history;
pub mod writing;
pub mod written;

/// What was read from a version's file; `None` before it was read.
pub async fn find(db: &impl ConnectionTrait, version: Uuid) -> Result<Option<Found>> {
    reading::find(db, version).await
}

/// The label of a basic field on screen: its name in words.
pub fn label(name: &str) -> String {
    let known = match name {
        "captured_at" => "Taken",
        "gps_latitude" => "Latitude",
        "gps_longitude" => "Longitude",
        "gps_altitude" => "Altitude (m)",
        "iso" => "ISO",
        "web_statement" => "Rights statement (web)",
        "people_shown" => "People shown",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let mut text = name.replace('_', " ");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
