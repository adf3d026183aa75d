//! The demo brand: an invented house with a year behind it, told through the same rooms that real work goes through.
//! And small pictures for tests.
//!
//! Nothing is written past the rules: who may not do something in the story may not do it here, and a publication
//! whose rights are not cleared on its day stops the telling.

use chrono::{Duration, NaiveTime};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::platform::auth::session::person;
use crate::platform::clock::Clock;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::worker::Run;

mod history;
mod house;
mod library;
mod papers;
#[cfg(any(test, feature = "testing"))]
mod picture;
mod pictures;
mod showing;
pub mod story;
#[cfg(test)]
mod tests;
mod world;

use story::Story;
use world::{Known, World};

/// Everybody's password in the demo. It is printed, and the demo says that it is one.
pub const PASSWORD: &str = "placet-demo";
/// The long side of the demo's pictures, in pixels.
pub const PICTURE_EDGE: u32 = 1600;
/// What everything in the demo is shown for.
const PURPOSE: &str = "commercial.advertising";
/// The file in the data folder that says the demo was told to its end.
const MARKER: &str = "demo-loaded";
/// The hour work begins, UTC, and the time between two things that happen on one day.
const MORNING: (u32, u32) = (7, 40);
const BETWEEN: Duration = Duration::minutes(4);

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

/// Loads the demo with pictures of [`PICTURE_EDGE`]. `run` makes what runs jobs; `progress` hears short sentences.
/// Refused when there are people already.
pub async fn load(ctx: &Ctx, run: fn(Ctx) -> Run, progress: &(dyn Fn(&str) + Sync)) -> Result<Loaded> {
    load_sized(ctx, run, progress, PICTURE_EDGE).await
}

/// The same with pictures of another size.
pub async fn load_sized(
    ctx: &Ctx,
    run: fn(Ctx) -> Run,
    progress: &(dyn Fn(&str) + Sync),
    picture_edge: u32,
) -> Result<Loaded> {
    if find(ctx).await? != Found::Empty {
        let why = "The demo is only loaded into an empty installation, and this one has people already. Choose another \
                   folder with PLACET_DATA_DIR.";
        return Err(Error::new(Code::Taken, why));
    }
    let today = ctx.now().date_naive();
    let story = Story::read(today)?;
    progress(&format!("Drawing {} pictures.", pictures::DRAWINGS.len()));
    let pictures = pictures::draw_all(picture_edge).await?;
    let acts = history::of(&story, today);
    let begin = acts.first().map_or(today, |(day, _)| *day).and_time(NaiveTime::MIN).and_utc();
    // A minute is left, so that nothing is recorded ahead of the present.
    let end = ctx.now() - Duration::minutes(1);
    let past = Ctx { clock: Clock::past(begin), ..ctx.clone() };
    let mut world = World { run: run(past.clone()), ctx: past, story: &story, pictures, known: Known::default() };
    tell(&mut world, &acts, end, progress).await?;
    world.check_jobs().await?;
    tokio::fs::write(ctx.config.data_dir.join(MARKER), format!("{today}\n")).await?;
    ctx.changed.notify_waiters();
    Ok(Loaded {
        brand: story.brand.name.clone(),
        people: sign_ins(ctx)?,
        assets: story.assets.len(),
        agreements: story.agreements.len(),
        publications: story.publications.len(),
    })
}

async fn tell(
    world: &mut World<'_>,
    acts: &[(chrono::NaiveDate, history::Act<'_>)],
    end: chrono::DateTime<chrono::Utc>,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<()> {
    let morning = NaiveTime::from_hms_opt(MORNING.0, MORNING.1, 0).unwrap_or(NaiveTime::MIN);
    let (mut on, mut month, mut at) = (None, String::new(), end);
    for (day, act) in acts {
        at = if on == Some(*day) { at + BETWEEN } else { day.and_time(morning).and_utc() };
        on = Some(*day);
        let now_in = day.format("%B %Y").to_string();
        if now_in != month {
            progress(&format!("Telling {now_in}."));
            month = now_in;
        }
        world.reach(at.min(end)).await?;
        let done = world.perform(act).await;
        done.map_err(|why| {
            let extra = why.extra.clone().unwrap_or_default();
            Error::internal(anyhow::anyhow!("the demo stopped on {day} at the {}: {why} {extra}", act.label()))
        })?;
        world.work().await?;
    }
    world.reach(end).await
}

/// A 64 × 48 PNG in colors that depend on `seed`.
#[cfg(any(test, feature = "testing"))]
pub fn test_picture(seed: u8) -> Vec<u8> {
    picture::png(seed)
}
