//! One statement of a file about its rights: the fields it stands in, what it would become here, its trap.

use serde::Serialize;
use utoipa::ToSchema;

use super::fields::{Fields, label};
use super::proposal::{Note, ProposedRule};

/// A right the file hints at; never more than suspected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SuspectedInterest {
    pub kind: &'static str,
    pub holder: String,
    pub subject: String,
    /// `none`, `partial` or `complete`.
    pub completeness: &'static str,
}

/// A field as the file has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StatedField {
    /// Its path in XMP, such as `plus:DataMining`.
    pub name: String,
    pub label: String,
    pub value: String,
}

/// Where a statement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In the file.
    Inside,
    /// In the XMP file beside it.
    Beside,
}

/// Something a file says about its rights. Without interests, rules and flags there is nothing to record of it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Statement {
    /// Names this very statement: other words are another statement.
    pub key: String,
    pub fields: Vec<StatedField>,
    /// Where these very words stand; both, when they are the same.
    pub places: Vec<Place>,
    /// What would be recorded, in plain words.
    pub becomes: String,
    /// What is easily misread in it.
    pub trap: String,
    /// Why it cannot be read.
    pub unreadable: Option<String>,
    pub interests: Vec<SuspectedInterest>,
    /// Rules to be reviewed; `target` is the kind of interest each is for.
    pub rules: Vec<ProposedRule>,
    /// What the asset may show and duties of law look at.
    pub flags: Vec<String>,
    pub notes: Vec<Note>,
}

impl Statement {
    pub fn of(fields: &Fields, names: &[&str], becomes: impl Into<String>, trap: &str) -> Statement {
        let stated = names.iter().filter_map(|name| {
            let value = fields.get(*name)?.join("; ");
            Some(StatedField { name: (*name).to_owned(), label: label(name).to_owned(), value })
        });
        Statement {
            key: String::new(),
            fields: stated.collect(),
            places: vec![Place::Inside],
            becomes: becomes.into(),
            trap: trap.to_owned(),
            unreadable: None,
            interests: Vec::new(),
            rules: Vec::new(),
            flags: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Takes back what it would become.
    pub fn cannot_be_read(&mut self, why: impl Into<String>) {
        self.unreadable = Some(why.into());
        "Nothing, until somebody has looked at it.".clone_into(&mut self.becomes);
        self.interests.clear();
        self.rules.clear();
        self.flags.clear();
    }

    /// Whether accepting it would write anything down.
    pub fn records_something(&self) -> bool {
        !(self.interests.is_empty() && self.rules.is_empty() && self.flags.is_empty())
    }
}
