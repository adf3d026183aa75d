//! The writing side of the index: documents in, commits that say which event they hold.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, META_LOCK};
use tantivy::indexer::UserOperation;
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyError, Term};
use uuid::Uuid;

use super::document::AssetDocument;
use super::schema::{self, Fields};
use crate::platform::error::{Error, Result};

/// Threads that write: while one makes a segment durable the other takes documents.
#[cfg(not(feature = "testing"))]
const THREADS: usize = 2;
#[cfg(feature = "testing")]
const THREADS: usize = 1;
/// Memory of the writing threads, bytes. The least that the index library takes is 15 MB each.
#[cfg(not(feature = "testing"))]
const MEMORY: usize = 120_000_000;
#[cfg(feature = "testing")]
const MEMORY: usize = 15_000_000;

/// What a commit says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// [`schema::VERSION`] of the release that wrote it.
    pub schema: u32,
    /// The last event it holds.
    pub seq: i64,
    /// That event's hash: another database's trail differs here.
    pub hash: String,
}

/// The files of the index, and the one who may write them.
pub struct Files {
    folder: PathBuf,
    index: Index,
    pub reader: IndexReader,
    pub fields: Fields,
    writer: Option<IndexWriter>,
    /// Assets whose documents are on their way and not committed.
    unsaved: HashSet<Uuid>,
    /// Whether the writer holds something that is not committed.
    is_unsaved: bool,
}

impl Files {
    /// Opens the index in `folder`; one that cannot be read is thrown away and begun anew. Blocks.
    pub fn open(folder: &Path) -> Result<Files> {
        std::fs::create_dir_all(folder)?;
        let index = match open_or_create(folder) {
            Ok(index) => index,
            Err(error) => {
                tracing::warn!(%error, "the search index cannot be read; it is built anew");
                std::fs::remove_dir_all(folder)?;
                std::fs::create_dir_all(folder)?;
                open_or_create(folder).map_err(Error::internal)?
            }
        };
        index.tokenizers().register(schema::WORDS, schema::analyzer());
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(Error::internal)?;
        let (_, fields) = schema::schema();
        Ok(Files {
            folder: folder.to_owned(),
            index,
            reader,
            fields,
            writer: None,
            unsaved: HashSet::new(),
            is_unsaved: false,
        })
    }

    /// Whether this process writes the index: one process at a time may, the others read what it wrote.
    pub fn may_write(&mut self) -> Result<bool> {
        if self.writer.is_some() {
            return Ok(true);
        }
        match self.index.writer_with_num_threads(THREADS, MEMORY) {
            Ok(writer) => {
                self.sweep()?;
                pass_over_a_stamp(&writer).map_err(Error::internal)?;
                self.writer = Some(writer);
                Ok(true)
            }
            Err(TantivyError::LockFailure(LockError::LockBusy, _)) => Ok(false),
            Err(error) => Err(Error::internal(anyhow::anyhow!("{}: {error}", self.folder.display()))),
        }
    }

    /// Forgets what was put since the last commit.
    pub fn forget(&mut self) -> Result<()> {
        if self.is_unsaved {
            self.end_writer();
            self.may_write()?;
        }
        Ok(())
    }

