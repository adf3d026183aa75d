//! Tests of the index' writer: whatever it dies of, each asset is held once and the position is known.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tantivy::indexer::NoMergePolicy;
use tantivy::{Index, IndexWriter};
use uuid::Uuid;

use super::document::AssetDocument;
use super::find;
use super::schema;
use super::view::View;
use super::writer::{Files, Position};

fn asset(number: u64) -> AssetDocument {
    AssetDocument {
        id: Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0000 + u128::from(number)),
        organization: Uuid::nil(),
        organization_name: "House".to_owned(),
        title: format!("Boat {number}"),
        description: "A red boat on the sea".to_owned(),
        keywords: vec!["boat".to_owned()],
        kind: "image".to_owned(),
        state: "active",
        file_name: format!("{number}.png"),
        names: Vec::new(),
        metadata: Vec::new(),
        collections: Vec::new(),
        visible_to: vec![Uuid::nil()],
        created_at: number,
        revision: 1,
    }
}

fn assets(numbers: impl IntoIterator<Item = u64>) -> Vec<AssetDocument> {
    numbers.into_iter().map(asset).collect()
}

fn at(seq: i64) -> Position {
    Position { schema: schema::VERSION, seq, hash: format!("hash of {seq}") }
}

fn open(folder: &Path) -> Files {
    let mut files = Files::open(folder).expect("it opens");
    assert!(files.may_write().expect("a lock"), "nobody else writes");
    files
}

/// How often the last commit holds each asset.
fn held(folder: &Path) -> BTreeMap<Uuid, usize> {
    let files = Files::open(folder).expect("it opens");
    let view = View::new(files.reader.searcher()).expect("a view");
    let mut held = BTreeMap::new();
    for (id, _) in find::holdings(&view).expect("readable") {
        *held.entry(id).or_default() += 1;
    }
    held
}

fn once(numbers: impl IntoIterator<Item = u64>) -> BTreeMap<Uuid, usize> {
    numbers.into_iter().map(|number| (asset(number).id, 1)).collect()
}

fn segments(folder: &Path) -> usize {
    Index::open_in_dir(folder).and_then(|index| index.searchable_segment_ids()).expect("readable").len()
}

/// An index as a killed process leaves it: so many segments that the next one merges, and the last commit took a document
/// out of the segment that holds asset 0.
fn left_before_a_merge(folder: &Path) {
    let (wanted, fields) = schema::schema();
    let index = Index::create_in_dir(folder, wanted).expect("an index");
    index.tokenizers().register(schema::WORDS, schema::analyzer());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).expect("a writer");
    writer.set_merge_policy(Box::new(NoMergePolicy));
    let mut commit = |numbers: Vec<u64>| {
        for each in assets(numbers) {
            writer.delete_term(tantivy::Term::from_field_text(fields.asset, &each.id.simple().to_string()));
            writer.add_document(each.to_tantivy(&fields)).expect("added");
        }
        writer.commit().expect("committed");
    };
    commit((100..105).collect());
    (10..16).for_each(|number| commit(vec![number]));
    commit(vec![0, 1, 2]);
    commit(vec![1]);
}

#[test]
fn a_merge_beside_the_first_change_after_a_start_keeps_no_old_document() {
    let folder = tempfile::tempdir().expect("a folder");
    left_before_a_merge(folder.path());
    assert!(segments(folder.path()) >= 8, "enough that a merge begins");
    let mut files = open(folder.path());
    files.put(&assets([0]), |_| true).expect("put");
    files.commit(&at(1)).expect("committed");
    let began = Instant::now();
    while segments(folder.path()) > 2 {
        assert!(began.elapsed() < Duration::from_secs(30), "no merge");
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(held(folder.path()), once((0..3).chain(10..16).chain(100..105)));
}

#[test]
fn a_commit_that_was_cut_short_does_not_stop_the_next_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let change = |numbers: Vec<u64>, seq| {
        let mut files = open(folder.path());
        files.put(&assets(numbers), |_| true)?;
        files.commit(&at(seq))
    };
    change(vec![0, 1], 1).expect("committed");
    let before = std::fs::read(folder.path().join("meta.json")).expect("its list of segments");
    change(vec![0], 2).expect("committed");
    // Killed after the files of the commit were written and before the list of segments was.
    std::fs::write(folder.path().join("meta.json"), before).expect("written");
    assert_eq!(Files::open(folder.path()).and_then(|files| files.position()).expect("known"), at(1));
    change(vec![0], 2).expect("committed once more");
    assert_eq!(held(folder.path()), once([0, 1]));
}

#[test]
fn beginning_anew_forgets_what_was_put_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = open(folder.path());
    files.put(&assets(0..50), |_| true).expect("put");
    files.clear().expect("cleared");
    files.put(&assets(0..20), |_| true).expect("put");
    files.commit(&at(1)).expect("committed");
    assert_eq!(held(folder.path()), once(0..20));
    // The same once more with documents already committed.
    files.put(&assets(5..30), |_| true).expect("put");
    files.clear().expect("cleared");
    files.put(&assets(10..40), |_| true).expect("put");
    files.put(&assets(10..20), |_| true).expect("put again");
    files.commit(&at(2)).expect("committed");
    assert_eq!(held(folder.path()), once(10..40));
}

/// Which asset an event touches: now a new one, now an old one again.
fn touched_by(seq: i64) -> u64 {
    let newest = seq.unsigned_abs() / 5;
    if seq % 2 == 0 { newest } else { seq.unsigned_abs().wrapping_mul(0x9e37_79b9_7f4a_7c15) % (newest + 1) }
}

/// What a process does: goes on from the position, event by event, and commits now and then.
fn follow(folder: &Path, stop: &AtomicBool) {
    let mut files = open(folder);
    let mut seq = files.position().expect("known").seq;
    while !stop.load(Ordering::Relaxed) {
        let last = seq + 1 + seq % 6;
        let touched: BTreeSet<u64> = (seq + 1..=last).map(touched_by).collect();
        files.put(&assets(touched), |_| true).expect("put");
        files.commit(&at(last)).expect("committed");
        seq = last;
    }
}

/// The folder as it is at one moment: copied again when a commit or merge came between.
fn copy(from: &Path, to: &Path) {
    let list = || std::fs::read(from.join("meta.json")).unwrap_or_default();
    loop {
        let before = list();
        std::fs::create_dir_all(to).expect("a folder");
        let names = std::fs::read_dir(from).expect("readable").filter_map(|entry| Some(entry.ok()?.file_name()));
        // What is gone by now belongs to no state that could be found.
        names.for_each(|name| drop(std::fs::copy(from.join(&name), to.join(&name))));
        if list() == before && !before.is_empty() {
            return;
        }
        std::fs::remove_dir_all(to).expect("removed");
    }
}

#[test]
fn every_moment_it_can_die_at_leaves_an_index_that_goes_on() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = |round: u64| root.path().join(round.to_string());
    drop(open(&folder(0)));
    for round in 0..12 {
        let (stop, from, to) = (AtomicBool::new(false), folder(round), folder(round + 1));
        std::thread::scope(|scope| {
            scope.spawn(|| follow(&from, &stop));
            std::thread::sleep(Duration::from_millis(20 + 37 * (round % 7)));
            copy(&from, &to);
            stop.store(true, Ordering::Relaxed);
        });
        let position = Files::open(&to).and_then(|files| files.position()).expect("known");
        assert!(position.seq == 0 || position == at(position.seq), "{position:?}");
        assert_eq!(held(&to), once((1..=position.seq).map(touched_by)), "round {round}, event {}", position.seq);
    }
}
