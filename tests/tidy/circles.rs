//! No two files need each other, directly or in a circle of any length.

use std::collections::BTreeSet;

use super::exceptions;
use super::graph::{circles, graph, in_words};
use super::sources::sources;

#[test]
fn no_files_import_each_other_in_a_circle() {
    let graph = graph(&sources());
    let (mut wrong, mut needed) = (Vec::new(), BTreeSet::new());
    let excepted = exceptions::of("circle");
    for circle in circles(&graph) {
        needed.extend(circle.iter().filter(|file| excepted.contains(*file)).cloned());
        if !circle.iter().all(|file| excepted.contains(file)) {
            wrong.push(in_words(&graph, &circle));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    let stale: Vec<_> = excepted.difference(&needed).collect();
    assert!(stale.is_empty(), "no longer in a circle, so take the lines out of the exceptions: {stale:#?}");
}

/// Sources of an invented crate `media`: file name and text.
fn sketch(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(name, text)| (format!("src/media/{name}"), (*text).to_owned())).collect()
}

fn circles_of(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    let strip = |file: String| file.trim_start_matches("src/media/").to_owned();
    let circles = circles(&graph(&sketch(files)));
    circles.into_iter().map(|circle| circle.into_iter().map(strip).collect()).collect()
}

#[test]
fn a_circle_of_three_files_is_found_and_told_with_its_arrows() {
    let files = sketch(&[
        ("mod.rs", "mod a; mod b; mod c;"),
        ("a.rs", "use crate::b::Bread;"),
        ("b.rs", "fn f() { super::c::cut() }"),
        ("c.rs", "use super::a::{Apple, Pear as P};"),
    ]);
    let graph = graph(&files);
    let circles = circles(&graph);
    assert_eq!(circles.len(), 1);
    let words = in_words(&graph, &circles[0]);
    assert!(words.starts_with("3 files go round in a circle:"), "{words}");
    for arrow in ["a.rs -> src/media/b.rs: Bread", "b.rs -> src/media/c.rs: cut", "c.rs -> src/media/a.rs: Apple, Pear"]
    {
        assert!(words.contains(arrow), "{arrow} is missing in {words}");
    }
}

#[test]
fn a_parent_that_takes_from_its_children_and_gives_to_them_is_a_circle() {
    let found = circles_of(&[
        ("mod.rs", ""),
        ("tree/mod.rs", "mod leaf; pub struct Tree; fn grow() { leaf::open() }"),
        ("tree/leaf.rs", "use super::Tree;"),
    ]);
    assert_eq!(found, [["tree/leaf.rs", "tree/mod.rs"]]);
    let found = circles_of(&[
        ("tree.rs", "mod leaf; pub use leaf::Leaf; pub struct Tree;"),
        ("tree/leaf.rs", "fn f(tree: &crate::tree::Tree) {}"),
    ]);
    assert_eq!(found, [["tree.rs", "tree/leaf.rs"]]);
}

#[test]
fn a_parent_that_only_declares_its_children_is_no_circle() {
    let none: Vec<Vec<String>> = Vec::new();
    let found = circles_of(&[
        ("tree/mod.rs", "pub(crate) mod leaf; mod root; pub struct Tree;"),
        ("tree/leaf.rs", "use super::Tree; use super::root; fn f() { root::drink(); root::Root::new() }"),
        ("tree/root.rs", "use super::Tree;"),
    ]);
    assert_eq!(found, none);
}

#[test]
fn modules_for_tests_and_comments_and_quoted_text_tie_nothing() {
    let none: Vec<Vec<String>> = Vec::new();
    let found = circles_of(&[
        ("a.rs", "use crate::b::B;"),
        (
            "b.rs",
            "// crate::a::A\nconst B: &str = \"crate::a::A\";\n#[cfg(test)]\nmod tests { use crate::a::A; }\n/* super::a::A */",
        ),
        ("tests.rs", "use super::a::A;"),
    ]);
    assert_eq!(found, none);
}

#[test]
fn an_imported_module_counts_for_what_is_taken_through_it() {
    let files = [
        ("a/mod.rs", "pub mod deep; pub struct A;"),
        ("a/deep.rs", "pub fn dive() {}"),
        ("b.rs", "use crate::a; fn f() { a::deep::dive() }"),
    ];
    let graph = graph(&sketch(&files));
    let targets: Vec<_> = graph["src/media/b.rs"].keys().collect();
    assert_eq!(targets, ["src/media/a/deep.rs"]);
}

#[test]
fn modules_written_out_in_a_file_and_quoted_paths_of_derives_are_followed() {
    let found = circles_of(&[
        (
            "rows.rs",
            "mod one { use super::super::other::X; } mod two { #[orm(to = \"super::one::Entity\")] struct S; }",
        ),
        ("other.rs", "#[orm(belongs_to = \"super::rows::one::Entity\")] struct X;"),
    ]);
    assert_eq!(found, [["other.rs", "rows.rs"]]);
}

#[test]
fn imports_are_read_however_they_are_written() {
    let files = [
        ("deep/mod.rs", "pub mod one; pub mod two; pub struct Deep;"),
        ("deep/one.rs", "pub struct One;"),
        ("deep/two.rs", "pub(crate) struct Two;"),
        ("far.rs", "pub struct Far;"),
        (
            "deep/user.rs",
            "pub(in crate::deep) use self::inner::x;\nuse super::{\n    one::One as First,\n    two::{self, Two},\n};\n\
             mod inner { pub use super::super::super::far::Far; }\nfn f<'a>(_: &'a crate::deep::Deep) -> char { '\"' }\n\
             fn g() -> two::Two { <First as Into<Two>>::into(First) }",
        ),
    ];
    let graph = graph(&sketch(&files));
    let taken: Vec<(&str, Vec<&str>)> = graph["src/media/deep/user.rs"]
        .iter()
        .map(|(file, names)| (file.trim_start_matches("src/media/"), names.iter().map(String::as_str).collect()))
        .collect();
    let expected = [
        ("deep/mod.rs", vec!["Deep"]),
        ("deep/one.rs", vec!["One"]),
        ("deep/two.rs", vec!["Two"]),
        ("far.rs", vec!["Far"]),
    ];
    assert_eq!(taken, expected);
}

#[test]
fn the_circles_are_looked_for_in_the_whole_tree() {
    let graph = graph(&sources());
    for (from, to) in [
        ("src/media/pipeline.rs", "src/media/decode/svg.rs"),
        ("src/rights/case.rs", "src/rights/request.rs"),
        ("src/server/app/router.rs", "src/server/features/assets/routes.rs"),
        ("migrations/src/m0003_assets.rs", "migrations/src/columns.rs"),
        ("tests/uploads.rs", "tests/harness.rs"),
    ] {
        assert!(graph.get(from).is_some_and(|targets| targets.contains_key(to)), "{from} -> {to} was not seen");
    }
}
