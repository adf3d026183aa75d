//! One alternative of a rule as a body of the engine: a certain part, and a possible part where words were vague.

use serde_json::{Map, Value, json};

use super::constraint::{Bound, Condition};
use super::dates::Window;
use super::json_ld::PROFILE;
use super::pair::{Lexicon, Names, Pair, listed, territories_listed};
use super::proposal::{Note, RuleKind, doubt};
use super::words;

/// What reading one rule depends on.
pub struct Reading<'a> {
    pub lexicon: &'a Lexicon<'a>,
    pub kind: RuleKind,
    pub zones: &'a [String],
}

/// Bodies, and why one of them is only possible.
type Found = (Vec<Map<String, Value>>, Vec<Note>);

/// The axes of one alternative while its conditions are taken in.
struct Scope<'a> {
    reading: &'a Reading<'a>,
    channels: Pair,
    purposes: Pair,
    places: Pair,
    window: Window<'a>,
    rest: Map<String, Value>,
    caps: Vec<Value>,
    unread: Vec<Note>,
}

/// The bodies of one alternative: at most a certain and a possible one. `None` where it can never apply.
pub fn bodies(reading: &Reading<'_>, channels: &Pair, conditions: &[Condition], doubts: &[Note]) -> Option<Found> {
    let (every_channel, every_purpose) = reading.everything();
    let mut scope = Scope {
        reading,
        channels: channels.and(&Pair::exactly(every_channel.clone())),
        purposes: Pair::exactly(every_purpose.clone()),
        places: Pair::exactly(reading.lexicon.territories.clone()),
        window: Window::new(reading.kind, reading.zones),
        rest: Map::new(),
        caps: Vec::new(),
        unread: doubts.to_vec(),
    };
    for condition in conditions {
        match condition {
            Condition::Unread(note) => scope.unread.push(note.clone()),
            Condition::Bound(bound) => scope.add(bound),
        }
    }
    scope.finish()
}

impl Reading<'_> {
    /// Everything a rule without a constraint is about: a permission never reaches what must be named.
    fn everything(&self) -> (&Names, &Names) {
        match self.kind {
            RuleKind::Grant => (&self.lexicon.open_channels, &self.lexicon.open_purposes),
            RuleKind::Restriction => (&self.lexicon.every_channel, &self.lexicon.every_purpose),
        }
    }
}

