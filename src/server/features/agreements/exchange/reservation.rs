//! Reservations against data mining and the training of models: as files and pages say them, and as rules.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::json_ld::PURPOSE;
use super::proposal::{Note, ProposedRule, RuleKind, doubt};

/// What somebody says about a use of a work by machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// Nothing: whatever else is on record decides.
    Nothing,
    Allowed,
    /// Under conditions that stand elsewhere.
    Constrained,
    Reserved,
}

/// What is said about each machine use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reservation {
    pub mining: Said,
    pub training: Said,
    pub generative: Said,
    pub inference: Said,
}

/// The purposes a reservation is about.
pub const RESERVED_PURPOSES: [&str; 3] = ["ai.tdm", "ai.training", "ai.generative_training"];
const SILENT: Reservation =
    Reservation { mining: Said::Nothing, training: Said::Nothing, generative: Said::Nothing, inference: Said::Nothing };
const VOCABULARY: &str = "http://ns.useplus.org/ldf/vocab/";

impl Reservation {
    /// A value of `plus:DataMining`, with or without its namespace; `None` where there is no such value.
    pub fn of_plus(value: &str) -> Option<Reservation> {
        let code = value.strip_prefix(VOCABULARY).unwrap_or(value);
        let (reserved, open) = (Said::Reserved, Said::Constrained);
        let found = match code {
            "DMI-UNSPECIFIED" => SILENT,
            "DMI-ALLOWED" => Reservation { mining: Said::Allowed, ..SILENT },
            "DMI-PROHIBITED" | "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING" => {
                Reservation { mining: reserved, training: reserved, generative: reserved, ..SILENT }
            }
            "DMI-PROHIBITED-AIMLTRAINING" => Reservation { training: reserved, generative: reserved, ..SILENT },
            "DMI-PROHIBITED-GENAIMLTRAINING" => Reservation { generative: reserved, ..SILENT },
            "DMI-PROHIBITED-SEECONSTRAINT"
            | "DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR"
            | "DMI-PROHIBITED-SEELINKEDRIGHTSEXPR" => {
                Reservation { mining: open, training: open, generative: open, ..SILENT }
            }
            _ => return None,
        };
        Some(found)
    }

    /// The value of `plus:DataMining` that reserves at least as much. PLUS has no word for some combinations: the
    /// next wider one is written, for what is reserved must not be lost.
    pub fn plus(&self) -> String {
        let reserved = |said: Said| said >= Said::Constrained;
        let code = if reserved(self.mining) {
            "DMI-PROHIBITED"
        } else if reserved(self.training) {
            "DMI-PROHIBITED-AIMLTRAINING"
        } else if reserved(self.generative) {
            "DMI-PROHIBITED-GENAIMLTRAINING"
        } else if self.mining == Said::Allowed && self.training == Said::Nothing {
            "DMI-ALLOWED"
        } else {
            "DMI-UNSPECIFIED"
        };
        format!("{VOCABULARY}{code}")
    }

    /// An assertion `cawg.training-mining` or `c2pa.training-mining`.
    pub fn of_cawg(assertion: &Value) -> Reservation {
        let entry = |name: &str| {
            let entries = assertion.get("entries").unwrap_or(assertion);
            let named = ["cawg", "c2pa"].iter().find_map(|maker| entries.get(format!("{maker}.{name}")));
            match named.and_then(|entry| entry.get("use")).and_then(Value::as_str) {
                Some("allowed") => Said::Allowed,
                Some("notAllowed") => Said::Reserved,
                None => Said::Nothing,
                Some(_) => Said::Constrained,
            }
        };
        Reservation {
            mining: entry("data_mining"),
            training: entry("ai_training"),
            generative: entry("ai_generative_training"),
            inference: entry("ai_inference"),
        }
    }

    /// What the assertion of a file's credentials says, each as in `ai_training=notAllowed`.
    pub fn of_credentials(said: &[String]) -> Reservation {
        let entries = said.iter().filter_map(|each| each.split_once('='));
        let entries: Map<String, Value> =
            entries.map(|(name, word)| (format!("cawg.{name}"), json!({ "use": word }))).collect();
        Reservation::of_cawg(&Value::Object(entries))
    }

    /// The assertion `cawg.training-mining`; what nothing is said about is not in it.
    pub fn cawg(&self) -> Value {
        let each = [
            ("data_mining", self.mining),
            ("ai_training", self.training),
            ("ai_generative_training", self.generative),
            ("ai_inference", self.inference),
        ];
        let word = |said: Said| match said {
            Said::Nothing => None,
            Said::Allowed => Some("allowed"),
            Said::Constrained => Some("constrained"),
            Said::Reserved => Some("notAllowed"),
        };
        let entries: Map<String, Value> = each
            .into_iter()
            .filter_map(|(name, said)| Some((format!("cawg.{name}"), json!({ "use": word(said)? }))))
            .collect();
        json!({ "entries": entries })
    }

    /// `tdm-reservation` and, where there is one, `tdm-policy`, from a header, a page or `/.well-known/tdmrep.json`.
    pub fn of_tdm(reservation: &str, policy: Option<&str>) -> Option<Reservation> {
        match (reservation.trim(), policy) {
            ("0", _) => Some(SILENT),
            // A policy may permit against the reservation; until somebody reads it, it is reserved.
            ("1", _) => Some(Reservation {
                mining: Said::Reserved,
                training: Said::Reserved,
                generative: Said::Reserved,
                ..SILENT
            }),
            _ => None,
        }
    }

