//! What a file says about its rights, one statement after the other: what each would become here, and what is easily
//! misread in it.
//!
//! A statement permits nothing. What cannot be read is a statement too, with the reason, so that it is not lost.

use rights::Reference;

use super::fields::{self, Fields, code, first, line};
use super::odrl;
use super::plus::{self, CONSTRAINTS, LICENCE, everything};
use super::proposal::{Note, ProposedRule, RuleKind, doubt};
use super::reservation::{Reservation, Said};
use super::shown;
use super::statement::{Place, StatedField, Statement, SuspectedInterest};

/// Who the file says made the licence, with whom, under which name; empty where it does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parties {
    pub reference: String,
    pub licensor: String,
    pub licensee: String,
}

/// The parties as an agreement names them.
pub fn parties(fields: &Fields) -> Parties {
    let named = |names: &[&str]| names.iter().find_map(|name| first(fields, name)).unwrap_or_default();
    Parties {
        reference: line(named(&["plus:LicenseID", "plus:LicensorTransactionID"]), 60),
        licensor: line(
            named(&["plus:Licensor/plus:LicensorName", "plus:CopyrightOwner/plus:CopyrightOwnerName", "dc:rights"]),
            300,
        ),
        licensee: line(named(&["plus:Licensee/plus:LicenseeName", "plus:EndUser/plus:EndUserName"]), 300),
    }
}

/// Everything the fields say, and what could not be read of the file at all (`warnings`).
pub fn read(fields: &Fields, warnings: &[String], reference: &Reference) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    found.extend(copyright(fields));
    found.extend(public_domain(fields));
    found.extend(licence(fields));
    found.extend(CONSTRAINTS.iter().filter_map(|name| constraint(fields, name)));
    found.extend(copies(fields));
    found.extend(mining(fields));
    found.extend(mining_in_credentials(fields));
    found.extend(shown::read(fields));
    found.extend(expressions(fields, reference));
    found.extend(elsewhere(fields));
    let told = |name: &str| found.iter().flat_map(|each| &each.fields).any(|field| field.name == name);
    let rest: Vec<Statement> = fields.keys().filter(|name| !told(name)).map(|name| left_over(fields, name)).collect();
    found.extend(rest);
    found.extend(warnings.iter().map(|warning| unread(warning)));
    for each in &mut found {
        each.key = key(each);
    }
    found
}

/// What the file says and what the file beside it says: the same words are one statement, other words are two. Neither
/// outdoes the other, for both are claims that somebody has to look at.
pub fn read_both(inside: &Fields, beside: &Fields, warnings: &[String], reference: &Reference) -> Vec<Statement> {
    let mut found = read(inside, warnings, reference);
    for statement in read(beside, &[], reference) {
        match found.iter_mut().find(|each| each.key == statement.key) {
            Some(same) => same.places.push(Place::Beside),
            None => found.push(from_beside(statement)),
        }
    }
    found
}

/// The quote of a rule says where it stands, for it is all that a clause keeps of it.
fn from_beside(mut statement: Statement) -> Statement {
    statement.places = vec![Place::Beside];
    for rule in &mut statement.rules {
        rule.quote = format!("In the file beside it:\n{}", rule.quote);
    }
    statement
}

