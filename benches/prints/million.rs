//! What finding look-alikes costs among a million: `cargo bench -p server --bench prints`.
//! Fills the real tables on SQLite with looks of made scenes, of copies of them and of goods on white, then asks.
//! Targets: a new picture's question 20 ms; all groups in minutes.
//!   BENCH_PRINTS   how many there are (default 1000000)
//!   BENCH_FOLDER   where the database lies (default: a temporary folder)

use std::time::Instant;

use media::hash::{LOOK_BYTES, Look, ORIENTATIONS};
use sea_orm::prelude::{DateTimeUtc, Uuid};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbBackend, EntityTrait, Statement};
use server::features::assets::alike;
use server::features::assets::row::{asset, twin, version, version_look};
use server::features::duplicates;
use server::platform::auth::Scope;
use server::platform::db::Db;

/// Of a hundred pictures, so many are copies of the one before that is none, and so many are goods on white.
const COPIES: u64 = 20;
const GOODS: u64 = 5;
/// Rows of one statement.
const AT_ONCE: usize = 400;
const GRID: usize = 16;
const QUESTIONS: usize = 200;

struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % most
    }

    /// Around 0, about as often on one side as on the other.
    fn wave(&mut self) -> f32 {
        (0..3).map(|_| self.below(2001) as f32 / 1000.0 - 1.0).sum()
    }
}

/// Brightness as photographs have it: the longer a wave, the stronger.
fn field(chance: &mut Chance, cosines: &[[f32; GRID]; GRID]) -> [f32; GRID * GRID] {
    let mut lines = [[0.0; GRID]; GRID];
    for (down, line) in lines.iter_mut().enumerate() {
        let waves: [f32; GRID] = std::array::from_fn(|across| match across + down {
            0 => 0.0,
            sum => chance.wave() / (sum as f32).powf(1.2),
        });
        for (x, field) in line.iter_mut().enumerate() {
            *field = waves.iter().zip(cosines).map(|(wave, cosine)| wave * cosine[x]).sum();
        }
    }
    std::array::from_fn(|index| {
        let (x, y) = (index % GRID, index / GRID);
        120.0 + 60.0 * lines.iter().zip(cosines).map(|(line, cosine)| line[x] * cosine[y]).sum::<f32>()
    })
}

fn look(light: &[f32; GRID * GRID], chance: &mut Chance) -> Option<Look> {
    let tint = chance.below(80) as u8;
    let colors = (0..LOOK_BYTES - GRID * GRID).map(|_| 88 + tint);
    Look::from_bytes(&light.iter().map(|field| field.clamp(0.0, 255.0) as u8).chain(colors).collect::<Vec<_>>())
}

/// Something on white, in the middle, about as large as others.
fn on_white(scene: &[f32; GRID * GRID], chance: &mut Chance) -> [f32; GRID * GRID] {
    let (wide, high) = (4.0 + chance.below(3000) as f32 / 1000.0, 4.0 + chance.below(3000) as f32 / 1000.0);
    std::array::from_fn(|index| {
        let (x, y) = ((index % GRID) as f32 - 7.5, (index / GRID) as f32 - 7.5);
        let part = (2.0 - 2.0 * ((x / wide).powi(2) + (y / high).powi(2))).clamp(0.0, 1.0);
        part * scene[index] * 0.8 + (1.0 - part) * 245.0
    })
}

/// Another print of the same picture, perhaps turned.
fn copy_of(look: &Look, chance: &mut Chance) -> Option<Look> {
    let turn = if chance.below(4) == 0 { chance.below(ORIENTATIONS as u64) as usize } else { 0 };
    let noise = |byte: u8| byte.saturating_add(chance.below(7) as u8).saturating_sub(3);
    Look::from_bytes(&look.turned(turn).to_bytes().into_iter().map(noise).collect::<Vec<_>>())
}

/// What is made: scenes, of which some are remembered, and the pairs of copies.
struct Maker {
    chance: Chance,
    cosines: [[f32; GRID]; GRID],
    /// The last picture that was no copy, and how many of it there are.
    last: Option<(u128, Look)>,
    pairs: Vec<(u128, u128)>,
    remembered: Vec<Look>,
}

impl Maker {
    fn new() -> Maker {
        let cosines = std::array::from_fn(|wave| {
            std::array::from_fn(|x| (std::f32::consts::PI * (x as f32 + 0.5) * wave as f32 / GRID as f32).cos())
        });
        Maker { chance: Chance(0x9E37_79B9_7F4A_7C15), cosines, last: None, pairs: Vec::new(), remembered: Vec::new() }
    }

