//! What of a record becomes the title, the description and so on: decided without files or a database.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::source::Record;
use crate::features::assets::fields::{DESCRIPTION_LENGTH, KEYWORD_COUNT, KEYWORD_LENGTH, TITLE_LENGTH};
use crate::features::assets::record::NewRecord;
use crate::features::metadata::fields::{Field, FieldKind, Terms};
use crate::platform::error::{Code, Error, Result};

/// Longest id of a record, characters.
const ID_LENGTH: usize = 200;

/// Which columns say what. A name with dots goes into objects: `creators.name`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// The first of these that says something is the record's id.
    #[serde(deserialize_with = "names")]
    pub id: Vec<String>,
    /// The first of these that says something is the title; without any, the id is.
    #[serde(deserialize_with = "names")]
    pub title: Vec<String>,
    /// The first of these that says something.
    #[serde(deserialize_with = "names")]
    pub description: Vec<String>,
    /// All of these, cut at `;`.
    #[serde(deserialize_with = "names")]
    pub keywords: Vec<String>,
    /// The path of a file, below the folder that the records lie in.
    pub file: Option<String>,
    /// Fields of the house by their keys, and the column each is filled from.
    pub fields: BTreeMap<String, String>,
}

impl Default for Mapping {
    fn default() -> Mapping {
        let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Mapping {
            id: list(&["id", "identifier", "external_id", "accession_number", "object_number"]),
            title: list(&["title", "name", "headline", "accession_number", "object_number"]),
            description: list(&["description", "caption", "abstract", "notes"]),
            keywords: list(&["keywords", "tags", "subjects", "subject", "classification"]),
            file: Some("file".to_owned()),
            fields: BTreeMap::new(),
        }
    }
}

/// One name or a list of them.
fn names<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Names {
        One(String),
        Many(Vec<String>),
    }
    Ok(match Names::deserialize(from)? {
        Names::One(name) => vec![name],
        Names::Many(names) => names,
    })
}

/// A record as the library takes it.
#[derive(Clone, Debug)]
pub struct Mapped {
    pub new: NewRecord,
    pub fields: Vec<(String, Value)>,
    pub file: Option<String>,
}

/// A field of the house that is filled, with its vocabulary and its column.
#[derive(Clone, Debug)]
pub struct Filled {
    pub field: Field,
    pub terms: Terms,
    pub column: String,
}

impl Mapping {
    /// Reads the content of a mapping file, TOML or JSON.
    pub fn parse(text: &str) -> Result<Mapping> {
        let refuse = |why: String| Error::field(Code::ImportRecords, "mapping", format!("The mapping: {why}"));
        if text.trim_start().starts_with('{') {
            return serde_json::from_str(text).map_err(|error| refuse(format!("{error}.")));
        }
        toml::from_str(text).map_err(|error| refuse(format!("{}.", error.message())))
    }

    /// The part that each column has, by the columns of a CSV or of the first records.
    pub fn use_of(&self, column: &str) -> Option<String> {
        let is_it = |name: &String| name.eq_ignore_ascii_case(column) || name.split('.').next() == Some(column);
        let parts = [
            ("id", &self.id),
            ("title", &self.title),
            ("description", &self.description),
            ("keywords", &self.keywords),
        ];
        let mut used: Vec<String> =
            parts.iter().filter(|(_, names)| names.iter().any(is_it)).map(|(part, _)| (*part).to_owned()).collect();
        used.extend(self.file.iter().filter(|name| is_it(name)).map(|_| "file".to_owned()));
        used.extend(self.fields.iter().filter(|(_, name)| is_it(name)).map(|(key, _)| key.clone()));
        (!used.is_empty()).then(|| used.join(", "))
    }

    /// A record by this mapping. Errors: why it cannot be taken, as a sentence.
    pub fn apply(&self, line: u64, record: Record, filled: &[Filled]) -> std::result::Result<Mapped, String> {
        let values = &record.values;
        let external_id = id(first(values, &self.id).ok_or_else(|| self.no_id())?)?;
        let title = first(values, &self.title).map(fit_line).filter(|title| !title.is_empty());
        let mut fields = Vec::new();
        for each in filled {
            if let Some(value) = each.value(values)? {
                fields.push((each.field.key.clone(), value));
            }
        }
        let file = self.file.as_deref().and_then(|name| text(look(values, name)?));
        let new = NewRecord {
            title: title.unwrap_or_else(|| external_id.clone()),
            description: first(values, &self.description).map(fit_text).unwrap_or_default(),
            keywords: keywords(self.keywords.iter().filter_map(|name| look(values, name)).collect()),
            external_id,
            line: i64::try_from(line).unwrap_or(i64::MAX),
            data: record.data,
        };
        Ok(Mapped { new, fields, file: file.filter(|file| !file.trim().is_empty()) })
    }

