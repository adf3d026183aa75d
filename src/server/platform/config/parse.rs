//! What the texts of settings mean. Pure; an error says what is wanted, without repeating the value.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use super::secret::Secret;
use super::setting::{LogFormat, S3Setting, ScannerSetting, StorageSetting};

/// What is wrong with a value, in one line.
pub type Fault = String;

pub fn listen(text: &str) -> Result<SocketAddr, Fault> {
    text.parse().map_err(|_| "an address and a port are wanted, such as 127.0.0.1:8080 or [::]:8080".to_owned())
}

pub fn path(text: &str) -> Result<PathBuf, Fault> {
    if text.is_empty() {
        return Err("a path is wanted".to_owned());
    }
    Ok(PathBuf::from(text))
}

pub fn database_url(text: &str) -> Result<String, Fault> {
    let rest = text.strip_prefix("sqlite:").map(|rest| rest.trim_start_matches("//"));
    if let Some(rest) = rest {
        return match rest {
            "" => Err("the path of the database file is missing after sqlite://".to_owned()),
            _ if rest.contains(":memory:") || rest.contains("mode=memory") => {
                Err("a database in memory would be a different one on each connection; name a file".to_owned())
            }
            _ => Ok(text.to_owned()),
        };
    }
    let rest = text.strip_prefix("postgres://").or_else(|| text.strip_prefix("postgresql://"));
    match rest {
        Some(rest) if !rest.is_empty() => Ok(text.to_owned()),
        _ => Err("sqlite://PATH or postgres://USER:PASSWORD@HOST/DATABASE is wanted".to_owned()),
    }
}

/// A URL without the password in it.
pub fn masked_url(text: &str) -> String {
    let masked = || {
        let (scheme, rest) = text.split_once("://")?;
        let authority = &rest[..rest.find(['/', '?']).unwrap_or(rest.len())];
        let (user, host) = authority.rsplit_once('@')?;
        let (user, _) = user.split_once(':')?;
        Some(format!("{scheme}://{user}:***@{host}{}", &rest[authority.len()..]))
    };
    let url = masked().unwrap_or_else(|| text.to_owned());
    // PostgreSQL also takes the password as a parameter.
    match url.split_once("password=") {
        Some((before, after)) => format!("{before}password=***{}", after.find('&').map_or("", |at| &after[at..])),
        None => url,
    }
}

pub fn public_url(text: &str) -> Result<String, Fault> {
    let url = text.strip_suffix('/').unwrap_or(text);
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let is_origin = |host: &str| {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, Some(port)),
            _ => (host, None),
        };
        let is_name = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'[' | b']' | b':');
        !name.is_empty() && name.bytes().all(is_name) && port.is_none_or(|port| port.parse::<u16>().is_ok())
    };
    match host {
        Some(host) if is_origin(host) => Ok(url.to_owned()),
        _ => Err("scheme and host without a path are wanted, such as https://placet.example.com".to_owned()),
    }
}

pub fn secret(text: &str) -> Result<Secret<[u8; 32]>, Fault> {
    if text.chars().count() < super::secret::SHORTEST_SECRET {
        return Err(format!("at least {} characters are wanted", super::secret::SHORTEST_SECRET));
    }
    Ok(super::secret::derive(text))
}

pub fn email(text: &str) -> Result<String, Fault> {
    match text.split_once('@') {
        Some((name, host)) if !name.is_empty() && !host.is_empty() && !text.contains(char::is_whitespace) => {
            Ok(text.to_owned())
        }
        _ => Err("an e-mail address is wanted".to_owned()),
    }
}

pub fn password(text: &str) -> Result<Secret<String>, Fault> {
    if text.is_empty() {
        return Err("a password is wanted".to_owned());
    }
    Ok(Secret::new(text.to_owned()))
}

/// The socket of a ClamAV daemon: `unix:/run/clamav/clamd.ctl` or `tcp:127.0.0.1:3310`.
pub fn scanner(text: &str) -> Result<ScannerSetting, Fault> {
    let wanted = || "unix:PATH or tcp:HOST:PORT is wanted".to_owned();
    match text.split_once(':').ok_or_else(wanted)? {
        ("unix", path) if path.starts_with('/') => Ok(ScannerSetting::Unix(PathBuf::from(path))),
        ("tcp", address) => match address.rsplit_once(':') {
            Some((host, port)) if !host.is_empty() && port.parse::<u16>().is_ok() => {
                Ok(ScannerSetting::Tcp(address.to_owned()))
            }
            _ => Err(wanted()),
        },
        _ => Err(wanted()),
    }
}

pub fn switch(text: &str) -> Result<bool, Fault> {
    match text {
        "1" | "true" => Ok(true),
        "0" | "false" => Ok(false),
        _ => Err("1 or 0 is wanted".to_owned()),
    }
}

pub fn log(text: &str) -> Result<LogFormat, Fault> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err("text or json is wanted".to_owned()),
    }
}

/// Pixels by comma, each 1 to 4096.
pub fn sizes(text: &str) -> Result<Vec<u32>, Fault> {
    let read: Option<Vec<u32>> = text.split(',').map(|size| size.trim().parse().ok()).collect();
    let read = read.filter(|sizes| sizes.iter().all(|size| (1..=4096).contains(size)));
    read.ok_or_else(|| "pixels by comma are wanted, each 1 to 4096".to_owned())
}

/// Words by comma, each of the known ones.
pub fn listed(text: &str, known: &[&str]) -> Result<Vec<String>, Fault> {
    let words: Vec<String> = text.split(',').map(|word| word.trim().to_lowercase()).collect();
    if words.iter().all(|word| known.contains(&word.as_str())) {
        return Ok(words);
    }
    Err(format!("of {} some are wanted, by comma", known.join(", ")))
}

