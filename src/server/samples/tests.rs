//! The demo brand as it comes out: told through the rooms, with every kind of answer in it.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::story::Story;
use super::telling::load_sized;
use super::{Found, find, pictures};
use crate::app::reactions;
use crate::features::agreements::clearance;
use crate::features::approvals::row::{approval, comment};
use crate::features::assets::row::{asset, version};
use crate::features::publishing::row::publication;
use crate::platform::events;
use crate::testing::TestApp;

async fn told() -> TestApp {
    let app = TestApp::start().await;
    load_sized(&app.ctx, reactions::runner, &|_| {}, 200).await.unwrap_or_else(|why| panic!("{why}"));
    app
}

#[test]
fn every_asset_of_the_story_has_its_drawing() {
    let story = Story::read("2026-11-15".parse().unwrap()).unwrap();
    let told: BTreeSet<&str> = story.assets.iter().map(|asset| asset.id.as_str()).collect();
    let drawn: BTreeSet<&str> = pictures::DRAWINGS.iter().map(|(id, _)| *id).collect();
    assert_eq!(told, drawn);
}

#[tokio::test]
async fn the_demo_comes_out_as_it_is_told() {
    let app = told().await;
    let db = app.ctx.db.read();
    let story = Story::read(app.ctx.now().date_naive()).unwrap();

    let versions = version::Entity::find().all(db).await.unwrap();
    assert_eq!(versions.len(), story.assets.len());
    for each in &versions {
        assert_eq!(
            (each.preview.as_str(), each.renditions.matches("preset").count()),
            ("ready", 3),
            "{}",
            each.file_name
        );
    }

    check_publications(&app, &story).await;
    check_verdicts(&app, &story).await;

    let open = approval::Entity::find().filter(approval::Column::State.eq("open")).all(db).await.unwrap();
    let mut uncleared = 0;
    for each in &open {
        let asked = clearance::parse_use(&serde_json::from_str(&each.use_request).unwrap()).unwrap();
        let verdict = clearance::ask(&app.ctx, db, each.asset_id, &asked, None).await.unwrap();
        uncleared += usize::from(!verdict.headline.is_cleared());
    }
    assert!(
        open.len() >= 3 && uncleared >= 1 && uncleared < open.len(),
        "{} open, {uncleared} not cleared",
        open.len()
    );
    assert!(comment::Entity::find().count(db).await.unwrap() >= 3);

    check_trail(&app).await;
    assert_eq!(find(&app.ctx).await.unwrap(), Found::Demo);
    let again = load_sized(&app.ctx, reactions::runner, &|_| {}, 200).await.unwrap_err();
    assert_eq!(again.code.name(), "name.taken");
}

async fn check_publications(app: &TestApp, story: &Story) {
    let assets = ids(app, story).await;
    let rows = publication::Entity::find().all(app.ctx.db.read()).await.unwrap();
    assert_eq!(rows.len(), story.publications.len());
    for told in &story.publications {
        let day = told.from.to_string();
        let row = rows.iter().find(|row| {
            let asked: serde_json::Value = serde_json::from_str(&row.use_request).unwrap();
            row.asset_id == assets[&told.asset] && asked["start"] == day.as_str()
        });
        let row = row.unwrap_or_else(|| panic!("{} is missing", told.id));
        assert_eq!(row.state, told.state, "{}: {:?}", told.id, row.end_cause);
        let cause: serde_json::Value = serde_json::from_str(row.end_cause.as_deref().unwrap_or("{}")).unwrap();
        assert_eq!(cause["code"].as_str(), told.cause.as_deref(), "{}: {cause}", told.id);
        assert_eq!(row.copy_path.is_some() && told.state == "ended", row.copy_removed_at.is_some(), "{}", told.id);
        if let (Some(path), "live") = (&row.copy_path, told.state.as_str()) {
            assert!(app.ctx.config.data_dir.join("channels").join(path).exists(), "{}: no copy at {path}", told.id);
        }
    }
}

async fn check_verdicts(app: &TestApp, story: &Story) {
    let asked = clearance::parse_use(&serde_json::Value::Object(story.uses[0].clone())).unwrap();
    let assets = ids(app, story).await;
    let all: Vec<_> = assets.values().copied().collect();
    let given = clearance::ask_many(&app.ctx, app.ctx.db.read(), &all, &asked, None).await.unwrap();
    let mut answers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, verdict) in &given {
        let name = assets.iter().find(|(_, each)| *each == id).map_or("", |(name, _)| name.as_str());
        answers.entry(verdict.headline.as_str()).or_default().push(name);
    }
    for headline in ["ALLOWED", "ALLOWED_WITH_DUTIES", "PARTIAL", "CONDITIONAL", "UNKNOWN", "DENIED"] {
        assert!(answers.contains_key(headline), "no {headline} in {answers:#?}");
    }
}

async fn check_trail(app: &TestApp) {
    let trail =
        events::row::Entity::find().order_by_asc(events::row::Column::Seq).all(app.ctx.db.read()).await.unwrap();
    for pair in trail.windows(2) {
        assert_eq!(pair[1].previous_hash, pair[0].hash, "the chain breaks at {}", pair[1].seq);
        assert!(pair[1].at >= pair[0].at, "event {} is older than the one before", pair[1].seq);
    }
    assert!(trail.iter().all(|row| events::chain_hash(row) == row.hash));
    assert!(trail.last().unwrap().at <= app.ctx.now());
    assert!((trail.last().unwrap().at - trail[0].at).num_days() > 360, "it reads like a year");
}

async fn ids(app: &TestApp, story: &Story) -> BTreeMap<String, uuid::Uuid> {
    let rows = asset::Entity::find().all(app.ctx.db.read()).await.unwrap();
    let id = |title: &str| rows.iter().find(|row| row.title == title).unwrap().id;
    story.assets.iter().map(|told| (told.id.clone(), id(&told.title))).collect()
}
