//! The 68 cases of the Solid community's ODRL suite: policy, request and state of the world against its own report.
//!
//! What comes out otherwise here stands in `docs/odrl-suite.md` with a reason, and nothing else may.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use oxrdf::{Graph, NamedNode, TermRef};
use oxttl::TurtleParser;
use rights::{Facts, Headline, Reference, UseRequest, evaluate};
use serde_json::{Value, json};

use super::super::proposal::{Proposal, RuleKind};
use super::super::{odrl, turtle};
use super::{DOCUMENT, corpus, reference, table};

const ODRL: &str = "http://www.w3.org/ns/odrl/2/";
const REPORT: &str = "https://w3id.org/force/compliance-report#";
const EXAMPLE: &str = "http://example.org/";
const TERMS: &str = "http://purl.org/dc/terms/";

fn graph(path: &Path) -> Graph {
    let text = std::fs::read_to_string(path).expect("a file of the suite");
    // One file leaves out a prefix that all the others declare.
    let prefixes = [("dcterms", TERMS), ("odrl", ODRL), ("ex", EXAMPLE), ("report", REPORT)];
    let parser = prefixes
        .iter()
        .fold(TurtleParser::new(), |parser, (name, iri)| parser.with_prefix(*name, *iri).expect("a prefix"));
    parser.for_slice(text.as_bytes()).map(|triple| triple.expect("Turtle")).collect()
}

fn told<'a>(graph: &'a Graph, subject: &str, space: &str, name: &str) -> Vec<TermRef<'a>> {
    let (subject, name) = (NamedNode::new_unchecked(subject), NamedNode::new_unchecked(format!("{space}{name}")));
    graph.objects_for_subject_predicate(&subject, &name).collect()
}

fn word(term: TermRef<'_>) -> String {
    match term {
        TermRef::NamedNode(node) => node.as_str().to_owned(),
        TermRef::Literal(literal) => literal.value().to_owned(),
        TermRef::BlankNode(node) => node.to_string(),
    }
}

/// The subject and the object of the statements of one kind.
fn pairs(graph: &Graph, space: &str, name: &str) -> Vec<(String, String)> {
    let name = NamedNode::new_unchecked(format!("{space}{name}"));
    let found = graph.triples_for_predicate(&name);
    found.map(|triple| (word(TermRef::from(triple.subject)), word(triple.object))).collect()
}

/// One case of the suite.
struct Case {
    number: String,
    policy: String,
    request: Graph,
    world: Graph,
    report: Graph,
}

impl Case {
    fn all(folder: &Path) -> Vec<Case> {
        let index = graph(&folder.join("index.ttl"));
        let mut cases: Vec<Case> = pairs(&index, EXAMPLE, "policySource")
            .into_iter()
            .map(|(id, policy)| {
                let file = |address: &str| folder.join(address.rsplit("/data/").next().expect("an address"));
                let source = |name: &str| file(&word(told(&index, &id, EXAMPLE, name)[0]));
                let report = source("expectedReportSource");
                let name = report.file_name().and_then(|name| name.to_str()).expect("a name");
                Case {
                    number: name["testcase-".len()..][..3].to_owned(),
                    policy: std::fs::read_to_string(file(&policy)).expect("a policy"),
                    request: graph(&source("requestSource")),
                    world: graph(&source("sotwSource")),
                    report: graph(&report),
                }
            })
            .collect();
        cases.sort_by(|one, other| one.number.cmp(&other.number));
        cases
    }

    /// What the suite expects of the policy's one rule.
    fn expected(&self) -> String {
        let states = pairs(&self.report, REPORT, "activationState");
        assert_eq!(states.len(), 1, "{}: one rule is reported on", self.number);
        states[0].1[REPORT.len()..].to_owned()
    }

    fn asked(&self, name: &str) -> String {
        pairs(&self.request, ODRL, name).remove(0).1
    }

    /// The thing itself, or a collection it is in by the state of the world.
    fn is(&self, thing: &str, named: &str) -> bool {
        thing == named || pairs(&self.world, ODRL, "partOf").contains(&(thing.to_owned(), named.to_owned()))
    }

    fn now(&self) -> DateTime<Utc> {
        let now = word(told(&self.world, "http://example.com/request/currentTime", TERMS, "issued")[0]);
        now.parse().expect("the suite's clock")
    }

    /// The facts of the requesting house: it takes in what a policy grants or forbids to it, and what is granted to
    /// somebody else is not for it, which the import asks a person to confirm.
    fn facts(&self, proposals: &[Proposal], read: &Value) -> Value {
        let interest = |asset: &str| json!({ "id": asset, "asset": asset, "completeness": "complete" });
        let (x, y) = (format!("{EXAMPLE}x"), format!("{EXAMPLE}y"));
        let mut given = json!({ "interests": [interest(&x), interest(&y)], "grants": [], "restrictions": [] });
        let push = |given: &mut Value, list: &str, body: Value| {
            given[list].as_array_mut().expect("a list").push(body);
        };
        for rule in proposals.iter().filter(|proposal| self.concerns(proposal)).flat_map(|proposal| &proposal.rules) {
            for asset in [&x, &y].into_iter().filter(|asset| rule.target.as_ref().is_none_or(|on| self.is(asset, on))) {
                let mut body = Value::Object(rule.body.clone());
                (body["interest"], body["agreement"]) = (json!(asset), json!("policy"));
                let list = if rule.kind == RuleKind::Grant { "grants" } else { "restrictions" };
                push(&mut given, list, body);
            }
        }
        if read["@graph"][0].get("prohibition").is_some() {
            // A ban shows only where something would be allowed without it.
            for asset in [&x, &y] {
                let all = json!({ "channels": ["all"], "territories": ["WORLD"], "purposes": ["any"],
                    "period": { "end": "PERPETUAL" }, "interest": asset, "agreement": "everything" });
                push(&mut given, "grants", all);
            }
        }
        given["duty_events"] = self.duty_events(&given, read);
        given
    }

