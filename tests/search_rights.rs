//! Searching for what is cleared: the counts and every headline are what the exact engine says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use server::features::agreements::clearance;
use server::features::search::feed::Touched;
use server::platform::events;
use server::testing::TestApp;
use uuid::Uuid;

use crate::desk::{Desk, grant};

const DECEMBER: &str =
    "cleared.channel=social.organic.instagram&cleared.territory=DE&cleared.from=2026-12-01&cleared.until=2026-12-31";

async fn search(desk: &Desk, query: &str) -> Value {
    desk.app().get(&desk.house.editor, &format!("/search?limit=200&{query}")).await.expect(200).json()
}

/// Headline by asset as the page says.
fn headlines(answer: &Value) -> BTreeMap<String, String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let hits = answer["hits"].as_array().into_iter().flatten();
    hits.map(|hit| (text(&hit["asset_id"]), text(&hit["headline"]))).collect()
}

/// Headline by asset as the engine says, for the same use.
async fn decided(desk: &Desk, assets: &[Uuid], wanted: Value) -> BTreeMap<String, String> {
    let wanted = clearance::parse_use(&wanted).expect("a use");
    let ctx = &desk.app().ctx;
    let verdicts = clearance::ask_many(ctx, ctx.db.read(), assets, &wanted, None).await.expect("verdicts");
    verdicts.into_iter().map(|(id, verdict)| (id.to_string(), verdict.headline.as_str().to_owned())).collect()
}

fn counted(headlines: &BTreeMap<String, String>) -> Value {
    let mut counts =
        json!({ "allowed": 0, "allowed_with_duties": 0, "partial": 0, "conditional": 0, "unknown": 0, "denied": 0 });
    for headline in headlines.values() {
        let key = headline.to_lowercase();
        counts[&key] = json!(counts[&key].as_u64().unwrap_or_default() + 1);
    }
    counts
}

/// Small numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// Records one or two interests and as many grants of different shapes for an asset.
async fn record_at_random(desk: &Desk, dice: &mut Dice, asset: Uuid, agreements: &[Uuid]) {
    for kind in ["copyright.work", "likeness"].iter().take(1 + dice.below(2) as usize) {
        let completeness = if dice.below(4) == 0 { "partial" } else { "complete" };
        let interest = desk.interest_known(asset, kind, completeness).await;
        let end = ["2026-12-10", "2026-12-31", "2027-06-30"][dice.below(3) as usize];
        let mut body = grant(interest, end);
        match dice.below(6) {
            0 => body["brands"] = json!(["Nordlicht"]),
            1 => body["duties"] = json!([{ "id": "credit", "timing": "concurrent" }]),
            2 => body["territories"] = json!(["AT", "CH"]),
            3 => body["channels"] = json!(["owned.site"]),
            _ => {}
        }
        let agreement = agreements[dice.below(agreements.len() as u64) as usize];
        desk.rule(agreement, "grants", body).await.expect(201);
    }
}

/// Assets with all kinds of records: `count` of them, some with none.
async fn library(desk: &Desk, count: u8) -> Vec<Uuid> {
    let mut agreements = Vec::new();
    for number in 0..4 {
        agreements.push(desk.agreement(&format!("LIC-{number}")).await);
    }
    let mut dice = Dice(7);
    let mut assets = Vec::new();
    for seed in 0..count {
        let asset = desk.asset(seed, &format!("Picture {seed}")).await;
        if dice.below(5) > 0 {
            record_at_random(desk, &mut dice, asset, &agreements).await;
        }
        assets.push(asset);
    }
    // The last one stays a draft: nobody may rely on its words.
    for agreement in &agreements[..3] {
        desk.approve(*agreement).await;
    }
    desk.app().settle().await;
    assets
}

