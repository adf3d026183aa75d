//! The names of the settings, and where each value comes from: default, file, environment or flag.
//!
//! Only texts here; what a text means is `parse`'s business.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// Prefix of the environment variables.
pub const PREFIX: &str = "PLACET_";

/// Every setting, as named in the file and on flags (there also with hyphens).
pub const NAMES: [&str; 30] = [
    "listen",
    "data_dir",
    "database_url",
    "storage",
    "public_url",
    "secret",
    "admin_email",
    "admin_password",
    "demo",
    "log",
    "worker_threads",
    "max_upload_bytes",
    "render_memory_bytes",
    "cache_memory_bytes",
    "public_cache_seconds",
    "transform_sizes",
    "transform_formats",
    "session_hours",
    "import_dir",
    "hot_dir",
    "scanner",
    "c2pa_trust",
    "web_dir",
    "tool_ffmpeg",
    "tool_poppler",
    "tool_vips",
    "tool_exiftool",
    "tool_libreoffice",
    "clock",
    "reference",
];

/// Names the settings file itself, so it cannot stand in it.
pub const CONFIG: &str = "config";

/// Where a value comes from, in rising order of strength.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Default,
    File(PathBuf),
    /// The variable's name.
    Environment(String),
    Flag,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File(path) => write!(f, "file {}", path.display()),
            Origin::Environment(variable) => write!(f, "environment {variable}"),
            Origin::Flag => f.write_str("flag"),
        }
    }
}

/// A text that somebody set.
#[derive(Clone, Debug)]
pub struct Given {
    pub text: String,
    pub origin: Origin,
}

/// The strongest text for each name, and one line for everything that is not a setting.
#[derive(Default, Debug)]
pub struct Layers {
    pub given: BTreeMap<String, Given>,
    pub problems: Vec<String>,
}

impl Layers {
    /// Lays the file under the environment under the flags. `file` is its path and content.
    pub fn gather(
        flags: &BTreeMap<String, String>,
        environment: &BTreeMap<String, String>,
        file: Option<(&Path, &str)>,
    ) -> Layers {
        let mut layers = Layers::default();
        if let Some((path, text)) = file {
            layers.add_file(path, text);
        }
        layers.add_environment(environment);
        for (flag, text) in flags {
            let name = flag.trim_start_matches('-').replace('-', "_");
            if NAMES.contains(&name.as_str()) {
                layers.set(&name, text, Origin::Flag);
            } else if name != CONFIG {
                let nearest = nearest(&name).replace('_', "-");
                layers
                    .problems
                    .push(format!("--{}: no such setting; did you mean --{nearest}?", name.replace('_', "-")));
            }
        }
        layers
    }

    fn add_file(&mut self, path: &Path, text: &str) {
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                return self.problems.push(format!("file {}: {}", path.display(), first_line(&error)));
            }
        };
        for (name, value) in &table {
            let text = match value {
                toml::Value::String(text) => text.clone(),
                toml::Value::Integer(number) => number.to_string(),
                toml::Value::Boolean(switch) => switch.to_string(),
                toml::Value::Datetime(instant) => instant.to_string(),
                _ => {
                    let line =
                        format!("{name} (file {}): a text, a whole number, true or false is wanted", path.display());
                    self.problems.push(line);
                    continue;
                }
            };
            if NAMES.contains(&name.as_str()) {
                self.set(name, &text, Origin::File(path.to_owned()));
            } else {
                let nearest = nearest(name);
                self.problems
                    .push(format!("{name} (file {}): no such setting; did you mean {nearest}?", path.display()));
            }
        }
    }

    fn add_environment(&mut self, environment: &BTreeMap<String, String>) {
        for (variable, text) in environment {
            let Some(name) = variable.strip_prefix(PREFIX).map(str::to_lowercase) else {
                continue;
            };
            let is_exact = *variable == variable_of(&name);
            if is_exact && NAMES.contains(&name.as_str()) {
                // Compose files and unit files pass on variables that nobody set as empty ones.
                if !text.is_empty() {
                    self.set(&name, text, Origin::Environment(variable.clone()));
                }
            } else if !is_exact || (name != CONFIG && !is_for_tests(&name)) {
                let nearest = variable_of(nearest(&name));
                self.problems.push(format!("{variable}: no such setting; did you mean {nearest}?"));
            }
        }
    }

    fn set(&mut self, name: &str, text: &str, origin: Origin) {
        self.given.insert(name.to_owned(), Given { text: text.trim().to_owned(), origin });
    }
}

/// `PLACET_TEST_…` steers the test suites, whose servers inherit it.
fn is_for_tests(name: &str) -> bool {
    cfg!(any(test, feature = "testing")) && name.starts_with("test_")
}

/// The environment variable of a setting.
pub fn variable_of(name: &str) -> String {
    format!("{PREFIX}{}", name.to_uppercase())
}

fn first_line(error: &toml::de::Error) -> String {
    error.to_string().lines().next().unwrap_or("not readable as TOML").to_owned() + ": " + error.message()
}

fn nearest(wrong: &str) -> &'static str {
    NAMES.into_iter().min_by_key(|name| distance(name, wrong)).unwrap_or(NAMES[0])
}

/// How many letters must be changed, added or left out to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[other.len()]
}
