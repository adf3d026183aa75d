//! Tests of the room `metadata` that need no server.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::bulk::{BulkAction, BulkChange, changed};
use super::csv;
use super::fields::{Field, FieldKind, Terms};
use super::label;
use super::reading::is_private;
use super::tables::cell;
use super::terms::{Term, parse_terms};

fn field(kind: FieldKind) -> Field {
    Field {
        key: "one".to_owned(),
        kind,
        labels: BTreeMap::new(),
        help: BTreeMap::new(),
        vocabulary: None,
        required: false,
        searchable: true,
        facet: false,
        sources: Vec::new(),
        position: 0,
        revision: 1,
        built_in: false,
        retired: false,
    }
}

fn terms(keys: &[&str]) -> Terms {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

#[test]
fn a_field_without_a_label_of_its_own_is_called_by_its_name() {
    assert_eq!(label("usage_terms"), "Usage terms");
    assert_eq!(label("captured_at"), "Taken");
}

#[test]
fn a_value_is_kept_as_it_was_written_or_refused() {
    let none = Terms::new();
    let parse = |kind, value: Value| field(kind).parse(&value, &none).map_err(|error| error.field);
    assert_eq!(parse(FieldKind::Text, json!("  =1+1 ")).unwrap(), Some(json!("  =1+1 ")));
    assert_eq!(parse(FieldKind::Text, json!("two\nlines")), Err(Some("one".to_owned())));
    assert_eq!(parse(FieldKind::LongText, json!("two\nlines")).unwrap(), Some(json!("two\nlines")));
    assert_eq!(parse(FieldKind::Number, json!("7")), Err(Some("one".to_owned())));
    assert_eq!(parse(FieldKind::Text, json!("")).unwrap(), None);
    for good in [
        "2026-02-28",
        "2026-02-28T23:59",
        "2026-02-28T23:59:01.25",
        "2026-02-28T23:59:01.25+01:00",
        "2026-02-28T01:00:00Z",
    ] {
        assert!(parse(FieldKind::Date, json!(good)).is_ok(), "{good}");
    }
    for bad in ["2026-02-30", "28.2.2026", "2026-02-28T25:00:00", "2026-02-28T23:59:01+1"] {
        assert!(parse(FieldKind::Date, json!(bad)).is_err(), "{bad}");
    }
    let required = Field { required: true, ..field(FieldKind::List) };
    assert!(required.parse(&json!([]), &none).is_err());
    assert!(required.parse(&Value::Null, &none).is_err());
}

#[test]
fn a_choice_takes_terms_of_its_vocabulary_only() {
    let allowed = terms(&["north", "south"]);
    let one = field(FieldKind::Choice);
    assert!(one.parse(&json!("north"), &allowed).is_ok());
    assert!(one.parse(&json!("North"), &allowed).is_err());
    let many = field(FieldKind::MultiChoice);
    assert_eq!(many.parse(&json!(["north", "north", "south"]), &allowed).unwrap(), Some(json!(["north", "south"])));
    assert!(many.parse(&json!(["west"]), &allowed).is_err());
    assert_eq!(many.from_file("south; elsewhere", &allowed), Some(json!(["south"])), "a file's other words are left");
}

#[test]
fn a_bulk_edit_adds_and_removes_entries_and_refuses_what_is_no_list() {
    let change = |action, value| BulkChange { field: "one".to_owned(), action, value };
    let list = field(FieldKind::List);
    let now = json!(["a", "b"]);
    let none = Terms::new();
    let add = change(BulkAction::Add, json!(["b", "c"]));
    assert_eq!(changed(&list, Some(&now), &add, &none).unwrap(), Some(json!(["a", "b", "c"])));
    let remove = change(BulkAction::Remove, json!(["a", "b"]));
    assert_eq!(changed(&list, Some(&now), &remove, &none).unwrap(), None);
    assert!(changed(&field(FieldKind::Text), None, &add, &none).is_err());
    let clear = change(BulkAction::Clear, Value::Null);
    assert_eq!(changed(&list, Some(&now), &clear, &none).unwrap(), None);
}

#[test]
fn what_a_spreadsheet_could_run_is_made_harmless_and_comes_back_letter_for_letter() {
    for text in [
        "=1+1",
        "+4",
        "-2",
        "@SUM(A1)",
        "'=1",
        "''=1",
        "\t=1",
        "plain",
        "'quoted'",
        "a,b",
        "a\"b",
        "a\nb",
        "\u{feff}x",
        "＝1",
        " x ",
        "\r\nx",
    ] {
        let line = csv::line(&["id".to_owned(), text.to_owned(), "end".to_owned()]).unwrap();
        let cells = csv::read(&line).unwrap();
        assert_eq!(cells, [["id", text, "end"]], "{line:?}");
        let written = line.split_once(',').unwrap().1.trim_start_matches('"');
        assert!(!written.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{line:?}");
    }
    assert!(csv::read("a,\"b\nc").is_err());
    assert!(csv::read("a,b\n\"").is_err());
}

#[test]
fn tables_of_every_program_are_read() {
    let wanted = [vec!["a", "two\nlines"], vec!["say \"so\"", ""], vec!["x"]];
    for end in ["\r\n", "\n", "\r"] {
        let table = format!("\u{feff}a,\"two\nlines\"{end}{end}\"say \"\"so\"\"\",{end},{end}x{end}");
        assert_eq!(csv::read(&table).unwrap(), wanted, "{end:?}");
    }
    assert_eq!(csv::read("a,b").unwrap(), [["a", "b"]], "the last line needs no end");
    assert_eq!(csv::read("a\"b,c").unwrap(), [["a\"b", "c"]], "a quotation mark inside a cell is one");
    assert_eq!(csv::read("").unwrap(), Vec::<Vec<String>>::new());
}

#[test]
fn a_table_has_an_end() {
    let rows = "x\n".repeat(csv::ROWS + 2);
    assert!(csv::read(&rows).is_err() && csv::read(&"x,".repeat(500)).is_err());
    assert_eq!(csv::read(&"x\n".repeat(csv::ROWS)).unwrap().len(), csv::ROWS);
}

#[test]
fn every_naughty_string_survives_a_table() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/text/blns.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: the corpus is not here");
        return;
    };
    let strings: Vec<String> = serde_json::from_str(&text).unwrap();
    assert!(strings.len() > 500);
    for text in strings.iter().filter(|text| !text.is_empty()) {
        let cells = vec!["id".to_owned(), text.clone(), csv::joined(&[text, "two"])];
        let read = csv::read(&csv::line(&cells).unwrap()).unwrap();
        assert_eq!(read, std::slice::from_ref(&cells), "{text:?}");
        assert_eq!(csv::split(&read[0][2]), [text.as_str(), "two"]);
        if let Ok(Some(kept)) = field(FieldKind::LongText).parse(&json!(text), &Terms::new()) {
            assert_eq!(kept, json!(text));
        }
    }
}

