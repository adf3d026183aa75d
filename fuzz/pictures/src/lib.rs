//! What the targets that draw share: the limits, the first inputs, and which panics are whose.

use std::collections::HashSet;
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use media::limits::Limits;

/// What a picture may use here: small, so that whoever takes more than it was given is seen.
pub const LIMITS: Limits = Limits::new(1 << 20, 48 << 20, Duration::from_secs(5));
/// The stack of the threads on which the product reads files.
const STACK_BYTES: usize = 2 << 20;
/// Larger files are not begun with, bytes.
const LARGEST_SEED: u64 = 48 << 10;

/// A panic inside a decoder of others costs its picture and no more, because it is caught where they are called: it is
/// told once for each place and let go. A panic in our own code stays what it is, a finding.
pub fn let_decoders_panic() {
    let ours = panic::take_hook();
    let told: Mutex<HashSet<String>> = Mutex::new(HashSet::new());
    panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        if !place.contains("/registry/src/") {
            ours(panic);
        }
        if told.lock().is_ok_and(|mut told| told.insert(place.clone())) {
            eprintln!("caught panic of a decoder: {place}: {}", panic.payload_as_str().unwrap_or_default());
        }
    }));
}

/// Runs `work` on a stack as small as it has in the product, and falls over when it does.
pub fn on_a_small_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work);
        thread.expect("a thread").join().expect("a panic that nothing caught")
    })
}

/// The folder of a target's inputs, and whether it has none yet.
fn empty_corpus(target: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus").join(target);
    std::fs::create_dir_all(&folder).expect("a folder for the corpus");
    let is_empty = std::fs::read_dir(&folder).expect("the corpus").next().is_none();
    is_empty.then_some(folder)
}

/// Begins with the real files that lie beside the checkout, where there are some, and with the drawings made here.
pub fn write_files(target: &str, extensions: &[&str], made: &[&[u8]]) {
    let Some(folder) = empty_corpus(target) else { return };
    let mut found = made.iter().map(|bytes| bytes.to_vec()).collect::<Vec<_>>();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus")];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            let extension = path.extension().and_then(|each| each.to_str()).unwrap_or_default().to_lowercase();
            if path.is_dir() {
                open.push(path);
            } else if extensions.contains(&extension.as_str())
                && entry.metadata().is_ok_and(|about| about.len() <= LARGEST_SEED)
            {
                found.extend(std::fs::read(&path));
            }
        }
    }
    for (number, bytes) in found.iter().enumerate() {
        std::fs::write(folder.join(format!("seed-{number}")), bytes).expect("a seed");
    }
}
