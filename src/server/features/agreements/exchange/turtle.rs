//! Policies in Turtle (and N-Triples) as the JSON-LD that the import reads: each policy a tree of what hangs on it.
//!
//! Nothing is fetched and nothing inferred. What two policies share stands in both; a circle ends at the name.

use std::collections::BTreeMap;

use oxrdf::vocab::{rdf, xsd};
use oxrdf::{NamedOrBlankNode, Term};
use oxttl::TurtleParser;
use serde_json::{Map, Value, json};

use super::json_ld::{LARGEST, ODRL};
use super::proposal::Refusal;

/// How many statements one document may make.
const MOST_STATEMENTS: usize = 20_000;
/// How many nodes all policies may have together once each is a tree of its own.
const MOST_NODES: usize = 20_000;
const DEEPEST: usize = 12;
const KINDS: &[&str] = &["Policy", "Set", "Offer", "Agreement", "Request", "Ticket", "Assertion", "Privacy"];
const RULES: &[&str] = &["permission", "prohibition", "obligation"];
const CREATIVE_COMMONS: &str = "http://creativecommons.org/ns#";

/// Namespaces that the import knows by a prefix.
const PREFIXES: &[(&str, &str)] = &[
    (ODRL, ""),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"),
    ("http://purl.org/dc/terms/", "dct:"),
    ("http://purl.org/dc/elements/1.1/", "dc:"),
    ("http://www.w3.org/2000/01/rdf-schema#", "rdfs:"),
    ("http://www.w3.org/2004/02/skos/core#", "skos:"),
    ("http://schema.org/", "schema:"),
    ("https://schema.org/", "schema:"),
    ("http://www.w3.org/2006/vcard/ns#", "vcard:"),
    ("http://xmlns.com/foaf/0.1/", "foaf:"),
    ("http://www.w3.org/ns/prov#", "prov:"),
    (CREATIVE_COMMONS, "cc:"),
];

/// The document as JSON-LD with one entry of `@graph` for each policy, in the order they stand in.
pub fn document(text: &str) -> Result<Value, Refusal> {
    if text.len() > LARGEST {
        return Err(Refusal::new("too_large", "The document is larger than 1 MiB."));
    }
    let mut graph = Graph::default();
    for (number, statement) in TurtleParser::new().for_slice(text.as_bytes()).enumerate() {
        let statement = statement.map_err(|why| Refusal::new("not_turtle", format!("This is not Turtle: {why}.")))?;
        if number >= MOST_STATEMENTS {
            return Err(Refusal::new("too_large", format!("More than {MOST_STATEMENTS} statements are not read.")));
        }
        graph.add(&statement.subject, name_of(statement.predicate.as_str()), statement.object);
    }
    let mut left = MOST_NODES;
    let policies = graph.order.iter().filter(|id| graph.is_policy(id));
    let trees = policies.map(|id| graph.tree(id, &mut Vec::new(), &mut left)).collect::<Result<Vec<_>, _>>()?;
    Ok(json!({ "@context": "http://www.w3.org/ns/odrl.jsonld", "@graph": trees }))
}

/// What is said about each subject, by the name of the property.
#[derive(Default)]
struct Graph {
    said: BTreeMap<String, BTreeMap<String, Vec<Term>>>,
    order: Vec<String>,
}

impl Graph {
    fn add(&mut self, subject: &NamedOrBlankNode, name: String, object: Term) {
        let id = subject.to_string();
        if !self.said.contains_key(&id) {
            self.order.push(id.clone());
        }
        let objects = self.said.entry(id).or_default().entry(name).or_default();
        // A graph is a set: what is said twice is said once.
        if !objects.contains(&object) {
            objects.push(object);
        }
    }

