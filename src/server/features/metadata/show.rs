//! Content Credentials as they are shown: what they say, and how far that can be relied on, in words.

use media::credentials::found::{Action, Credentials, Finding, Ingredient, State};
use serde::Serialize;
use utoipa::ToSchema;

/// What the Content Credentials (C2PA) of a file say, and whether they hold.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContentCredentials {
    /// `valid`: unchanged, and the signer is on the list of this house. `untrusted`: unchanged, and the signer is on no
    /// list that is held here. `unchecked`: nothing found wrong, but not everything could be checked. `invalid`: changed
    /// since, or the signature does not hold. `unreadable`: damaged. `elsewhere`: the file only says where they lie;
    /// nothing is fetched.
    pub state: &'static str,
    /// The same as a sentence.
    pub words: &'static str,
    /// Where in the file they lie, such as `JPEG APP11`.
    pub place: String,
    /// Where they lie if not in the file; never fetched.
    pub address: Option<String>,
    pub title: Option<String>,
    /// The program that made the claim.
    pub generator: Option<String>,
    pub signer: Option<CredentialSigner>,
    /// When it was signed, RFC 3339; only what a time stamp says.
    pub signed_at: Option<String>,
    /// Whose time stamp that is. Its signature holds; whether to believe that authority is for the reader to say.
    pub time_authority: Option<String>,
    /// What was done, in order.
    pub actions: Vec<CredentialAction>,
    /// What it was made from.
    pub ingredients: Vec<CredentialIngredient>,
    /// What is said about machines.
    pub mining: Vec<CredentialMining>,
    /// Why they do not hold.
    pub failures: Vec<CredentialFinding>,
    /// What was not checked, and what else is worth knowing.
    pub notes: Vec<CredentialFinding>,
}

/// Who signed, as the certificate says.
#[derive(Debug, Serialize, ToSchema)]
pub struct CredentialSigner {
    pub name: Option<String>,
    pub organization: Option<String>,
    /// Who gave out the certificate.
    pub issuer: Option<String>,
}

/// Something that was done.
#[derive(Debug, Serialize, ToSchema)]
pub struct CredentialAction {
    /// Such as `c2pa.created`.
    pub action: String,
    /// The same in words.
    pub label: String,
    pub software: Option<String>,
    /// An address of a term, such as one that ends in `trainedAlgorithmicMedia`.
    pub digital_source_type: Option<String>,
    /// The same in words.
    pub source_label: Option<String>,
    /// As the file has it.
    pub when: Option<String>,
    pub description: Option<String>,
}

/// Something it was made from.
#[derive(Debug, Serialize, ToSchema)]
pub struct CredentialIngredient {
    pub title: Option<String>,
    /// `parentOf`, `componentOf` or `inputTo`.
    pub relationship: Option<String>,
    /// The same in words.
    pub label: String,
    pub has_credentials: bool,
    /// Whoever added it noted that its own credentials did not hold.
    pub was_invalid: bool,
}

/// What is said about one use by machines.
#[derive(Debug, Serialize, ToSchema)]
pub struct CredentialMining {
    /// `data_mining`, `ai_training`, `ai_generative_training` or `ai_inference`.
    pub kind: String,
    /// `allowed`, `notAllowed` or `constrained`.
    pub said: String,
    /// Both in words.
    pub words: String,
}

/// One thing that checking found.
#[derive(Debug, Serialize, ToSchema)]
pub struct CredentialFinding {
    /// Of the specification, such as `assertion.dataHash.mismatch`.
    pub code: String,
    pub words: String,
}

impl ContentCredentials {
    pub fn of(read: Credentials) -> ContentCredentials {
        let words = words(read.state, read.has_list);
        let mining = read.mining.into_iter().map(|(kind, said)| {
            let words = mining_words(&kind, &said);
            CredentialMining { kind, said, words }
        });
        let (signed_at, time_authority) = read.signed_at.map(|at| (at.time, at.authority)).unzip();
        ContentCredentials {
            state: read.state.name(),
            words,
            place: read.place,
            address: read.address,
            title: read.title,
            generator: read.generator,
            signer: read.signer.map(|signer| CredentialSigner {
                name: signer.name,
                organization: signer.organization,
                issuer: signer.issuer,
            }),
            signed_at,
            time_authority: time_authority.flatten(),
            actions: read.actions.into_iter().map(CredentialAction::of).collect(),
            ingredients: read.ingredients.into_iter().map(CredentialIngredient::of).collect(),
            mining: mining.collect(),
            failures: read.failures.into_iter().map(CredentialFinding::of).collect(),
            notes: read.notes.into_iter().map(CredentialFinding::of).collect(),
        }
    }
}