    /// Headers of TDMRep: 1 where anything is reserved.
    pub fn tdm(&self, policy: Option<&str>) -> BTreeMap<&'static str, String> {
        let mut headers = BTreeMap::from([("tdm-reservation", u8::from(self.reserves()).to_string())]);
        if let Some(policy) = policy.filter(|_| self.reserves()) {
            headers.insert("tdm-policy", policy.to_owned());
        }
        headers
    }

    /// Everything reserved, or nothing said.
    pub fn everything_if(reserved: bool) -> Reservation {
        SILENT.with_denied(|_| reserved)
    }

    /// Whether anything is reserved, certainly or possibly.
    pub fn reserves(&self) -> bool {
        [self.mining, self.training, self.generative].iter().any(|said| *said >= Said::Constrained)
    }

    /// With what is denied beside it: whoever holds the right has granted no such use, and everything is on record.
    pub fn with_denied(mut self, is_denied: impl Fn(&str) -> bool) -> Reservation {
        for (leaf, said) in RESERVED_PURPOSES.iter().zip([&mut self.mining, &mut self.training, &mut self.generative]) {
            if is_denied(leaf) {
                *said = Said::Reserved;
            }
        }
        self
    }

    /// The stricter of two about each use; what only one allows is not allowed.
    pub fn or(self, other: Reservation) -> Reservation {
        let stricter = |one: Said, two: Said| match one.max(two) {
            Said::Allowed if one != two => Said::Nothing,
            said => said,
        };
        Reservation {
            mining: stricter(self.mining, other.mining),
            training: stricter(self.training, other.training),
            generative: stricter(self.generative, other.generative),
            inference: stricter(self.inference, other.inference),
        }
    }

    /// The purposes that are reserved, certainly or possibly.
    pub fn purposes(&self) -> Vec<&'static str> {
        let each = RESERVED_PURPOSES.into_iter().zip([self.mining, self.training, self.generative]);
        each.filter(|(_, said)| *said >= Said::Constrained).map(|(leaf, _)| leaf).collect()
    }

    /// What the restrictions on record reserve: certain ones are reserved, the others constrained. `given` is in the
    /// case format; a covenant of one agreement alone reserves nothing against others.
    pub fn of_record(given: &Value) -> Reservation {
        let said = |leaf: &str| {
            let each = given["restrictions"].as_array().into_iter().flatten();
            let about = each.filter(|rule| reserves(rule) && covers(&rule["purposes"], leaf));
            about.map(|rule| if is_certain(rule) { Said::Reserved } else { Said::Constrained }).max()
        };
        let each = |leaf: &str| said(leaf).unwrap_or(Said::Nothing);
        Reservation {
            mining: each("ai.tdm"),
            training: each("ai.training"),
            generative: each("ai.generative_training"),
            inference: Said::Nothing,
        }
    }

    /// The rules it amounts to. Allowing to mine is not allowing to train; inference has no purpose here.
    pub fn rules(&self, quote: &str) -> Vec<ProposedRule> {
        let each =
            [("ai.tdm", self.mining), ("ai.training", self.training), ("ai.generative_training", self.generative)];
        let leaves = |wanted: Said| -> Vec<&str> {
            each.iter().filter(|(_, said)| *said == wanted).map(|(leaf, _)| *leaf).collect()
        };
        let mut rules = Vec::new();
        for said in [Said::Reserved, Said::Constrained] {
            let purposes = leaves(said);
            if purposes.is_empty() {
                continue;
            }
            let body = json!({ "reach": "interest", "purposes": purposes, "code": "TDM_RESERVED" });
            let mut body = body.as_object().cloned().unwrap_or_default();
            if said == Said::Constrained {
                let note = Note::new("constrained", "", "The conditions stand elsewhere and were not read.");
                doubt(RuleKind::Restriction, &mut body, &[note]);
            }
            rules.push(ProposedRule { kind: RuleKind::Restriction, target: None, quote: quote.to_owned(), body });
        }
        let purposes = leaves(Said::Allowed);
        if !purposes.is_empty() {
            let body = json!({
                "channels": ["all"], "territories": ["WORLD"], "purposes": purposes, "period": { "end": "UNKNOWN" },
            });
            let body = body.as_object().cloned().unwrap_or_default();
            rules.push(ProposedRule { kind: RuleKind::Grant, target: None, quote: quote.to_owned(), body });
        }
        rules
    }
}

/// Whether a rule on record speaks of machines: by its code, by naming their purposes, or because it forbids everything.
/// A ban for some places or channels that names no purpose was never meant as a reservation.
fn reserves(rule: &Value) -> bool {
    let names_machines = || {
        let named: Vec<&str> = match &rule["purposes"] {
            Value::String(name) => vec![name],
            Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        named.iter().any(|name| *name == "ai" || name.starts_with("ai."))
    };
    let selects = ["channels", "territories", "exclude", "brands", "brands_except", "categories", "actors"];
    let forbids_everything = || selects.iter().all(|axis| rule.get(*axis).is_none_or(Value::is_null));
    rule["reach"] != "agreement" && (rule["code"] == "TDM_RESERVED" || names_machines() || forbids_everything())
}

/// The names of purposes in policies that go out.
pub fn purpose_ids(leaves: &[&str]) -> Vec<String> {
    leaves.iter().map(|leaf| format!("{PURPOSE}{leaf}")).collect()
}

fn covers(purposes: &Value, leaf: &str) -> bool {
    let covers = |name: &str| name == "any" || name == "all" || name == leaf || leaf.starts_with(&format!("{name}."));
    match purposes {
        Value::Null => true,
        Value::String(name) => covers(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(covers),
        _ => true,
    }
}

fn is_certain(rule: &Value) -> bool {
    let approved = rule.get("review").is_none_or(|review| review == "approved");
    approved && rule["period"]["end"] != "UNKNOWN"
}
