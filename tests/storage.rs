//! One contract for stored bytes, kept by both stores: a local folder and an S3 bucket.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, ensure};
use bytes::Bytes;
use futures_util::StreamExt;
use server::platform::config::setting::StorageSetting;
use server::platform::storage::Storage;
use server::platform::storage::error::StorageError;
use server::platform::storage::key::Key;
use tempfile::TempDir;

use crate::s3_server::{S3Server, setting_at};

mod opening;

const MIB: usize = 1024 * 1024;

/// A store with its surroundings.
struct Place {
    storage: Storage,
    setting: StorageSetting,
    work: TempDir,
    server: Option<S3Server>,
}

impl Place {
    async fn local() -> anyhow::Result<Place> {
        let work = tempfile::tempdir()?;
        let setting = StorageSetting::Local(work.path().join("deep/store"));
        let storage = Storage::open(&setting).await?;
        Ok(Place { storage, setting, work, server: None })
    }

    async fn s3() -> anyhow::Result<Place> {
        let server = S3Server::start().await?;
        let setting = StorageSetting::S3(server.setting("some/prefix"));
        let storage = Storage::open(&setting).await?;
        Ok(Place { storage, setting, work: tempfile::tempdir()?, server: Some(server) })
    }

    /// A finished file outside the store.
    fn file(&self, bytes: &[u8]) -> anyhow::Result<PathBuf> {
        let path = tempfile::NamedTempFile::new_in(self.work.path())?.into_temp_path().keep()?;
        std::fs::write(&path, bytes)?;
        Ok(path)
    }

    async fn put(&self, key: &str, bytes: &[u8]) -> anyhow::Result<Key> {
        let key = Key::parse(key)?;
        let bytes = Bytes::copy_from_slice(bytes);
        self.storage.put_bytes(&key, bytes, "text/plain").await?;
        Ok(key)
    }

    async fn names(&self, prefix: &str) -> anyhow::Result<Vec<String>> {
        let listed = self.storage.list(prefix, None, 1000).await?;
        Ok(listed.iter().map(|(key, _)| key.to_string()).collect())
    }
}

/// Runs every check once on each store.
macro_rules! on_both_stores {
    ($($check:ident),+ $(,)?) => {
        mod local {
            $(#[tokio::test]
            async fn $check() -> anyhow::Result<()> { super::$check(super::Place::local().await?).await })+
        }
        mod s3 {
            $(#[tokio::test]
            async fn $check() -> anyhow::Result<()> { super::$check(super::Place::s3().await?).await })+
        }
    };
}

on_both_stores! {
    what_is_put_is_what_is_got,
    a_range_gives_exactly_its_bytes,
    a_put_over_an_object_replaces_it_whole,
    what_is_removed_is_gone_and_removing_it_again_is_fine,
    a_listing_is_ordered_and_can_be_paged,
    a_large_file_arrives_unchanged,
    a_failed_put_leaves_nothing_visible_and_the_file_in_place,
    a_put_that_is_given_up_shows_nothing_or_everything,
    reading_at_once_has_a_limit,
    an_object_can_be_copied_to_a_new_file,
    puts_at_the_same_time_leave_one_of_them_whole,
    the_readiness_check_leaves_nothing_behind,
    opening_again_finds_what_was_stored,
    memory_does_not_grow_with_the_object,
}

async fn what_is_put_is_what_is_got(place: Place) -> anyhow::Result<()> {
    let key = Key::original(uuid::Uuid::from_u128(7));
    assert!(matches!(place.storage.get(&key, None).await, Err(StorageError::NotFound { key: k }) if k == key));
    assert_eq!(place.storage.size(&key).await?, None);
    let path = place.file(b"picture")?;
    place.storage.put_file(&key, &path).await?;
    assert!(!path.exists(), "the file was taken over");
    assert_eq!(place.storage.read(&key, 7).await?, "picture");
    assert_eq!(place.storage.size(&key).await?, Some(7));

    let empty = place.put("empty", b"").await?;
    let object = place.storage.get(&empty, None).await?;
    assert_eq!((object.size, object.range), (0, 0..0));
    assert_eq!(object.stream.count().await, 0);
    Ok(())
}

