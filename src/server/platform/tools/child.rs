//! Runs one child program: empty surroundings, bounded output, ended as a group whenever nobody waits for it any more.

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Instant;

use tokio::io::{AsyncRead, AsyncReadExt};

use super::call::{Call, Ran, ToolError};
use super::guard::Guard;

/// Complaints are kept up to this many bytes.
const STDERR_BYTES: usize = 8 * 1024;

/// Signals by which the kernel ends what goes over a limit.
const SIGKILL: i32 = 9;
const SIGSEGV: i32 = 11;
const SIGABRT: i32 = 6;
const SIGXCPU: i32 = 24;
const SIGXFSZ: i32 = 25;

/// Runs `program` in `folder`, which is also its home and its place for temporary files.
pub(super) async fn run(guard: &Guard, program: &Path, folder: &Path, call: &Call<'_>) -> Result<Ran, ToolError> {
    let mut command = guard.command(program, &call.limits);
    command
        .args(call.args)
        .current_dir(folder)
        .env_clear()
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .env("HOME", folder)
        .env("TMPDIR", folder)
        .env("LC_ALL", "C.UTF-8")
        .env("VIPS_CONCURRENCY", "2")
        .env("OMP_NUM_THREADS", "1")
        .env("MAGICK_THREAD_LIMIT", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .kill_on_drop(true);
    let began = Instant::now();
    let mut child = command.spawn().map_err(|error| ToolError::Failed { why: error.to_string() })?;
    let mut group = Group(child.id());
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let work = async { tokio::join!(keep(stdout, call.limits.output_bytes), keep(stderr, STDERR_BYTES), child.wait()) };
    let Ok(((stdout, is_cut), (stderr, _), status)) = tokio::time::timeout(call.limits.wall, work).await else {
        return Err(ToolError::TimedOut);
    };
    let status = status.map_err(|error| ToolError::Failed { why: error.to_string() })?;
    group.0 = None;
    let stderr = String::from_utf8_lossy(&stderr).into_owned();
    if status.success() {
        return Ok(Ran { stdout, is_cut, stderr });
    }
    tracing::debug!(program = call.program, %status, stderr, "a tool failed");
    // The first process of a namespace does not hear the warning of the processor's limit and is killed two seconds
    // later; several threads reach it sooner.
    let is_late = began.elapsed() * 4 >= call.limits.cpu;
    Err(judge(status, &stderr, is_late))
}

/// Why it failed, from how it ended and what it said.
fn judge(status: ExitStatus, stderr: &str, is_late: bool) -> ToolError {
    // `unshare` cannot pass on that its child was killed outright and fails with these words instead.
    let was_killed = stderr.contains("unshare: sigprocmask unblock failed").then_some(SIGKILL);
    let signal =
        status.signal().or_else(|| status.code().filter(|code| *code > 128).map(|code| code - 128)).or(was_killed);
    match signal {
        Some(SIGXCPU) => return ToolError::TimedOut,
        Some(SIGKILL) if is_late => return ToolError::TimedOut,
        Some(SIGXFSZ | SIGKILL | SIGSEGV | SIGABRT) => return ToolError::TooMuch,
        _ => {}
    }
    let lower = stderr.to_lowercase();
    if ["cannot allocate memory", "out of memory", "bad_alloc", "file too large"]
        .iter()
        .any(|word| lower.contains(word))
    {
        return ToolError::TooMuch;
    }
    let said = stderr.lines().map(str::trim).rfind(|line| !line.is_empty() && !line.contains("WARNING"));
    let said: String = said.unwrap_or("it gave no reason").chars().filter(|c| !c.is_control()).take(200).collect();
    ToolError::Failed { why: said }
}

/// Reads to the end, so that the child never waits for a reader, and keeps the first `most` bytes.
async fn keep(from: Option<impl AsyncRead + Unpin>, most: usize) -> (Vec<u8>, bool) {
    let Some(mut from) = from else { return (Vec::new(), false) };
    let (mut kept, mut is_cut) = (Vec::new(), false);
    let mut chunk = vec![0; 64 * 1024];
    while let Ok(read @ 1..) = from.read(&mut chunk).await {
        let room = most.saturating_sub(kept.len()).min(read);
        kept.extend_from_slice(&chunk[..room]);
        is_cut |= room < read;
    }
    (kept, is_cut)
}

/// The child with everything it started; ended when it is dropped before its end was seen.
struct Group(Option<u32>);

impl Drop for Group {
    fn drop(&mut self) {
        if let Some(leader) = self.0 {
            // The leader has not been waited for, so its number cannot belong to anybody else yet.
            let mut kill = std::process::Command::new("/bin/sh");
            kill.args(["-c", "kill -KILL -- \"-$0\"", &leader.to_string()]);
            let _ = kill.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        }
    }
}