impl Scope<'_> {
    fn add(&mut self, bound: &Bound) {
        let lexicon = self.reading.lexicon;
        match bound.operand.as_str() {
            "dateTime" => self.window.add(bound),
            "elapsedTime" | "delayPeriod" if self.reading.kind == RuleKind::Grant => self.window.add_elapsed(bound),
            "spatial" | "spatialCoordinates" | "absoluteSpatialPosition" => {
                let everything = lexicon.territories.clone();
                let read = self.set(bound, &everything, |word| words::places(lexicon, word));
                self.places = self.places.and(&read);
            }
            "deliveryChannel" | "media" => {
                let everything = self.reading.everything().0.clone();
                let named = |word: &str| words::channels(lexicon, word);
                let read = self.set(bound, &lexicon.every_channel.clone(), named);
                self.channels = self.named(bound, &self.channels.clone(), read, &everything);
            }
            "purpose" => {
                let everything = self.reading.everything().1.clone();
                let read = self.set(bound, &lexicon.every_purpose.clone(), |word| words::purposes(lexicon, word));
                self.purposes = self.named(bound, &self.purposes.clone(), read, &everything);
            }
            "count" => self.count(bound),
            "product" if self.reading.kind == RuleKind::Grant && is_none(bound) => {
                self.list("category_excluded", bound);
            }
            other => match other.strip_prefix("placet:") {
                Some(own) if self.reading.kind == RuleKind::Grant => self.own(own, bound),
                _ => {
                    let message = format!("A constraint on {other:?} is not followed here.");
                    self.unread.push(Note::new("operand_unknown", &bound.at, message));
                }
            },
        }
    }

    /// A constraint that names reserved leaves one by one reaches them; one that leaves something out does not.
    fn named(&self, bound: &Bound, held: &Pair, read: Pair, everything: &Names) -> Pair {
        let untouched = held.may == *everything && held.sure == *everything;
        if untouched && !is_none(bound) { read } else { held.and(&read) }
    }

    /// The set a constraint stands for; a word nobody knows may mean anything.
    fn set(&mut self, bound: &Bound, everything: &Names, word: impl Fn(&str) -> Option<Pair>) -> Pair {
        let mut named = Pair::default();
        for value in &bound.values {
            match word(&value.text) {
                Some(pair) => named = named.or(pair),
                None => {
                    let message = format!("{:?} under {:?} is not known here.", value.text, bound.operand);
                    self.unread.push(Note::new("value_unknown", &bound.at, message));
                    named = named.or(Pair::perhaps(everything.clone()));
                }
            }
        }
        match bound.operator.as_str() {
            "eq" | "isAnyOf" | "isA" | "isPartOf" => named,
            "neq" | "isNoneOf" => Pair::exactly(everything.clone()).without(&named),
            other => {
                let message = format!("{:?} with the operator {other:?} is not followed.", bound.operand);
                self.unread.push(Note::new("operator_unknown", &bound.at, message));
                Pair::perhaps(everything.clone())
            }
        }
    }

    fn count(&mut self, bound: &Bound) {
        let number = bound.values.first().and_then(|value| value.text.parse::<f64>().ok());
        let limit = match (number, bound.operator.as_str()) {
            (Some(number), "lteq") => Some(number),
            (Some(number), "lt") => Some((number - 1.0).max(0.0)),
            _ => None,
        };
        let Some(limit) = limit.filter(|limit| limit.is_finite() && self.reading.kind == RuleKind::Grant) else {
            let message = format!("A count with {:?} is not followed.", bound.operator);
            self.unread.push(Note::new("count_unread", &bound.at, message));
            return;
        };
        let metric = bound.unit.as_deref().map(|unit| unit.rsplit(['/', '#', ':']).next().unwrap_or(unit));
        let metric = metric.unwrap_or("uses").to_owned();
        self.caps.push(json!({ "id": bound.at, "kind": "cumulative", "metric": metric, "limit": limit }));
    }

    /// A guard of our own profile.
    fn own(&mut self, operand: &str, bound: &Bound) {
        match (operand, is_none(bound)) {
            ("modification", false) => self.list("modifications", bound),
            ("embedding", false) => self.list("embedding", bound),
            ("brand", false) => self.list("brands", bound),
            ("category", true) => self.list("category_excluded", bound),
            _ => {
                let message = format!("{PROFILE}{operand} with {:?} is not followed.", bound.operator);
                self.unread.push(Note::new("operand_unknown", &bound.at, message));
            }
        }
    }

    fn list(&mut self, key: &str, bound: &Bound) {
        let known = ["eq", "isAnyOf", "neq", "isNoneOf"].contains(&bound.operator.as_str());
        if !known || self.rest.contains_key(key) {
            let message = format!("More than one constraint on {:?} is not followed.", bound.operand);
            self.unread.push(Note::new("operand_unknown", &bound.at, message));
            return;
        }
        // An empty list allows nothing; it is written as one empty word.
        let values = bound.values.iter().map(|value| value.text.as_str()).filter(|text| !text.is_empty());
        self.rest.insert(key.to_owned(), values.collect());
    }

    fn finish(mut self) -> Option<Found> {
        let period = self.window.period();
        if self.window.is_empty || [&self.places, &self.channels, &self.purposes].iter().any(|axis| axis.may.is_empty())
        {
            return None;
        }
        self.unread.append(&mut self.window.unread);
        let mut bodies = Vec::new();
        let vague = ![&self.channels, &self.purposes, &self.places].iter().all(|pair| pair.is_certain());
        let sure = [&self.channels.sure, &self.purposes.sure, &self.places.sure];
        if self.unread.is_empty() && sure.iter().all(|names| !names.is_empty()) {
            bodies.push(self.body(sure, &period));
        }
        if !self.unread.is_empty() || vague {
            let mut body = self.body([&self.channels.may, &self.purposes.may, &self.places.may], &period);
            let mut why = self.unread.clone();
            if why.is_empty() {
                why.push(Note::new("words_vague", "", "The policy's words may mean more than is certain."));
            }
            doubt(self.reading.kind, &mut body, &why);
            bodies.push(body);
            self.unread = why;
        }
        Some((bodies, self.unread))
    }

    fn body(&self, [channels, purposes, places]: [&Names; 3], period: &Map<String, Value>) -> Map<String, Value> {
        let (every_channel, every_purpose) = self.reading.everything();
        let (territories, exclude) = territories_listed(places, &self.reading.lexicon.territories);
        let mut body = self.rest.clone();
        let mut put = |key: &str, value: Value| body.insert(key.to_owned(), value);
        put("territories", territories);
        put("exclude", exclude);
        put("period", Value::Object(period.clone()));
        match self.reading.kind {
            RuleKind::Grant => {
                put("channels", listed(channels, every_channel, "all"));
                put("purposes", listed(purposes, every_purpose, "any"));
                if !self.caps.is_empty() {
                    put("caps", Value::Array(self.caps.clone()));
                }
            }
            RuleKind::Restriction => {
                put("channels", listed(channels, every_channel, "all"));
                put("purposes", listed(purposes, every_purpose, "any"));
                put("code", json!("PROHIBITED"));
            }
        }
        body
    }
}

fn is_none(bound: &Bound) -> bool {
    matches!(bound.operator.as_str(), "neq" | "isNoneOf")
}