    fn scene(&mut self) -> Option<Look> {
        let light = field(&mut self.chance, &self.cosines);
        look(&light, &mut self.chance)
    }

    fn goods(&mut self) -> Option<Look> {
        let light = field(&mut self.chance, &self.cosines);
        let light = on_white(&light, &mut self.chance);
        look(&light, &mut self.chance)
    }

    fn next(&mut self, number: u128) -> Option<Look> {
        let kind = self.chance.below(100);
        if let Some((first, look)) = self.last.clone().filter(|_| kind < COPIES) {
            self.pairs.push((first, number));
            return copy_of(&look, &mut self.chance);
        }
        let look = if kind < COPIES + GOODS { self.goods()? } else { self.scene()? };
        if self.chance.below(1000) == 0 {
            self.remembered.push(look.clone());
        }
        self.last = Some((number, look.clone()));
        Some(look)
    }
}

fn asset_row(number: u128) -> asset::ActiveModel {
    asset::ActiveModel {
        id: Set(Uuid::from_u128(number)),
        organization_id: Set(Uuid::from_u128(1)),
        current_version_id: Set(Uuid::from_u128(number | 1 << 100)),
        title: Set(format!("Picture {number}")),
        description: Set(String::new()),
        keywords: Set("[]".to_owned()),
        kind: Set("image".to_owned()),
        created_at: Set(DateTimeUtc::UNIX_EPOCH),
        created_by: Set(None),
        created_by_name: Set(String::new()),
        updated_at: Set(DateTimeUtc::UNIX_EPOCH),
        revision: Set(1),
        archived_at: Set(None),
        archived_by: Set(None),
        merged_into: Set(None),
    }
}

fn version_row(number: u128) -> version::ActiveModel {
    version::ActiveModel {
        id: Set(Uuid::from_u128(number | 1 << 100)),
        asset_id: Set(Uuid::from_u128(number)),
        number: Set(1),
        file_name: Set(format!("{number}.jpg")),
        mime: Set("image/jpeg".to_owned()),
        kind: Set("image".to_owned()),
        size_bytes: Set(1),
        blake3: Set(format!("{number:064x}")),
        sha256: Set(format!("{number:064x}")),
        storage_key: Set(format!("original/{number}")),
        width: Set(Some(4000)),
        height: Set(Some(3000)),
        preview: Set("ready".to_owned()),
        preview_note: Set(None),
        color: Set(None),
        renditions: Set("[]".to_owned()),
        properties: Set("{}".to_owned()),
        preview_by: Set(None),
        look_by: Set(Some(server::features::assets::looks::LOOK_BY)),
        checked_at: Set(None),
        fault: Set(None),
        created_at: Set(DateTimeUtc::UNIX_EPOCH),
        created_by: Set(None),
        created_by_name: Set(String::new()),
    }
}

fn twin_row(one: u128, other: u128) -> twin::ActiveModel {
    twin::ActiveModel {
        id: Set(Uuid::from_u128(other | 2 << 100)),
        one_id: Set(Uuid::from_u128(one)),
        other_id: Set(Uuid::from_u128(other)),
        one_version: Set(Uuid::from_u128(one | 1 << 100)),
        other_version: Set(Uuid::from_u128(other | 1 << 100)),
        kind: Set("similar".to_owned()),
        distance: Set(1),
        orientation: Set(1),
        state: Set("open".to_owned()),
        found_at: Set(DateTimeUtc::UNIX_EPOCH),
        decided_at: Set(None),
        decided_by: Set(None),
        decided_by_name: Set(None),
    }
}

