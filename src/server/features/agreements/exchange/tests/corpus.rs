//! The examples of the W3C recommendation, each with what becomes of it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::super::odrl;
use super::reference;

/// Where the examples lie beside the checkout; nothing where they are absent.
fn folder() -> Option<PathBuf> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut above = here.ancestors();
    let found = above.find_map(|folder| {
        let wanted = folder.join("shared/corpus/odrl/poe-examples");
        wanted.is_dir().then_some(wanted)
    });
    if found.is_none() {
        eprintln!("skipped: the examples of ODRL are not beside this checkout");
    }
    found
}

/// `kind status: understood/all rules; notes`, or the refusal.
fn outcome(text: &str) -> String {
    match odrl::import(text, &reference(), &[]) {
        Err(refusal) => format!("refused {}", refusal.code),
        Ok(proposals) => {
            let told = proposals.iter().map(|proposal| {
                let understood = proposal.rules.iter().filter(|rule| rule.is_understood()).count();
                let mut codes: Vec<&str> = proposal.notes.iter().map(|note| note.code).collect();
                codes.sort_unstable();
                codes.dedup();
                format!("{} {}/{} {}", proposal.status, understood, proposal.rules.len(), codes.join(" "))
            });
            told.collect::<Vec<_>>().join("; ")
        }
    }
}

fn outcomes(part: &str) -> Option<BTreeMap<String, String>> {
    let files = std::fs::read_dir(folder()?.join(part)).expect("a folder");
    let read = files.filter_map(|file| {
        let path = file.expect("a file").path();
        let name = path.file_stem()?.to_str()?.to_owned();
        let is_json = path.extension().is_some_and(|extension| extension == "json");
        is_json.then(|| (name, outcome(&std::fs::read_to_string(&path).expect("text"))))
    });
    Some(read.collect())
}

fn check(part: &str, expected: &[(&str, &str)]) {
    let Some(found) = outcomes(part) else { return };
    let expected: BTreeMap<String, String> =
        expected.iter().map(|(name, told)| ((*name).to_owned(), (*told).to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
fn every_example_of_the_information_model_is_read_or_named() {
    check("information-model", INFORMATION_MODEL);
}

#[test]
fn every_example_of_the_vocabulary_is_refused_by_name() {
    check("vocabulary", VOCABULARY);
}

const INFORMATION_MODEL: &[(&str, &str)] = &[
    ("example-01", "executed 1/1 "),
    ("example-02", "draft 0/1 policy_not_binding profile_unknown"),
    ("example-03", "executed 0/1 assignee_to_confirm profile_unknown"),
    ("example-04", "draft 0/1 policy_not_binding profile_unknown"),
    ("example-05", "executed 0/1 action_unknown profile_unknown"),
    ("example-08", "executed 0/1 assignee_to_confirm profile_unknown"),
    ("example-09", "executed 0/1 assignee_to_confirm profile_unknown"),
    ("example-12", "draft 0/1 policy_not_binding profile_unknown"),
    ("example-13", "draft 0/1 policy_not_binding profile_unknown"),
    ("example-14", "draft 0/1 operand_unknown policy_not_binding profile_unknown"),
    ("example-16", "draft 0/1 policy_not_binding profile_unknown target_refined"),
    ("example-17", "executed 0/1 action_unknown assignee_refined assignee_to_confirm profile_unknown"),
    ("example-18", "draft 0/1 policy_not_binding profile_unknown"),
    ("example-19", "executed 0/2 action_unknown assignee_to_confirm profile_unknown reach_to_confirm"),
    ("example-20", "executed 0/0 assignee_to_confirm obligation_alone profile_unknown"),
    ("example-21", "executed 0/0 assignee_to_confirm obligation_alone profile_unknown"),
    ("example-22", "draft 0/1 policy_not_binding profile_unknown"),
    ("example-23", "executed 0/1 assignee_to_confirm profile_unknown"),
    ("example-24", "executed 0/1 action_unknown assignee_to_confirm profile_unknown reach_to_confirm"),
    ("example-25", "executed 0/1 profile_unknown"),
    ("example-26", "executed 0/2 profile_unknown"),
    ("example-27", "executed 0/4 profile_unknown"),
    ("example-28", "executed 0/2 assignee_to_confirm assignees_differ profile_unknown"),
    ("example-30", "executed 0/1 action_missing profile_unknown target_missing"),
    ("example-31", "executed 0/0 duty_unknown obligation_alone profile_unknown"),
    ("example-32", "executed 0/1 assignee_to_confirm inherits profile_unknown"),
    ("example-33", "executed 0/1 assignee_to_confirm duty_unknown inherits profile_unknown"),
    ("example-34", "executed 0/1 profile_unknown"),
    ("example-35", "executed 0/2 conflict_perm profile_unknown reach_to_confirm"),
];

const VOCABULARY: &[(&str, &str)] = &[
    ("example1", "refused odrl_2_1_json"),
    ("example10", "refused odrl_2_1_json"),
    ("example11", "refused odrl_2_1_json"),
    ("example12", "refused odrl_2_1_json"),
    ("example2", "refused odrl_2_1_json"),
    ("example3", "refused odrl_2_1_json"),
    ("example4", "refused odrl_2_1_json"),
    ("example5", "refused odrl_2_1_json"),
    ("example6", "refused not_json"),
    ("example8", "refused odrl_2_1_json"),
    ("example9", "refused not_json"),
];
