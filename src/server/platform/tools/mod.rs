//! Programs that other people wrote, run as children with limits: found at start, called by name, never trusted.
//!
//! Nothing here knows what a program is asked; `media::tool` does, and the room that asks reads what comes back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::OnceCell;

pub mod call;
pub mod child;
pub mod guard;
pub mod scratch;
pub mod suite;
#[cfg(test)]
mod tests;

use call::{Call, Limits, Ran, ToolError};
use guard::Guard;
use scratch::Scratch;
use suite::{SUITES, Suite, Wish};

/// The programs of this installation. Cloning shares them.
#[derive(Clone)]
pub struct Tools(Arc<Inner>);

struct Inner {
    wishes: BTreeMap<&'static str, Wish>,
    scratch: PathBuf,
    /// Looked for on first use: most tests and commands never need them.
    found: OnceCell<Found>,
}

/// What was found on this machine.
#[derive(Debug)]
pub struct Found {
    /// In the order of [`SUITES`].
    pub suites: Vec<FoundSuite>,
    pub guard: Guard,
}

/// One suite of programs: here, missing or switched off.
#[derive(Debug)]
pub struct FoundSuite {
    pub suite: &'static Suite,
    /// The main program's path, when all its programs are there.
    pub path: Option<PathBuf>,
    pub version: Option<String>,
    /// Why it is not used; `None` when it is.
    pub problem: Option<String>,
}

impl Tools {
    /// `data_dir` holds the folders that calls work in.
    pub fn new(wishes: BTreeMap<&'static str, Wish>, data_dir: &Path) -> Tools {
        let scratch = std::path::absolute(data_dir).unwrap_or_else(|_| data_dir.to_owned()).join("scratch");
        Tools(Arc::new(Inner { wishes, scratch, found: OnceCell::new() }))
    }

    /// What is there; looked for once.
    pub async fn found(&self) -> &Found {
        self.0.found.get_or_init(|| self.look()).await
    }

    /// Whether a suite can be called.
    pub async fn has(&self, suite: &str) -> bool {
        self.found().await.suites.iter().any(|each| each.suite.name == suite && each.problem.is_none())
    }

    /// Changes whenever a program is added, removed or of another version.
    pub async fn fingerprint(&self) -> String {
        let found = self.found().await;
        let usable = found.suites.iter().filter(|each| each.problem.is_none());
        let known: Vec<String> =
            usable.map(|each| format!("{} {}", each.suite.name, each.version.as_deref().unwrap_or_default())).collect();
        known.join(", ")
    }

    /// A new empty folder, removed with everything in it when it is dropped.
    pub async fn scratch(&self) -> std::io::Result<Scratch> {
        Scratch::create(&self.0.scratch).await
    }

    /// Runs a program in `folder` to its end or to the first of its limits.
    pub async fn run(&self, folder: &Scratch, call: &Call<'_>) -> Result<Ran, ToolError> {
        let found = self.found().await;
        let suite = found.suites.iter().find(|each| each.suite.programs.contains(&call.program));
        let path = suite.filter(|each| each.problem.is_none()).and_then(|each| each.path.as_ref());
        let Some(path) = path else {
            let label = suite.map_or(call.program, |each| each.suite.label);
            return Err(ToolError::Missing { label: label.to_owned() });
        };
        let program = path.with_file_name(call.program);
        let ran = child::run(&found.guard, &program, folder.path(), call).await;
        let ended = if ran.is_ok() { "done" } else { "failed" };
        metrics::counter!("placet_tool_calls_total", "program" => call.program.to_owned(), "ended" => ended)
            .increment(1);
        ran
    }

    async fn look(&self) -> Found {
        scratch::sweep(&self.0.scratch).await;
        let guard = Guard::find().await;
        let mut suites = Vec::with_capacity(SUITES.len());
        for suite in &SUITES {
            let wish = self.0.wishes.get(suite.name).cloned().unwrap_or_default();
            suites.push(self.look_for(&guard, suite, &wish).await);
        }
        for each in &suites {
            match &each.problem {
                None => tracing::info!(tool = each.suite.name, version = each.version, "found"),
                Some(why) => tracing::warn!(tool = each.suite.name, why, "without it: {}", each.suite.without),
            }
        }
        Found { suites, guard }
    }

    async fn look_for(&self, guard: &Guard, suite: &'static Suite, wish: &Wish) -> FoundSuite {
        let path = match suite::locate(suite, wish) {
            Ok(path) => path,
            Err(problem) => return FoundSuite { suite, path: None, version: None, problem: Some(problem) },
        };
        let limits = Limits {
            wall: Duration::from_secs(20),
            cpu: Duration::from_secs(10),
            memory_bytes: 8 << 30,
            file_bytes: 16 << 20,
            output_bytes: 16 << 10,
            processes: 128,
        };
        let args = [suite.version_flag.to_owned()];
        let call = Call { program: suite.programs[0], args: &args, limits };
        let asked = match self.scratch().await {
            Ok(folder) => child::run(guard, &path, folder.path(), &call).await,
            Err(error) => Err(ToolError::Failed { why: error.to_string() }),
        };
        let (version, problem) = match asked {
            Ok(ran) => (Some(suite::version_in(&ran)), None),
            Err(error) => (None, Some(format!("It does not answer: {error}"))),
        };
        FoundSuite { suite, path: Some(path), version, problem }
    }
}
