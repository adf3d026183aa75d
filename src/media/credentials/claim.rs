//! A claim, and the assertions it names. What it does not name is not covered by its signature and is never read.

use std::collections::BTreeMap;

use super::cbor::{self, Value};
use super::found::{Action, Credentials, Ingredient};
use super::jumbf::Described;

/// How many assertions, actions and ingredients are read.
const MAX_READ: usize = 200;
/// The longest text that is kept, letters.
const MAX_TEXT: usize = 300;
/// The largest block of JSON that is read, bytes.
const MAX_JSON: usize = 1024 * 1024;

/// An assertion that the claim names.
pub struct Named<'s, 'a> {
    pub hash: Vec<u8>,
    /// Of its own; `None` where the claim's counts.
    pub algorithm: Option<String>,
    pub found: Option<&'s Described<'a>>,
}

/// A claim as it is read.
pub struct Claim<'s, 'a> {
    /// What is signed.
    pub bytes: &'a [u8],
    pub value: Value<'a>,
    pub named: Vec<Named<'s, 'a>>,
    /// Changes only what is said, not what it is about.
    pub is_update: bool,
    pub signature: Option<&'a [u8]>,
}

/// The claim of this manifest. `None` where there is none that can be read.
pub fn read<'s, 'a>(manifest: &'s Described<'a>) -> Option<Claim<'s, 'a>> {
    let of_claim = manifest.below.iter().find(|each| each.label.starts_with("c2pa.claim"))?;
    let (_, bytes) = of_claim.block.filter(|(kind, _)| *kind == b"cbor")?;
    let value = cbor::read(bytes)?;
    let lists = ["assertions", "created_assertions", "gathered_assertions"];
    let lists = lists.into_iter().filter_map(|name| value.get(name)).flat_map(Value::list);
    let named = lists.take(MAX_READ + 1).map(|each| reference(each, manifest)).collect();
    let signature = manifest.named("c2pa.signature").and_then(|each| each.block).map(|(_, content)| content);
    Some(Claim { bytes, value, named, is_update: manifest.purpose == b"c2um", signature })
}

fn reference<'s, 'a>(of: &Value<'_>, manifest: &'s Described<'a>) -> Named<'s, 'a> {
    let path = of.text_of("url").and_then(|url| url.strip_prefix("self#jumbf=")).unwrap_or_default();
    // Counted from the manifest, or from the top; another manifest's assertions are not this claim's.
    let path = match path.strip_prefix("/c2pa/") {
        Some(path) => path.strip_prefix(manifest.label).and_then(|rest| rest.strip_prefix('/')).unwrap_or_default(),
        None => path,
    };
    let found = path.split_once('/').and_then(|(store, label)| manifest.named(store)?.named(label));
    let hash = of.get("hash").and_then(Value::bytes).unwrap_or_default().to_vec();
    Named { hash, algorithm: of.text_of("alg").map(str::to_owned), found }
}

/// What an assertion holds, if that can be read.
pub fn value<'a>(of: &Described<'a>) -> Option<Value<'a>> {
    match of.block? {
        (b"cbor", content) => cbor::read(content),
        (b"json", content) if content.len() <= MAX_JSON => serde_json::from_slice(content).ok().map(cbor::of_json),
        _ => None,
    }
}

/// The kind of an assertion: its label without number and version.
pub fn kind(label: &str) -> &str {
    let name = label.split("__").next().unwrap_or(label);
    match name.rsplit_once(".v") {
        Some((name, version)) if version.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => name,
    }
}

impl<'s, 'a> Claim<'s, 'a> {
    /// Whether it names more than is read.
    pub fn is_too_long(&self) -> bool {
        self.named.len() > MAX_READ
    }

    /// The assertions of this kind.
    pub fn of_kind(&self, wanted: &str) -> impl Iterator<Item = &'s Described<'a>> {
        self.named.iter().filter_map(|each| each.found).filter(move |found| kind(found.label) == wanted)
    }

