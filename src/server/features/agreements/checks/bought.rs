//! What an agreement grants beside what of it was ever used. The engine says what is granted and what a use takes up; here
//! the two are only laid side by side and counted.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rights::{Facts, Reference};
use sea_orm::entity::prelude::Uuid;
use serde_json::Value;

use super::super::clearance::parse_use;
use super::super::facts;
use super::super::records::header::{Header, Review, Status};
use super::super::records::ledger;
use super::super::records::queries::{current_facts, header_of};
use super::super::records::record::Kind;
use super::super::records::row::fact;
use super::super::reference;
use super::super::show::bought::{BoughtAndUsed, BoughtCount, BoughtLine, LedgerUse, UseMade};
use super::super::show::reference::{RightsReference, rights_reference};
use super::coverage::Heading;
use super::hypothesis::Hypothesis;
use super::in_question::{UseInQuestion, UsesShown};
use super::left_open::{alike, own};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// How many assets with rules that differ are looked at.
const MOST_DIFFERENT: usize = 200;
/// Up to so many countries stand each for itself.
const MOST_COUNTRIES: usize = 12;
/// The continents, where a scope is too wide for countries.
const CONTINENTS: &[&str] = &["150", "019", "142", "002", "009"];

/// Channel, country, purpose: numbers of the leaves of the reference.
type Cell = (u16, u16, u16);

/// Numbers for the names of the reference.
struct Leaves<'a> {
    channels: HashMap<&'a str, u16>,
    territories: HashMap<&'a str, u16>,
    purposes: HashMap<&'a str, u16>,
}

impl<'a> Leaves<'a> {
    fn of(reference: &'a Reference) -> Leaves<'a> {
        fn numbered<'a>(names: impl Iterator<Item = &'a str>) -> HashMap<&'a str, u16> {
            (0..).zip(names).map(|(number, name)| (name, number)).collect()
        }
        Leaves {
            channels: numbered(reference.channels()),
            territories: numbered(reference.territories()),
            purposes: numbered(reference.purposes()),
        }
    }

    /// Every combination. A part of a country stands for the country.
    fn put(&self, cells: &mut HashSet<Cell>, channels: &[String], territories: &[String], purposes: &[String]) {
        let number = |names: &HashMap<&str, u16>, name: &String| {
            let whole = name.split('@').next().unwrap_or_default();
            names.get(whole).or_else(|| names.get(whole.split('-').next().unwrap_or_default())).copied()
        };
        for channel in channels.iter().filter_map(|name| self.channels.get(name.as_str()).copied()) {
            for territory in territories.iter().filter_map(|name| number(&self.territories, name)) {
                let all = purposes.iter().filter_map(|name| self.purposes.get(name.as_str()).copied());
                cells.extend(all.map(|purpose| (channel, territory, purpose)));
            }
        }
    }
}

/// What was used, and by what.
#[derive(Default)]
struct Used {
    cells: HashSet<Cell>,
    made: Vec<UseMade>,
    by_channel: BTreeMap<String, u64>,
    by_territory: BTreeMap<String, u64>,
}

