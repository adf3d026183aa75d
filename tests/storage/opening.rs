//! Opening a store, and what only one of the two stores can get wrong.

use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use server::platform::config::setting::StorageSetting;
use server::platform::storage::Storage;
use server::platform::storage::error::StorageError;
use server::platform::storage::key::Key;
use tempfile::TempDir;

use super::{MIB, Place, noise};
use crate::s3_server::{S3Server, setting_at};

#[tokio::test]
async fn what_a_dead_process_left_is_swept_at_the_next_opening() -> anyhow::Result<()> {
    let place = Place::local().await?;
    let incoming = place.work.path().join("deep/store/~incoming");
    let key = place.put("kept", b"kept").await?;
    // As a killed process leaves it: a folder whose lock nobody holds, also before or after its lock was made.
    for name in ["dead", "unlocked"] {
        std::fs::create_dir(incoming.join(name))?;
        std::fs::write(incoming.join(name).join("half"), "half a file")?;
    }
    std::fs::write(incoming.join("dead.lock"), "")?;
    std::fs::write(incoming.join("lonely.lock"), "")?;
    std::fs::write(incoming.join("stray"), "a stray file")?;
    let again = Storage::open(&place.setting).await?;
    for name in ["dead", "dead.lock", "unlocked", "unlocked.lock", "lonely.lock", "stray"] {
        assert!(!incoming.join(name).exists(), "{name}");
    }
    assert_eq!(again.read(&key, 10).await?, "kept");
    // The first store lives: its folder was not swept, so it still can write.
    place.put("more", b"more").await?;
    drop((again, place.storage));
    let left: Result<Vec<_>, _> = std::fs::read_dir(&incoming)?.map(|entry| entry.map(|e| e.file_name())).collect();
    assert_eq!(left?, ["turn"], "closed stores leave nothing");
    Ok(())
}

#[tokio::test]
async fn a_file_on_another_file_system_is_copied_in() -> anyhow::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let place = Place::local().await?;
    let shared_memory = Path::new("/dev/shm");
    let device = |path: &Path| std::fs::metadata(path).map(|metadata| metadata.dev());
    if device(shared_memory).ok() == device(place.work.path()).ok() || !shared_memory.is_dir() {
        eprintln!("skipped: there is no second file system here");
        return Ok(());
    }
    let elsewhere = TempDir::new_in(shared_memory)?;
    let file = elsewhere.path().join("upload");
    let bytes = noise(3 * MIB);
    std::fs::write(&file, &bytes)?;
    let key = Key::parse("a/b")?;
    place.storage.put_file(&key, &file).await?;
    assert!(!file.exists(), "the file was taken over");
    assert!(place.storage.read(&key, u64::MAX).await? == bytes);
    Ok(())
}

#[tokio::test]
async fn links_and_strangers_in_the_folder_are_not_objects() -> anyhow::Result<()> {
    let place = Place::local().await?;
    let store = place.work.path().join("deep/store");
    std::fs::write(store.join("Not A Key"), "x")?;
    std::fs::create_dir(store.join("folder"))?;
    std::os::unix::fs::symlink("/etc/hostname", store.join("link"))?;
    assert!(place.names("").await?.is_empty());
    for name in ["folder", "link"] {
        assert_eq!(place.storage.size(&Key::parse(name)?).await?, None, "{name}");
        let got = place.storage.get(&Key::parse(name)?, None).await;
        assert!(matches!(got, Err(StorageError::NotFound { .. })), "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn a_store_that_cannot_be_opened_says_why() -> anyhow::Result<()> {
    let why = |error: Result<Storage, StorageError>| error.map(drop).err().map(|e| e.to_string()).unwrap_or_default();
    let work = tempfile::tempdir()?;
    let file = work.path().join("file");
    std::fs::write(&file, "")?;
    let said = why(Storage::open(&StorageSetting::Local(file)).await);
    assert!(said.starts_with("opening the storage folder "), "{said}");

    let server = S3Server::start().await?;
    let mut setting = server.setting("");
    setting.bucket = "another".to_owned();
    let said = why(Storage::open(&StorageSetting::S3(setting)).await);
    assert!(said.contains("no bucket \"another\""), "{said}");
    let mut setting = server.setting("");
    setting.access_key_id = "stranger".to_owned();
    let said = why(Storage::open(&StorageSetting::S3(setting)).await);
    assert!(said.contains("refuses these credentials"), "{said}");
    let endpoint = server.endpoint.clone();
    drop(server);
    let nobody = setting_at("http://127.0.0.1:9", "");
    let said = why(Storage::open(&StorageSetting::S3(nobody)).await);
    assert!(said.contains("cannot reach bucket") && !endpoint.is_empty(), "{said}");
    Ok(())
}

#[tokio::test]
async fn the_setting_of_a_bucket_survives_being_written_as_text() -> anyhow::Result<()> {
    use std::collections::BTreeMap;
    let server = S3Server::start().await?;
    let work = tempfile::tempdir()?;
    let mut environment: BTreeMap<String, String> =
        S3Server::environment().map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    environment.insert("PLACET_STORAGE".to_owned(), server.text("p"));
    environment.insert("PLACET_DATA_DIR".to_owned(), work.path().display().to_string());
    let (config, _) = server::platform::config::Config::load(&BTreeMap::new(), &environment, None)?;
    assert_eq!(config.storage, StorageSetting::S3(server.setting("p")));
    Storage::open(&config.storage).await?.check().await?;
    Ok(())
}

#[tokio::test]
async fn a_file_that_shrinks_while_it_is_uploaded_is_refused_and_its_parts_removed() -> anyhow::Result<()> {
    let place = Place::s3().await?;
    let server = place.server.as_ref().context("a server")?;
    let key = Key::parse("shrinking")?;
    let path = place.file(&noise(80 * MIB))?;
    let put = tokio::spawn({
        let (storage, key, path) = (place.storage.clone(), key.clone(), path.clone());
        async move { storage.put_file(&key, &path).await }
    });
    while server.open_parts()? == 0 && !put.is_finished() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    std::fs::File::options().write(true).open(&path)?.set_len(0)?;
    let refused = put.await?;
    assert!(matches!(refused, Err(StorageError::Io { .. })), "{refused:?}");
    assert_eq!(server.open_parts()?, 0, "the upload was aborted");
    assert_eq!(place.storage.size(&key).await?, None);
    assert!(path.exists());
    Ok(())
}