    /// Puts what the claim says into `found`.
    pub fn tell(&self, found: &mut Credentials) {
        found.title = self.value.text_of("dc:title").and_then(shown);
        found.generator = generator(&self.value);
        let each = |kind: &str| self.of_kind(kind).filter_map(value).collect::<Vec<_>>();
        for actions in each("c2pa.actions") {
            let list = actions.get("actions").map(Value::list).unwrap_or_default();
            let left = MAX_READ.saturating_sub(found.actions.len());
            found.actions.extend(list.iter().take(left).filter_map(action));
        }
        found.ingredients = each("c2pa.ingredient").iter().map(ingredient).collect();
        for kind in ["c2pa.training-mining", "cawg.training-mining"] {
            each(kind).iter().for_each(|said| mining(said, &mut found.mining));
        }
    }
}

/// A text as it is shown: on one line, and no longer than anybody reads.
fn shown(text: &str) -> Option<String> {
    let text: String =
        text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(MAX_TEXT).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Name and version of a program, however they are given.
fn program(of: &Value<'_>) -> Option<String> {
    if let Some(text) = of.text() {
        return shown(text);
    }
    let name = of.text_of("name").and_then(shown)?;
    Some(match of.text_of("version").and_then(shown) {
        Some(version) => format!("{name} {version}"),
        None => name,
    })
}

fn generator(claim: &Value<'_>) -> Option<String> {
    let given = claim.get("claim_generator_info");
    let given = given.and_then(|info| program(info.list().first().unwrap_or(info)));
    given.or_else(|| claim.text_of("claim_generator").and_then(shown))
}

fn action(of: &Value<'_>) -> Option<Action> {
    let source = of.get("digitalSourceType").or_else(|| of.get("parameters")?.get("digitalSourceType"));
    Some(Action {
        action: of.text_of("action").and_then(shown)?,
        software: of.get("softwareAgent").and_then(program),
        digital_source_type: source.and_then(Value::text).and_then(shown),
        when: of.text_of("when").and_then(shown),
        description: of.text_of("description").and_then(shown),
    })
}

fn ingredient(of: &Value<'_>) -> Ingredient {
    let is_failure = |status: &Value<'_>| {
        let ends = [".mismatch", ".missing", ".invalid", ".expired", ".revoked", ".malformed"];
        status.text_of("code").is_some_and(|code| ends.iter().any(|end| code.ends_with(end)))
    };
    let noted = of.get("validationStatus").map(Value::list).unwrap_or_default();
    let newer = of.get("validationResults").and_then(|results| results.get("activeManifest")?.get("failure"));
    let newer = newer.map(Value::list).unwrap_or_default();
    Ingredient {
        title: of.text_of("dc:title").and_then(shown),
        relationship: of.text_of("relationship").and_then(shown),
        has_credentials: manifest_of(of).is_some(),
        was_invalid: noted.iter().chain(newer).any(is_failure),
    }
}

/// Where the credentials of an ingredient lie, and their hash.
pub fn manifest_of<'v>(ingredient: &'v Value<'_>) -> Option<&'v Value<'v>> {
    ingredient.get("c2pa_manifest").or_else(|| ingredient.get("activeManifest"))
}

fn mining(said: &Value<'_>, into: &mut BTreeMap<String, String>) {
    let entries = said.get("entries").unwrap_or(said);
    for name in ["data_mining", "ai_training", "ai_generative_training", "ai_inference"] {
        let entry = ["cawg", "c2pa"].into_iter().find_map(|maker| entries.get(&format!("{maker}.{name}")));
        // What nobody knows here may be a condition.
        let word = match entry.and_then(|entry| entry.text_of("use")) {
            Some("allowed") => "allowed",
            Some("notAllowed") => "notAllowed",
            Some(_) => "constrained",
            None => continue,
        };
        // Where two assertions differ, the stricter counts.
        let known = into.entry(name.to_owned()).or_insert_with(|| word.to_owned());
        let strict = |word: &str| ["allowed", "constrained", "notAllowed"].iter().position(|each| *each == word);
        if strict(word) > strict(known.as_str()) {
            word.clone_into(known);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_an_assertion_is_its_label_without_number_and_version() {
        assert_eq!(kind("c2pa.actions.v2__1"), "c2pa.actions");
        assert_eq!(kind("c2pa.ingredient__12"), "c2pa.ingredient");
        assert_eq!(kind("com.example.various"), "com.example.various");
    }
}
