//! Constraints of a policy as alternatives of conditions that all have to hold.

use serde_json::{Map, Value};

use super::json_ld::{get, items, term, text};
use super::proposal::Note;

/// How many alternatives one rule may have.
const MOST: usize = 300;

/// A value and the type it is said to be of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    pub text: String,
    pub datatype: Option<String>,
}

/// `operand operator values`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    pub operand: String,
    pub operator: String,
    pub values: Vec<Literal>,
    pub unit: Option<String>,
    pub at: String,
}

/// A condition, or why it could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    Bound(Bound),
    Unread(Note),
}

/// Conditions that all have to hold; one such list is enough.
pub type Alternatives = Vec<Vec<Condition>>;

/// Reads what stands under `constraint` or `refinement`: all of it has to hold.
pub fn alternatives(constraints: Option<&Value>, at: &str) -> Alternatives {
    let each = items(constraints);
    all(each.into_iter().enumerate().map(|(number, value)| one(value, &format!("{at}/{number}"))).collect(), at)
}

/// All of several have to hold.
pub fn all(parts: Vec<Alternatives>, at: &str) -> Alternatives {
    let mut whole: Alternatives = vec![Vec::new()];
    for part in parts {
        if whole.len() * part.len() > MOST {
            let message = format!("More than {MOST} alternatives are not followed.");
            return vec![vec![Condition::Unread(Note::new("too_many_alternatives", at, message))]];
        }
        whole = whole
            .iter()
            .flat_map(|left| part.iter().map(move |right| left.iter().chain(right).cloned().collect()))
            .collect();
    }
    whole
}

fn one(value: &Value, at: &str) -> Alternatives {
    let Value::Object(map) = value else {
        return unread("constraint_elsewhere", at, "The constraint stands elsewhere and is only referred to.");
    };
    for (operand, words) in
        [("and", None), ("or", None), ("andSequence", Some("in an order")), ("xone", Some("only one"))]
    {
        let Some(inner) = get(map, operand) else { continue };
        let parts: Vec<Alternatives> = items(Some(inner))
            .into_iter()
            .enumerate()
            .map(|(number, part)| one(part, &format!("{at}/{operand}/{number}")))
            .collect();
        let joined = match operand {
            "and" | "andSequence" => all(parts, at),
            _ => any(parts, at),
        };
        let Some(words) = words else { return joined };
        let doubt =
            unread("logic_unknown", at, &format!("The conditions have to hold {words}, which is not followed."));
        return all(vec![joined, doubt], at);
    }
    vec![vec![bound(map, at)]]
}

fn any(parts: Vec<Alternatives>, at: &str) -> Alternatives {
    let joined: Alternatives = parts.into_iter().flatten().collect();
    if joined.len() > MOST {
        return unread("too_many_alternatives", at, &format!("More than {MOST} alternatives are not followed."));
    }
    joined
}

fn unread(code: &'static str, at: &str, message: &str) -> Alternatives {
    vec![vec![Condition::Unread(Note::new(code, at, message))]]
}

fn bound(map: &Map<String, Value>, at: &str) -> Condition {
    let named = |key: &str| get(map, key).and_then(text).map(|name| term(&name));
    let (Some(operand), Some(operator)) = (named("leftOperand"), named("operator")) else {
        return Condition::Unread(Note::new("constraint_unread", at, "A constraint needs an operand and an operator."));
    };
    let known = ["leftOperand", "operator", "rightOperand", "unit", "unitOfCount", "dataType", "status"];
    let foreign = map.keys().find(|key| {
        let key = term(key);
        !known.contains(&key.as_str()) && !["@id", "@type", "uid", "id", "type"].contains(&key.as_str())
    });
    if let Some(key) = foreign {
        let message = format!("{key:?} in a constraint is not known here.");
        return Condition::Unread(Note::new("constraint_unread", at, message));
    }
    let datatype = get(map, "dataType").and_then(text);
    let values: Vec<Literal> =
        items(get(map, "rightOperand")).into_iter().filter_map(|value| literal(value, datatype.as_deref())).collect();
    let stated = items(get(map, "rightOperand")).len();
    if values.is_empty() || values.len() != stated || stated > MOST {
        return Condition::Unread(Note::new("operand_elsewhere", at, "The value of a constraint cannot be read here."));
    }
    let unit = get(map, "unitOfCount").or_else(|| get(map, "unit")).and_then(text);
    Condition::Bound(Bound { operand, operator, values, unit, at: at.to_owned() })
}

fn literal(value: &Value, datatype: Option<&str>) -> Option<Literal> {
    let own = value.as_object().and_then(|map| map.get("@type")).and_then(text);
    Some(Literal { text: text(value)?, datatype: own.or_else(|| datatype.map(str::to_owned)) })
}
