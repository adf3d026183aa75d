//! What content credentials (C2PA) say, and whether it holds: the value that is kept and shown.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How far content credentials can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Unchanged since they were made, and the signer leads to a certificate on the list of the house.
    Valid,
    /// Unchanged since they were made; who signed is on no list that is held here.
    Untrusted,
    /// Nothing is wrong with what could be checked, but not everything could be.
    Unchecked,
    /// The file or its credentials were changed, or the signature does not hold.
    Invalid,
    /// There are some, too damaged to read.
    Unreadable,
    /// The file only says where they lie. Nothing is ever fetched.
    Elsewhere,
}

impl State {
    pub fn name(self) -> &'static str {
        match self {
            State::Valid => "valid",
            State::Untrusted => "untrusted",
            State::Unchecked => "unchecked",
            State::Invalid => "invalid",
            State::Unreadable => "unreadable",
            State::Elsewhere => "elsewhere",
        }
    }
}

/// Who signed, as the certificate says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// The common name.
    pub name: Option<String>,
    pub organization: Option<String>,
    /// Who gave out the certificate.
    pub issuer: Option<String>,
}

/// When it was signed, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedAt {
    /// RFC 3339, in UTC.
    pub time: String,
    /// The authority that stamped it, as its certificate says.
    pub authority: Option<String>,
}

/// Something that was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Such as `c2pa.created`.
    pub action: String,
    /// With what.
    pub software: Option<String>,
    /// A term of IPTC as an address, such as one that ends in `trainedAlgorithmicMedia`.
    pub digital_source_type: Option<String>,
    /// As the file has it.
    pub when: Option<String>,
    pub description: Option<String>,
}

/// Something it was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ingredient {
    pub title: Option<String>,
    /// `parentOf`, `componentOf` or `inputTo`.
    pub relationship: Option<String>,
    pub has_credentials: bool,
    /// Whoever added it found its own credentials wanting.
    pub was_invalid: bool,
}

/// One thing found in checking: the code of the specification, and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub code: String,
    pub words: String,
}

/// What the credentials of a file say. Texts are the file's own, cut to a length that can be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credentials {
    pub state: State,
    /// Whether signers were held against a list.
    pub has_list: bool,
    /// Where in the file they lie, such as `JPEG APP11`.
    pub place: String,
    pub title: Option<String>,
    /// The program that made the claim.
    pub generator: Option<String>,
    pub signer: Option<Signer>,
    pub signed_at: Option<SignedAt>,
    pub actions: Vec<Action>,
    pub ingredients: Vec<Ingredient>,
    /// What is said about machines: `data_mining`, `ai_training`, `ai_generative_training` or `ai_inference`, each
    /// `allowed`, `notAllowed` or `constrained`.
    pub mining: BTreeMap<String, String>,
    /// Why they do not hold.
    pub failures: Vec<Finding>,
    /// What could not be checked, and what else is worth knowing.
    pub notes: Vec<Finding>,
    /// Where they lie if not in the file.
    pub address: Option<String>,
}

impl Credentials {
    /// Nothing but a state and a place.
    pub fn bare(state: State, place: &str) -> Credentials {
        Credentials {
            state,
            has_list: false,
            place: place.to_owned(),
            title: None,
            generator: None,
            signer: None,
            signed_at: None,
            actions: Vec::new(),
            ingredients: Vec::new(),
            mining: BTreeMap::new(),
            failures: Vec::new(),
            notes: Vec::new(),
            address: None,
        }
    }

    /// Credentials that a file names and does not hold.
    pub fn elsewhere(address: &str) -> Credentials {
        let address = Some(address.chars().take(2_000).collect());
        Credentials { address, ..Credentials::bare(State::Elsewhere, "XMP") }
    }

    /// The digital source type of the whole: of its making, or of a later step if a machine took part in that.
    pub fn digital_source_type(&self) -> Option<&str> {
        let of = |wanted: &dyn Fn(&&Action) -> bool| {
            let named = self.actions.iter().filter(|each| each.digital_source_type.is_some());
            named.filter(wanted).find_map(|each| each.digital_source_type.as_deref())
        };
        let is_by_machine = |each: &&Action| {
            each.digital_source_type.as_deref().is_some_and(|term| term.to_lowercase().contains("trainedalgorithmic"))
        };
        of(&is_by_machine).or_else(|| of(&|each| each.action == "c2pa.created"))
    }

    /// What they say as values of a block, by names that the specification has for it.
    pub fn values(&self) -> BTreeMap<String, String> {
        let mut values = BTreeMap::new();
        let mut add = |name: String, value: Option<&str>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                values.insert(name, value.to_owned());
            }
        };
        add("title".to_owned(), self.title.as_deref());
        add("claim_generator".to_owned(), self.generator.as_deref());
        add("digitalSourceType".to_owned(), self.digital_source_type());
        for (name, said) in &self.mining {
            add(format!("training-mining/{name}"), Some(said));
        }
        for (number, each) in (1..).zip(&self.actions) {
            add(format!("actions[{number}]/action"), Some(&each.action));
            add(format!("actions[{number}]/softwareAgent"), each.software.as_deref());
            add(format!("actions[{number}]/digitalSourceType"), each.digital_source_type.as_deref());
            add(format!("actions[{number}]/when"), each.when.as_deref());
            add(format!("actions[{number}]/description"), each.description.as_deref());
        }
        for (number, each) in (1..).zip(&self.ingredients) {
            add(format!("ingredients[{number}]/title"), each.title.as_deref());
            add(format!("ingredients[{number}]/relationship"), each.relationship.as_deref());
        }
        values
    }
}