/// The same words in the same fields are the same statement.
fn key(statement: &Statement) -> String {
    let mut hasher = blake3::Hasher::new();
    for field in &statement.fields {
        hasher.update(field.name.as_bytes()).update(&[0]).update(field.value.as_bytes()).update(&[0]);
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

fn copyright(fields: &Fields) -> Option<Statement> {
    let names = [
        "dc:rights",
        "iptc:CopyrightNotice",
        "exif:Copyright",
        "png:Copyright",
        "plus:CopyrightOwner/plus:CopyrightOwnerName",
        "xmpRights:Owner",
    ];
    let owners = ["plus:CopyrightOwner/plus:CopyrightOwnerName", "xmpRights:Owner"];
    let holder = owners.iter().chain(&names).find_map(|name| first(fields, name));
    let protected = first(fields, "plus:CopyrightStatus").map(code) == Some("CS-PRO")
        || first(fields, "xmpRights:Marked").is_some_and(|marked| marked.eq_ignore_ascii_case("true"));
    if holder.is_none() && !protected {
        return None;
    }
    let mut told: Vec<&str> = names.to_vec();
    if protected {
        told.extend(["xmpRights:Marked", "plus:CopyrightStatus"]);
    }
    let holder = line(holder.unwrap_or_default(), 300);
    let becomes = "A right to be cleared: the copyright in the work, with whoever the file names as its holder.";
    let mut found =
        Statement::of(fields, &told, becomes, "A notice says who claims the copyright. It permits nothing.");
    found.interests =
        vec![SuspectedInterest { kind: "copyright.work", holder, subject: String::new(), completeness: "none" }];
    Some(found)
}

fn public_domain(fields: &Fields) -> Option<Statement> {
    let claimed = [
        ("plus:CopyrightStatus", first(fields, "plus:CopyrightStatus").map(code) == Some("CS-PUB")),
        (
            "xmpRights:Marked",
            first(fields, "xmpRights:Marked").is_some_and(|marked| marked.eq_ignore_ascii_case("false")),
        ),
    ];
    let names: Vec<&str> = claimed.iter().filter(|(_, says)| *says).map(|(name, _)| *name).collect();
    let named = names.first()?;
    let mut body = everything();
    let why = Note::new("public_domain_claimed", named, "The supplier says it is in the public domain, and not where.");
    doubt(RuleKind::Grant, &mut body, std::slice::from_ref(&why));
    let becomes = "A permission that stays possible: it may be free to use, nobody says in which countries.";
    let trap = "The public domain differs from country to country, and the field names none.";
    let mut found = Statement::of(fields, &names, becomes, trap);
    let target = Some("copyright.work".to_owned());
    found.rules = vec![ProposedRule { kind: RuleKind::Grant, target, quote: plus::quote(fields, &names), body }];
    found.notes = vec![why];
    Some(found)
}

fn licence(fields: &Fields) -> Option<Statement> {
    let read = plus::licence(fields);
    if read.grants.is_empty() && read.notes.is_empty() {
        return None;
    }
    let becomes = match read.grants.len() {
        1 => "A licence of one permission, to be reviewed.".to_owned(),
        count => format!("A licence of {count} permissions, to be reviewed."),
    };
    let trap = match (first(fields, "plus:LicenseEndDate"), first(fields, "plus:MediaSummaryCode")) {
        (None, None) => "No end is written. That is unknown, not for ever.",
        (None, Some(_)) => "The end stands in the code at most; where it does not, it is unknown, not for ever.",
        (Some(_), _) => "A day names no time zone: the first and the last day are certain nowhere.",
    };
    let mut found = Statement::of(fields, LICENCE, becomes, trap);
    if read.grants.is_empty() {
        let why: Vec<&str> = read.notes.iter().map(|note| note.message.as_str()).collect();
        found.cannot_be_read(why.join(" "));
    }
    found.rules = read.grants;
    found.notes = read.notes;
    Some(found)
}

fn constraint(fields: &Fields, name: &str) -> Option<Statement> {
    let rule = plus::constraint(fields, name)?;
    let becomes = "A restriction that may forbid anything until somebody says what it forbids.";
    let trap = "These are words; no machine has read them.";
    let mut found = Statement::of(fields, &[name], becomes, trap);
    found.rules = vec![rule];
    Some(found)
}

fn copies(fields: &Fields) -> Option<Statement> {
    let name = "plus:ImageDuplicationConstraints";
    let value = first(fields, name).map(code)?;
    if value == "DP-NDC" {
        return Some(Statement::of(fields, &[name], "Nothing: no limit on copies is stated.", "It permits nothing."));
    }
    let trap = "It is about copies of the file, also those a publication makes.";
    let mut found = Statement::of(fields, &[name], "A restriction that may forbid copies.", trap);
    found.rules = plus::constraint(fields, name).into_iter().collect();
    Some(found)
}

fn mining(fields: &Fields) -> Option<Statement> {
    let name = "plus:DataMining";
    let value = first(fields, name)?;
    let Some(reservation) = Reservation::of_plus(code(value)) else {
        let mut found = Statement::of(fields, &[name], "", "An unknown value may forbid anything.");
        found.cannot_be_read(format!("{value:?} is no value of data mining that is known here."));
        return Some(found);
    };
    Some(reserved(fields, name, reservation))
}

/// The assertion of Content Credentials about the same. Signed or not, it is a claim like every other field.
fn mining_in_credentials(fields: &Fields) -> Option<Statement> {
    let name = fields::CREDENTIALS_MINING;
    Some(reserved(fields, name, Reservation::of_credentials(fields.get(name)?)))
}

fn reserved(fields: &Fields, name: &str, reservation: Reservation) -> Statement {
    let each = [reservation.mining, reservation.training, reservation.generative];
    let (becomes, trap) = if each.contains(&Said::Reserved) {
        ("A restriction on machines: mining and training, as far as the value says.", "Search engines are not meant.")
    } else if each.contains(&Said::Constrained) {
        ("A restriction that may forbid mining and training.", "The conditions stand elsewhere and were not read.")
    } else if each.contains(&Said::Allowed) {
        ("A permission to mine, until nobody knows when.", "Allowing to mine is not allowing to train.")
    } else {
        ("Nothing: no prohibition is stated.", "That is not a permission to mine or to train.")
    };
    let mut found = Statement::of(fields, &[name], becomes, trap);
    let target = Some("copyright.work".to_owned());
    let rules = reservation.rules(&plus::quote(fields, &[name])).into_iter();
    found.rules = rules.map(|rule| ProposedRule { target: target.clone(), ..rule }).collect();
    found
}

fn expressions(fields: &Fields, reference: &Reference) -> Vec<Statement> {
    let mut found = Vec::new();
    let embedded = "Iptc4xmpExt:EmbdEncRightsExpr/Iptc4xmpExt:EncRightsExpr";
    if let Some(text) = first(fields, embedded) {
        let becomes = "The rules of the policy inside the file, to be reviewed.";
        let trap = "A policy in a file is a claim like every other field, however exact it looks.";
        let mut statement = Statement::of(fields, &[embedded], becomes, trap);
        match odrl::import(text, reference, &[]) {
            Ok(proposals) => {
                let target = Some("copyright.work".to_owned());
                statement.notes = proposals.iter().flat_map(|proposal| proposal.notes.clone()).collect();
                let rules = proposals.into_iter().flat_map(|proposal| proposal.rules);
                statement.rules = rules.map(|rule| ProposedRule { target: target.clone(), ..rule }).collect();
            }
            Err(refusal) => statement.cannot_be_read(refusal.message),
        }
        found.push(statement);
    }
    let linked = "Iptc4xmpExt:LinkedEncRightsExpr/Iptc4xmpExt:LinkedRightsExpr";
    if fields.contains_key(linked) {
        let mut statement = Statement::of(fields, &[linked], "", "Nothing is fetched from addresses in files.");
        statement.cannot_be_read("The terms stand at this address. Open it, and take the policy in by hand.");
        found.push(statement);
    }
    found
}

/// What points to terms or tells of them without any.
fn elsewhere(fields: &Fields) -> Vec<Statement> {
    let nothing = "Nothing: it only points somewhere.";
    let links = [
        ("xmpRights:WebStatement", "Its terms stand at the address; nothing is fetched from there."),
        ("plus:Licensor/plus:LicensorURL", "It is where a licence can be had, not a licence."),
        ("plus:Reuse", "It tells whether it was licensed before; it permits nothing."),
    ];
    let each = links.into_iter().filter(|(name, _)| fields.contains_key(*name));
    each.map(|(name, trap)| Statement::of(fields, &[name], nothing, trap)).collect()
}

/// A field no statement told of: parties and numbers of a licence that is not there, or a name nobody knows here.
fn left_over(fields: &Fields, name: &str) -> Statement {
    if fields::is_known(name) {
        let becomes = "Nothing by itself: the file tells of no licence it would belong to.";
        return Statement::of(fields, &[name], becomes, "It permits nothing.");
    }
    let mut found = Statement::of(fields, &[name], "", "What nobody understands may forbid something.");
    found.cannot_be_read("This field is not known here.");
    found
}

fn unread(warning: &str) -> Statement {
    let field = StatedField { name: "file".to_owned(), label: "The file".to_owned(), value: warning.to_owned() };
    let mut found = Statement::of(&Fields::new(), &[], "", "What was not read may say something about rights.");
    found.fields = vec![field];
    found.cannot_be_read(format!("Part of the file could not be read: {warning}."));
    found
}
