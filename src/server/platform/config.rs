//! The settings of a server: file under environment under flags, each with its origin; wrong ones named all at once.
//!
//! Reading them touches the disk in two places only: the settings file, and the generated secret in the data folder.

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

pub mod layers;
mod parse;
mod read;
pub mod secret;
pub mod setting;
#[cfg(test)]
mod tests;

use layers::{Given, Layers, Origin};
use read::{Reader, Show};
use secret::Secret;
use setting::{LogFormat, ScannerSetting, Setting, StorageSetting};

use crate::platform::tools::suite::Wish;

/// A file of this name in the working folder is read when no other is named.
const FILE_NAME: &str = "placet.toml";
const MIB: u64 = 1024 * 1024;
const GIB: u64 = 1024 * MIB;
const TRANSFORM_SIZES: [u32; 10] = [160, 320, 480, 640, 800, 1024, 1280, 1600, 1920, 2048];
const TRANSFORM_FORMATS: [&str; 3] = ["jpg", "png", "webp"];

/// Everything that can be set.
#[derive(Clone)]
pub struct Config {
    pub listen: SocketAddr,
    pub data_dir: PathBuf,
    /// `sqlite://PATH` or `postgres://…`; may hold a password.
    pub database_url: String,
    pub storage: StorageSetting,
    /// Scheme, host and port under which people reach the server, without a slash at the end.
    pub public_url: String,
    pub secret: Secret<[u8; 32]>,
    /// Set together with `admin_password` or not at all.
    pub admin_email: Option<String>,
    pub admin_password: Option<Secret<String>>,
    pub demo: bool,
    pub log: LogFormat,
    /// How many renditions are made at once.
    pub worker_threads: usize,
    pub max_upload_bytes: u64,
    /// How many bytes of memory one rendition may take.
    pub render_memory_bytes: u64,
    /// How many bytes of memory small pictures may take that are kept between requests.
    pub cache_memory_bytes: u64,
    /// How long caches between us and the public may keep what is published without asking again; never longer than the
    /// right is known to stand. 0: not at all, so that a right that is taken away ends with the next request.
    pub public_cache_seconds: u32,
    /// Pixels that addresses of cuts may ask for.
    pub transform_sizes: Vec<u32>,
    /// Formats that addresses of cuts may ask for, as file extensions.
    pub transform_formats: Vec<String>,
    pub session_hours: u32,
    /// Folders below this one may be imported by an administrator over the API.
    pub import_dir: Option<PathBuf>,
    /// Files that are put into this folder are taken in by themselves.
    pub hot_dir: Option<PathBuf>,
    /// A ClamAV daemon that sees every file before it is taken in.
    pub scanner: Option<ScannerSetting>,
    /// Certificates (PEM) of those whose signatures under Content Credentials are trusted.
    pub c2pa_trust: Option<PathBuf>,
    /// The web app is served from this folder instead of the binary.
    pub web_dir: Option<PathBuf>,
    /// Where child programs are, by the name of their suite; what is not named is looked for.
    pub tools: BTreeMap<&'static str, Wish>,
    /// The instant at which the server's clock stands still.
    #[cfg(feature = "testing")]
    pub clock: Option<chrono::DateTime<chrono::Utc>>,
    /// Reference data in the form of a case file's `fixture`, instead of what the release ships.
    #[cfg(feature = "testing")]
    pub reference: Option<PathBuf>,
}

/// What is wrong with the settings, one line each.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", problems.join("\n"))]
pub struct ConfigError {
    pub problems: Vec<String>,
}

impl Config {
    /// Reads the settings and, where none is set, makes or reads the secret in the data folder.
    ///
    /// Flags go by the settings' names (`data-dir`), the environment is the process's whole environment.
    pub fn load(
        flags: &BTreeMap<String, String>,
        environment: &BTreeMap<String, String>,
        file: Option<&Path>,
    ) -> Result<(Config, Vec<Setting>), ConfigError> {
        let content = match file {
            Some(path) => match std::fs::read_to_string(path) {
                Ok(content) => Some((path, content)),
                Err(error) => {
                    return Err(ConfigError { problems: vec![format!("file {}: {error}", path.display())] });
                }
            },
            None => None,
        };
        let file = content.as_ref().map(|(path, content)| (*path, content.as_str()));
        resolve(Layers::gather(flags, environment, file), environment, secret::load_or_create)
    }

