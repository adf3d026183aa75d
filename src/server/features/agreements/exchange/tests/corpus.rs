//! The examples of the W3C recommendation, each with what becomes of it: `docs/odrl-suite.md` says so, and why.

use std::collections::BTreeMap;
use std::path::PathBuf;

use oxrdf::Graph;
use oxrdf::graph::CanonicalizationAlgorithm;
use oxttl::TurtleParser;

use super::super::proposal::Proposal;
use super::super::{odrl, turtle};
use super::{DOCUMENT, reference, table};

/// Where a part of the corpus of ODRL lies beside the checkout; nothing where it is absent.
pub fn folder_of(part: &str) -> Option<PathBuf> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut above = here.ancestors();
    let found = above.find_map(|folder| {
        let wanted = folder.join("shared/corpus/odrl").join(part);
        wanted.is_dir().then_some(wanted)
    });
    if found.is_none() {
        eprintln!("skipped: the corpus of ODRL ({part}) is not beside this checkout");
    }
    found
}

/// `status understood/all rules` for each policy and the notes, or that it was refused and why.
fn outcome(read: Result<Vec<Proposal>, super::super::proposal::Refusal>) -> Vec<String> {
    let proposals = match read {
        Err(refusal) => return vec!["refused".to_owned(), refusal.code.to_owned()],
        Ok(proposals) => proposals,
    };
    let told: Vec<String> = proposals
        .iter()
        .map(|proposal| {
            let understood = proposal.rules.iter().filter(|rule| rule.is_understood()).count();
            format!("{} {understood}/{}", proposal.status, proposal.rules.len())
        })
        .collect();
    let mut codes: Vec<&str> = proposals.iter().flat_map(|proposal| &proposal.notes).map(|note| note.code).collect();
    codes.sort_unstable();
    codes.dedup();
    vec![told.join("; "), if codes.is_empty() { "-".to_owned() } else { codes.join(" ") }]
}

/// The files of a part of the examples with these endings: name and text.
fn files(part: &str, endings: &[&str]) -> Option<Vec<(String, String)>> {
    let entries = std::fs::read_dir(folder_of("poe-examples")?.join(part)).expect("a folder");
    let mut found: Vec<(String, String)> = entries
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| endings.iter().any(|each| ending == *each)))
        .map(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
            (name, std::fs::read_to_string(&path).expect("text"))
        })
        .collect();
    found.sort();
    Some(found)
}

#[test]
fn every_example_of_the_information_model_is_read_or_named() {
    let Some(files) = files("information-model", &["json"]) else { return };
    let reference = reference();
    let found: BTreeMap<String, Vec<String>> = files
        .iter()
        .map(|(name, text)| (name.replace(".json", ""), outcome(odrl::import(text, &reference, &[]))))
        .collect();
    assert_eq!(found, table(DOCUMENT, "## The examples of the information model"));
}

#[test]
fn every_example_of_the_vocabulary_is_read_or_named() {
    let Some(files) = files("vocabulary", &["json", "ttl", "nt"]) else { return };
    let reference = reference();
    let read = |name: &str, text: &str| {
        if name.ends_with(".json") {
            return odrl::import(text, &reference, &[]);
        }
        odrl::import(&turtle::document(text)?.to_string(), &reference, &[])
    };
    let found: BTreeMap<String, Vec<String>> =
        files.iter().map(|(name, text)| (name.clone(), outcome(read(name, text)))).collect();
    assert_eq!(found, table(DOCUMENT, "## The examples of the vocabulary"));
}

fn graph(text: &str) -> Option<Graph> {
    let mut graph: Graph = TurtleParser::new().for_slice(text.as_bytes()).collect::<Result<_, _>>().ok()?;
    graph.canonicalize(CanonicalizationAlgorithm::Unstable);
    Some(graph)
}

#[test]
fn the_same_graph_in_two_forms_becomes_the_same_rules() {
    let Some(files) = files("vocabulary", &["ttl", "nt"]) else { return };
    let (texts, reference): (BTreeMap<String, String>, _) = (files.into_iter().collect(), reference());
    let mut compared = 0;
    for (name, text) in texts.iter().filter(|(name, _)| name.ends_with(".ttl")) {
        let Some(plain) = texts.get(&name.replace(".ttl", ".nt")) else { continue };
        let (Some(one), Some(other)) = (graph(text), graph(plain)) else { continue };
        if one != other {
            continue;
        }
        compared += 1;
        let bodies = |text: &str| {
            let read = turtle::document(text).expect("Turtle").to_string();
            let rules = odrl::import(&read, &reference, &[]).map(|proposals| {
                let rules = proposals.into_iter().flat_map(|proposal| proposal.rules);
                rules.map(|rule| (rule.target, rule.body.len(), rule.body.get("channels").cloned())).collect::<Vec<_>>()
            });
            rules.map_err(|refusal| refusal.code)
        };
        assert_eq!(bodies(text), bodies(plain), "{name}");
    }
    assert!(compared >= 5, "only {compared} examples were the same graph twice");
}