    fn no_id(&self) -> String {
        format!("It has no id. An id is looked for in {}.", self.id.join(", "))
    }
}

impl Filled {
    fn value(&self, values: &Map<String, Value>) -> std::result::Result<Option<Value>, String> {
        let Some(found) = look(values, &self.column) else { return Ok(None) };
        let all = || texts(&found).into_iter().flat_map(|text| cut(&text)).collect::<Vec<_>>();
        let said = match (self.field.kind, single(&found)) {
            (FieldKind::List | FieldKind::MultiChoice, _) => json!(all()),
            (FieldKind::Number, Some(Value::String(text))) => {
                text.trim().parse::<f64>().map_or_else(|_| json!(text), |number| json!(number))
            }
            (FieldKind::Boolean, Some(Value::String(text))) => match text.trim().to_lowercase().as_str() {
                "true" | "yes" | "1" => json!(true),
                "false" | "no" | "0" => json!(false),
                _ => json!(text),
            },
            (FieldKind::Number | FieldKind::Boolean, Some(value)) => value.clone(),
            _ => json!(text(found).unwrap_or_default()),
        };
        self.field.parse(&said, &self.terms).map_err(|error| {
            let column = &self.column;
            format!("The field {} cannot be filled from “{column}”: {}", self.field.key, error.detail)
        })
    }
}

/// What stands under a name: exactly, else in any case, else inside objects by the parts of the name.
fn look<'a>(values: &'a Map<String, Value>, name: &str) -> Option<Vec<&'a Value>> {
    let by_any_case = || values.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    if let Some(found) = values.get(name).or_else(by_any_case) {
        return (!found.is_null()).then(|| vec![found]);
    }
    let (outer, rest) = name.split_once('.')?;
    let inner = match values.get(outer)? {
        Value::Array(list) => list.iter().filter_map(Value::as_object).collect(),
        Value::Object(object) => vec![object],
        _ => Vec::new(),
    };
    let found: Vec<&Value> = inner.into_iter().filter_map(|object| look(object, rest)).flatten().collect();
    (!found.is_empty()).then_some(found)
}

fn first(values: &Map<String, Value>, names: &[String]) -> Option<String> {
    names.iter().filter_map(|name| text(look(values, name)?)).find(|text| !text.trim().is_empty())
}

fn single<'a>(found: &[&'a Value]) -> Option<&'a Value> {
    match found {
        [only] => Some(only),
        _ => None,
    }
}

/// Texts and numbers; lists with `; ` between them. Objects are no text.
fn text(found: Vec<&Value>) -> Option<String> {
    let mut texts = texts(&found);
    match texts.len() {
        0 => None,
        1 => texts.pop(),
        _ => Some(texts.join("; ")),
    }
}

fn texts(found: &[&Value]) -> Vec<String> {
    found
        .iter()
        .flat_map(|value| match value {
            Value::String(text) => vec![text.clone()],
            Value::Number(number) => vec![number.to_string()],
            Value::Bool(value) => vec![value.to_string()],
            Value::Array(list) => texts(&list.iter().collect::<Vec<_>>()),
            Value::Null | Value::Object(_) => Vec::new(),
        })
        .collect()
}

fn id(text: String) -> std::result::Result<String, String> {
    if text.chars().count() > ID_LENGTH || text.chars().any(char::is_control) {
        return Err(format!("Its id has more than {ID_LENGTH} characters or is not on one line."));
    }
    Ok(text)
}

/// A title: as it is written where it can be one; else on one line and, with `…`, no longer than a title may be. The
/// record has it whole.
fn fit_line(text: String) -> String {
    let is_fit = text.chars().count() <= TITLE_LENGTH && !text.chars().any(char::is_control);
    if is_fit {
        return if text.trim().is_empty() { String::new() } else { text };
    }
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    shorten(words.collect::<Vec<_>>().join(" "), TITLE_LENGTH)
}