async fn a_range_gives_exactly_its_bytes(place: Place) -> anyhow::Result<()> {
    let bytes = noise(MIB + 1);
    let size = bytes.len() as u64;
    let key = place.put("a/b", &bytes).await?;
    for (wish, given) in [
        (0..1, 0..1),
        (0..size, 0..size),
        (1000..300_000, 1000..300_000),
        (size - 1..size, size - 1..size),
        (size - 10..size + 10, size - 10..size),
        (5..u64::MAX, 5..size),
    ] {
        let object = place.storage.get(&key, Some(wish.clone())).await?;
        assert_eq!((object.size, &object.range), (size, &given), "{wish:?}");
        let got = collect(object.stream).await?;
        assert!(got == bytes[given.start as usize..given.end as usize], "{wish:?}");
    }
    let empty = place.put("empty", b"").await?;
    for (key, wish, size) in [(&key, size..size + 1, size), (&key, 7..7, size), (&empty, 0..1, 0)] {
        let refused = place.storage.get(key, Some(wish.clone())).await.err();
        assert!(
            matches!(refused, Some(StorageError::RangeNotSatisfiable { size: s }) if s == size),
            "{wish:?}: {refused:?}"
        );
    }
    let missing = place.storage.get(&Key::parse("none")?, Some(0..1)).await;
    assert!(matches!(missing, Err(StorageError::NotFound { .. })));
    Ok(())
}

async fn a_put_over_an_object_replaces_it_whole(place: Place) -> anyhow::Result<()> {
    let key = place.put("a", b"first and long").await?;
    let reading = place.storage.get(&key, None).await?;
    place.put("a", b"second").await?;
    assert_eq!(place.storage.read(&key, 100).await?, "second");
    place.storage.put_file(&key, &place.file(b"third")?).await?;
    assert_eq!(place.storage.read(&key, 100).await?, "third");
    assert_eq!(place.names("").await?, ["a"]);
    // Who was already reading gets the old bytes, never a mixture.
    assert_eq!(collect(reading.stream).await?, b"first and long");
    Ok(())
}

async fn what_is_removed_is_gone_and_removing_it_again_is_fine(place: Place) -> anyhow::Result<()> {
    let key = place.put("a/b/c", b"x").await?;
    let neighbor = place.put("a/b/d", b"y").await?;
    place.storage.remove(&key).await?;
    assert_eq!(place.storage.size(&key).await?, None);
    assert_eq!(place.names("").await?, ["a/b/d"]);
    place.storage.remove(&key).await?;
    place.storage.remove(&Key::parse("never/was")?).await?;
    place.storage.remove(&neighbor).await?;
    assert!(place.names("").await?.is_empty());
    Ok(())
}

async fn a_listing_is_ordered_and_can_be_paged(place: Place) -> anyhow::Result<()> {
    // The hyphen and the dot sort before the slash, the digit after it: folder by folder would be wrong.
    let ordered = ["a-b", "a.b", "a/b", "a/b0", "a0/b", "b/a/a", "b/a/b", "b/a0", "b0", "c"];
    for (number, name) in ordered.iter().enumerate().rev() {
        place.put(name, &noise(number)).await?;
    }
    assert_eq!(place.names("").await?, ordered);
    assert_eq!(place.names("a/").await?, ["a/b", "a/b0"]);
    assert_eq!(place.names("b/a").await?, ["b/a/a", "b/a/b", "b/a0"]);
    assert_eq!(place.names("b").await?, ["b/a/a", "b/a/b", "b/a0", "b0"]);
    assert!(place.names("../").await?.is_empty());
    assert!(place.names("d").await?.is_empty());
    for page_size in [1, 3, ordered.len()] {
        let mut paged = Vec::new();
        loop {
            let after = paged.last().map(|(key, _): &(Key, u64)| key.clone());
            let page = place.storage.list("", after.as_ref(), page_size).await?;
            assert!(page.len() <= page_size);
            let is_last = page.len() < page_size;
            paged.extend(page);
            if is_last {
                break;
            }
        }
        let expected: Vec<_> = (0u64..).zip(ordered).map(|(size, name)| (name.to_owned(), size)).collect();
        let paged: Vec<_> = paged.iter().map(|(key, size)| (key.to_string(), *size)).collect();
        assert_eq!(paged, expected, "pages of {page_size}");
    }
    // A place between keys, and one that was removed meanwhile, are as good to go on from.
    let rest = place.storage.list("a", Some(&Key::parse("a/b00")?), 1).await?;
    assert_eq!(rest[0].0.as_str(), "a0/b");
    assert!(place.storage.list("", None, 0).await?.is_empty());
    Ok(())
}

