//! Ranges, conditions and presentation, without a store.

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use chrono::{DateTime, Utc};

use super::conditions::{Plan, http_date, plan};
use super::present::{Disposition, content_disposition, harmless};

const TAG: &str = "\"abc\"";

fn modified() -> DateTime<Utc> {
    "2026-11-15T12:00:00.750Z".parse().expect("an instant")
}

fn asked(headers: &[(&'static str, &str)], size: u64) -> Plan {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(HeaderName::from_static(name), HeaderValue::from_str(value).expect("a value"));
    }
    plan(&map, TAG, modified(), size)
}

#[test]
fn one_range_is_cut_at_the_end_of_the_file() {
    for (wish, expected) in [
        ("bytes=0-3", Plan::Part(0..4)),
        ("bytes=6-", Plan::Part(6..10)),
        ("bytes=6-99999999999999999999999", Plan::Part(6..10)),
        ("bytes=-3", Plan::Part(7..10)),
        ("bytes=-30", Plan::Part(0..10)),
        ("bytes=9-9", Plan::Part(9..10)),
        ("bytes=10-", Plan::Unsatisfiable),
        ("bytes=10-12", Plan::Unsatisfiable),
        ("bytes=-0", Plan::Unsatisfiable),
        ("bytes=3-1", Plan::Whole),
        ("bytes=a-b", Plan::Whole),
        ("bytes=-", Plan::Whole),
        ("bytes=0-1,4-5", Plan::Parts(vec![0..2, 4..6])),
        ("bytes=4-5, 0-1 ,-2", Plan::Parts(vec![4..6, 0..2, 8..10])),
        ("bytes=0-1,99-", Plan::Part(0..2)),
        ("bytes=98-,99-", Plan::Unsatisfiable),
        ("bytes=0-4,4-5", Plan::Whole),
        ("bytes=0-,0-,0-", Plan::Whole),
        ("bytes=0-1,,4-5", Plan::Whole),
        ("bytes=0-0,1-1,2-2,3-3,4-4,5-5,6-6,7-7,8-8", Plan::Whole),
        ("lines=0-1", Plan::Whole),
    ] {
        assert_eq!(asked(&[("range", wish)], 10), expected, "{wish}");
    }
    assert_eq!(asked(&[("range", "bytes=-5")], 0), Plan::Unsatisfiable);
    assert_eq!(asked(&[("range", "bytes=0-")], 0), Plan::Unsatisfiable);
}

#[test]
fn a_copy_the_caller_has_is_not_sent_again() {
    for (tags, expected) in [
        ("\"abc\"", Plan::NotModified),
        ("W/\"abc\"", Plan::NotModified),
        ("\"x\", \"abc\"", Plan::NotModified),
        ("*", Plan::NotModified),
        ("\"abcd\"", Plan::Whole),
        ("abc", Plan::Whole),
    ] {
        assert_eq!(asked(&[("if-none-match", tags)], 10), expected, "{tags}");
    }
    let same = http_date(modified());
    assert_eq!(asked(&[("if-modified-since", &same)], 10), Plan::NotModified);
    assert_eq!(asked(&[("if-modified-since", "Sun, 15 Nov 2026 11:59:59 GMT")], 10), Plan::Whole);
    assert_eq!(asked(&[("if-modified-since", "yesterday")], 10), Plan::Whole);
    let both = [("if-none-match", "\"other\""), ("if-modified-since", same.as_str())];
    assert_eq!(asked(&both, 10), Plan::Whole, "a tag that differs wins over a date that agrees");
}

#[test]
fn a_part_of_another_file_is_never_sent() {
    let part = Plan::Part(0..2);
    let same = http_date(modified());
    for (validator, expected) in [
        ("\"abc\"", part.clone()),
        (same.as_str(), part.clone()),
        ("\"old\"", Plan::Whole),
        ("W/\"abc\"", Plan::Whole),
        ("Sun, 15 Nov 2026 11:59:59 GMT", Plan::Whole),
        ("nonsense", Plan::Whole),
    ] {
        assert_eq!(asked(&[("range", "bytes=0-1"), ("if-range", validator)], 10), expected, "{validator}");
    }
}

#[test]
fn nothing_uploaded_runs_on_our_origin() {
    for (mime, expected, disposition) in [
        ("image/png", "image/png", Disposition::Inline),
        ("video/mp4", "video/mp4", Disposition::Inline),
        ("application/pdf", "application/pdf", Disposition::Attachment),
        ("image/svg+xml", "image/svg+xml", Disposition::Attachment),
        ("text/html; charset=utf-8", "application/octet-stream", Disposition::Attachment),
        ("application/xhtml+xml", "application/octet-stream", Disposition::Attachment),
        ("text/xml", "application/octet-stream", Disposition::Attachment),
        ("application/javascript", "application/octet-stream", Disposition::Attachment),
        ("font/woff2", "font/woff2", Disposition::Attachment),
        ("", "application/octet-stream", Disposition::Attachment),
    ] {
        assert_eq!(harmless(mime, Disposition::Inline), (expected, disposition), "{mime}");
    }
    assert_eq!(harmless("image/png", Disposition::Attachment).1, Disposition::Attachment);
}

#[test]
fn a_file_name_cannot_end_the_header_and_keeps_its_letters() {
    let value = content_disposition(Disposition::Attachment, "Müller \"x\"\r\n.png");
    assert_eq!(value, "attachment; filename=\"M_ller _x___.png\"; filename*=UTF-8''M%C3%BCller%20%22x%22%0D%0A.png");
    assert!(HeaderValue::from_str(&value).is_ok());
}

#[test]
fn a_name_that_hides_its_ending_is_shown_plainly() {
    for (name, expected) in [
        ("cod\u{202e}gpj.exe", "codgpj.exe"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\x.png", "C__x.png"),
        ("...", "file"),
        ("", "file"),
        ("\u{200b}\u{feff}", "file"),
        ("a%41.png", "a_41.png"),
    ] {
        let value = content_disposition(Disposition::Attachment, name);
        assert!(value.starts_with(&format!("attachment; filename=\"{expected}\";")), "{name:?}: {value}");
        assert!(!value.contains("%2F") && !value.contains("%5C"), "{value}");
    }
    assert!(content_disposition(Disposition::Inline, &"a".repeat(5000)).len() < 1000);
}
