//! What a file says about whom and what it shows: releases, ages, names, artworks, how the picture came about.

use super::fields::{CREDENTIALS_SOURCE, Fields, code, first, line};
use super::plus::{self, everything};
use super::proposal::{ProposedRule, RuleKind};
use super::statement::{Statement, SuspectedInterest};

/// The statements about what is shown.
pub fn read(fields: &Fields) -> Vec<Statement> {
    let mut found = named(fields, &PEOPLE);
    found.extend(release(fields, &MODEL));
    found.extend(release(fields, &PROPERTY));
    found.extend(age(fields));
    found.extend(named(fields, &ARTWORKS));
    found.extend(named(fields, &CONTRIBUTORS));
    found.extend(source(fields, "Iptc4xmpExt:DigitalSourceType"));
    found.extend(source(fields, CREDENTIALS_SOURCE));
    found
}

/// Names in a file, each of which may stand for a right.
struct Names {
    fields: &'static [&'static str],
    /// Fields that tell more about the same things.
    beside: &'static [&'static str],
    kind: &'static str,
    becomes: &'static str,
    trap: &'static str,
}

const PEOPLE: Names = Names {
    fields: &["Iptc4xmpExt:PersonInImage", "Iptc4xmpExt:PersonInImageWDetails/Iptc4xmpExt:PersonName"],
    beside: &[],
    kind: "likeness",
    becomes: "A right to be cleared for each person named: their likeness.",
    trap: "A name is not a release.",
};
const ARTWORKS: Names = Names {
    fields: &["Iptc4xmpExt:ArtworkOrObject/Iptc4xmpExt:AOTitle"],
    beside: &[
        "Iptc4xmpExt:ArtworkOrObject/Iptc4xmpExt:AOCopyrightNotice",
        "Iptc4xmpExt:ArtworkOrObject/Iptc4xmpExt:AOCreator",
    ],
    kind: "artwork_in_image",
    becomes: "A right to be cleared for each artwork named.",
    trap: "That an artwork is named does not say that it may be shown.",
};
const CONTRIBUTORS: Names = Names {
    fields: &["Iptc4xmpExt:Contributor/Iptc4xmpExt:Name"],
    beside: &[],
    kind: "copyright.work",
    becomes: "A right to be cleared for each contributor, suspected to be a copyright.",
    trap: "Whoever contributed may hold a right; which one, the file does not say.",
};

fn named(fields: &Fields, names: &Names) -> Vec<Statement> {
    let mut told: Vec<String> = Vec::new();
    for name in names.fields.iter().flat_map(|field| fields.get(*field)).flatten() {
        let name = line(name, 300);
        if !name.is_empty() && !told.contains(&name) {
            told.push(name);
        }
    }
    let mut beside: Vec<&str> = names.fields.to_vec();
    beside.extend(names.beside);
    if told.is_empty() {
        let only_beside = names.beside.iter().any(|name| fields.contains_key(*name));
        told.extend(only_beside.then(String::new));
    }
    if told.is_empty() {
        return Vec::new();
    }
    let mut found = Statement::of(fields, &beside, names.becomes, names.trap);
    let interest = |subject: String| {
        let holder = if names.kind == "copyright.work" { subject.clone() } else { String::new() };
        SuspectedInterest { kind: names.kind, holder, subject, completeness: "none" }
    };
    found.interests = told.into_iter().map(interest).collect();
    vec![found]
}

/// A status of releases and what it is about.
struct Release {
    status: &'static str,
    id: &'static str,
    kind: &'static str,
    /// The letters its values begin with.
    letters: &'static str,
}

const MODEL: Release =
    Release { status: "plus:ModelReleaseStatus", id: "plus:ModelReleaseID", kind: "likeness", letters: "MR" };
const PROPERTY: Release =
    Release { status: "plus:PropertyReleaseStatus", id: "plus:PropertyReleaseID", kind: "property", letters: "PR" };

fn release(fields: &Fields, release: &Release) -> Option<Statement> {
    let value = first(fields, release.status)?;
    let names = [release.status, release.id];
    let interest = |completeness| {
        vec![SuspectedInterest { kind: release.kind, holder: String::new(), subject: String::new(), completeness }]
    };
    let with = |becomes: &str, trap: &str| Statement::of(fields, &names, becomes, trap);
    let found = match code(value).strip_prefix(release.letters) {
        Some("-NON") => {
            let trap = "None is said to exist: without a release nothing of it is cleared.";
            let mut found = with("A right to be cleared of which everything is on record: there is no release.", trap);
            found.interests = interest("complete");
            found
        }
        Some("-NAP") => with("Nothing: nobody and nothing that needs a release is said to be shown.", "It is a claim."),
        Some("-UMR" | "-UPR") => {
            let trap = "The supplier claims releases without limits. A release on record says what it says, whatever this claims.";
            let mut found = with("A right to be cleared, and a permission without limits, to be reviewed.", trap);
            let mut body = everything();
            body.insert("assurance".to_owned(), "warranted".into());
            let (target, quote) = (Some(release.kind.to_owned()), plus::quote(fields, &names));
            found.interests = interest("partial");
            found.rules = vec![ProposedRule { kind: RuleKind::Grant, target, quote, body }];
            found
        }
        Some("-LMR" | "-LPR") => {
            let trap = "Limited or incomplete: some may have signed, for some uses. The field does not say which.";
            let mut found = with("A right to be cleared, of which some releases exist.", trap);
            found.interests = interest("partial");
            found
        }
        _ => {
            let mut found = with("", "An unknown status is no release.");
            found.cannot_be_read(format!("{value:?} is no status of releases that is known here."));
            found
        }
    };
    Some(found)
}

fn age(fields: &Fields) -> Option<Statement> {
    let name = "plus:MinorModelAgeDisclosure";
    let age = code(first(fields, name)?);
    // Of age where eighteen is; nobody below, and nobody of whom it is not known.
    let years: Option<u32> = age.strip_prefix("AG-A").and_then(|years| years.parse().ok());
    if years.is_some_and(|years| years >= 18) {
        let trap = "In some countries people come of age later than at eighteen.";
        return Some(Statement::of(fields, &[name], "Nothing: the youngest person shown is said to be of age.", trap));
    }
    let trap = match age {
        "AG-UNK" => "Unknown is not grown up.",
        _ => "A guardian has to have signed, and what they signed may end when the child comes of age.",
    };
    let mut found = Statement::of(fields, &[name], "A mark on the asset: it may show a minor.", trap);
    found.flags = vec!["minor".to_owned()];
    Some(found)
}

fn source(fields: &Fields, name: &str) -> Option<Statement> {
    let source = code(first(fields, name)?);
    let generated = ["trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"].contains(&source);
    if !generated {
        return Some(Statement::of(
            fields,
            &[name],
            "Nothing: it tells how the picture came about.",
            "It permits nothing.",
        ));
    }
    let trap = "Where people are shown who do not exist, laws ask for a label.";
    let mut found = Statement::of(fields, &[name], "A mark on the asset: it was made with generative AI.", trap);
    found.flags = vec!["synthetic_person".to_owned()];
    Some(found)
}
