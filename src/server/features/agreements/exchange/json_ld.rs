//! Reading the JSON-LD of rights policies as far as policies use it: terms, prefixes, ids, typed values, size and depth.

use serde_json::{Map, Value};

use super::proposal::{Note, Refusal};

pub const ODRL: &str = "http://www.w3.org/ns/odrl/2/";
/// The words of our own that ODRL has none for.
pub const PROFILE: &str = "urn:x-placet:odrl:";
pub const CHANNEL: &str = "urn:x-placet:channel:";
pub const PURPOSE: &str = "urn:x-placet:purpose:";
pub const RIGHTSML: &str = "https://iptc.org/std/RightsML/odrl-profile/";

/// How large a document may be, in bytes.
pub const LARGEST: usize = 1024 * 1024;
const DEEPEST: usize = 32;

/// The document as a value.
pub fn read(text: &str) -> Result<Value, Refusal> {
    if text.len() > LARGEST {
        return Err(Refusal::new("too_large", "The document is larger than 1 MiB."));
    }
    let value: Value =
        serde_json::from_str(text).map_err(|error| Refusal::new("not_json", format!("This is not JSON: {error}.")))?;
    if depth(&value) > DEEPEST {
        return Err(Refusal::new("too_deep", "The document is nested too deeply."));
    }
    Ok(value)
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(map) => 1 + map.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// A term without the namespace of ODRL or RightsML; our own as `placet:…`; anything else as it stands.
pub fn term(text: &str) -> String {
    let known = [ODRL, "https://www.w3.org/ns/odrl/2/", "odrl:", RIGHTSML, "http://iptc.org/std/RightsML/2011-10-07/"];
    for prefix in known.iter().chain(&["rightsml:"]) {
        if let Some(rest) = text.strip_prefix(prefix) {
            return rest.to_owned();
        }
    }
    match text.strip_prefix(PROFILE) {
        Some(rest) => format!("placet:{rest}"),
        None => text.to_owned(),
    }
}

/// The value under an ODRL term, however the term is written.
pub fn get<'a>(map: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let found = map.get(name).or_else(|| map.iter().find(|(key, _)| term(key) == name).map(|(_, value)| value));
    found.filter(|value| !value.is_null())
}

/// One or many.
pub fn items(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(items)) => items.iter().collect(),
        Some(Value::Object(map)) if map.len() == 1 && map.contains_key("@list") => items(map.get("@list")),
        Some(one) => vec![one],
    }
}

/// The id of a node or the text of a literal.
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Object(map) => ["@value", "@id", "uid", "id", "source", "odrl:uid"]
            .iter()
            .find_map(|key| map.get(*key))
            .and_then(|inner| if inner.is_object() { None } else { text(inner) }),
        _ => None,
    }
}

/// The types of a node, as terms.
pub fn types(map: &Map<String, Value>) -> Vec<String> {
    let named = map.get("@type").or_else(|| map.get("type"));
    items(named).into_iter().filter_map(text).map(|name| term(&name)).collect()
}

/// Words that describe and decide nothing.
pub fn is_descriptive(key: &str) -> bool {
    let prefixes = ["dc:", "dct:", "dcterms:", "rdfs:", "skos:", "schema:", "vcard:", "foaf:", "prov:"];
    let terms = ["http://purl.org/dc/", "http://www.w3.org/2000/01/rdf-schema#"];
    prefixes.iter().chain(&terms).any(|prefix| key.starts_with(prefix))
        || ["@context", "@id", "@type", "id", "type", "uid", "summary", "description", "title", "label"].contains(&key)
}

/// What about the contexts is not known: a foreign context could give any word another meaning.
pub fn check_context(context: Option<&Value>) -> Vec<Note> {
    let mut notes = Vec::new();
    let known = ["http://www.w3.org/ns/odrl.jsonld", "https://www.w3.org/ns/odrl.jsonld", ODRL];
    if context.is_none() {
        notes.push(Note::new("context_missing", "/@context", "The document names no JSON-LD context."));
    }
    for each in items(context) {
        match each {
            Value::String(iri) if known.contains(&iri.as_str()) => {}
            Value::String(iri) => {
                let message = format!("The context {iri} is not known here; it could change what words mean.");
                notes.push(Note::new("context_unknown", "/@context", message));
            }
            Value::Object(map) => {
                for (name, meaning) in map {
                    let told = format!("The context gives {name:?} a meaning of its own.");
                    if !is_prefix(name, meaning) {
                        notes.push(Note::new("context_redefines", "/@context", told));
                    }
                }
            }
            _ => notes.push(Note::new("context_unknown", "/@context", "The context cannot be read.")),
        }
    }
    notes
}

/// `name` only abbreviates the beginning of ids, and none of those we read.
fn is_prefix(name: &str, meaning: &Value) -> bool {
    let Some(iri) = meaning.as_str() else { return false };
    let ours = [("odrl", ODRL), ("placet", PROFILE), ("rightsml", RIGHTSML)];
    let expected = ours.iter().find(|(prefix, _)| *prefix == name).map(|(_, iri)| *iri);
    if name.starts_with('@') {
        return matches!(name, "@language" | "@base" | "@version");
    }
    iri.ends_with(['/', '#', ':']) && expected.is_none_or(|expected| expected == iri)
}
