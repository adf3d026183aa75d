//! What is put around a child program: limits of the kernel and, where the system allows it, no network.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;

use super::call::Limits;

/// Namespaces of its own: no network, no sight of other processes, and all of its children end with it.
const APART: [&str; 8] =
    ["--user", "--map-current-user", "--net", "--ipc", "--pid", "--fork", "--kill-child=KILL", "--"];
const FOLDERS: [&str; 2] = ["/usr/bin", "/bin"];

/// The wrappers this machine allows.
#[derive(Debug, Default)]
pub struct Guard {
    /// Puts the child into namespaces of its own.
    unshare: Option<PathBuf>,
    /// Sets the kernel's limits.
    prlimit: Option<PathBuf>,
}

impl Guard {
    /// Tries what works here.
    pub(super) async fn find() -> Guard {
        let prlimit = program("prlimit");
        let unshare = match program("unshare") {
            Some(path) if works(&path).await => Some(path),
            _ => None,
        };
        Guard { unshare, prlimit }
    }

    /// Whether children are cut off from the network.
    pub fn has_no_network(&self) -> bool {
        self.unshare.is_some()
    }

    /// Whether memory, processor time and file sizes are limited by the kernel.
    pub fn has_limits(&self) -> bool {
        self.prlimit.is_some()
    }

    /// The system does not count the processes of root.
    pub fn counts_processes(&self) -> bool {
        use std::os::unix::fs::MetadataExt;
        self.has_limits() && std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() != 0)
    }

    /// The command for `program` with everything around it; arguments are added by the caller.
    pub(super) fn command(&self, program: &Path, limits: &Limits) -> Command {
        let mut words: Vec<String> = Vec::new();
        if let Some(unshare) = &self.unshare {
            words.push(unshare.display().to_string());
            words.extend(APART.map(str::to_owned));
        }
        if let Some(prlimit) = &self.prlimit {
            words.push(prlimit.display().to_string());
            words.extend(limit_words(limits));
        }
        let mut words = words.into_iter();
        match words.next() {
            Some(first) => {
                let mut command = Command::new(first);
                command.args(words).arg(program);
                command
            }
            None => Command::new(program),
        }
    }
}

fn limit_words(limits: &Limits) -> Vec<String> {
    let cpu = limits.cpu.as_secs().max(1);
    vec![
        format!("--cpu={cpu}:{}", cpu + 2),
        format!("--as={}", limits.memory_bytes),
        format!("--fsize={}", limits.file_bytes),
        format!("--nproc={}", limits.processes),
        "--nofile=512".to_owned(),
        "--core=0".to_owned(),
        "--".to_owned(),
    ]
}

fn program(name: &str) -> Option<PathBuf> {
    FOLDERS.iter().map(|folder| Path::new(folder).join(name)).find(|path| path.is_file())
}

async fn works(unshare: &Path) -> bool {
    let mut command = Command::new(unshare);
    command.args(APART).arg("/bin/true").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let tried = tokio::time::timeout(Duration::from_secs(5), command.kill_on_drop(true).status()).await;
    matches!(tried, Ok(Ok(status)) if status.success())
}