/// Lays what an agreement grants beside what was used of its assets.
pub async fn weigh(ctx: &Ctx, UsesShown(listing): UsesShown, id: Uuid) -> Result<BoughtAndUsed> {
    let db = ctx.db.read();
    let (head, header) = header_of(db, id).await?;
    let rows = current_facts(db, id).await?;
    let granted = rows.iter().filter(|row| row.kind == Kind::Grant.name());
    let assets: Vec<Uuid> = granted.filter_map(|row| row.asset_id).collect::<BTreeSet<_>>().into_iter().collect();
    let reference = reference::current(db).await?;
    let leaves = Leaves::of(reference);
    let is_definite = header.is_definite();
    let status = if is_definite { header.status } else { Status::Executed };
    let signed = Header { review: Review::Approved, status, ..header };
    let whole = Hypothesis { headers: vec![(head, signed)], ..Hypothesis::default() };
    let record = whole.applied_to(&own(facts::load(db, &assets, None).await?, id, &rows))?;
    let mut kinds = alike(&record, &assets);
    let assets_left_out = kinds.iter().skip(MOST_DIFFERENT).map(|(_, like)| like).sum();
    kinds.truncate(MOST_DIFFERENT);
    let known = record.facts(reference);
    let belief = record.latest().map_or(ctx.now(), |latest| latest.max(ctx.now()));
    let mut bought: HashSet<Cell> = HashSet::new();
    for (asset, _) in &kinds {
        let regions = rights::regions_of(reference, &known, &asset.to_string(), belief);
        for each in regions.with_duties(reference).boxes() {
            leaves.put(&mut bought, &each.channels, &each.territories, &each.purposes);
        }
    }
    let used = used(ctx, reference, &leaves, &listing(ctx.clone(), assets.clone()).await?)?;
    let entries = entries(&rows);
    let shape = rights_reference()?;
    let places = places(&shape, &leaves, &rows, bought.iter().chain(&used.cells));
    let mut told = told(&shape, &leaves, &places, (&bought, &used), &entries);
    told.is_definite = is_definite;
    told.assets = assets.len() as u64;
    told.assets_used = used.made.iter().map(|made| made.asset).collect::<BTreeSet<_>>().len() as u64;
    told.assets_left_out = assets_left_out;
    told.uses = used.made;
    told.entries = entries;
    Ok(told)
}

/// What each use takes up, as the engine reads its words.
fn used(ctx: &Ctx, reference: &Reference, leaves: &Leaves<'_>, uses: &[UseInQuestion]) -> Result<Used> {
    let mut found = Used::default();
    let nothing = Facts::default();
    for each in uses {
        let request = parse_use(&each.use_)?.with_asset(&each.asset.to_string());
        let drawn = rights::coverage(reference, &nothing, &request, ctx.now(), ctx.now());
        let mut cells: HashSet<Cell> = HashSet::new();
        let (mut channels, mut territories) = (BTreeSet::new(), BTreeSet::new());
        for part in &drawn.parts {
            leaves.put(&mut cells, &part.channels, &part.territories, &part.purposes);
            channels.extend(part.channels.iter().cloned());
            territories.extend(part.territories.iter().cloned());
        }
        channels.into_iter().for_each(|name| *found.by_channel.entry(name).or_default() += 1);
        territories.into_iter().for_each(|name| *found.by_territory.entry(name).or_default() += 1);
        found.made.push(UseMade {
            publication: each.id,
            asset: each.asset,
            state: each.state.clone(),
            cells: cells.len() as u64,
        });
        found.cells.extend(cells);
    }
    Ok(found)
}

/// What was used outside and says on which channel; what a publication took of a cap is counted with the publication.
fn entries(rows: &[fact::Model]) -> Vec<LedgerUse> {
    let usage = rows.iter().filter(|row| row.kind == Kind::Usage.name() && row.target_id.is_none());
    let mut found = Vec::new();
    for row in usage {
        let body: Value = serde_json::from_str(&row.body).unwrap_or_default();
        if ledger::is_released(&body) || body["state"] == "reserved" {
            continue;
        }
        let listed = body["channels"].as_array().into_iter().flatten();
        let named = body["channel"].as_str().into_iter().chain(listed.filter_map(Value::as_str));
        found.extend(named.map(|channel| LedgerUse { fact: row.entity_id, channel: channel.to_owned() }));
    }
    found
}

