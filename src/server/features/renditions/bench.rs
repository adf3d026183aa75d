//! One file on the bench: its original laid out in an empty folder, programs called on it, what they leave picked up.

use std::path::PathBuf;

use media::tool::{Call, INPUT};

use super::trouble::Trouble;
use crate::features::assets::row::version;
use crate::platform::ctx::Ctx;
use crate::platform::jobs::JobError;
use crate::platform::storage::key::Key;
use crate::platform::tools::call::{self, Limits, Ran, ToolError};
use crate::platform::tools::scratch::Scratch;

/// A folder with the original in it as `input`.
pub(super) struct Bench<'a> {
    ctx: &'a Ctx,
    folder: Scratch,
}

impl<'a> Bench<'a> {
    /// Lays the original out. `suite` is asked for first: without it nothing is copied.
    pub(super) async fn lay_out(ctx: &'a Ctx, version: &version::Model, suite: &str) -> Result<Bench<'a>, Trouble> {
        if !ctx.tools.has(suite).await {
            let label = label_of(suite);
            return Err(Trouble::tool(label, ToolError::Missing { label: label.to_owned() }));
        }
        let folder = ctx.tools.scratch().await.map_err(|error| Trouble::disk(&error))?;
        let key = Key::parse(&version.storage_key).map_err(|error| JobError::Fail(error.to_string()))?;
        let copied = ctx.storage.copy_to_file(&key, &folder.file(INPUT)).await;
        copied.map_err(|error| JobError::Retry(error.to_string()))?;
        Ok(Bench { ctx, folder })
    }

    /// Lays out bytes that are here instead.
    pub(super) async fn of_bytes(ctx: &'a Ctx, bytes: &[u8]) -> Result<Bench<'a>, Trouble> {
        let folder = ctx.tools.scratch().await.map_err(|error| Trouble::disk(&error))?;
        tokio::fs::write(folder.file(INPUT), bytes).await.map_err(|error| Trouble::disk(&error))?;
        Ok(Bench { ctx, folder })
    }

    /// Calls a program on the file.
    pub(super) async fn call(&self, asked: &Call) -> Result<Ran, ToolError> {
        let allowed = &asked.allowance;
        let limits = Limits {
            wall: allowed.wall,
            cpu: allowed.cpu,
            memory_bytes: allowed.memory_bytes,
            file_bytes: allowed.file_bytes,
            output_bytes: allowed.output_bytes,
            processes: allowed.processes,
        };
        let call = call::Call { program: asked.program, args: &asked.args, limits };
        self.ctx.tools.run(&self.folder, &call).await
    }

    /// Where a program leaves a file of this name.
    pub(super) fn place(&self, name: &str) -> PathBuf {
        self.folder.file(name)
    }

    /// The folder itself.
    pub(super) fn folder(&self) -> String {
        self.folder.path().display().to_string()
    }

    /// What a program left; `None` when it left nothing or an empty file.
    pub(super) async fn left(&self, name: &str) -> Result<Option<Vec<u8>>, Trouble> {
        match tokio::fs::read(self.place(name)).await {
            Ok(bytes) if bytes.is_empty() => Ok(None),
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Trouble::disk(&error)),
        }
    }
}

fn label_of(suite: &str) -> &str {
    let found = crate::platform::tools::suite::SUITES.iter().find(|each| each.name == suite);
    found.map_or(suite, |each| each.label)
}
