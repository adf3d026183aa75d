//! Real files that lie beside the checkout, where there are some, as first inputs: a byte for the kind, then the file.

use std::path::Path;

/// The kinds of files, by how their names end.
pub const KINDS: &[(&[&str], &str)] = &[
    (&["xmp"], "application/rdf+xml"),
    (&["jpg", "jpeg", "mpo"], "image/jpeg"),
    (&["png"], "image/png"),
    (&["webp"], "image/webp"),
    (&["tif", "tiff", "nef", "cr2", "arw", "pef", "dng"], "image/tiff"),
    (&["psd", "psb"], "image/vnd.adobe.photoshop"),
    (&["heic", "heif"], "image/heic"),
    (&["avif", "avifs"], "image/avif"),
    (&["jxl"], "image/jxl"),
    (&["pdf"], "application/pdf"),
    (&["docx", "xlsx", "pptx", "odt", "ods", "odp", "epub"], "application/zip"),
    (&["mp3"], "audio/mpeg"),
    (&["wav"], "audio/wav"),
    (&["avi"], "video/x-msvideo"),
    (&["mp4", "m4a"], "video/mp4"),
    (&["mov"], "video/quicktime"),
    (&["gif", "indd", "eps"], "application/octet-stream"),
];
/// What is taken of a larger file, bytes: what it says about itself mostly stands in front.
const MOST: usize = 96 << 10;

/// Writes the first inputs of a target into its corpus where there are none yet.
pub fn write(target: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    std::fs::create_dir_all(&folder).expect("a folder for the corpus");
    if std::fs::read_dir(&folder).expect("the corpus").next().is_some() {
        return;
    }
    // Made ones first: where there is no corpus they are all there is.
    for number in 0..200 {
        std::fs::write(folder.join(format!("made-{number}")), crate::seeds::file(number)).expect("a seed");
    }
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus")];
    let mut number = 0;
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            let extension = path.extension().and_then(|each| each.to_str()).unwrap_or_default().to_lowercase();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let Some(kind) = KINDS.iter().position(|(ends, _)| ends.contains(&extension.as_str())) else { continue };
            let bytes = std::fs::read(&path).expect("a file");
            let kind = u8::try_from(kind).expect("few kinds");
            let seed = [&[kind][..], &bytes[..bytes.len().min(MOST)]].concat();
            std::fs::write(folder.join(format!("file-{number}")), seed).expect("a seed");
            number += 1;
        }
    }
}
