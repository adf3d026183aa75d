//! An object being read, and the two promises about it: the range is inside it, and the stream gives exactly that.

use std::io;
use std::ops::Range;

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;

use super::error::StorageError;

/// Size of one piece of a stream in bytes: large enough to be quick, small enough for thousands of readers.
pub const CHUNK_BYTES: usize = 256 * 1024;

/// An object being read.
pub struct Object {
    /// Size of the whole object in bytes, whatever part of it is read.
    pub size: u64,
    /// The bytes that `stream` gives: what was asked for, cut to the object's end.
    pub range: Range<u64>,
    /// Exactly `range` bytes in order; a shorter source ends in an error, never silently.
    pub stream: BoxStream<'static, io::Result<Bytes>>,
}

/// The part of an object of `size` bytes that a wish means.
pub fn resolve_range(wish: Option<Range<u64>>, size: u64) -> Result<Range<u64>, StorageError> {
    match wish {
        None => Ok(0..size),
        Some(wish) if wish.start >= size || wish.start >= wish.end => Err(StorageError::RangeNotSatisfiable { size }),
        Some(wish) => Ok(wish.start..wish.end.min(size)),
    }
}

/// Makes a source that ends early, or goes on too long, an error: a reader who has already sent a length must not
/// take a torn object for a whole one.
pub fn exactly(
    length: u64,
    stream: impl futures_util::Stream<Item = io::Result<Bytes>> + Send + 'static,
) -> BoxStream<'static, io::Result<Bytes>> {
    let state = (Box::pin(stream), Some(length));
    futures_util::stream::unfold(state, |(mut stream, left)| async move {
        let left = left?;
        match stream.next().await {
            Some(Ok(chunk)) => match left.checked_sub(chunk.len() as u64) {
                Some(left) => Some((Ok(chunk), (stream, Some(left)))),
                None => Some((Err(torn("more")), (stream, None))),
            },
            Some(Err(error)) => Some((Err(error), (stream, None))),
            None if left == 0 => None,
            None => Some((Err(torn("fewer")), (stream, None))),
        }
    })
    .boxed()
}

fn torn(how: &str) -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, format!("the store gave {how} bytes than the object has"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_cut_at_the_end_and_refused_beyond_it() {
        assert_eq!(resolve_range(None, 0).expect("whole"), 0..0);
        assert_eq!(resolve_range(Some(0..10), 4).expect("cut"), 0..4);
        assert_eq!(resolve_range(Some(3..4), 4).expect("last"), 3..4);
        for wish in [4..5, 2..2, 0..0, u64::MAX - 1..u64::MAX] {
            assert!(matches!(resolve_range(Some(wish), 4), Err(StorageError::RangeNotSatisfiable { size: 4 })));
        }
        assert!(matches!(resolve_range(Some(0..1), 0), Err(StorageError::RangeNotSatisfiable { size: 0 })));
    }

    #[tokio::test]
    async fn a_stream_that_ends_early_ends_in_an_error() {
        let source = || futures_util::stream::iter([Ok(Bytes::from_static(b"ab")), Ok(Bytes::from_static(b"cd"))]);
        let whole: Vec<_> = exactly(4, source()).collect().await;
        assert!(whole.iter().all(Result::is_ok));
        for length in [3, 5] {
            let torn: Vec<_> = exactly(length, source()).collect().await;
            assert!(torn.last().is_some_and(Result::is_err), "{length}");
        }
    }
}