async fn a_large_file_arrives_unchanged(place: Place) -> anyhow::Result<()> {
    // One byte around the limit between one request and parts, and a last part that is not full.
    for size in [8 * MIB, 8 * MIB + 1, 9 * MIB, 16 * MIB] {
        let bytes = noise(size);
        let key = Key::parse(&format!("large/{size}"))?;
        place.storage.put_file(&key, &place.file(&bytes)?).await?;
        let object = place.storage.get(&key, None).await?;
        assert_eq!(object.size, size as u64);
        assert!(collect(object.stream).await? == bytes, "{size} bytes");
        let across = (8 * MIB - 2) as u64;
        let object = place.storage.get(&key, Some(across..across + 4)).await?;
        assert!(collect(object.stream).await? == bytes[across as usize..size.min(across as usize + 4)]);
    }
    if let Some(server) = &place.server {
        assert_eq!(server.open_parts()?, 0);
    }
    Ok(())
}

async fn a_failed_put_leaves_nothing_visible_and_the_file_in_place(place: Place) -> anyhow::Result<()> {
    let key = Key::parse("a/b")?;
    let missing = place.work.path().join("missing");
    assert!(place.storage.put_file(&key, &missing).await.is_err());
    assert!(place.storage.put_file(&key, place.work.path()).await.is_err());
    assert!(place.names("").await?.is_empty());
    assert!(place.work.path().is_dir());

    // An object where the key needs a folder: refused by a file system, and by the test server on top of one.
    place.put("c", b"object").await?;
    let file = place.file(&noise(9 * MIB))?;
    assert!(place.storage.put_file(&Key::parse("c/d")?, &file).await.is_err());
    assert_eq!(std::fs::metadata(&file)?.len(), 9 * MIB as u64);
    assert_eq!(place.names("").await?, ["c"]);
    assert_eq!(place.storage.size(&Key::parse("c/d")?).await?, None);
    if let Some(server) = &place.server {
        assert_eq!(server.open_parts()?, 0, "a failed upload is aborted");
    }
    Ok(())
}

