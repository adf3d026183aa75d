//! Asks a ClamAV daemon about a file, over its socket, by the command INSTREAM of clamd(8).
//!
//! Configured and not to be reached is an error: then nothing is taken in unseen.

use std::path::Path;
use std::time::Duration;

use tokio::fs::File;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

use crate::platform::config::setting::ScannerSetting;
use crate::platform::error::{Code, Error, Result};

/// Bytes sent in one piece.
const PIECE: usize = 256 * 1024;
/// How long a daemon may be silent.
const SILENCE: Duration = Duration::from_secs(120);
/// The longest answer that is read, bytes.
const MOST_ANSWER: u64 = 4096;

/// What the daemon says about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    Clean,
    /// The name it gives to what is in the file.
    Infected(String),
    /// Larger than the daemon reads (`StreamMaxLength` of its own settings).
    TooLarge,
}

/// Sends the file and hears the answer. 503 `scanner.unavailable` when there is none that can be read.
pub async fn scan(scanner: &ScannerSetting, path: &Path) -> Result<Finding> {
    let answer = match scanner {
        ScannerSetting::Unix(socket) => ask(UnixStream::connect(socket), path).await,
        ScannerSetting::Tcp(address) => ask(TcpStream::connect(address.as_str()), path).await,
    };
    let answer = answer.map_err(|error| Error { source: Some(error.into()), ..unavailable() })?;
    read(&answer).ok_or_else(|| Error { source: Some(anyhow::anyhow!("it answered {answer:?}")), ..unavailable() })
}

fn unavailable() -> Error {
    Error::new(Code::ScannerUnavailable, "The virus scanner does not answer. Try again in a while.")
}

async fn ask<S: AsyncRead + AsyncWrite + Unpin>(
    connecting: impl Future<Output = std::io::Result<S>>,
    path: &Path,
) -> std::io::Result<String> {
    let mut stream = in_time(connecting).await?;
    let mut file = File::open(path).await?;
    // A daemon that has read enough hangs up while we write: what it said is still there to be read.
    let sent = send(&mut stream, &mut file).await;
    let mut answer = Vec::new();
    let heard = in_time((&mut stream).take(MOST_ANSWER).read_to_end(&mut answer)).await;
    if answer.is_empty() {
        sent.and(heard.map(drop))?;
    }
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

async fn send(stream: &mut (impl AsyncWrite + Unpin), file: &mut File) -> std::io::Result<()> {
    in_time(stream.write_all(b"zINSTREAM\0")).await?;
    let mut piece = vec![0; PIECE];
    loop {
        let read = file.read(&mut piece).await?;
        let length = u32::try_from(read).map_err(std::io::Error::other)?;
        in_time(stream.write_all(&length.to_be_bytes())).await?;
        if read == 0 {
            return in_time(stream.flush()).await;
        }
        in_time(stream.write_all(&piece[..read])).await?;
    }
}

async fn in_time<T>(work: impl Future<Output = std::io::Result<T>>) -> std::io::Result<T> {
    tokio::time::timeout(SILENCE, work).await.map_err(|_| std::io::Error::from(std::io::ErrorKind::TimedOut))?
}

/// The daemon's words as a finding; `None` for words of another kind.
fn read(answer: &str) -> Option<Finding> {
    let answer = answer.trim_end_matches(['\0', '\n', '\r']);
    if answer.starts_with("INSTREAM size limit exceeded") {
        return Some(Finding::TooLarge);
    }
    match answer.strip_prefix("stream: ")? {
        "OK" => Some(Finding::Clean),
        found => Some(Finding::Infected(found.strip_suffix(" FOUND")?.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_daemons_words_are_read_and_no_others() {
        assert_eq!(read("stream: OK\0"), Some(Finding::Clean));
        assert_eq!(read("stream: Eicar-Signature FOUND\0"), Some(Finding::Infected("Eicar-Signature".to_owned())));
        assert_eq!(read("INSTREAM size limit exceeded. ERROR\0"), Some(Finding::TooLarge));
        for odd in ["", "stream: ", "stream: OK FINE", "OK", "HTTP/1.1 400 Bad Request"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }
}