    fn concerns(&self, proposal: &Proposal) -> bool {
        proposal.licensee.is_empty() || self.is(&self.asked("assignee"), &proposal.licensee)
    }

    /// What the state of the world says about the policy's own duties.
    fn duty_events(&self, given: &Value, read: &Value) -> Value {
        let own = read["@graph"][0]["permission"]["duty"]["@id"].as_str().unwrap_or_default();
        let reports = pairs(&self.world, REPORT, "rule").into_iter().filter(|(_, duty)| duty == own);
        let states = reports.filter_map(|(report, _)| {
            match word(told(&self.world, &report, REPORT, "deonticState")[0]).strip_prefix(REPORT) {
                Some("Fulfilled") => Some("fulfilled"),
                Some("Violated") => Some("refused"),
                _ => None,
            }
        });
        let states: Vec<&str> = states.collect();
        let duties = given["grants"].as_array().into_iter().flatten().flat_map(|grant| grant["duties"].as_array());
        let ids = duties.flatten().map(|duty| duty["id"].clone());
        ids.flat_map(|id| states.iter().map(move |state| json!({ "duty": id, "state": state }))).collect()
    }

    /// The request as a question: looking at a thing is showing it on the own site, writing is showing it changed.
    /// Nothing here answers whether the thing itself may be sold.
    fn question(&self) -> Option<Value> {
        let now = self.now().timestamp();
        let at = |second: i64| DateTime::from_timestamp(second, 0).expect("an instant").to_rfc3339();
        let mut asked = json!({
            "asset": self.asked("target"), "channels": ["owned.site"], "territories": ["DE"],
            "purposes": ["commercial.advertising"], "start": at(now), "end": at(now + 1),
        });
        match self.asked("action").strip_prefix(ODRL)? {
            "read" => {}
            "write" => asked["modifications"] = json!(["retouch"]),
            _ => return None,
        }
        Some(asked)
    }

    /// What is said here of the rule, in the words of the suite where it is one of its words.
    fn outcome(&self, reference: &Reference, policy: &str) -> &'static str {
        let read = turtle::document(policy).expect("the policy's Turtle");
        let proposals = odrl::import(&read.to_string(), reference, &[]).expect("the policy");
        let Some(asked) = self.question() else { return "no question" };
        let facts = Facts::from_given(&self.facts(&proposals, &read), reference).expect("facts");
        let request = UseRequest::from_json(&asked, reference).expect("a use");
        let verdict = evaluate(reference, &facts, &request, DateTime::<Utc>::MAX_UTC, DateTime::<Utc>::MIN_UTC);
        let forbids = read["@graph"][0].get("prohibition").is_some();
        match (verdict.headline, forbids) {
            (Headline::Allowed | Headline::AllowedWithDuties, false) | (Headline::Denied, true) => "Active",
            (Headline::Allowed | Headline::AllowedWithDuties, true) | (Headline::Denied, false) => "Inactive",
            (Headline::Conditional, _) => "conditional",
            _ => "unknown",
        }
    }
}

/// A policy with the prefix that one file of the suite does not declare.
fn whole(policy: &str) -> String {
    if policy.contains("@prefix dcterms:") {
        policy.to_owned()
    } else {
        format!("@prefix dcterms: <{TERMS}>.\n{policy}")
    }
}

fn folder() -> Option<PathBuf> {
    corpus::folder_of("solid")
}

#[test]
fn every_difference_from_the_suite_is_in_the_table_with_its_reason() {
    let Some(folder) = folder() else { return };
    let (cases, reference) = (Case::all(&folder), reference());
    assert_eq!(cases.len(), 68);
    let mut differing = BTreeMap::new();
    for case in &cases {
        let expected = case.expected();
        let policy = whole(&case.policy);
        // The suite's `read` is nothing that is cleared here; in its place stands the action that is.
        let shown = policy.replace("odrl:action odrl:read", "odrl:action odrl:distribute");
        let (written, shown) = (case.outcome(&reference, &policy), case.outcome(&reference, &shown));
        let forbids = policy.contains("odrl:prohibition");
        let wanted =
            if expected == "Active" && !forbids || expected == "Inactive" && forbids { "allow" } else { "deny" };
        for ours in [written, shown] {
            let allows = ours == if forbids { "Inactive" } else { "Active" };
            assert!(!allows || wanted == "allow", "{}: the suite denies it, and it is allowed here", case.number);
        }
        if [written, shown].iter().any(|ours| **ours != expected) {
            differing.insert(case.number.clone(), vec![expected, written.to_owned(), shown.to_owned()]);
        }
    }
    assert_eq!(differing, table(DOCUMENT, "## The Solid suite"));
}
