//! Tells the demo from its first day to its last: each thing at its hour, through the part of the samples that knows how.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};

use super::history::{self, Act};
use super::story::Story;
use super::world::{Known, World};
use super::{Found, Loaded, MARKER, PICTURE_EDGE, find, house, library, papers, pictures, showing, sign_ins};
use crate::platform::clock::Clock;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::worker::Run;

/// The hour work begins, UTC, and the time between two things that happen on one day.
const MORNING: (u32, u32) = (7, 40);
const BETWEEN: Duration = Duration::minutes(4);

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
    acts: &[(NaiveDate, Act<'_>)],
    end: DateTime<Utc>,
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
        let done = perform(world, act).await;
        done.map_err(|why| {
            let extra = why.extra.clone().unwrap_or_default();
            Error::internal(anyhow::anyhow!("the demo stopped on {day} at the {}: {why} {extra}", act.label()))
        })?;
        world.work().await?;
    }
    world.reach(end).await
}

/// Does one thing that happened.
async fn perform(world: &mut World<'_>, act: &Act<'_>) -> Result<()> {
    match act {
        Act::MoveIn => house::move_in(world).await,
        Act::Upload(asset) => library::upload(world, asset).await,
        Act::Compose(asset) => library::compose(world, asset).await,
        Act::Sign(agreement) => papers::sign(world, agreement).await,
        Act::Record { agreement, rules } => papers::record_rules(world, agreement, rules).await,
        Act::Review(agreement) => papers::review(world, agreement).await,
        Act::Engage(engagement) => papers::engage(world, engagement).await,
        Act::Count(usage) => papers::count(world, usage).await,
        Act::Begin(campaign) => showing::begin(world, campaign).await,
        Act::Ask(question) => showing::ask(world, question).await,
        Act::Remark { key, by, body } => showing::remark(world, key, by, body).await,
        Act::Decide { key, by, outcome, note } => showing::decide(world, key, by, *outcome, note).await,
        Act::Plan { publication, by } => showing::plan(world, publication, by).await,
    }
}
