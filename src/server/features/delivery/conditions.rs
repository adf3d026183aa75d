//! What a request for bytes asks for: everything, one range, or nothing because the caller has it. No I/O.
//!
//! A few ranges in one request are answered as parts. Many, or ones that lie over each other, are answered with the whole
//! file, which RFC 9110 allows and which keeps a small request from asking for a large answer many times over.

use std::ops::Range;

use actix_web::http::header::{HeaderMap, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, RANGE};
use chrono::{DateTime, SubsecRound, Utc};

/// What to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// The caller's copy is still right: 304.
    NotModified,
    /// 200.
    Whole,
    /// 206 with these bytes; never empty, never beyond the end.
    Part(Range<u64>),
    /// 206 with several parts, in the order they were asked for; at least two, none over another.
    Parts(Vec<Range<u64>>),
    /// 416.
    Unsatisfiable,
}

/// Decides from the request's headers what part of a file of `size` bytes to send.
///
/// `etag` is strong and quoted; `modified` is compared to the second, as HTTP dates are.
pub fn plan(headers: &HeaderMap, etag: &str, modified: DateTime<Utc>, size: u64) -> Plan {
    if has_it(headers, etag, modified) {
        return Plan::NotModified;
    }
    let Some(wish) = text(headers, &RANGE) else { return Plan::Whole };
    if text(headers, &IF_RANGE).is_some_and(|validator| !same_file(validator, etag, modified)) {
        return Plan::Whole;
    }
    parse_range(wish, size)
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// `If-None-Match` decides alone when it is there; else `If-Modified-Since`.
fn has_it(headers: &HeaderMap, etag: &str, modified: DateTime<Utc>) -> bool {
    if let Some(tags) = text(headers, &IF_NONE_MATCH) {
        return tags.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag);
    }
    let since = text(headers, &IF_MODIFIED_SINCE).and_then(parse_date);
    since.is_some_and(|since| modified.trunc_subsecs(0) <= since)
}

/// `If-Range` compares strongly: a weak tag or another second is another file.
fn same_file(validator: &str, etag: &str, modified: DateTime<Utc>) -> bool {
    let validator = validator.trim();
    if validator.starts_with('"') || validator.starts_with("W/") {
        return validator == etag;
    }
    parse_date(validator) == Some(modified.trunc_subsecs(0))
}

fn parse_date(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc2822(&text.trim().replace("GMT", "+0000")).ok().map(|at| at.with_timezone(&Utc))
}

/// How HTTP writes an instant: `Sun, 15 Nov 2026 12:00:00 GMT`.
pub fn http_date(at: DateTime<Utc>) -> String {
    at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// The most ranges one answer gives.
const MOST_PARTS: usize = 8;

/// `bytes=` and ranges by comma. What is not understood is ignored, as the standard asks.
fn parse_range(wish: &str, size: u64) -> Plan {
    let Some(specs) = wish.trim().strip_prefix("bytes=") else { return Plan::Whole };
    let mut parts: Vec<Range<u64>> = Vec::new();
    for (index, spec) in specs.split(',').enumerate() {
        match parse_one(spec, size) {
            _ if index >= MOST_PARTS => return Plan::Whole,
            One::Nonsense => return Plan::Whole,
            One::Beyond => {}
            One::Part(part) => parts.push(part),
        }
    }
    match parts.len() {
        0 => Plan::Unsatisfiable,
        1 => Plan::Part(parts.swap_remove(0)),
        _ if lie_over_each_other(&parts) => Plan::Whole,
        _ => Plan::Parts(parts),
    }
}

fn lie_over_each_other(parts: &[Range<u64>]) -> bool {
    let mut sorted: Vec<&Range<u64>> = parts.iter().collect();
    sorted.sort_by_key(|part| part.start);
    sorted.windows(2).any(|pair| pair[0].end > pair[1].start)
}

enum One {
    Part(Range<u64>),
    /// Outside the file.
    Beyond,
    Nonsense,
}

/// `a-b`, `a-` or the last `-n`.
fn parse_one(spec: &str, size: u64) -> One {
    let Some((first, last)) = spec.trim().split_once('-') else { return One::Nonsense };
    match (number(first), number(last)) {
        (Given::Nothing, Given::Number(0)) => One::Beyond,
        (Given::Nothing, Given::Number(_)) if size == 0 => One::Beyond,
        (Given::Nothing, Given::Number(length)) => One::Part(size.saturating_sub(length)..size),
        (Given::Number(first), Given::Number(last)) if first > last => One::Nonsense,
        (Given::Number(first), Given::Number(_) | Given::Nothing) if first >= size => One::Beyond,
        (Given::Number(first), Given::Number(last)) => One::Part(first..last.saturating_add(1).min(size)),
        (Given::Number(first), Given::Nothing) => One::Part(first..size),
        _ => One::Nonsense,
    }
}

enum Given {
    Nothing,
    Number(u64),
    Nonsense,
}

fn number(text: &str) -> Given {
    let text = text.trim();
    if text.is_empty() {
        return Given::Nothing;
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Given::Nonsense;
    }
    // A number too large for us is beyond the end of any file.
    Given::Number(text.parse().unwrap_or(u64::MAX))
}