    /// What the last commit holds; the default when there was none.
    pub fn position(&self) -> Result<Position> {
        let payload = self.index.load_metas().map_err(Error::internal)?.payload;
        Ok(payload.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    /// Replaces the documents of these assets; seen only after [`Files::commit`]. `is_known` says whether the last
    /// commit may hold an asset: looking for a document that is not there costs more than adding one.
    pub fn put(&mut self, documents: &[AssetDocument], is_known: impl Fn(Uuid) -> bool) -> Result<()> {
        let fields = self.fields;
        self.is_unsaved = true;
        let mut replaced = Vec::new();
        for document in documents {
            let is_on_its_way = !self.unsaved.insert(document.id);
            replaced.push(is_on_its_way || is_known(document.id));
        }
        self.with_writer(|writer| {
            for (document, is_replaced) in documents.iter().zip(replaced) {
                if is_replaced {
                    writer.delete_term(Term::from_field_text(fields.asset, &document.id.simple().to_string()));
                }
                writer.add_document(document.to_tantivy(&fields))?;
            }
            Ok(())
        })
    }

    /// Begins from nothing; seen only after [`Files::commit`].
    pub fn clear(&mut self) -> Result<()> {
        // The library clears what it has committed, but not what is still on its way.
        self.forget()?;
        self.is_unsaved = true;
        self.with_writer(|writer| {
            writer.delete_all_documents()?;
            pass_over_a_stamp(writer)
        })
    }

    /// Makes everything since the last commit durable and visible, together with its position.
    pub fn commit(&mut self, position: &Position) -> Result<()> {
        let payload = serde_json::to_string(position)?;
        self.with_writer(|writer| {
            let mut prepared = writer.prepare_commit()?;
            prepared.set_payload(&payload);
            prepared.commit().map(|_| ())
        })?;
        self.is_unsaved = false;
        self.unsaved.clear();
        Ok(())
    }

    /// A writer that failed is let go: what it had not committed is read again from the trail.
    fn with_writer(&mut self, work: impl FnOnce(&mut IndexWriter) -> tantivy::Result<()>) -> Result<()> {
        let Some(writer) = &mut self.writer else {
            return Err(Error::internal(anyhow::anyhow!("another process writes the index")));
        };
        let done = work(writer);
        if done.is_err() {
            self.end_writer();
        }
        done.map_err(Error::internal)
    }

    /// Ends the writer with its merges, so that nothing of it touches the files beside the next one.
    fn end_writer(&mut self) {
        self.is_unsaved = false;
        self.unsaved.clear();
        let ended = self.writer.take().map_or(Ok(()), IndexWriter::wait_merging_threads);
        if let Err(error) = ended {
            tracing::warn!(%error, "the writer of the search index ended badly");
        }
    }

    /// Removes the files that the last commit does not name: a process that was killed left them. A commit that
    /// comes to write one of them under the same name would fail, each time it is tried. Only for who holds the lock
    /// and has written nothing yet.
    fn sweep(&self) -> Result<()> {
        // Readers hold it while they open what the last commit names.
        let _opening = self.index.directory().acquire_lock(&META_LOCK).map_err(Error::internal)?;
        let named = self.index.load_metas().map_err(Error::internal)?.list_segment_files();
        for entry in std::fs::read_dir(&self.folder)? {
            let name = entry?.file_name();
            let of_a_segment = name.to_str().and_then(|name| name.split_once('.'));
            if of_a_segment.is_some_and(|(id, _)| Uuid::try_parse(id).is_ok()) && !named.contains(Path::new(&name)) {
                std::fs::remove_file(self.folder.join(&name))?;
            }
        }
        Ok(())
    }
}

/// A writer begins with the very stamp of the last commit. A merge of committed segments applies deletions up to that
/// stamp and takes a segment that was changed by that commit for done, so the first deletion would be lost in it and
/// the old document would stay beside the new one. With one stamp unused no change ever has the stamp of a commit.
fn pass_over_a_stamp(writer: &IndexWriter) -> tantivy::Result<()> {
    writer.run(Vec::<UserOperation>::new()).map(|_| ())
}

fn open_or_create(folder: &Path) -> tantivy::Result<Index> {
    let (wanted, _) = schema::schema();
    if !folder.join("meta.json").exists() {
        return Index::create_in_dir(folder, wanted);
    }
    let index = Index::open_in_dir(folder)?;
    if index.schema() != wanted {
        return Err(TantivyError::SchemaError("the index is of another release".to_owned()));
    }
    // A reader finds files that are missing or torn, before anybody relies on them.
    let reader: IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    drop(reader);
    Ok(index)
}
