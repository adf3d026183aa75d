//! The head of an agreement: who with whom, signed when, in which state, reviewed how far; and the steps of review.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::platform::error::{Code, Error, Result};

/// What kind of paper it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgreementKind {
    Licence,
    Talent,
    ModelRelease,
    PropertyRelease,
    Consent,
    Assignment,
    OpenLicence,
    Statute,
    HousePolicy,
}

impl AgreementKind {
    /// Every kind with its key and the name people read.
    pub const ALL: &'static [(AgreementKind, &'static str, &'static str)] = &[
        (AgreementKind::Licence, "licence", "Licence"),
        (AgreementKind::Talent, "talent", "Talent agreement"),
        (AgreementKind::ModelRelease, "model_release", "Model release"),
        (AgreementKind::PropertyRelease, "property_release", "Property release"),
        (AgreementKind::Consent, "consent", "Consent"),
        (AgreementKind::Assignment, "assignment", "Assignment of rights"),
        (AgreementKind::OpenLicence, "open_licence", "Open licence"),
        (AgreementKind::Statute, "statute", "Law"),
        (AgreementKind::HousePolicy, "house_policy", "House policy"),
    ];
}

/// Where the paper stands between the parties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    #[default]
    Draft,
    Sent,
    Executed,
    Suspended,
    Terminated,
    Void,
}

impl Status {
    pub fn name(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Sent => "sent",
            Status::Executed => "executed",
            Status::Suspended => "suspended",
            Status::Terminated => "terminated",
            Status::Void => "void",
        }
    }
}

/// How far people here have checked what is recorded of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    #[default]
    Draft,
    Extracted,
    Reviewed,
    Approved,
}

impl Review {
    pub fn name(self) -> &'static str {
        match self {
            Review::Draft => "draft",
            Review::Extracted => "extracted",
            Review::Reviewed => "reviewed",
            Review::Approved => "approved",
        }
    }

    /// Whether the review may go from here to `to`: one step forward, or back to the draft.
    pub fn step(self, to: Review) -> Result<()> {
        let forward = matches!(
            (self, to),
            (Review::Draft, Review::Extracted)
                | (Review::Extracted, Review::Reviewed)
                | (Review::Reviewed, Review::Approved)
        );
        if forward || (to == Review::Draft && self != Review::Draft) {
            return Ok(());
        }
        let detail = format!("It is {}: the next step is one further, or back to draft.", self.name());
        Err(Error::field(Code::AgreementReview, "to", detail))
    }
}

/// How many parties one side may have beside the one named first.
const MOST_PARTIES: usize = 50;

/// The content of a fact of kind `agreement`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    pub reference: String,
    pub title: String,
    pub kind: AgreementKind,
    #[serde(default)]
    pub licensor: String,
    #[serde(default)]
    pub licensee: String,
    #[serde(default)]
    pub signed_on: Option<NaiveDate>,
    #[serde(default)]
    pub status: Status,
    /// When the status was recorded; from then on a terminated agreement permits nothing.
    #[serde(default)]
    pub status_at: Option<DateTime<Utc>>,
    #[serde(default)]
    pub review: Review,
    #[serde(default)]
    pub notes: String,
    /// Who else gives and takes rights under it, beside the two named first.
    #[serde(default)]
    pub co_licensors: Vec<String>,
    #[serde(default)]
    pub co_licensees: Vec<String>,
    /// Who may rely on it without having signed it.
    #[serde(default)]
    pub beneficiaries: Vec<String>,
    #[serde(default)]
    pub governing_law: String,
    /// The agreement this one changes in parts.
    #[serde(default)]
    pub amends: Option<Uuid>,
    /// The agreement this one stands in place of.
    #[serde(default)]
    pub replaces: Option<Uuid>,
}

impl Header {
    /// Only what was signed by both sides and approved here is certain. What came to an end later was certain
    /// before: its end is a revocation.
    pub fn is_definite(&self) -> bool {
        self.review == Review::Approved && !matches!(self.status, Status::Draft | Status::Sent)
    }

    /// The review word the engine reads for a permission of this agreement.
    pub fn review_of_permissions(&self) -> &'static str {
        if self.is_definite() {
            return "approved";
        }
        if self.review == Review::Approved { "reviewed" } else { self.review.name() }
    }

    /// The same for a covenant: one of an agreement that has ended may or may not bind still, so it is possible only.
    pub fn review_of_covenants(&self) -> &'static str {
        let ended = matches!(self.status, Status::Terminated | Status::Void);
        if ended && self.is_definite() { "reviewed" } else { self.review_of_permissions() }
    }

    /// The revocation that the status amounts to: its kind and from when it counts.
    pub fn revocation(&self) -> Option<(&'static str, DateTime<Utc>)> {
        let at = self.status_at?;
        match self.status {
            Status::Void => Some(("ab_initio", at)),
            Status::Terminated | Status::Suspended => Some(("prospective", at)),
            Status::Draft | Status::Sent | Status::Executed => None,
        }
    }

    /// What the search in the list of agreements looks at.
    pub fn search_text(&self) -> String {
        let named = [&self.reference, &self.title, &self.licensor, &self.licensee].into_iter();
        let others = self.co_licensors.iter().chain(&self.co_licensees).chain(&self.beneficiaries);
        named.chain(others).map(String::as_str).collect::<Vec<_>>().join(" ").to_lowercase()
    }

    /// Refuses texts that are empty or too long.
    pub fn check(&self) -> Result<()> {
        check_text("reference", &self.reference, 1, 100)?;
        check_text("title", &self.title, 1, 300)?;
        check_text("licensor", &self.licensor, 0, 300)?;
        check_text("licensee", &self.licensee, 0, 300)?;
        check_text("governing_law", &self.governing_law, 0, 300)?;
        let lists = [
            ("co_licensors", &self.co_licensors),
            ("co_licensees", &self.co_licensees),
            ("beneficiaries", &self.beneficiaries),
        ];
        for (field, names) in lists {
            if names.len() > MOST_PARTIES {
                return Err(Error::field(Code::Invalid, field, format!("At most {MOST_PARTIES} names.")));
            }
            for name in names {
                check_text(field, name, 1, 300)?;
            }
        }
        if self.notes.chars().count() > 10_000 {
            return Err(Error::field(Code::Invalid, "notes", "At most 10,000 characters."));
        }
        Ok(())
    }
}

/// A rule may be changed where it is not yet approved, and afterwards only by somebody who may approve: otherwise
/// an approval would vouch for words nobody approved.
pub fn check_may_change(header: &Header, may_approve: bool) -> Result<()> {
    if header.review != Review::Approved || may_approve {
        return Ok(());
    }
    let detail = "This agreement is approved. Take it back to draft first, or ask somebody who may approve agreements.";
    Err(Error::new(Code::AgreementReview, detail))
}

/// A text of `least` to `most` characters on one line.
pub fn check_text(field: &str, text: &str, least: usize, most: usize) -> Result<()> {
    let length = text.trim().chars().count();
    if length < least && least == 1 {
        return Err(Error::field(Code::FieldMissing, field, "This must be filled in."));
    }
    if length > most || text.chars().any(char::is_control) {
        return Err(Error::field(Code::Invalid, field, format!("At most {most} characters, on one line.")));
    }
    Ok(())
}
