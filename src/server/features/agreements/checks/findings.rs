//! What to look at before an agreement is approved: chain of title, exclusivity, paid twice, periods, releases.
//!
//! Pure: facts in, findings out. A finding changes no verdict; it tells a reviewer what the record will lead to.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rights::Reference;
use sea_orm::entity::prelude::Uuid;
use serde_json::Value;

use super::super::engine_form::binds_us;
use super::super::records::header::{Header, Status};
use super::super::records::ledger;
use super::super::records::record::Kind;
use super::super::records::row::fact;
use super::super::reference::interest_name;
use super::super::show::fact::is_readable;
use super::super::show::findings::{Finding, Severity};
use super::cubes::{Coverages, Cube, both, boxes, minus};
use super::period_checks::period_findings;

/// Interests that belong to a person, who must have said yes.
const PERSONS: &[&str] = &["likeness", "voice", "performance", "personal_data"];
/// Interests that belong to the owner of something shown.
const THINGS: &[&str] = &["property", "artwork_in_image", "trademark", "design"];

/// An agreement and what stands around it.
#[derive(Clone, Debug)]
pub struct Paper {
    pub id: Uuid,
    pub header: Header,
    /// Everything current in it.
    pub rows: Vec<fact::Model>,
    /// Grants and exclusivities of other agreements for the same interests, and head grants.
    pub elsewhere: Vec<fact::Model>,
    /// The heads of those agreements, and of the one it replaces.
    pub headers: HashMap<Uuid, Header>,
    /// Every interest of the assets it touches.
    pub interests: Vec<fact::Model>,
    pub today: NaiveDate,
}

/// Everything found, gravest first. Facts about which the same is to be said stand in one finding.
pub fn findings(paper: &Paper, reference: &Reference) -> Vec<Finding> {
    let mut desk = Desk { paper, reference, coverages: Coverages::default(), found: BTreeMap::new() };
    desk.head();
    desk.readable();
    desk.chains();
    desk.exclusivities();
    desk.duplicates();
    desk.periods();
    desk.scopes();
    desk.releases();
    desk.found.into_values().collect()
}

/// Orders by gravity and gathers what is said alike.
type Key = (Severity, &'static str, String, Option<Uuid>);

struct Desk<'a> {
    paper: &'a Paper,
    reference: &'a Reference,
    coverages: Coverages,
    found: BTreeMap<Key, Finding>,
}

/// One thing to say.
struct Said<'a> {
    severity: Severity,
    code: &'static str,
    message: String,
    fact: Option<&'a fact::Model>,
    agreement: Option<Uuid>,
    region: &'a [Cube],
}

impl<'a> Said<'a> {
    fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Said<'a> {
        Said { severity, code, message: message.into(), fact: None, agreement: None, region: &[] }
    }

    fn about(self, fact: &'a fact::Model) -> Said<'a> {
        Said { fact: Some(fact), ..self }
    }
}

impl<'a> Desk<'a> {
    fn say(&mut self, said: Said<'_>) {
        let key = (said.severity, said.code, said.message.clone(), said.agreement);
        let reference = self.reference;
        let finding = self.found.entry(key).or_insert_with(|| Finding {
            code: said.code.to_owned(),
            severity: said.severity,
            message: said.message,
            facts: Vec::new(),
            assets: Vec::new(),
            agreement: said.agreement,
            region: boxes(said.region, reference),
        });
        let Some(row) = said.fact else { return };
        finding.facts.push(row.entity_id);
        if let Some(asset) = row.asset_id.filter(|asset| !finding.assets.contains(asset)) {
            finding.assets.push(asset);
        }
    }

    fn own(&self, kind: Kind) -> impl Iterator<Item = &'a fact::Model> + use<'a> {
        self.paper.rows.iter().filter(move |row| row.kind == kind.name())
    }

    fn others(&self, kind: Kind) -> impl Iterator<Item = &'a fact::Model> + use<'a> {
        let own = self.paper.id;
        self.paper.elsewhere.iter().filter(move |row| row.kind == kind.name() && row.agreement_id != Some(own))
    }