    fn is_policy(&self, id: &str) -> bool {
        let Some(said) = self.said.get(id) else { return false };
        let is_kind = |term: &Term| match term {
            Term::NamedNode(node) => KINDS.iter().any(|kind| node.as_str().strip_prefix(ODRL) == Some(kind)),
            _ => false,
        };
        RULES.iter().any(|rule| said.contains_key(*rule)) || said.get("rdf:type").into_iter().flatten().any(is_kind)
    }

    /// A node with everything that hangs on it; `above` are the nodes it hangs on itself.
    fn tree(&self, id: &str, above: &mut Vec<String>, left: &mut usize) -> Result<Value, Refusal> {
        *left = left.checked_sub(1).ok_or_else(|| {
            Refusal::new("too_large", format!("The policies have more than {MOST_NODES} parts together."))
        })?;
        if above.len() >= DEEPEST {
            return Err(Refusal::new("too_deep", "The document is nested too deeply."));
        }
        above.push(id.to_owned());
        let mut map = Map::new();
        if let Some(iri) = id.strip_prefix('<').and_then(|id| id.strip_suffix('>')) {
            map.insert("@id".to_owned(), json!(iri));
        }
        for (name, objects) in self.said.get(id).into_iter().flatten() {
            let mut values = Vec::new();
            for object in objects {
                values.push(self.value(object, above, left)?);
            }
            if name == "rdf:type" {
                let types = values.iter().map(|value| value.get("@id").unwrap_or(value).clone());
                map.insert("@type".to_owned(), types.collect());
                continue;
            }
            let value = if values.len() == 1 { values.remove(0) } else { Value::Array(values) };
            map.insert(name.clone(), value);
        }
        above.pop();
        Ok(Value::Object(map))
    }

    fn value(&self, term: &Term, above: &mut Vec<String>, left: &mut usize) -> Result<Value, Refusal> {
        let id = match term {
            Term::Literal(literal) => {
                return Ok(match literal.language() {
                    Some(language) => json!({ "@value": literal.value(), "@language": language }),
                    None if literal.datatype() == xsd::STRING => json!(literal.value()),
                    None => json!({ "@value": literal.value(), "@type": literal.datatype().as_str() }),
                });
            }
            Term::NamedNode(node) if *node == rdf::NIL => return Ok(json!({ "@list": [] })),
            Term::NamedNode(node) if !self.said.contains_key(&node.to_string()) => {
                // The words of Creative Commons are actions that policies in JSON-LD name by their prefix.
                let short = node.as_str().strip_prefix(CREATIVE_COMMONS).map(|word| format!("cc:{word}"));
                return Ok(json!({ "@id": short.as_deref().unwrap_or(node.as_str()) }));
            }
            other => other.to_string(),
        };
        if above.contains(&id) {
            return Ok(json!({ "@id": id.trim_start_matches('<').trim_end_matches('>') }));
        }
        match self.list(&id)? {
            Some(terms) => {
                let each = terms.into_iter().map(|term| self.value(term, above, left));
                Ok(json!({ "@list": each.collect::<Result<Vec<_>, _>>()? }))
            }
            None => self.tree(&id, above, left),
        }
    }

    /// The members of a collection; `None` where the node is none.
    fn list(&self, id: &str) -> Result<Option<Vec<&Term>>, Refusal> {
        let (mut found, mut at) = (Vec::new(), id.to_owned());
        while let Some(said) = self.said.get(&at) {
            let (Some([first]), Some([rest])) =
                (said.get("rdf:first").map(Vec::as_slice), said.get("rdf:rest").map(Vec::as_slice))
            else {
                return Ok(None);
            };
            found.push(first);
            if found.len() > MOST_NODES {
                return Err(Refusal::new("list_endless", "A list in the document has no end."));
            }
            at = rest.to_string();
        }
        Ok((!found.is_empty()).then_some(found))
    }
}

fn name_of(iri: &str) -> String {
    let found = PREFIXES.iter().find_map(|(space, prefix)| Some(format!("{prefix}{}", iri.strip_prefix(space)?)));
    found.unwrap_or_else(|| iri.to_owned())
}
