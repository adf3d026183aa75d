//! The demo brand: an invented house with a year behind it, told through the same rooms that real work goes through.
//! And small pictures for tests.
//!
//! Nothing is written past the rules: who may not do something in the story may not do it here, and a publication
//! whose rights are not cleared on its day stops the telling.

use sea_orm::{EntityTrait, PaginatorTrait};

use crate::platform::auth::session::person;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

mod history;
mod house;
mod library;
mod papers;
#[cfg(any(test, feature = "testing"))]
mod picture;
mod pictures;
mod showing;
pub mod story;
pub mod telling;
#[cfg(test)]
mod tests;
mod world;

use story::Story;

/// Everybody's password in the demo. It is printed, and the demo says that it is one.
pub const PASSWORD: &str = "placet-demo";
/// The long side of the demo's pictures, in pixels.
pub const PICTURE_EDGE: u32 = 1600;
/// What everything in the demo is shown for.
const PURPOSE: &str = "commercial.advertising";
/// The file in the data folder that says the demo was told to its end.
const MARKER: &str = "demo-loaded";

/// What an installation holds of the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nobody is here: the demo may be loaded.
    Empty,
    /// The demo, whole.
    Demo,
    /// People, but no demo that was loaded to its end: real work, or a demo that was interrupted.
    Other,
}

/// What was loaded.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub brand: String,
    pub people: Vec<SignIn>,
    pub assets: usize,
    pub agreements: usize,
    pub publications: usize,
}

/// How somebody of the demo signs in; the password is [`PASSWORD`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    pub role: String,
    pub name: String,
    pub email: String,
}

/// Looks whether the demo can be loaded or is there.
pub async fn find(ctx: &Ctx) -> Result<Found> {
    if person::Entity::find().count(ctx.db.read()).await? == 0 {
        return Ok(Found::Empty);
    }
    let is_whole = tokio::fs::try_exists(ctx.config.data_dir.join(MARKER)).await?;
    Ok(if is_whole { Found::Demo } else { Found::Other })
}

/// What to tell somebody who wants the demo where it cannot be loaded; `None` when it can be or is there.
pub fn advice(found: Found, ctx: &Ctx) -> Option<String> {
    let folder = ctx.config.data_dir.display();
    match found {
        Found::Empty | Found::Demo => None,
        Found::Other => Some(format!(
            "The demo is not complete here: there are people already, from real work or from a demo that was \
             interrupted. To start over with the demo, stop Placet and empty {folder} (and the database and the store, \
             if they are elsewhere), or choose another folder with PLACET_DATA_DIR."
        )),
    }
}

/// Everybody of the demo, the administrator first.
pub fn sign_ins(ctx: &Ctx) -> Result<Vec<SignIn>> {
    let story = Story::read(ctx.now().date_naive())?;
    let each = |person: story::Person| SignIn { role: person.role, name: person.name, email: person.email };
    Ok(story.people.into_iter().map(each).collect())
}

/// A 64 × 48 PNG in colors that depend on `seed`.
#[cfg(any(test, feature = "testing"))]
pub fn test_picture(seed: u8) -> Vec<u8> {
    picture::png(seed)
}