fn words(state: State, has_list: bool) -> &'static str {
    match state {
        State::Valid => "The file is unchanged since it was signed, and its signer is on the list of this house.",
        State::Untrusted if has_list => {
            "The file is unchanged since it was signed. Its signer is not on the list of this house."
        }
        State::Untrusted => "The file is unchanged since it was signed. The signer was not checked against a list.",
        State::Unchecked => "Nothing was found wrong, but not everything could be checked here.",
        State::Invalid => "They do not hold for this file: do not rely on what they say.",
        State::Unreadable => "They are damaged and cannot be read.",
        State::Elsewhere => "Its credentials lie elsewhere and were not fetched.",
    }
}

impl CredentialAction {
    fn of(action: Action) -> CredentialAction {
        CredentialAction {
            label: action_label(&action.action),
            source_label: action.digital_source_type.as_deref().map(source_label),
            action: action.action,
            software: action.software,
            digital_source_type: action.digital_source_type,
            when: action.when,
            description: action.description,
        }
    }
}

impl CredentialIngredient {
    fn of(ingredient: Ingredient) -> CredentialIngredient {
        let label = match ingredient.relationship.as_deref() {
            Some("parentOf") => "It is a new version of this",
            Some("componentOf") => "This is a part of it",
            Some("inputTo") => "This was put in to make it",
            _ => "It was made from this",
        };
        CredentialIngredient {
            label: label.to_owned(),
            title: ingredient.title,
            relationship: ingredient.relationship,
            has_credentials: ingredient.has_credentials,
            was_invalid: ingredient.was_invalid,
        }
    }
}

impl CredentialFinding {
    fn of(finding: Finding) -> CredentialFinding {
        CredentialFinding { code: finding.code, words: finding.words }
    }
}

fn mining_words(kind: &str, said: &str) -> String {
    let kind = match kind {
        "data_mining" => "Data mining",
        "ai_training" => "Training of models",
        "ai_generative_training" => "Training of generative models",
        _ => "Use as input of a model",
    };
    let said = match said {
        "allowed" => "allowed",
        "notAllowed" => "not allowed",
        _ => "only under conditions",
    };
    format!("{kind}: {said}")
}

/// An action in words; one nobody knows here by its own name.
fn action_label(action: &str) -> String {
    let name = action.rsplit('.').next().unwrap_or(action);
    let known = match action.strip_prefix("c2pa.").unwrap_or_default() {
        "color_adjustments" => "Colors adjusted",
        "created" => "Created",
        "cropped" => "Cropped",
        "deleted" => "Parts removed",
        "dubbed" => "Dubbed",
        "edited" => "Edited",
        "edited.metadata" => "Metadata edited",
        "filtered" => "Filtered",
        "opened" => "Opened",
        "orientation" => "Turned",
        "placed" => "Something placed in it",
        "published" => "Published",
        "redacted" => "Redacted",
        "removed" => "Something removed from it",
        "repackaged" => "Repackaged",
        "resized" => "Resized",
        "transcoded" => "Transcoded",
        "translated" => "Translated",
        "trimmed" => "Trimmed",
        "drawing" => "Drawn in",
        "converted" => "Converted",
        "watermarked" => "Watermarked",
        _ => return capitalized(&name.replace('_', " ")),
    };
    known.to_owned()
}

/// A digital source type of IPTC or C2PA in words.
fn source_label(address: &str) -> String {
    let term = address.rsplit(['/', '#']).next().unwrap_or(address);
    let known = match term {
        "trainedAlgorithmicMedia" => "Made by generative AI",
        "compositeWithTrainedAlgorithmicMedia" => "Edited with, or partly made by, generative AI",
        "trainedAlgorithmicData" => "Data made by generative AI",
        "algorithmicMedia" => "Made by an algorithm",
        "algorithmicallyEnhanced" => "Enhanced by an algorithm",
        "digitalCapture" => "Captured by a camera",
        "computationalCapture" => "Captured by a camera, with computation",
        "negativeFilm" | "positiveFilm" | "print" => "Digitized from film or print",
        "digitalCreation" | "digitalArt" => "Made with a program by a person",
        "humanEdits" | "minorHumanEdits" => "Edited by a person",
        "composite" | "compositeCapture" => "Composed of several pictures",
        "compositeSynthetic" => "Composed, with synthetic parts",
        "dataDrivenMedia" => "Made from data",
        "virtualRecording" => "Recorded in a virtual world",
        "screenCapture" => "Captured from a screen",
        _ => return capitalized(term),
    };
    known.to_owned()
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
