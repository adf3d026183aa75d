//! The programs that are of use, what each gives, and where they are looked for.

use std::path::{Path, PathBuf};

use super::call::Ran;

/// Programs that come together.
#[derive(Debug)]
pub struct Suite {
    /// As the settings call it: `tool_` and this.
    pub name: &'static str,
    /// As people call it.
    pub label: &'static str,
    /// The first is the one whose path is set; the others lie beside it.
    pub programs: &'static [&'static str],
    pub version_flag: &'static str,
    pub gives: &'static str,
    /// What is missing without it.
    pub without: &'static str,
    /// Debian's name for it.
    pub package: &'static str,
}

/// All of them, in the order they are shown.
pub const SUITES: [Suite; 5] = [
    Suite {
        name: "ffmpeg",
        label: "FFmpeg",
        programs: &["ffmpeg", "ffprobe"],
        version_flag: "-version",
        gives: "Posters, players and technical data of film and sound.",
        without: "Film and sound are kept without preview and player.",
        package: "ffmpeg",
    },
    Suite {
        name: "poppler",
        label: "Poppler",
        programs: &["pdftoppm", "pdfinfo", "pdftotext"],
        version_flag: "-v",
        gives: "The first page, the number of pages and the text of PDFs.",
        without: "PDFs are kept without preview and cannot be searched by their text.",
        package: "poppler-utils",
    },
    Suite {
        name: "vips",
        label: "libvips",
        programs: &["vips", "vipsheader"],
        version_flag: "--version",
        gives: "Previews of HEIC, AVIF, JPEG XL, JPEG 2000 and rarer pictures.",
        without: "HEIC, AVIF, JPEG XL and JPEG 2000 are kept without preview.",
        package: "libvips-tools",
    },
    Suite {
        name: "exiftool",
        label: "ExifTool",
        programs: &["exiftool"],
        version_flag: "-ver",
        gives: "The preview that a camera puts into its raw files.",
        without: "Camera raw files are kept without preview.",
        package: "libimage-exiftool-perl",
    },
    Suite {
        name: "libreoffice",
        label: "LibreOffice",
        programs: &["soffice"],
        version_flag: "--version",
        gives: "The first page and the text of office documents.",
        without: "Office documents are kept without preview and cannot be searched by their text.",
        package: "libreoffice-core-nogui",
    },
];

/// What the settings say about a suite.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// Looked for on the usual paths.
    #[default]
    Search,
    At(PathBuf),
    Off,
}

impl Wish {
    /// `off`, or the path of the suite's main program.
    pub fn parse(text: &str) -> Result<Wish, String> {
        match text {
            "off" => Ok(Wish::Off),
            path if path.starts_with('/') => Ok(Wish::At(PathBuf::from(path))),
            _ => Err("the full path of the program, or off, is wanted".to_owned()),
        }
    }
}

/// The folders of the system's programs; the server's own `PATH` may hold anything.
const FOLDERS: [&str; 5] = ["/usr/local/bin", "/usr/bin", "/bin", "/opt/homebrew/bin", "/usr/lib/libreoffice/program"];

/// The main program's path, or why there is none.
pub(super) fn locate(suite: &Suite, wish: &Wish) -> Result<PathBuf, String> {
    let is_whole = |main: &Path| suite.programs.iter().all(|program| main.with_file_name(program).is_file());
    match wish {
        Wish::Off => Err("Switched off in the settings.".to_owned()),
        Wish::At(path) if is_whole(path) => Ok(path.clone()),
        Wish::At(path) => {
            Err(format!("{} or what belongs beside it is not there: {}.", path.display(), suite.programs.join(", ")))
        }
        Wish::Search => {
            let places = FOLDERS.iter().map(|folder| Path::new(folder).join(suite.programs[0]));
            places.into_iter().find(|path| is_whole(path)).ok_or_else(|| "Not installed.".to_owned())
        }
    }
}

/// The first number with a dot in what a program says about itself; its first line when there is none.
pub(super) fn version_in(ran: &Ran) -> String {
    let stdout = String::from_utf8_lossy(&ran.stdout);
    let said = if stdout.trim().is_empty() { ran.stderr.as_str() } else { stdout.as_ref() };
    let line = said.lines().next().unwrap_or_default();
    let is_number = |word: &&str| word.contains('.') && word.starts_with(|c: char| c.is_ascii_digit());
    let words = line.split([' ', '-']).map(|word| word.trim_start_matches('n'));
    words.into_iter().find(is_number).unwrap_or(line).chars().take(60).collect()
}
