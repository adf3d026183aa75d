//! Settings: strength, origins, masking, and one clear line for each mistake.

use std::os::unix::fs::PermissionsExt;

use super::*;

fn texts(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn generated(_: &Path) -> std::io::Result<String> {
    Ok("generated".repeat(8))
}

fn read(
    flags: &[(&str, &str)],
    environment: &[(&str, &str)],
    file: &str,
) -> Result<(Config, Vec<Setting>), ConfigError> {
    let environment = texts(environment);
    let layers = Layers::gather(&texts(flags), &environment, Some((Path::new("placet.toml"), file)));
    resolve(layers, &environment, generated)
}

fn problems(flags: &[(&str, &str)], environment: &[(&str, &str)], file: &str) -> Vec<String> {
    read(flags, environment, file).expect_err("settings with a mistake").problems
}

fn origin_of(settings: &[Setting], name: &str) -> Origin {
    settings.iter().find(|setting| setting.name == name).expect(name).origin.clone()
}

const KEYS: [(&str, &str); 2] = [("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", "hush-hush")];

#[test]
fn without_settings_the_server_listens_at_home_and_keeps_everything_in_the_data_folder() {
    let (config, settings) = read(&[], &[("HOME", "/x"), ("PATH", "/bin")], "").expect("defaults");
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.database_url, "sqlite://./data/placet.db");
    assert_eq!(config.storage, StorageSetting::Local(PathBuf::from("./data/store")));
    assert_eq!(config.public_url, "http://127.0.0.1:8080");
    assert_eq!(config.max_upload_bytes, 10 * 1024 * 1024 * 1024);
    assert!(!config.demo && config.admin_email.is_none() && config.web_dir.is_none());
    assert!(config.worker_threads >= 1);
    assert!(settings.iter().all(|setting| setting.name == "secret" || setting.origin == Origin::Default));
}

#[test]
fn a_flag_beats_the_environment_and_the_environment_beats_the_file() {
    let file = "session_hours = 1\nlog = \"json\"\ndemo = true\n";
    let environment = [("PLACET_SESSION_HOURS", "2"), ("PLACET_LOG", "text")];
    let (config, settings) = read(&[("session-hours", "3")], &environment, file).expect("settings");
    assert_eq!((config.session_hours, config.log, config.demo), (3, LogFormat::Text, true));
    assert_eq!(origin_of(&settings, "session_hours"), Origin::Flag);
    assert_eq!(origin_of(&settings, "log"), Origin::Environment("PLACET_LOG".to_owned()));
    assert_eq!(origin_of(&settings, "demo"), Origin::File(PathBuf::from("placet.toml")));
    assert_eq!(origin_of(&settings, "listen"), Origin::Default);
}

#[test]
fn every_known_setting_is_listed_once() {
    let (_, settings) = read(&[], &[], "").expect("defaults");
    let mut listed: Vec<_> = settings.iter().map(|setting| setting.name).collect();
    listed.sort_unstable();
    let for_tests = |name: &&str| ["clock", "reference"].contains(name);
    let mut known: Vec<_> =
        layers::NAMES.into_iter().filter(|name| !for_tests(name) || cfg!(feature = "testing")).collect();
    known.sort_unstable();
    assert_eq!(listed, known);
}

#[test]
fn an_unknown_name_is_refused_with_the_nearest_known_one() {
    let found =
        problems(&[("data-dri", "x")], &[("PLACET_LISTNE", "x"), ("PLACET_log", "json")], "databse_url = \"x\"");
    assert_eq!(
        found,
        [
            "databse_url (file placet.toml): no such setting; did you mean database_url?",
            "PLACET_LISTNE: no such setting; did you mean PLACET_LISTEN?",
            "PLACET_log: no such setting; did you mean PLACET_LOG?",
            "--data-dri: no such setting; did you mean --data-dir?",
        ]
    );
}

#[test]
fn every_bad_value_gets_its_own_line_with_setting_and_origin() {
    let environment = [
        ("PLACET_LISTEN", "8080"),
        ("PLACET_PUBLIC_URL", "placet.example.com"),
        ("PLACET_DEMO", "yes"),
        ("PLACET_MAX_UPLOAD_BYTES", "10GB"),
    ];
    let found = problems(&[("worker-threads", "0")], &environment, "log = \"xml\"\nsession_hours = [1]");
    let starts = [
        "session_hours (file placet.toml): a text, a whole number, true or false is wanted",
        "listen (environment PLACET_LISTEN): \"8080\" an address and a port",
        "public_url (environment PLACET_PUBLIC_URL): \"placet.example.com\" scheme and host",
        "worker_threads (flag): \"0\" a whole number from 1 to 256",
        "demo (environment PLACET_DEMO): \"yes\" 1 or 0",
        "log (file placet.toml): \"xml\" text or json",
        "max_upload_bytes (environment PLACET_MAX_UPLOAD_BYTES): \"10GB\" a number of bytes",
    ];
    assert_eq!(found.len(), starts.len(), "{found:#?}");
    for (line, start) in found.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}");
        assert!(!line.contains('\n'), "{line}");
    }
}