async fn fill(db: &Db, wanted: u128) -> anyhow::Result<Maker> {
    let started = Instant::now();
    let mut maker = Maker::new();
    let mut number = 0;
    while number < wanted {
        let tx = db.note().await?;
        for _ in 0..50 {
            let numbers: Vec<u128> = (0..AT_ONCE as u128)
                .map(|_| {
                    number += 1;
                    number
                })
                .collect();
            let mut looks = Vec::with_capacity(AT_ONCE);
            for number in &numbers {
                let look = maker.next(*number).ok_or_else(|| anyhow::anyhow!("a look of the wrong length"))?;
                looks.push(version_look::ActiveModel::of(Uuid::from_u128(number | 1 << 100), &look));
            }
            let (assets, versions) = (numbers.iter().copied().map(asset_row), numbers.iter().copied().map(version_row));
            version::Entity::insert_many(versions).exec_without_returning(&tx).await?;
            asset::Entity::insert_many(assets).exec_without_returning(&tx).await?;
            version_look::Entity::insert_many(looks).exec_without_returning(&tx).await?;
        }
        tx.commit().await?;
    }
    for some in maker.pairs.chunks(20_000) {
        let tx = db.note().await?;
        for some in some.chunks(AT_ONCE) {
            let rows = some.iter().map(|(one, other)| twin_row(*one, *other));
            twin::Entity::insert_many(rows).exec_without_returning(&tx).await?;
        }
        tx.commit().await?;
    }
    println!("{number} looks and {} pairs written in {:.0} s", maker.pairs.len(), started.elapsed().as_secs_f64());
    Ok(maker)
}

/// Asks about each and prints the middle, 95 of 100 and the slowest; and how many were found at all.
async fn ask(db: &Db, name: &str, looks: &[Look]) -> anyhow::Result<()> {
    let (mut took, mut found, mut pairs) = (Vec::new(), 0, 0);
    for look in looks {
        let started = Instant::now();
        let near = alike::similar(db.read(), Uuid::nil(), "image", look).await?;
        took.push(started.elapsed().as_secs_f64() * 1000.0);
        found += usize::from(!near.is_empty());
        pairs += near.len();
    }
    took.sort_by(f64::total_cmp);
    let at = |part: usize| took[(took.len() - 1) * part / 100];
    println!(
        "{name:30} {:6.1} ms median, {:6.1} ms (95 of 100), {:6.1} ms at worst; {found} of {} found, {pairs} pairs",
        at(50),
        at(95),
        at(100),
        looks.len()
    );
    Ok(())
}

/// Reads all groups page by page, as the list does.
async fn all_groups(db: &Db) -> anyhow::Result<()> {
    let started = Instant::now();
    let (mut after, mut groups, mut members, mut slowest) = (None, 0, 0, 0.0_f64);
    loop {
        let page = Instant::now();
        let found = duplicates::groups(db.read(), Scope::House, after, 100).await?;
        slowest = slowest.max(page.elapsed().as_secs_f64());
        groups += found.len();
        members += found.iter().map(|group| group.members.len()).sum::<usize>();
        let Some(last) = found.last() else { break };
        after = Some(last.oldest);
    }
    let took = started.elapsed().as_secs_f64();
    println!(
        "{groups} groups with {members} look-alikes in {took:.1} s; a page of 100 at worst {:.0} ms",
        slowest * 1000.0
    );
    Ok(())
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let wanted = std::env::var("BENCH_PRINTS").ok().and_then(|count| count.parse().ok()).unwrap_or(1_000_000);
    let folder = match std::env::var_os("BENCH_FOLDER") {
        Some(parent) => tempfile::tempdir_in(parent)?,
        None => tempfile::tempdir()?,
    };
    let path = folder.path().join("prints.db");
    let db = Db::open(&format!("sqlite://{}", path.display())).await?;
    db.migrate().await?;
    let mut maker = fill(&db, wanted).await?;
    db.cut_log().await?;
    println!("the database takes {} MB", std::fs::metadata(&path)?.len() / 1_000_000);
    let plan =
        "EXPLAIN QUERY PLAN SELECT version_id, low, middle, high FROM version_look WHERE middle IN (1, 2) LIMIT 9";
    for row in db.read().query_all_raw(Statement::from_string(DbBackend::Sqlite, plan)).await? {
        println!("plan: {}", row.try_get::<String>("", "detail")?);
    }
    let mut some =
        |make: fn(&mut Maker) -> Option<Look>| (0..QUESTIONS).filter_map(|_| make(&mut maker)).collect::<Vec<_>>();
    let (new, goods) = (some(Maker::scene), some(Maker::goods));
    let remembered = std::mem::take(&mut maker.remembered);
    let copies: Vec<Look> =
        remembered.iter().take(QUESTIONS).filter_map(|look| copy_of(look, &mut maker.chance)).collect();
    ask(&db, "the first questions", &new[..20.min(new.len())]).await?;
    ask(&db, "a picture like none", &new[20.min(new.len())..]).await?;
    ask(&db, "a copy of one", &copies).await?;
    ask(&db, "goods on white", &goods).await?;
    all_groups(&db).await?;
    db.close().await;
    Ok(())
}