/// The columns: countries where there are few; else the groups the grants name, continents, and what is left.
fn places<'a>(
    shape: &RightsReference,
    leaves: &Leaves<'_>,
    rows: &[fact::Model],
    cells: impl Iterator<Item = &'a Cell>,
) -> Vec<Heading> {
    let held: BTreeSet<u16> = cells.map(|cell| cell.1).collect();
    let is_held = |code: &&String| leaves.territories.get(code.as_str()).is_some_and(|number| held.contains(number));
    let alone = |code: String| Heading { key: code.clone(), leaves: vec![code] };
    let codes = || shape.territories.iter().map(|territory| &territory.code).filter(is_held);
    if held.len() <= MOST_COUNTRIES {
        return codes().cloned().map(alone).collect();
    }
    let mut named: BTreeSet<String> = BTreeSet::new();
    for row in rows.iter().filter(|row| row.kind == Kind::Grant.name()) {
        let body: Value = serde_json::from_str(&row.body).unwrap_or_default();
        named.extend(
            body["territories"].as_array().into_iter().flatten().filter_map(|name| Some(name.as_str()?.to_owned())),
        );
    }
    let wanted = named.iter().map(String::as_str).filter(|name| *name != "WORLD").chain(CONTINENTS.iter().copied());
    let mut left: BTreeSet<&String> = codes().collect();
    let mut found: Vec<Heading> = Vec::new();
    for key in wanted {
        let group = shape.territory_groups.iter().find(|group| group.key == key);
        let members = group.map_or_else(|| vec![key.to_owned()], |group| group.members.clone());
        let members: Vec<String> = members.into_iter().filter(|code| left.remove(code)).collect();
        if !members.is_empty() {
            found.push(Heading { key: key.to_owned(), leaves: members });
        }
    }
    found.extend(left.into_iter().cloned().map(alone));
    found
}

fn told(
    shape: &RightsReference,
    leaves: &Leaves<'_>,
    places: &[Heading],
    (bought, used): (&HashSet<Cell>, &Used),
    entries: &[LedgerUse],
) -> BoughtAndUsed {
    let mut by_pair: HashMap<(u16, u16), BoughtCount> = HashMap::new();
    for cell in bought {
        let count = by_pair.entry((cell.0, cell.1)).or_default();
        count.bought += 1;
        count.used += u64::from(used.cells.contains(cell));
    }
    for cell in used.cells.difference(bought) {
        by_pair.entry((cell.0, cell.1)).or_default().beyond += 1;
    }
    let number = |codes: &[String]| -> Vec<u16> {
        codes.iter().filter_map(|code| leaves.territories.get(code.as_str()).copied()).collect()
    };
    let columns: Vec<Vec<u16>> = places.iter().map(|place| number(&place.leaves)).collect();
    let (mut channels, mut cells) = (Vec::new(), Vec::new());
    for channel in &shape.channels {
        let Some(row) = leaves.channels.get(channel.key.as_str()) else { continue };
        let counts: Vec<BoughtCount> = columns
            .iter()
            .map(|column| sum(column.iter().filter_map(|territory| by_pair.get(&(*row, *territory)))))
            .collect();
        let told = entries.iter().filter(|entry| entry.channel == channel.key).count() as u64;
        let uses = used.by_channel.get(&channel.key).copied().unwrap_or_default() + told;
        let count = sum(counts.iter());
        if count == BoughtCount::default() && uses == 0 {
            continue;
        }
        channels.push(BoughtLine { key: channel.key.clone(), family: Some(channel.family.clone()), count, uses });
        cells.push(counts);
    }
    let place = |(at, place): (usize, &Heading)| BoughtLine {
        key: place.key.clone(),
        family: None,
        count: sum(cells.iter().map(|row: &Vec<BoughtCount>| &row[at])),
        uses: place.leaves.iter().filter_map(|code| used.by_territory.get(code)).max().copied().unwrap_or_default(),
    };
    BoughtAndUsed {
        is_definite: false,
        total: sum(channels.iter().map(|line| &line.count)),
        places: places.iter().enumerate().map(place).collect(),
        channels,
        cells,
        uses: Vec::new(),
        entries: Vec::new(),
        assets: 0,
        assets_used: 0,
        assets_left_out: 0,
    }
}

fn sum<'a>(counts: impl Iterator<Item = &'a BoughtCount>) -> BoughtCount {
    counts.fold(BoughtCount::default(), |sum, each| BoughtCount {
        bought: sum.bought + each.bought,
        used: sum.used + each.used,
        beyond: sum.beyond + each.beyond,
    })
}