async fn a_put_that_is_given_up_shows_nothing_or_everything(place: Place) -> anyhow::Result<()> {
    let bytes = noise(40 * MIB);
    let key = Key::parse("given/up")?;
    let file = place.file(&bytes)?;
    let mut put = Box::pin(place.storage.put_file(&key, &file));
    // Gives up as soon as there is something to leave behind.
    let is_under_way = || match &place.server {
        Some(server) => server.open_parts().is_ok_and(|parts| parts > 0),
        None => true,
    };
    loop {
        let turn = tokio::time::timeout(Duration::from_millis(1), &mut put).await;
        if turn.is_ok() || is_under_way() {
            break;
        }
    }
    drop(put);
    if let Some(server) = &place.server {
        for _ in 0..500 {
            if server.open_parts()? == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(server.open_parts()?, 0, "the upload was aborted in the background");
        assert_eq!(place.storage.size(&key).await?, None);
        assert!(file.exists());
    } else {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let size = place.storage.size(&key).await?;
        assert!(size.is_none_or(|size| size == bytes.len() as u64), "{size:?}");
    }
    // And it can be done again.
    if file.exists() {
        place.storage.put_file(&key, &file).await?;
    }
    assert!(place.storage.read(&key, u64::MAX).await? == bytes);
    Ok(())
}

async fn reading_at_once_has_a_limit(place: Place) -> anyhow::Result<()> {
    let key = place.put("a", b"12345").await?;
    assert_eq!(place.storage.read(&key, 5).await?, "12345");
    let refused = place.storage.read(&key, 4).await;
    assert!(matches!(refused, Err(StorageError::TooLarge { size: 5, limit: 4 })));
    Ok(())
}

async fn an_object_can_be_copied_to_a_new_file(place: Place) -> anyhow::Result<()> {
    let bytes = noise(3 * MIB);
    let key = place.put("a", &bytes).await?;
    let copy = place.work.path().join("copy");
    place.storage.copy_to_file(&key, &copy).await?;
    assert!(std::fs::read(&copy)? == bytes);
    let again = place.storage.copy_to_file(&key, &copy).await;
    assert!(again.is_err(), "what is there is not written over");
    assert!(std::fs::read(&copy)? == bytes);
    let none = place.work.path().join("none");
    let missing = place.storage.copy_to_file(&Key::parse("b")?, &none).await;
    assert!(matches!(missing, Err(StorageError::NotFound { .. })));
    assert!(!none.exists());
    Ok(())
}

async fn puts_at_the_same_time_leave_one_of_them_whole(place: Place) -> anyhow::Result<()> {
    let key = Key::parse("one/key")?;
    let puts = (0..8u8).map(|number| {
        let (storage, key) = (place.storage.clone(), key.clone());
        let bytes = Bytes::from(vec![number; MIB]);
        tokio::spawn(async move { storage.put_bytes(&key, bytes, "text/plain").await })
    });
    for put in puts.collect::<Vec<_>>() {
        put.await??;
    }
    let read = place.storage.read(&key, MIB as u64).await?;
    assert_eq!(read.len(), MIB);
    assert!(read.iter().all(|byte| *byte == read[0]), "a mixture of two");
    assert_eq!(place.names("").await?, ["one/key"]);
    Ok(())
}

async fn the_readiness_check_leaves_nothing_behind(place: Place) -> anyhow::Result<()> {
    place.storage.check().await?;
    assert!(place.names("").await?.is_empty());
    match &place.server {
        Some(server) => {
            std::fs::remove_dir_all(server.bucket_folder())?;
            std::fs::write(server.bucket_folder(), "a file where the bucket was")?;
        }
        None => std::fs::remove_dir_all(place.work.path().join("deep"))?,
    }
    assert!(place.storage.check().await.is_err(), "a store that is gone is not ready");
    Ok(())
}

async fn opening_again_finds_what_was_stored(place: Place) -> anyhow::Result<()> {
    let key = place.put("a/b", b"kept").await?;
    let again = Storage::open(&place.setting).await?;
    assert_eq!(again.read(&key, 10).await?, "kept");
    drop(again);
    // Closing one store takes nothing from another.
    place.put("a/c", b"also").await?;
    assert_eq!(place.names("").await?, ["a/b", "a/c"]);
    Ok(())
}

/// Carries a large object through a process of its own, whose peak memory is then its own too.
async fn memory_does_not_grow_with_the_object(place: Place) -> anyhow::Result<()> {
    let file = place.file(&noise(96 * MIB))?;
    let mut child = Command::new(std::env::current_exe()?);
    child.args(["--exact", "storage::carry_in_a_process_of_its_own", "--ignored", "--nocapture"]);
    child.env("PLACET_TEST_CARRY_FILE", &file);
    match (&place.setting, &place.server) {
        (StorageSetting::Local(folder), _) => child.env("PLACET_TEST_CARRY_FOLDER", folder),
        (_, Some(server)) => child.env("PLACET_TEST_CARRY_ENDPOINT", &server.endpoint),
        _ => anyhow::bail!("a store without a place"),
    };
    let output = tokio::task::spawn_blocking(move || child.output()).await??;
    let said = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let grown = said.lines().find_map(|line| line.split_once("grown by ")?.1.parse::<u64>().ok());
    let grown = grown.with_context(|| format!("no measure in {said}"))?;
    println!("carrying 96 MiB took {grown} KiB of memory");
    // A few pieces of a stream or parts of an upload, and what threads and connections buffer.
    ensure!(grown < 24 * 1024, "carrying 96 MiB took {grown} KiB of memory");
    Ok(())
}

/// The child of `memory_does_not_grow_with_the_object`; does nothing on its own.
#[tokio::test]
#[ignore = "run by another test"]
async fn carry_in_a_process_of_its_own() -> anyhow::Result<()> {
    let variable = |name: &str| std::env::var(format!("PLACET_TEST_CARRY_{name}"));
    let Ok(file) = variable("FILE") else {
        return Ok(());
    };
    let setting = match variable("FOLDER") {
        Ok(folder) => StorageSetting::Local(folder.into()),
        Err(_) => StorageSetting::S3(setting_at(&variable("ENDPOINT")?, "carried")),
    };
    let storage = Storage::open(&setting).await?;
    storage.check().await?;
    let before = peak_kib()?;
    let key = Key::parse("carried")?;
    storage.put_file(&key, Path::new(&file)).await?;
    let mut object = storage.get(&key, None).await?;
    let (mut length, mut largest) = (0, 0);
    while let Some(chunk) = object.stream.next().await {
        let chunk = chunk?;
        length += chunk.len();
        largest = largest.max(chunk.len());
    }
    ensure!(length == 96 * MIB && largest <= MIB, "{length} bytes in pieces of up to {largest}");
    storage.copy_to_file(&key, &Path::new(&file).with_extension("copy")).await?;
    println!("\ngrown by {}", peak_kib()? - before);
    Ok(())
}

/// The most memory this process has had so far, in KiB.
fn peak_kib() -> anyhow::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

/// Bytes without a pattern that a swapped or lost part could hide in, the same each time.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

async fn collect(
    mut stream: impl futures_util::Stream<Item = std::io::Result<Bytes>> + Unpin,
) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = stream.next().await {
        bytes.extend_from_slice(&chunk?);
    }
    Ok(bytes)
}