#[test]
fn a_file_that_is_not_toml_is_one_line_with_its_place() {
    let found = problems(&[], &[], "log = text");
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("file placet.toml: ") && found[0].contains("line 1"), "{}", found[0]);
    assert!(!found[0].contains('\n'));
}

#[test]
fn secrets_are_shown_nowhere() {
    let environment = [
        ("PLACET_SECRET", "a-very-secret-secret"),
        ("PLACET_ADMIN_EMAIL", "ada@example.com"),
        ("PLACET_ADMIN_PASSWORD", "a-very-secret-password"),
        ("PLACET_DATABASE_URL", "postgres://placet:a-very-secret-word@db/placet?x=1"),
        ("PLACET_STORAGE", "s3://bucket?endpoint=http://127.0.0.1:1"),
        ("AWS_ACCESS_KEY_ID", "id"),
        ("AWS_SECRET_ACCESS_KEY", "a-very-secret-key"),
    ];
    let (config, settings) = read(&[], &environment, "").expect("settings");
    let shown = format!("{config:?} {settings:?} {:?} {:?}", config.secret, config.admin_password);
    assert!(!shown.contains("very-secret"), "{shown}");
    assert!(shown.contains("postgres://placet:***@db/placet?x=1"), "{shown}");
    assert_eq!(config.admin_password.expect("a password").reveal(), "a-very-secret-password");

    let found = problems(&[], &[("PLACET_SECRET", "short"), ("PLACET_DATABASE_URL", "mysql://u:hidden@h/d")], "");
    assert_eq!(found.len(), 2);
    assert!(!found.iter().any(|line| line.contains("short") || line.contains("hidden")), "{found:?}");
    assert_eq!(
        parse::masked_url("postgres://h/d?user=u&password=hidden&x=1"),
        "postgres://h/d?user=u&password=***&x=1"
    );
    assert_eq!(parse::masked_url("postgres://u:hid@den@h/d"), "postgres://u:***@h/d");
}

#[test]
fn the_first_administrator_needs_an_address_and_a_password() {
    let found = problems(&[], &[("PLACET_ADMIN_EMAIL", "ada@example.com")], "");
    assert_eq!(
        found,
        ["admin_email (environment PLACET_ADMIN_EMAIL): admin_password is not set; the first administrator needs both"]
    );
}

#[test]
fn storage_is_a_folder_or_a_bucket() {
    let at = |text: &str, environment: &[(&str, &str)]| parse::storage(text, Path::new("/data"), &texts(environment));
    let local = |path: &str| Ok(StorageSetting::Local(PathBuf::from(path)));
    assert_eq!(at("file:", &[]), local("/data/store"));
    assert_eq!(at("file:/srv/placet", &[]), local("/srv/placet"));
    assert_eq!(at("file:///srv/placet", &[]), local("/srv/placet"));
    assert_eq!(at("file:store", &[]), local("store"));
    assert!(at("file://host/x", &[]).is_err());
    assert!(at("/srv/placet", &[]).is_err());

    let Ok(StorageSetting::S3(s3)) = at("s3://media/a/b/?endpoint=http%3A%2F%2F127.0.0.1:9000&region=eu-x", &KEYS)
    else {
        panic!("a bucket")
    };
    assert_eq!((s3.bucket.as_str(), s3.prefix.as_str(), s3.region.as_str()), ("media", "a/b", "eu-x"));
    assert_eq!((s3.endpoint.as_deref(), s3.path_style), (Some("http://127.0.0.1:9000"), true));
    assert_eq!(
        StorageSetting::S3(s3).to_string(),
        "s3://media/a/b?endpoint=http://127.0.0.1:9000&region=eu-x&path_style=true"
    );

    let Ok(StorageSetting::S3(s3)) = at("s3://media?region=eu-central-1", &KEYS) else { panic!("a bucket") };
    assert_eq!((s3.prefix.as_str(), s3.endpoint, s3.path_style), ("", None, false));
}

#[test]
fn a_bucket_that_cannot_be_used_says_what_is_missing() {
    let fault = |text: &str, environment: &[(&str, &str)]| {
        parse::storage(text, Path::new("/data"), &texts(environment)).expect_err(text)
    };
    assert_eq!(fault("s3://media?endpoint=http://h", &[]), "the environment variable AWS_ACCESS_KEY_ID is not set");
    assert!(fault("s3://media", &KEYS).starts_with("the region is missing"));
    assert!(fault("s3://media?zone=x", &KEYS).contains("\"zone\""));
    assert!(fault("s3://media?path_style=2", &KEYS).contains("path_style"));
    assert!(fault("s3://Media?region=x", &KEYS).contains("bucket"));
    assert!(fault("s3://media/../x?region=x", &KEYS).contains("prefix"));
    assert!(fault("s3://media?endpoint=ftp://h", &KEYS).contains("endpoint"));
    assert!(fault("s3://media?region=%zz", &KEYS).contains("percent"));
}

