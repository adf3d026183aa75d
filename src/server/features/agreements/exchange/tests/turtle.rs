//! Policies in Turtle: the same policy as in JSON-LD, and what is no policy.

use serde_json::{Value, json};

use super::super::{odrl, turtle};
use super::{proposed, reference};

const POLICY: &str = r#"
@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dct: <http://purl.org/dc/terms/> .
<urn:policy:1> a odrl:Agreement ; odrl:uid <urn:policy:1> ; dct:description "Winter"@en ;
    odrl:assigner <urn:studio> ; odrl:assignee <urn:house> ; odrl:permission [
        odrl:target <urn:picture> ; odrl:action odrl:distribute ;
        odrl:constraint [ odrl:leftOperand odrl:spatial ; odrl:operator odrl:isAnyOf ;
            odrl:rightOperand <http://cvx.iptc.org/iso3166-1a3/DEU>, <http://cvx.iptc.org/iso3166-1a3/AUT> ],
            [ odrl:or ( [ odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lt ;
                odrl:rightOperand "2027-01-31T23:00:00Z"^^xsd:dateTime ] ) ] ;
        odrl:duty [ odrl:action odrl:attribute ] ] .
"#;

fn bodies(policy: &Value) -> Vec<Value> {
    proposed(policy).rules.into_iter().map(|rule| Value::Object(rule.body)).collect()
}

/// The code of the refusal.
fn refusal(text: &str) -> &'static str {
    turtle::document(text).expect_err("a refusal").code
}

#[test]
fn a_policy_says_the_same_in_turtle_and_in_json() {
    let each = |code: &str| json!({ "@id": format!("http://cvx.iptc.org/iso3166-1a3/{code}") });
    let json_ld = json!({
        "@context": "http://www.w3.org/ns/odrl.jsonld", "@type": "Agreement", "uid": "urn:policy:1",
        "assigner": "urn:studio", "assignee": "urn:house", "permission": [{
            "target": "urn:picture", "action": "distribute", "duty": [{ "action": "attribute" }],
            "constraint": [
                { "leftOperand": "spatial", "operator": "isAnyOf", "rightOperand": [each("DEU"), each("AUT")] },
                { "or": { "@list": [{ "leftOperand": "dateTime", "operator": "lt",
                    "rightOperand": "2027-01-31T23:00:00Z" }] } },
            ],
        }],
    });
    let (mut found, mut expected) = (bodies(&turtle::document(POLICY).expect("Turtle")), bodies(&json_ld));
    for body in found.iter_mut().chain(&mut expected) {
        // The words of the paper, which are not the same ones.
        body["duties"][0]["text"] = Value::Null;
    }
    assert_eq!(found, expected);
    assert_eq!(found[0]["territories"], json!(["AT", "DE"]));
    assert_eq!(found[0]["duties"][0]["kind"], "credit");
}

#[test]
fn what_is_no_turtle_or_too_much_of_it_is_refused() {
    assert_eq!(refusal("<urn:a> <urn:b"), "not_turtle");
    assert_eq!(refusal("{}"), "not_turtle");
    assert_eq!(refusal(&format!("# {}", "x".repeat(1024 * 1024))), "too_large");
    let many: String = (0..20_001).map(|number| format!("<a:{number}> <a:b> <a:c> .\n")).collect();
    assert_eq!(refusal(&many), "too_large");
    let deep: String = (0..40).map(|number| format!("<a:{number}> <a:next> <a:{}> .\n", number + 1)).collect();
    let policy = "<a:p> <http://www.w3.org/ns/odrl/2/permission> <a:0> .\n";
    assert_eq!(refusal(&format!("{policy}{deep}")), "too_deep");
    let endless = "<a:l> <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> 1 ; \
        <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> <a:l> .\n";
    let policy = "<a:p> <http://www.w3.org/ns/odrl/2/permission> <a:l> .\n";
    assert_eq!(refusal(&format!("{policy}{endless}")), "list_endless");
}

#[test]
fn what_hangs_on_many_nodes_does_not_grow_without_end() {
    let level = |number: usize| {
        let next = number + 1;
        let each = (0..8).map(|branch| format!("<a:{number}> <a:b{branch}> <a:{next}> .\n"));
        each.collect::<String>()
    };
    let bomb: String = (0..10).map(level).collect();
    let text = format!("<a:p> <http://www.w3.org/ns/odrl/2/permission> <a:0> .\n<a:10> <a:b> <a:c> .\n{bomb}");
    assert_eq!(refusal(&text), "too_large");
}

#[test]
fn a_document_without_a_policy_says_so() {
    let read = turtle::document("<urn:a> <urn:b> <urn:a> .").expect("Turtle").to_string();
    assert_eq!(odrl::import(&read, &reference(), &[]).expect_err("a refusal").code, "no_policy");
}
