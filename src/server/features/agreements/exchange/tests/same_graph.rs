//! Our own policies as graphs: written as Turtle they say the same, and out and in and out again they are the same graph.

use serde_json::{Map, Value, json};

use super::super::{odrl, turtle};
use super::reference;
use super::round_trip::{policy_of, sent, taken_in};

/// Words whose values are names of things, as the context of ODRL has it.
const NAMES: &[&str] =
    &["action", "target", "assigner", "assignee", "leftOperand", "operator", "profile", "conflict", "unitOfCount"];

/// JSON-LD as we write it, statement by statement.
#[derive(Default)]
struct Turtle {
    statements: Vec<String>,
    blank: usize,
}

impl Turtle {
    fn of(policy: &Value) -> String {
        let mut turtle = Turtle::default();
        turtle.value("policy", policy);
        turtle.statements.join("\n")
    }

    fn iri(name: &str) -> String {
        let spaces = [
            ("odrl:", "http://www.w3.org/ns/odrl/2/"),
            ("dcterms:", "http://purl.org/dc/terms/"),
            ("placet:", "urn:x-placet:odrl:"),
            ("xsd:", "http://www.w3.org/2001/XMLSchema#"),
        ];
        let long = spaces.iter().find_map(|(prefix, space)| Some(format!("<{space}{}>", name.strip_prefix(prefix)?)));
        let short = || if name.contains(':') { format!("<{name}>") } else { format!("<{}{name}>", spaces[0].1) };
        long.unwrap_or_else(short)
    }

    fn value(&mut self, key: &str, value: &Value) -> Vec<String> {
        match value {
            Value::Array(items) => items.iter().flat_map(|item| self.value(key, item)).collect(),
            Value::String(text) if NAMES.contains(&key) => vec![Turtle::iri(text)],
            Value::Object(map) => vec![self.node(map)],
            Value::Null => Vec::new(),
            literal => vec![if literal.is_string() { literal.to_string() } else { format!("\"{literal}\"") }],
        }
    }

    fn node(&mut self, map: &Map<String, Value>) -> String {
        if let Some(literal) = map.get("@value") {
            return format!("{literal}^^{}", Turtle::iri(map["@type"].as_str().expect("a type")));
        }
        let id = map.get("@id").or_else(|| map.get("uid")).and_then(Value::as_str).map(Turtle::iri);
        self.blank += 1;
        let id = id.unwrap_or_else(|| format!("_:b{}", self.blank));
        for (key, value) in map.iter().filter(|(key, _)| !["@context", "@id", "uid"].contains(&key.as_str())) {
            let (property, values) = match key.as_str() {
                "@type" => ("a".to_owned(), vec![Turtle::iri(value.as_str().expect("a type"))]),
                _ => (Turtle::iri(key), self.value(key, value)),
            };
            self.statements.extend(values.iter().map(|value| format!("{id} {property} {value} .")));
        }
        id
    }
}

/// The graph of a policy in a form that two equal graphs share: nodes without a name hang in one place each, so that
/// the graph is a tree, and the order of what hangs on a node says nothing.
fn graph(policy: &Value) -> Value {
    sorted(turtle::document(&Turtle::of(policy)).expect("Turtle"))
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Array(items) => {
            let mut items: Vec<Value> = items.into_iter().map(sorted).collect();
            items.sort_by_key(Value::to_string);
            Value::Array(items)
        }
        Value::Object(map) => map.into_iter().map(|(key, value)| (key, sorted(value))).collect(),
        plain => plain,
    }
}

/// The words of the paper stand in what was read of it, and are other words in each form.
fn without_words(policy: &mut Value) {
    for rule in policy["permission"].as_array_mut().into_iter().flatten() {
        for duty in rule["duty"].as_array_mut().into_iter().flatten() {
            duty.as_object_mut().map(|duty| duty.remove("dcterms:description"));
        }
    }
}

#[test]
fn our_own_policy_says_the_same_as_turtle() {
    let reference = reference();
    let mut rules = 0;
    for seed in 0..25 {
        let policy = policy_of(&reference, seed);
        if policy["permission"] == json!([]) {
            continue; // an empty list is no statement
        }
        let read = turtle::document(&Turtle::of(&policy)).expect("Turtle");
        let told = |text: &str| {
            let mut read = odrl::import(text, &reference, &[]).expect("our own policy").remove(0);
            for rule in &mut read.rules {
                rule.quote.clear();
                for duty in rule.body.get_mut("duties").and_then(Value::as_array_mut).into_iter().flatten() {
                    duty["text"] = Value::Null;
                }
            }
            json!([read.licensor, read.licensee, read.status, read.notes.len(), read.rules])
        };
        let (one, other) = (told(&policy.to_string()), told(&read.to_string()));
        assert_eq!(one, other, "seed {seed}");
        rules += one[4].as_array().map_or(0, Vec::len);
    }
    assert!(rules > 20, "only {rules} rules were compared");
}

#[test]
fn a_policy_that_went_out_and_came_in_goes_out_as_the_same_graph() {
    let reference = reference();
    let mut compared = 0;
    // Worlds of few pieces: a region of many may be cut into other permissions that say the same.
    for seed in 0..40 {
        let mut first = policy_of(&reference, seed);
        let back = taken_in(&reference, &first);
        let mut second = sent(&reference, &back);
        // What is lost is known: a reservation for the right itself comes back as a limit of one agreement, and a duty
        // of one grant that comes before the use holds back every permission it was joined with.
        let before = first["permission"].to_string().contains(r#""event","operator":"lt""#);
        let is_whole = first.get("prohibition").is_none() && first["permission"] != json!([]) && !before;
        [&mut first, &mut second].into_iter().for_each(without_words);
        if is_whole {
            assert!(graph(&first) == graph(&second), "seed {seed}: {first}\ncame back as\n{second}");
            compared += 1;
        }
    }
    assert!(compared >= 8, "only {compared} policies were compared");
}