#[test]
fn values_read_in_cells_as_people_write_them() {
    assert_eq!(cell(Some(&json!(["a; b", "c\\d"]))), "a\\; b; c\\\\d");
    assert_eq!(cell(Some(&json!(true))), "yes");
    assert_eq!(cell(Some(&json!(5))), "5");
    assert_eq!(cell(None), "");
}

#[test]
fn a_tree_of_terms_has_every_parent_and_no_circle() {
    let term = |key: &str, parent: Option<&str>| Term {
        key: key.to_owned(),
        labels: BTreeMap::from([("en".to_owned(), key.to_owned())]),
        parent: parent.map(str::to_owned),
        retired: false,
    };
    assert!(parse_terms(vec![term("a", None), term("b", Some("a"))]).is_ok());
    assert!(parse_terms(vec![term("a", Some("b")), term("b", Some("a"))]).is_err());
    assert!(parse_terms(vec![term("a", Some("nowhere"))]).is_err());
    assert!(parse_terms(vec![term("a", None), term("a", None)]).is_err());
}

#[test]
fn places_and_serial_numbers_are_private() {
    for name in
        ["GPSLatitude", "exif:GPSLongitude", "BodySerialNumber", "aux:SerialNumber", "gps_altitude", "GPSCoordinates"]
    {
        assert!(is_private(name), "{name}");
    }
    assert!(!is_private("photoshop:City") && !is_private("Model"));
}