#[test]
fn sizes_may_have_binary_units() {
    assert_eq!(parse::bytes("1024", 1), Ok(1024));
    assert_eq!(parse::bytes("512 MiB", 1), Ok(512 * MIB));
    assert_eq!(parse::bytes("10GiB", 1), Ok(10 * GIB));
    for text in ["", "GiB", "1.5GiB", "-1", "10GB", "99999999TiB", "1", "18446744073709551615"] {
        assert!(parse::bytes(text, 2).is_err(), "{text}");
    }
}

#[test]
fn a_public_address_is_an_origin() {
    for (text, url) in [
        ("https://placet.example.com/", "https://placet.example.com"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("http://[::1]", "http://[::1]"),
    ] {
        assert_eq!(parse::public_url(text), Ok(url.to_owned()));
    }
    for text in ["", "https://", "ftp://x", "https://x/y", "https://x?y", "https://u@x", "http://x:99999", "http://x y"]
    {
        assert!(parse::public_url(text).is_err(), "{text}");
    }
    assert_eq!(default_public_url(SocketAddr::from(([0, 0, 0, 0], 80))), "http://localhost:80");
}

#[test]
fn a_database_is_a_file_or_a_postgres_server() {
    for text in ["sqlite://data/x.db", "sqlite:x.db", "sqlite:///x.db?mode=rwc", "postgres://u@h/d", "postgresql:///d"]
    {
        assert!(parse::database_url(text).is_ok(), "{text}");
    }
    for text in ["", "sqlite://", "sqlite::memory:", "sqlite://x?mode=memory", "mysql://h/d", "postgres://", "x.db"] {
        assert!(parse::database_url(text).is_err(), "{text}");
    }
}

#[test]
fn the_clock_can_be_set_in_test_builds_only() {
    let set = read(&[], &[("PLACET_CLOCK", "2026-03-01T12:00:00+01:00")], "");
    #[cfg(feature = "testing")]
    assert_eq!(set.expect("settings").0.clock.map(|at| at.to_rfc3339()), Some("2026-03-01T11:00:00+00:00".to_owned()));
    #[cfg(not(feature = "testing"))]
    assert_eq!(
        set.expect_err("no such setting").problems,
        ["clock (environment PLACET_CLOCK): only test builds have a clock that can be set"]
    );
}

#[test]
fn an_empty_variable_is_an_unset_one() {
    let (config, _) = read(&[], &[("PLACET_ADMIN_EMAIL", ""), ("PLACET_LISTEN", "")], "").expect("settings");
    assert_eq!((config.admin_email, config.listen.port()), (None, 8080));
}

#[test]
fn the_secret_is_made_once_for_its_owner_only_and_used_again() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path().join("deep/data");
    let flags = texts(&[("data_dir", data.to_str().expect("a path"))]);
    let load = |environment: &[(&str, &str)]| Config::load(&flags, &texts(environment), None).expect("settings");
    let (first, settings) = load(&[]);
    let path = secret::file(&data);
    assert_eq!(origin_of(&settings, "secret"), Origin::File(path.clone()));
    assert_eq!(std::fs::metadata(&path).expect("the secret").permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_dir(&data).expect("the data folder").count(), 1, "nothing but the secret is left");
    assert_eq!(first.secret, load(&[]).0.secret);
    let text = std::fs::read_to_string(&path).expect("the secret");
    assert_eq!(text.trim().len(), 64);
    assert_eq!(first.secret, load(&[("PLACET_SECRET", &text)]).0.secret, "the text may move to the environment");
    assert_ne!(first.secret, load(&[("PLACET_SECRET", "another secret text")]).0.secret);
    std::fs::write(&path, "").expect("emptied");
    let torn = Config::load(&flags, &BTreeMap::new(), None).expect_err("a torn secret");
    assert!(torn.problems[0].contains("64 hexadecimal digits"), "{torn}");
}

#[test]
fn processes_that_start_together_agree_on_one_secret() {
    let dir = tempfile::tempdir().expect("a folder");
    let made: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..8).map(|_| scope.spawn(|| secret::load_or_create(dir.path()).expect("a secret"))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a thread")).collect()
    });
    assert!(made.iter().all(|secret| *secret == made[0]));
}

#[test]
fn a_mistake_leaves_nothing_on_the_disk() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path().join("data");
    let flags = texts(&[("data-dir", data.to_str().expect("a path")), ("log", "xml")]);
    assert!(Config::load(&flags, &BTreeMap::new(), None).is_err());
    assert!(!data.exists());
}

#[test]
fn a_settings_file_that_is_named_must_exist() {
    let missing = Path::new("/nowhere/placet.toml");
    let error = Config::load(&BTreeMap::new(), &BTreeMap::new(), Some(missing)).expect_err("no file");
    assert!(error.to_string().starts_with("file /nowhere/placet.toml: "), "{error}");
    let named = Config::file(&texts(&[("config", "/a")]), &texts(&[("PLACET_CONFIG", "/b")]));
    assert_eq!(named, Some(PathBuf::from("/a")));
    assert_eq!(Config::file(&BTreeMap::new(), &texts(&[("PLACET_CONFIG", "/b")])), Some(PathBuf::from("/b")));
}
