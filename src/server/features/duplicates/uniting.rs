//! What the fields of the kept asset say after a merge. Decided here, written by whoever merges.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Value, json};

use crate::features::assets::fields::KEYWORD_COUNT;

/// Values by field; a field that says nothing is not there.
type Values = BTreeMap<String, Value>;

/// The kept asset's own words win; what it says nothing about is filled from the first source that does; keywords
/// are united. `said` is what whoever merges wants to read there instead.
pub fn united(kept: &Values, sources: &[Values], said: &Values) -> Values {
    let mut all = kept.clone();
    for source in sources {
        for (field, value) in source.iter().filter(|(field, _)| field.as_str() != "keywords") {
            all.entry(field.clone()).or_insert_with(|| value.clone());
        }
    }
    let words = keywords(kept, sources);
    if !words.is_empty() {
        all.insert("keywords".to_owned(), json!(words));
    }
    for (field, value) in said {
        all.insert(field.clone(), value.clone());
    }
    all
}

/// Upper and lower case are the same word. As many as one asset may have, the kept one's first.
fn keywords(kept: &Values, sources: &[Values]) -> Vec<String> {
    let mut seen = HashSet::new();
    let lists = std::iter::once(kept).chain(sources).filter_map(|values| values.get("keywords")?.as_array());
    let words = lists.flatten().filter_map(Value::as_str);
    words.filter(|word| seen.insert(word.to_lowercase())).take(KEYWORD_COUNT).map(str::to_owned).collect()
}