    /// The settings file to read: `--config`, else `PLACET_CONFIG`, else `placet.toml` when the working folder has one.
    pub fn file(flags: &BTreeMap<String, String>, environment: &BTreeMap<String, String>) -> Option<PathBuf> {
        let variable = layers::variable_of(layers::CONFIG);
        let named = flags.get(layers::CONFIG).or_else(|| environment.get(&variable).filter(|path| !path.is_empty()));
        named.map(PathBuf::from).or_else(|| Some(PathBuf::from(FILE_NAME)).filter(|path| path.is_file()))
    }

    /// Everything below `dir`, a port of the system's choice and a secret known to all tests.
    #[cfg(any(test, feature = "testing"))]
    pub fn for_testing(dir: &Path) -> Config {
        Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            data_dir: dir.to_owned(),
            database_url: default_database_url(dir),
            storage: StorageSetting::Local(dir.join("store")),
            public_url: "http://placet.test".to_owned(),
            secret: secret::derive("the secret of every test"),
            admin_email: None,
            admin_password: None,
            demo: false,
            log: LogFormat::Text,
            worker_threads: 1,
            max_upload_bytes: 64 * MIB,
            render_memory_bytes: GIB,
            cache_memory_bytes: 8 * MIB,
            public_cache_seconds: 0,
            transform_sizes: TRANSFORM_SIZES.to_vec(),
            transform_formats: TRANSFORM_FORMATS.map(str::to_owned).to_vec(),
            session_hours: 12,
            import_dir: None,
            hot_dir: None,
            scanner: None,
            c2pa_trust: None,
            web_dir: None,
            tools: BTreeMap::new(),
            #[cfg(feature = "testing")]
            clock: None,
            #[cfg(feature = "testing")]
            reference: None,
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not derived: the database's URL may hold a password.
        let mut shown = f.debug_struct("Config");
        shown.field("listen", &self.listen).field("data_dir", &self.data_dir).field("storage", &self.storage);
        shown.field("database_url", &parse::masked_url(&self.database_url)).finish_non_exhaustive()
    }
}

/// Everything but the disk: `generate` gives the secret's text for a data folder when none is set.
fn resolve(
    layers: Layers,
    environment: &BTreeMap<String, String>,
    generate: impl FnOnce(&Path) -> std::io::Result<String>,
) -> Result<(Config, Vec<Setting>), ConfigError> {
    let mut read = Reader { layers, settings: Vec::new() };
    let is_secret_given = read.layers.given.contains_key("secret");
    let mut config = read_config(&mut read, environment);
    let Reader { layers: Layers { given, mut problems }, settings } = read;
    for (name, what) in [("clock", "a clock"), ("reference", "reference data")] {
        if let Some(Given { origin, .. }) = given.get(name) {
            problems.push(format!("{name} ({origin}): only test builds have {what} that can be set"));
        }
    }
    // Only settings without fault may leave something on the disk.
    if problems.is_empty() && !is_secret_given {
        match generate(&config.data_dir) {
            Ok(text) => config.secret = secret::derive(&text),
            Err(error) => {
                let file = secret::file(&config.data_dir);
                problems.push(format!("secret (file {}): {error}", file.display()));
            }
        }
    }
    if problems.is_empty() { Ok((config, settings)) } else { Err(ConfigError { problems }) }
}

fn read_config(read: &mut Reader, environment: &BTreeMap<String, String>) -> Config {
    let (listen, public_url) = read_addresses(read);
    let (data_dir, database_url, storage) = read_places(read, environment);
    let secret = read_secret(read, &data_dir);
    let (admin_email, admin_password) = read_admin(read);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get) as u64;
    let threads = read.number("worker_threads", cores.min(256), |text| parse::count(text, 1..=256));
    let hours = read.number("session_hours", 12, |text| parse::count(text, 1..=8760));
    let cache_seconds = read.number("public_cache_seconds", 0, |text| parse::count(text, 0..=86_400));
    let (transform_sizes, transform_formats) = read_transforms(read);
    let text_log = "text".to_owned();
    Config {
        listen,
        data_dir,
        database_url,
        storage,
        public_url,
        // Without a text of its own it is filled in from the data folder.
        secret: secret.unwrap_or_else(|| Secret::new([0; 32])),
        admin_email,
        admin_password,
        demo: read.or("demo", Show::Plainly, (false, "0".to_owned()), parse::switch),
        log: read.or("log", Show::Plainly, (LogFormat::Text, text_log), parse::log),
        worker_threads: threads as usize,
        max_upload_bytes: read.number("max_upload_bytes", 10 * GIB, |text| parse::bytes(text, 1)),
        render_memory_bytes: read.number("render_memory_bytes", GIB, |text| parse::bytes(text, 64 * MIB)),
        cache_memory_bytes: read.number("cache_memory_bytes", 64 * MIB, |text| parse::bytes(text, MIB)),
        public_cache_seconds: cache_seconds as u32,
        transform_sizes,
        transform_formats,
        session_hours: hours as u32,
        import_dir: read.optional("import_dir", Show::Plainly, parse::path),
        hot_dir: read.optional("hot_dir", Show::Plainly, parse::path),
        scanner: read.optional("scanner", Show::Plainly, parse::scanner),
        c2pa_trust: read.optional("c2pa_trust", Show::Plainly, parse::path),
        web_dir: read.optional("web_dir", Show::Plainly, parse::path),
        tools: read_tools(read),
        #[cfg(feature = "testing")]
        clock: read.optional("clock", Show::Plainly, parse::clock),
        #[cfg(feature = "testing")]
        reference: read.optional("reference", Show::Plainly, parse::path),
    }
}