    /// The head of the agreement a row stands in.
    fn header(&self, row: &fact::Model) -> Option<&'a Header> {
        let id = row.agreement_id?;
        if id == self.paper.id { Some(&self.paper.header) } else { self.paper.headers.get(&id) }
    }

    fn reference_of(&self, row: &fact::Model) -> &'a str {
        self.header(row).map_or("another agreement", |header| header.reference.as_str())
    }

    /// What a rule covers, as certain as its words are; whether it is approved does not count here.
    fn covered(&mut self, row: &fact::Model) -> std::sync::Arc<super::cubes::Coverage> {
        let signed = self.header(row).and_then(|header| header.signed_on);
        let body = body(row);
        match Kind::parse(&row.kind) {
            Some(Kind::Grant) => self.coverages.of(&body, signed, self.reference),
            _ => self.coverages.of_ban(&body, signed, self.reference),
        }
    }

    fn head(&mut self) {
        let header = &self.paper.header;
        match header.status {
            Status::Draft | Status::Sent => {
                self.say(Said::new(
                    Severity::Warning,
                    "agreement.not_executed",
                    "It is not signed by both sides: nothing it grants is certain, even when it is approved.",
                ));
            }
            Status::Suspended | Status::Terminated | Status::Void => {
                let ended = format!("It is {}: it grants nothing from then on.", header.status.name());
                self.say(Said::new(Severity::Warning, "agreement.ended", ended));
            }
            Status::Executed => {}
        }
        match header.signed_on {
            None => self.say(Said::new(
                Severity::Question,
                "agreement.no_signature_date",
                "When was it signed? Groups such as the EU, and new channels, are read as of that day.",
            )),
            Some(day) if day > self.paper.today => {
                let late = format!("It says that it is signed on {day}, which is still to come.");
                self.say(Said::new(Severity::Warning, "agreement.signed_in_future", late));
            }
            Some(_) => {}
        }
        let replaced = header.replaces.and_then(|id| Some((id, self.paper.headers.get(&id)?)));
        if let Some((id, old)) = replaced.filter(|(_, old)| !matches!(old.status, Status::Terminated | Status::Void)) {
            let both = format!("It replaces {}, which is still in force: end that one, or both count.", old.reference);
            let said = Said::new(Severity::Warning, "agreement.replaced_in_force", both);
            self.say(Said { agreement: Some(id), ..said });
        }
    }

    fn readable(&mut self) {
        for row in &self.paper.rows {
            let kind = Kind::parse(&row.kind);
            if !kind.is_some_and(|kind| is_readable(kind, row)) {
                let why = "This record cannot be read: whatever it is about is unknown.";
                self.say(Said::new(Severity::Error, "fact.unreadable", why).about(row));
            }
        }
    }

    /// Nobody grants more than they hold.
    fn chains(&mut self) {
        for grant in self.own(Kind::Grant) {
            let heads = super::super::facts::upstream(grant);
            for head in &heads {
                let all = self.own(Kind::Grant).chain(self.others(Kind::Grant));
                let Some(head) = all.into_iter().find(|row| row.entity_id == *head) else {
                    let why = "It stands on a head grant that is not on record: the chain of title is broken.";
                    self.say(Said::new(Severity::Error, "chain.missing", why).about(grant));
                    continue;
                };
                self.chain(grant, head);
            }
            if heads.is_empty() {
                self.unproven(grant);
            }
        }
    }

    fn chain(&mut self, grant: &'a fact::Model, head: &'a fact::Model) {
        let named = self.reference_of(head);
        if !self.header(head).is_some_and(Header::is_definite) {
            let why = format!("It stands on {named}, which is not both signed and approved.");
            let said = Said::new(Severity::Warning, "chain.uncertain", why).about(grant);
            self.say(Said { agreement: head.agreement_id, ..said });
        }
        let (granted, held) = (self.covered(grant), self.covered(head));
        let beyond = minus(&granted.definite, &held.definite);
        if !beyond.is_empty() {
            let why = format!("It grants more than {named} gives whoever grants it.");
            let said = Said::new(Severity::Error, "chain.exceeds", why).about(grant);
            self.say(Said { agreement: head.agreement_id, region: &beyond, ..said });
        }
    }

    /// Somebody licenses a right another is said to hold, and nothing says why they may.
    fn unproven(&mut self, grant: &'a fact::Model) {
        let licensor = self.paper.header.licensor.trim();
        let interest = self.paper.interests.iter().find(|row| Some(row.entity_id) == grant.interest_id);
        let holder = interest.map(|row| body(row)["holder"].as_str().unwrap_or_default().trim().to_owned());
        let Some(holder) = holder.filter(|holder| !holder.is_empty() && !licensor.is_empty()) else { return };
        if holder.to_lowercase() != licensor.to_lowercase() {
            let why = format!("{licensor} grants a right that {holder} is said to hold: what shows that they may?");
            self.say(Said::new(Severity::Question, "chain.unproven", why).about(grant));
        }
    }

    /// What somebody has alone and what is granted to others.
    fn exclusivities(&mut self) {
        let alone = |row: &&fact::Model| binds_us(&row.body);
        let own: Vec<_> = self.own(Kind::Exclusivity).filter(alone).collect();
        let foreign: Vec<_> = self.others(Kind::Exclusivity).filter(alone).collect();
        let granted: Vec<_> = self.own(Kind::Grant).collect();
        let elsewhere: Vec<_> = self.others(Kind::Grant).collect();
        for exclusivity in own.iter().chain(&foreign) {
            granted.iter().for_each(|grant| self.conflict(exclusivity, grant));
        }
        for exclusivity in &own {
            elsewhere.iter().for_each(|grant| self.conflict(exclusivity, grant));
        }
        let ours: Vec<_> = self.own(Kind::Exclusivity).filter(|row| !binds_us(&row.body)).collect();
        for (mine, theirs) in ours.iter().flat_map(|mine| foreign.iter().map(move |theirs| (*mine, *theirs))) {
            if mine.interest_id != theirs.interest_id {
                continue;
            }
            let overlap = both(&self.covered(mine).possible, &self.covered(theirs).possible);
            if !overlap.is_empty() {
                let holder = body(theirs)["holder"].as_str().unwrap_or("somebody").to_owned();
                let why = format!("We are promised alone what {} gives {holder} alone.", self.reference_of(theirs));
                let said = Said::new(Severity::Error, "exclusivity.twice", why).about(mine);
                self.say(Said { agreement: theirs.agreement_id, region: &overlap, ..said });
            }
        }
    }

    fn conflict(&mut self, exclusivity: &'a fact::Model, grant: &'a fact::Model) {
        let holder = body(exclusivity)["holder"].as_str().unwrap_or_default().to_owned();
        let brands = body(grant)["brands"].as_array().cloned().unwrap_or_default();
        let for_holder = !brands.is_empty() && brands.iter().all(|brand| *brand == holder.as_str());
        if exclusivity.interest_id != grant.interest_id || for_holder {
            return;
        }
        let overlap = both(&self.covered(exclusivity).possible, &self.covered(grant).possible);
        if overlap.is_empty() {
            return;
        }
        let sure = self.header(exclusivity).is_some_and(Header::is_definite);
        let severity = if sure { Severity::Error } else { Severity::Warning };
        let (here, there) = (exclusivity.agreement_id, grant.agreement_id);
        let other = if here == Some(self.paper.id) { there } else { here };
        let why = format!(
            "{} keeps this for {holder} alone, and {} grants it.",
            self.reference_of(exclusivity),
            self.reference_of(grant)
        );
        let own = if here == Some(self.paper.id) { exclusivity } else { grant };
        let said = Said::new(severity, "exclusivity.conflict", why).about(own);
        self.say(Said { agreement: other.filter(|id| *id != self.paper.id), region: &overlap, ..said });
    }

    /// What is granted already, and would be paid twice.
    fn duplicates(&mut self) {
        let grants: Vec<&fact::Model> = self.own(Kind::Grant).collect();
        let others: Vec<&fact::Model> = self.others(Kind::Grant).filter(|row| self.is_in_force(row)).collect();
        for (at, grant) in grants.iter().enumerate() {
            let chained = super::super::facts::upstream(grant);
            let beside = grants[at + 1..].iter().chain(&others);
            for other in beside.filter(|other| other.interest_id == grant.interest_id) {
                let amends = grant.amends_id == Some(other.entity_id) || other.amends_id == Some(grant.entity_id);
                if amends || chained.contains(&other.entity_id) {
                    continue;
                }
                let overlap = both(&self.covered(grant).definite, &self.covered(other).definite);
                if !overlap.is_empty() {
                    let why =
                        format!("{} grants a part of this already: it is paid for twice.", self.reference_of(other));
                    let said = Said::new(Severity::Warning, "coverage.duplicate", why).about(grant);
                    let elsewhere = other.agreement_id.filter(|id| *id != self.paper.id);
                    self.say(Said { agreement: elsewhere, region: &overlap, ..said });
                }
            }
        }
    }

    fn is_in_force(&self, row: &fact::Model) -> bool {
        let replaced = [self.paper.header.amends, self.paper.header.replaces].contains(&row.agreement_id);
        let named = row.agreement_id.is_some() && replaced;
        let counts = |header: &Header| header.is_definite() && header.status == Status::Executed;
        !named && self.header(row).is_some_and(counts)
    }

    /// Every person shown, and every owner of something shown, must have said yes.
    fn releases(&mut self) {
        for interest in &self.paper.interests {
            let said = body(interest);
            let kind = said["kind"].as_str().unwrap_or_default();
            let not_required = said["not_required"].as_str().is_some_and(|why| !why.is_empty());
            let grants = self.own(Kind::Grant).chain(self.others(Kind::Grant));
            let mut grants = grants.filter(|grant| grant.interest_id == Some(interest.entity_id)).peekable();
            if not_required || !(PERSONS.contains(&kind) || THINGS.contains(&kind)) {
                continue;
            }
            if grants.peek().is_none() {
                let name = interest_name(kind).to_lowercase();
                let (code, why) = match PERSONS.contains(&kind) {
                    true => ("release.missing_person", format!("No release is on record for the {name}.")),
                    false => ("release.missing_property", format!("No release is on record: {name}.")),
                };
                self.say(Said::new(Severity::Warning, code, why).about(interest));
                continue;
            }
            let own: Vec<_> = grants.filter(|grant| grant.agreement_id == Some(self.paper.id)).collect();
            own.into_iter().for_each(|grant| self.guardian(&said, grant));
        }
    }

    /// Somebody under age at the signature needs a guardian's. Their day of birth is not told.
    fn guardian(&mut self, interest: &Value, grant: &'a fact::Model) {
        let born = interest["person"]["dob"].as_str().and_then(|day| day.parse::<NaiveDate>().ok());
        let signed = self.paper.header.signed_on.unwrap_or(self.paper.today);
        let minor = born.is_some_and(|born| {
            born.checked_add_months(chrono::Months::new(18 * 12)).is_none_or(|adult| signed < adult)
        });
        if minor && body(grant)["guardian_signed"] != true {
            let why = "The person was under age at the signature, and no guardian signed.";
            self.say(Said::new(Severity::Error, "release.no_guardian", why).about(grant));
        }
    }

    /// What the words leave open, and what they cover nowhere.
    fn scopes(&mut self) {
        for grant in self.own(Kind::Grant) {
            let covered = self.covered(grant);
            let open = minus(&covered.possible, &covered.definite);
            if covered.possible.is_empty() {
                let why = "It covers nothing at all.";
                self.say(Said::new(Severity::Error, "grant.empty", why).about(grant));
            } else if !open.is_empty() {
                let why = "The words leave open whether this is meant; until somebody asks, it stays unknown.";
                let said = Said::new(Severity::Question, "scope.open", why).about(grant);
                self.say(Said { region: &open, ..said });
            }
        }
        for duty in ledger::duties(&self.paper.rows) {
            if duty.duty["timing"] == "pre" && duty.unsettled > 0 {
                let what = ledger::said_of(&duty.duty);
                let why = format!("Before any use: {what}. It is {}.", duty.state);
                self.say(Said::new(Severity::Question, "duty.before_use", why));
            }
        }
    }

    fn periods(&mut self) {
        for grant in self.own(Kind::Grant) {
            let period = &body(grant)["period"];
            for (severity, code, message) in period_findings(period, self.paper.today) {
                self.say(Said::new(severity, code, message).about(grant));
            }
        }
    }
}

fn body(row: &fact::Model) -> Value {
    serde_json::from_str(&row.body).unwrap_or_default()
}