#[actix_web::test]
async fn a_random_library_is_sorted_as_the_exact_engine_does() {
    let desk = Desk::open().await;
    let assets = library(&desk, 16).await;
    let mut seen = BTreeSet::new();
    for (channel, territory, from, until) in [
        ("social.organic.instagram", "DE", "2026-12-01", "2026-12-31"),
        ("social.organic.instagram", "DE", "2026-12-01", "2026-12-05"),
        ("social.organic.instagram", "DE,CH", "2026-12-01", "2026-12-31"),
        ("social.organic.facebook,owned.site", "AT", "2026-12-01", "2027-01-31"),
        ("owned.site", "WORLD", "2027-07-01", "2027-07-31"),
    ] {
        let query = format!(
            "cleared.channel={channel}&cleared.territory={territory}&cleared.from={from}&cleared.until={until}"
        );
        let parts = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        let wanted =
            json!({ "channels": parts(channel), "territories": parts(territory), "start": from, "end": until });
        let expected = decided(&desk, &assets, wanted).await;
        let answer = search(&desk, &query).await;
        assert_eq!(headlines(&answer), expected, "{query}");
        assert_eq!(answer["buckets"], counted(&expected), "{query}");
        // With the smallest page only one hit is decided by the engine: the counts stand on the regions.
        assert_eq!(search(&desk, &format!("{query}&limit=1")).await["buckets"], counted(&expected), "{query}");
        for headline in ["allowed", "allowed_with_duties", "partial", "conditional", "unknown", "denied"] {
            let one = search(&desk, &format!("{query}&bucket={headline}")).await;
            let same = expected.iter().filter(|(_, each)| each.to_lowercase() == headline);
            let same: BTreeMap<String, String> = same.map(|(id, each)| (id.clone(), each.clone())).collect();
            assert_eq!(headlines(&one), same, "{query} {headline}");
            assert_eq!(one["total"], same.len(), "{query} {headline}");
            assert_eq!(one["buckets"], answer["buckets"], "counts stay whatever is shown");
        }
        seen.extend(expected.into_values());
    }
    assert!(seen.len() >= 4, "the library must not be all of one kind: {seen:?}");
}

#[actix_web::test]
async fn a_changed_agreement_moves_its_assets() {
    let desk = Desk::open().await;
    let (asset, agreement, _) = desk.cleared_asset(1, "2027-01-31").await;
    desk.app().settle().await;
    let before = search(&desk, DECEMBER).await;
    let hit = &before["hits"][0];
    assert_eq!((&hit["asset_id"], &hit["headline"]), (&json!(asset), &json!("ALLOWED")));
    assert_eq!(hit["stable_until"], "2027-01-31T23:00:00Z");
    assert!(hit["sentence"].as_str().is_some_and(|sentence| !sentence.is_empty()));
    desk.review(agreement, "draft").await.expect(200);
    // The index has not heard of it yet, but what is shown is decided on what is on record.
    let late = search(&desk, DECEMBER).await;
    assert_eq!(late["hits"][0]["headline"], "UNKNOWN");
    assert_eq!(late["buckets"]["unknown"], 1);
    assert_eq!(search(&desk, &format!("{DECEMBER}&bucket=allowed")).await["hits"], json!([]));
    desk.app().settle().await;
    assert_eq!(search(&desk, DECEMBER).await["buckets"]["unknown"], 1);
}

#[actix_web::test]
async fn facets_and_totals_follow_the_bucket() {
    let desk = Desk::open().await;
    desk.cleared_asset(1, "2027-01-31").await;
    desk.cleared_asset(2, "2026-12-10").await;
    desk.asset(3, "Bare").await;
    desk.app().settle().await;
    let cleared = search(&desk, &format!("{DECEMBER}&bucket=allowed&facets=kind")).await;
    assert_eq!(cleared["total"], 1);
    assert_eq!(cleared["facets"]["kind"][0]["count"], 1);
    let two = search(&desk, &format!("{DECEMBER}&bucket=allowed,unknown&facets=kind")).await;
    assert_eq!((&two["total"], &two["facets"]["kind"][0]["count"]), (&json!(2), &json!(2)));
    let partial = search(&desk, &format!("{DECEMBER}&bucket=partial")).await;
    assert_eq!(partial["hits"][0]["title"], "Picture 2");
}