fn read_addresses(read: &mut Reader) -> (SocketAddr, String) {
    let listen = SocketAddr::from(([127, 0, 0, 1], 8080));
    let listen = read.or("listen", Show::Plainly, (listen, listen.to_string()), parse::listen);
    let url = default_public_url(listen);
    (listen, read.or("public_url", Show::Plainly, (url.clone(), url), parse::public_url))
}

fn read_places(read: &mut Reader, environment: &BTreeMap<String, String>) -> (PathBuf, String, StorageSetting) {
    let folder = (PathBuf::from("./data"), "./data".to_owned());
    let data_dir = read.or("data_dir", Show::Plainly, folder, parse::path);
    let url = default_database_url(&data_dir);
    let database_url = read.or("database_url", Show::Partly, (url.clone(), url), parse::database_url);
    let store = StorageSetting::Local(data_dir.join("store"));
    let default = (store.clone(), store.to_string());
    let parse_storage = |text: &str| parse::storage(text, &data_dir, environment);
    let storage = read.or("storage", Show::Partly, default, parse_storage);
    (data_dir, database_url, storage)
}

fn read_secret(read: &mut Reader, data_dir: &Path) -> Option<Secret<[u8; 32]>> {
    if !read.layers.given.contains_key("secret") {
        read.note("secret", "***".to_owned(), Origin::File(secret::file(data_dir)));
        return None;
    }
    read.optional("secret", Show::Never, parse::secret)
}

fn read_admin(read: &mut Reader) -> (Option<String>, Option<Secret<String>>) {
    let given = (read.layers.given.contains_key("admin_email"), read.layers.given.contains_key("admin_password"));
    if let (true, false) | (false, true) = given {
        let (is, other) = if given.0 { ("admin_email", "admin_password") } else { ("admin_password", "admin_email") };
        let origin = read.layers.given.get(is).map_or(Origin::Default, |given| given.origin.clone());
        read.layers.problems.push(format!("{is} ({origin}): {other} is not set; the first administrator needs both"));
    }
    let email = read.optional("admin_email", Show::Plainly, parse::email);
    (email, read.optional("admin_password", Show::Never, parse::password))
}

/// The settings of child programs and the suites they belong to.
const TOOLS: [(&str, &str); 5] = [
    ("tool_ffmpeg", "ffmpeg"),
    ("tool_poppler", "poppler"),
    ("tool_vips", "vips"),
    ("tool_exiftool", "exiftool"),
    ("tool_libreoffice", "libreoffice"),
];

fn read_tools(read: &mut Reader) -> BTreeMap<&'static str, Wish> {
    let mut wish = |setting| read.optional(setting, Show::Plainly, Wish::parse);
    TOOLS.into_iter().filter_map(|(setting, suite)| Some((suite, wish(setting)?))).collect()
}

fn read_transforms(read: &mut Reader) -> (Vec<u32>, Vec<String>) {
    let sizes = TRANSFORM_SIZES.map(|size| size.to_string()).join(",");
    let sizes = read.or("transform_sizes", Show::Plainly, (TRANSFORM_SIZES.to_vec(), sizes), parse::sizes);
    let formats = (TRANSFORM_FORMATS.map(str::to_owned).to_vec(), TRANSFORM_FORMATS.join(","));
    (sizes, read.or("transform_formats", Show::Plainly, formats, |text| parse::listed(text, &TRANSFORM_FORMATS)))
}

fn default_database_url(data_dir: &Path) -> String {
    format!("sqlite://{}", data_dir.join("placet.db").display())
}

/// Nobody can open an address that stands for all addresses.
fn default_public_url(listen: SocketAddr) -> String {
    if listen.ip().is_unspecified() {
        format!("http://localhost:{}", listen.port())
    } else {
        format!("http://{listen}")
    }
}