pub fn count(text: &str, allowed: RangeInclusive<u64>) -> Result<u64, Fault> {
    let wanted = || format!("a whole number from {} to {} is wanted", allowed.start(), allowed.end());
    text.parse().ok().filter(|number| allowed.contains(number)).ok_or_else(wanted)
}

/// Bytes, also written as `512MiB` or `10 GiB`.
pub fn bytes(text: &str, least: u64) -> Result<u64, Fault> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let shift = match text[digits..].trim() {
        "" | "B" => 0,
        "KiB" => 10,
        "MiB" => 20,
        "GiB" => 30,
        "TiB" => 40,
        _ => return Err("a number of bytes is wanted, such as 536870912 or 512MiB".to_owned()),
    };
    let number = text[..digits].parse::<u64>().ok().and_then(|number| number.checked_mul(1 << shift));
    match number {
        None => Err("a number of bytes is wanted, such as 536870912 or 512MiB".to_owned()),
        Some(number) if number < least || number > i64::MAX as u64 => Err(format!("at least {least} bytes are wanted")),
        Some(number) => Ok(number),
    }
}

#[cfg(feature = "testing")]
pub fn clock(text: &str) -> Result<chrono::DateTime<chrono::Utc>, Fault> {
    let instant = chrono::DateTime::parse_from_rfc3339(text);
    instant.map(|instant| instant.to_utc()).map_err(|_| "an instant such as 2026-03-01T12:00:00Z is wanted".to_owned())
}

/// `file:` (the data folder's `store`), `file:/path`, or `s3://bucket/prefix?…` with credentials from `environment`.
pub fn storage(text: &str, data_dir: &Path, environment: &BTreeMap<String, String>) -> Result<StorageSetting, Fault> {
    if let Some(folder) = text.strip_prefix("file:") {
        let folder = match folder.strip_prefix("//") {
            Some(absolute) if absolute.starts_with('/') => absolute,
            Some(_) => {
                return Err("file:/PATH is wanted; file://HOST/PATH names another computer".to_owned());
            }
            None => folder,
        };
        let folder = if folder.is_empty() { data_dir.join("store") } else { PathBuf::from(folder) };
        return Ok(StorageSetting::Local(folder));
    }
    match text.strip_prefix("s3://") {
        Some(place) => s3(place, environment).map(StorageSetting::S3),
        None => Err("file:PATH or s3://BUCKET/PREFIX?endpoint=URL&region=NAME&path_style=true is wanted".to_owned()),
    }
}

fn s3(text: &str, environment: &BTreeMap<String, String>) -> Result<S3Setting, Fault> {
    let variable = |name: &str| environment.get(name).filter(|value| !value.is_empty()).cloned();
    let (place, query) = text.split_once('?').unwrap_or((text, ""));
    let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
    let is_bucket = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
    if !(3..=63).contains(&bucket.len()) || !bucket.bytes().all(is_bucket) {
        return Err("a bucket's name has 3 to 63 characters a-z, 0-9, dot and hyphen".to_owned());
    }
    let prefix = prefix.trim_end_matches('/');
    if !prefix.is_empty() && !is_prefix(prefix) {
        return Err("the prefix may hold a-z, 0-9, dot, underscore, hyphen and single slashes".to_owned());
    }
    let (mut endpoint, mut region, mut path_style) = (None, None, None);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = percent_decoded(value).ok_or("the part after ? is not rightly percent-encoded")?;
        match name {
            "endpoint" => {
                endpoint = Some(
                    public_url(&value)
                        .map_err(|_| "the endpoint is a scheme and host, such as http://127.0.0.1:9000")?,
                )
            }
            "region" if !value.is_empty() => region = Some(value),
            "region" => return Err("the region is empty".to_owned()),
            "path_style" => path_style = Some(switch(&value).map_err(|_| "path_style is true or false")?),
            _ => {
                return Err(format!("there is no parameter {name:?}; endpoint, region and path_style are known"));
            }
        }
    }
    let region = region.or_else(|| variable("AWS_REGION")).or_else(|| variable("AWS_DEFAULT_REGION"));
    let credential = |name: &str| variable(name).ok_or_else(|| format!("the environment variable {name} is not set"));
    Ok(S3Setting {
        bucket: bucket.to_owned(),
        prefix: prefix.to_owned(),
        // Servers other than Amazon's mostly ignore the region, and are mostly reached without a name per bucket.
        region: match (region, &endpoint) {
            (Some(region), _) => region,
            (None, Some(_)) => "us-east-1".to_owned(),
            (None, None) => {
                return Err("the region is missing: add ?region=NAME or set AWS_REGION".to_owned());
            }
        },
        path_style: path_style.unwrap_or(endpoint.is_some()),
        endpoint,
        access_key_id: credential("AWS_ACCESS_KEY_ID")?,
        secret_access_key: Secret::new(credential("AWS_SECRET_ACCESS_KEY")?),
        session_token: variable("AWS_SESSION_TOKEN").map(Secret::new),
    })
}

/// As strict as the keys that follow it, and leaving room for them.
fn is_prefix(text: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-');
    let is_segment = |segment: &str| !segment.is_empty() && segment != "." && segment.bytes().all(is_plain);
    text.len() <= 300 && !text.contains("..") && text.split('/').all(is_segment)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let byte = match byte {
            b'%' => {
                let (high, low) = (char::from(rest.next()?).to_digit(16)?, char::from(rest.next()?).to_digit(16)?);
                u8::try_from(high * 16 + low).ok()?
            }
            byte => byte,
        };
        bytes.push(byte);
    }
    String::from_utf8(bytes).ok()
}