#[actix_web::test]
async fn a_use_that_makes_no_sense_names_the_parameter() {
    let desk = Desk::open().await;
    let base = [
        ("cleared.channel", "owned.site"),
        ("cleared.territory", "DE"),
        ("cleared.from", "2026-12-01"),
        ("cleared.until", "2026-12-31"),
    ];
    for (name, value, code) in [
        ("cleared.channel", "myspace", "channel.unknown"),
        ("cleared.territory", "XX", "territory.unknown"),
        ("cleared.from", "yesterday", "date.invalid"),
        ("cleared.until", "2026-11-30", "period.end_before_start"),
        ("cleared.purpose", "fun", "purpose.unknown"),
    ] {
        let pairs = base.into_iter().filter(|(each, _)| *each != name).chain([(name, value)]);
        let query = pairs.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
        let refused = desk.app().get(&desk.house.editor, &format!("/search?{query}")).await.expect(422);
        assert_eq!((refused.code().as_str(), &refused.json()["field"]), (code, &json!(name)), "{query}");
    }
}

#[actix_web::test]
async fn a_partner_counts_only_what_she_sees() {
    let desk = Desk::open().await;
    desk.cleared_asset(1, "2027-01-31").await;
    let partner = &desk.house.partner;
    desk.app().upload(partner, "hers.png", &TestApp::picture(9), None).await.expect(201);
    desk.app().settle().await;
    let hers = desk.app().get(partner, &format!("/search?{DECEMBER}")).await.expect(200).json();
    assert_eq!(hers["total"], 1);
    assert_eq!((&hers["buckets"]["allowed"], &hers["buckets"]["unknown"]), (&json!(0), &json!(1)));
}

#[actix_web::test]
async fn what_a_hit_says_holds_no_ids() {
    let desk = Desk::open().await;
    let (asset, ..) = desk.cleared_asset(1, "2026-12-10").await;
    desk.interest(asset, "likeness").await;
    desk.app().settle().await;
    let hit = search(&desk, DECEMBER).await["hits"][0].clone();
    let sentence = hit["sentence"].as_str().unwrap_or_default();
    assert_eq!(hit["headline"], "DENIED", "{hit}");
    let longest = sentence.split([' ', '.', ',', '(', ')']).map(str::len).max();
    assert!(longest.is_some_and(|longest| longest < 36), "an id is no word for people: {sentence}");
}

#[actix_web::test]
async fn a_changed_agreement_has_only_what_stands_on_it_worked_out_again() {
    let desk = Desk::open().await;
    let ctx = &desk.app().ctx;
    let mut cleared = Vec::new();
    for seed in 1..=5 {
        cleared.push(desk.cleared_asset(seed, "2027-01-31").await);
    }
    let film = desk.asset(6, "Film").await;
    let part = json!({ "child": cleared[0].0 });
    desk.app().post(&desk.house.editor, &format!("/assets/{film}/components"), part).await.expect(201);
    let shared = desk.agreement("SHARED").await;
    for (asset, ..) in &cleared[1..3] {
        let interest = desk.interest(*asset, "likeness").await;
        desk.grant(shared, interest, "2027-01-31").await;
    }
    desk.approve(shared).await;
    let all: Vec<Uuid> = cleared.iter().map(|each| each.0).chain([film]).collect();
    for (agreement, dependants) in [
        (cleared[0].1, vec![cleared[0].0, film]),
        (shared, vec![cleared[1].0, cleared[2].0]),
        (cleared[3].1, vec![cleared[3].0]),
    ] {
        let dependants: BTreeSet<Uuid> = dependants.into_iter().collect();
        let before = clearance::outlines(ctx, ctx.db.read(), &all).await.expect("regions");
        let head = events::current_head(ctx.db.read()).await.expect("a head").seq;
        let revoked = json!({ "kind": "disputed", "effective": "2026-12-10" });
        desk.rule(agreement, "revocations", revoked).await.expect(201);
        let rows = events::after(ctx.db.read(), head, 1_000).await.expect("events");
        let asked_again = Touched::by(&rows).regions;
        assert_eq!((asked_again.len(), &asked_again), (dependants.len(), &dependants));
        let after = clearance::outlines(ctx, ctx.db.read(), &all).await.expect("regions");
        let pairs = before.iter().zip(&after);
        let moved: BTreeSet<Uuid> = pairs.filter(|(old, new)| old.1 != new.1).map(|(old, _)| old.0).collect();
        assert_eq!(moved, dependants, "and what was not asked again has not moved");
    }
}
