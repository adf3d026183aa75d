//! Changes to a JSON document that leave it a JSON document: bytes changed blindly rarely get past the parser.

use serde_json::{Value, json};

use crate::worlds::dice::Dice;

/// Words any format here knows; a target adds its own.
const WORDS: &[&str] = &[
    "",
    "PERPETUAL",
    "UNKNOWN",
    "none",
    "any",
    "all",
    "WORLD",
    "EU",
    "DE",
    "LI",
    "US-NY",
    "ES@Europe/Madrid",
    "silent",
    "territory",
    "UTC",
    "Pacific/Kiritimati",
    "America/Havana",
    "2026-02-29",
    "2026-12-01",
    "2026-11-01T01:30",
    "2026-11-01T00:30:00-05:00",
    "-262143-01-01",
    "+262142-12-31",
    "9999-12-31",
    "9999-12-31T23:59:59Z",
    "0000-01-01",
    "P1M",
    "P99999999999Y",
    "P4294967296D",
    "P0D",
    "P1Y2M3DT4H",
    "approved",
    "extracted",
    "executed",
    "\u{0}",
    "\u{202e}ä\u{10ffff}",
];
const NUMBERS: &[f64] = &[0.0, -0.0, 1.0, -1.0, 0.5, 2_147_483_648.0, 9.2e18, 1.8e19, 1e308, -1e308, 5e-324];

/// Changes the document in `data[..size]`, which may grow to `most` bytes, and returns its new size. What is no JSON
/// is left to the fuzzer's own changes of bytes.
pub fn document(data: &mut [u8], size: usize, most: usize, seed: u32, words: &[&str]) -> usize {
    let mut dice = Dice::new(u64::from(seed));
    let blind = dice.chance(5);
    let Some(mut value) = serde_json::from_slice::<Value>(&data[..size]).ok().filter(|_| !blind) else {
        return libfuzzer_sys::fuzzer_mutate(data, size, most);
    };
    for _ in 0..1 + dice.below(4) {
        once(&mut value, &mut dice, words);
    }
    let text = value.to_string();
    if text.len() > most {
        return libfuzzer_sys::fuzzer_mutate(data, size, most);
    }
    data[..text.len()].copy_from_slice(text.as_bytes());
    text.len()
}

fn once(document: &mut Value, dice: &mut Dice, words: &[&str]) {
    let mut places = Vec::new();
    collect(document, &mut String::new(), &mut places);
    let at = places[dice.below(places.len())].clone();
    let other = document.pointer(&places[dice.below(places.len())]).cloned().unwrap_or_default();
    let word = |dice: &mut Dice| {
        let own = !words.is_empty() && dice.chance(60);
        if own { dice.pick(words) } else { dice.pick(WORDS) }.to_owned()
    };
    if dice.chance(15) {
        return remove(document, &at);
    }
    let Some(value) = document.pointer_mut(&at) else { return };
    match dice.below(9) {
        0 | 1 => *value = json!(word(dice)),
        2 => *value = json!(NUMBERS[dice.below(NUMBERS.len())]),
        3 => *value = other,
        4 => *value = [Value::Null, json!(true), json!([]), json!({}), json!(""), json!([[]])][dice.below(6)].clone(),
        5 => *value = json!([value.take(), word(dice)]),
        _ => inside(value, other, dice, &word),
    }
}

/// One more part in a list or an object, or one letter in a text.
fn inside(value: &mut Value, other: Value, dice: &mut Dice, word: &dyn Fn(&mut Dice) -> String) {
    match value {
        Value::Array(items) => {
            let new = items.get(dice.below(items.len().max(1))).filter(|_| dice.chance(60)).cloned().unwrap_or(other);
            items.insert(dice.below(items.len() + 1), new);
        }
        Value::Object(map) => {
            let new = if dice.chance(50) { json!(word(dice)) } else { other };
            map.insert(word(dice), new);
        }
        Value::String(text) => {
            let mut letters: Vec<char> = text.chars().collect();
            let at = dice.below(letters.len() + 1);
            let new = dice.pick(&["0", "9", "-", "T", "Z", ".", ":", "|", "\u{fe0f}"]).chars().next();
            match new {
                Some(letter) if at < letters.len() && dice.chance(70) => letters[at] = letter,
                Some(letter) => letters.insert(at, letter),
                None => {}
            }
            *text = letters.into_iter().collect();
        }
        Value::Number(number) => *value = json!(number.as_f64().unwrap_or_default() - 1.0),
        _ => *value = other,
    }
}

fn collect(value: &Value, at: &mut String, places: &mut Vec<String>) {
    places.push(at.clone());
    let length = at.len();
    let mut go = |key: &str, inner: &Value| {
        at.push('/');
        at.push_str(&key.replace('~', "~0").replace('/', "~1"));
        collect(inner, at, places);
        at.truncate(length);
    };
    match value {
        Value::Array(items) => items.iter().enumerate().for_each(|(number, inner)| go(&number.to_string(), inner)),
        Value::Object(map) => map.iter().for_each(|(key, inner)| go(key, inner)),
        _ => {}
    }
}

fn remove(document: &mut Value, at: &str) {
    let Some((parent, key)) = at.rsplit_once('/') else { return };
    match document.pointer_mut(parent) {
        Some(Value::Array(items)) => {
            if let Some(number) = key.parse().ok().filter(|number| *number < items.len()) {
                items.remove(number);
            }
        }
        Some(Value::Object(map)) => {
            map.remove(&key.replace("~1", "/").replace("~0", "~"));
        }
        _ => {}
    }
}