/// A description, likewise; lines stay.
fn fit_text(text: String) -> String {
    let is_odd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if text.chars().any(is_odd) {
        return shorten(text.chars().map(|c| if is_odd(c) { ' ' } else { c }).collect(), DESCRIPTION_LENGTH);
    }
    shorten(text, DESCRIPTION_LENGTH)
}

fn shorten(text: String, most: usize) -> String {
    if text.chars().count() <= most {
        return text;
    }
    let kept: String = text.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}

fn cut(text: &str) -> Vec<String> {
    text.split(';').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Words fit to be keywords, each once; what is too long for one is found in the record all the same.
fn keywords(found: Vec<Vec<&Value>>) -> Vec<String> {
    let mut kept = Vec::new();
    let mut seen = HashSet::new();
    for word in found.iter().flat_map(|values| texts(values)).flat_map(|text| cut(&text)) {
        let is_fit = word.chars().count() <= KEYWORD_LENGTH && !word.chars().any(char::is_control);
        if is_fit && kept.len() < KEYWORD_COUNT && seen.insert(word.to_lowercase()) {
            kept.push(word);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapped(mapping: &Mapping, record: Value) -> std::result::Result<Mapped, String> {
        let values = record.as_object().cloned().unwrap_or_default();
        mapping.apply(3, Record { data: record.to_string(), values }, &[])
    }

    #[test]
    fn usual_names_are_understood_without_a_mapping() {
        let record =
            json!({ "ID": 7, "Title": "Dawn", "caption": "Over\nLisbon", "tags": ["sea; sky", "Sea"], "x": 1 });
        let found = mapped(&Mapping::default(), record).expect("a record");
        assert_eq!((found.new.external_id.as_str(), found.new.title.as_str()), ("7", "Dawn"));
        assert_eq!(found.new.description, "Over\nLisbon");
        assert_eq!(found.new.keywords, ["sea", "sky"]);
    }

    #[test]
    fn without_a_title_its_number_stands_for_it_and_without_an_id_it_is_refused() {
        let found = mapped(&Mapping::default(), json!({ "id": "a", "accession_number": "79.66" })).expect("a record");
        assert_eq!(found.new.title, "79.66");
        assert_eq!(mapped(&Mapping::default(), json!({ "id": "a", "title": "  " })).expect("a record").new.title, "a");
        assert!(
            mapped(&Mapping::default(), json!({ "title": "Dawn" })).is_err_and(|why| why.starts_with("It has no id"))
        );
        assert!(mapped(&Mapping::default(), json!({ "id": "a\nb" })).is_err());
    }

    #[test]
    fn a_title_stays_as_it_is_written_or_is_made_to_fit() {
        let title =
            |text: &str| mapped(&Mapping::default(), json!({ "id": 1, "title": text })).expect("a record").new.title;
        assert_eq!(title(" =1+1\u{202E}  x "), " =1+1\u{202E}  x ");
        assert_eq!(title("two\r\nlines\u{0}"), "two lines");
        assert_eq!(title(&"é".repeat(301)).chars().count(), 300);
    }

    #[test]
    fn a_mapping_file_names_columns_inside_objects() {
        let mapping =
            Mapping::parse("id = \"nr\"\nkeywords = [\"makers.name\", \"kind\"]\n[fields]\ncredit = \"line\"\n");
        let mapping = mapping.expect("a mapping");
        let record = json!({ "nr": "1", "makers": [{ "name": "Ada" }, { "name": "Bob" }], "kind": "print" });
        assert_eq!(mapped(&mapping, record).expect("a record").new.keywords, ["Ada", "Bob", "print"]);
        assert_eq!(mapping.use_of("makers").as_deref(), Some("keywords"));
        assert_eq!(mapping.use_of("line").as_deref(), Some("credit"));
        assert_eq!(mapping.use_of("other"), None);
        assert!(Mapping::parse("titel = \"x\"").is_err_and(|error| error.detail.contains("titel")));
        assert!(Mapping::parse("{\"id\": [\"a\"], \"file\": null}").is_ok_and(|mapping| mapping.file.is_none()));
    }
}
