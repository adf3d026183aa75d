//! Tests of the room `search`: reading requests and words, which need no index.

use uuid::Uuid;

use super::document::{exact_names, texts_of};
use super::feed::Touched;
use super::labels::fold_case;
use super::request::{After, SearchRequest, Sort};
use super::words::{Part, Words, matched};
use crate::platform::events::Event;

fn words(text: &str) -> Words {
    Words::parse(text).expect("readable").expect("some words")
}

fn word(text: &str) -> Part {
    Part::Word(text.to_owned())
}

#[test]
fn only_the_last_word_may_be_unfinished() {
    assert_eq!(words("Red boa").parts, [word("red"), Part::Beginning("boa".to_owned())]);
    assert_eq!(words("red boat ").parts, [word("red"), word("boat")]);
    assert_eq!(words("\"red boat\"").parts, [Part::Phrase(vec!["red".to_owned(), "boat".to_owned()])]);
    assert_eq!(words("\"red").parts, [word("red")]);
    assert!(Words::parse("  ").expect("readable").is_none());
}

#[test]
fn text_beyond_the_limits_is_refused() {
    assert!(Words::parse(&"a ".repeat(12)).is_ok());
    assert!(Words::parse(&"a ".repeat(13)).is_err());
    assert!(Words::parse(&format!("\"{}\"", "a ".repeat(13))).is_err());
    assert!(Words::parse(&"ä".repeat(200)).is_ok());
    assert!(Words::parse(&"ä".repeat(201)).is_err());
}

#[test]
fn a_match_is_told_by_the_rules_of_the_search() {
    let told = |typed: &str, text: &str| !matched(&words(typed), &[("title", text.to_owned())]).is_empty();
    assert!(told("boats ", "Fishing Boats"));
    assert!(told("baots ", "boats"), "swapped neighbors");
    assert!(told("boat ", "boats"), "one letter missing");
    assert!(told("boatss ", "boats"), "one too many");
    assert!(told("bo", "boats"), "unfinished");
    assert!(!told("bo ", "boats"), "finished");
    assert!(!told("2025 ", "2026"), "numbers are meant as they are");
    assert!(!told("abcdef ", "badcef"), "two mistakes");
    assert!(told("\"red boat\"", "a red boat"));
    assert!(!told("\"boat red\"", "a red boat"));
}

#[test]
fn a_cursor_belongs_to_its_order() {
    let after = After { sort: Sort::Title, key: "x".to_owned(), id: Uuid::from_u128(7) };
    let pairs = |sort: &str| {
        [("sort", sort), ("cursor", &after.to_cursor())].map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let same = SearchRequest::parse(&pairs("title")).expect("its own order");
    assert_eq!(same.after, Some(after.clone()));
    assert!(SearchRequest::parse(&pairs("newest")).is_err());
}

#[test]
fn a_use_is_asked_about_whole_or_not_at_all() {
    let parse = |given: &[(&str, &str)]| {
        let pairs: Vec<_> = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        SearchRequest::parse(&pairs)
    };
    let whole = [
        ("cleared.channel", "owned.site,owned.app"),
        ("cleared.channel", "owned.email"),
        ("cleared.territory", "DE"),
        ("cleared.from", "2026-12-01"),
        ("cleared.until", "2026-12-31"),
    ];
    let wanted = parse(&whole).expect("whole").wanted_use.expect("a use");
    assert_eq!(wanted["channels"], serde_json::json!(["owned.site", "owned.app", "owned.email"]));
    for left_out in ["cleared.channel", "cleared.territory", "cleared.from", "cleared.until"] {
        let some: Vec<_> = whole.into_iter().filter(|(name, _)| *name != left_out).collect();
        assert_eq!(parse(&some).expect_err("half a use").field.as_deref(), Some(left_out));
    }
}

#[test]
fn keywords_written_in_two_ways_count_as_one() {
    let folded = fold_case(vec![("Boat".to_owned(), 3), ("pier".to_owned(), 4), ("boat".to_owned(), 2)]);
    let told: Vec<_> = folded.iter().map(|each| (each.value.as_str(), each.label.as_str(), each.count)).collect();
    assert_eq!(told, [("boat", "Boat", 5), ("pier", "pier", 4)]);
}

#[test]
fn a_file_is_found_with_and_without_its_extension() {
    assert_eq!(exact_names("IMG_1.tar.GZ"), ["img_1.tar", "img_1.tar.gz"]);
    assert_eq!(exact_names(".hidden"), [".hidden"]);
}

#[test]
fn metadata_is_read_in_either_form() {
    assert_eq!(texts_of(r#"{"title":"Boats"}"#), ["Boats"]);
    assert_eq!(texts_of(r#"[{"name":"title","value":"Boats"}]"#), ["Boats"]);
    assert!(texts_of("not json").is_empty());
}

#[test]
fn an_agreement_touches_regions_and_a_collection_touches_documents() {
    let asset = Uuid::from_u128(1);
    let mut touched = Touched::default();
    touched.add(&Event::AgreementChanged { agreement: Uuid::nil(), assets: vec![asset] });
    assert!(touched.documents.is_empty() && touched.regions.contains(&asset));
    let mut touched = Touched::default();
    touched.add(&Event::CollectionChanged { collection: Uuid::nil(), assets: vec![asset] });
    assert!(touched.regions.is_empty() && touched.documents.contains(&asset));
}
