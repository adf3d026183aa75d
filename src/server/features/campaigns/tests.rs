//! What a campaign may say.

use super::Content;

#[test]
fn a_campaign_has_a_name_and_a_window_that_does_not_run_backwards() {
    let good = Content::parse("  Winter  ", "", "2026-12-01", "2026-12-01").expect("one day is a window");
    assert_eq!(good.name, "Winter");
    let long = "x".repeat(201);
    for (name, starts_on, ends_on, code, field) in [
        ("", "2026-12-01", "2026-12-02", "request.invalid", "name"),
        (" \t ", "2026-12-01", "2026-12-02", "request.invalid", "name"),
        (long.as_str(), "2026-12-01", "2026-12-02", "request.invalid", "name"),
        ("a\nb", "2026-12-01", "2026-12-02", "request.invalid", "name"),
        ("Winter", "2026-12-02", "2026-12-01", "period.end_before_start", "ends_on"),
        ("Winter", "01.12.2026", "2026-12-02", "date.invalid", "starts_on"),
        ("Winter", "2026-12-01", "2026-02-30", "date.invalid", "ends_on"),
    ] {
        let error = Content::parse(name, "", starts_on, ends_on).expect_err("refused");
        assert_eq!((error.code.name(), error.field.as_deref()), (code, Some(field)), "{name} {starts_on} {ends_on}");
    }
}
