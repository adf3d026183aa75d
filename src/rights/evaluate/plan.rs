//! Gathers what one evaluation needs: the interests of the asset and its components, the rules that touch them, and the
//! tracks along which those rules change.

use std::collections::{HashMap, HashSet};

use super::tracks::{Laying, Track};
use crate::bits::LeafSet;
use crate::facts::{
    Completeness, Component, Consequence, DutyRule, Engagement, FactKind, Grant, Interest, Reach, Restriction,
    Sublicense, Waiver,
};
use crate::guards::{self, Blocker, Made};
use crate::period::{Caution, FirstUse, Period};
use crate::question::Question;
use crate::quick::QuickMap;
use crate::request::UseRequest;
use crate::scope::Scope;
use crate::territory::TerritoryAxis;

/// A rule's two tracks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stand {
    pub place: u32,
    pub time: u32,
}

/// One right to be cleared, on one way into the composition.
#[derive(Debug)]
pub(crate) struct Instance<'a> {
    pub subject: Subject<'a>,
    /// The assets from the one asked about down to the one that holds the right.
    pub path: Vec<&'a str>,
    pub suspected: bool,
    pub embedding: &'a str,
    pub modifications: Vec<&'a str>,
    pub grants: Vec<Held<'a>>,
    pub bans: Vec<usize>,
    /// What was taken back of all consents, where some may not be on record.
    pub withdrawn: Vec<Revoked<'a>>,
    /// Facts that could not be read: one that may have cleared, one that may have blocked.
    pub unread: Option<&'a str>,
    pub unread_grant: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Subject<'a> {
    Interest(&'a Interest),
    /// An asset nobody recorded any right for.
    Nothing,
    /// Only carries restrictions and unreadable facts of an asset or of the house.
    Bans,
}

impl<'a> Instance<'a> {
    /// How the asset comes into the composition, as guards look at it.
    fn made(&self) -> Made<'a, '_> {
        Made { embedding: self.embedding, modifications: &self.modifications }
    }
}

/// A grant as it applies to one instance: guards that do not change over time are already decided.
#[derive(Debug)]
pub(crate) struct Held<'a> {
    pub grant: usize,
    pub fixed: Vec<Blocker<'a>>,
    pub adult: Option<u32>,
    /// Nothing but the grant itself has a say.
    pub is_plain: bool,
}

/// A grant with its tracks.
#[derive(Debug)]
pub(crate) struct Permit<'a> {
    pub grant: &'a Grant,
    pub stand: Stand,
    pub runoff: Option<u32>,
    pub revoked: Vec<Revoked<'a>>,
    /// The engagements that may cover the actor, each with its track.
    pub engaged: Vec<(&'a Engagement, u32)>,
    pub produced: Option<u32>,
    pub seen: Option<u32>,
    pub full: Vec<u32>,
    pub barred: LeafSet,
    pub bans: Vec<usize>,
    /// For each head grant named: the permits on file for it, none where it is missing.
    pub upstream: Vec<Vec<usize>>,
    pub duties: Vec<Owed<'a>>,
    /// No guard and no duty: it clears whatever it surely reaches.
    pub is_plain: bool,
}

/// Revocations on a track, and the part of the grant they are limited to.
#[derive(Debug)]
pub(crate) struct Revoked<'a> {
    pub track: u32,
    pub limit: Option<(&'a Scope, Stand)>,
}

impl<'a> Permit<'a> {
    /// Whether [`Plan::judge`] could find nothing against it for this request.
    pub fn has_no_guard(&self, request: Option<&UseRequest>) -> bool {
        let engaged = matches!(self.grant.sublicense, Sublicense::Listed(_))
            && request.is_some_and(|request| request.actor.is_some());
        let tracks = [self.produced, self.seen];
        !engaged
            && tracks.iter().all(Option::is_none)
            && self.revoked.is_empty()
            && self.full.is_empty()
            && self.barred.is_empty()
            && self.duties.is_empty()
    }
}

/// The parts that revocations are limited to.
pub(super) fn limits<'a>(revoked: &[Revoked<'a>]) -> impl Iterator<Item = &'a Scope> {
    revoked.iter().filter_map(|revoked| Some(revoked.limit?.0))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OwedState {
    Open,
    Refused,
    Owed,
}

/// A duty of a grant that is not settled.
#[derive(Debug)]
pub(crate) struct Owed<'a> {
    pub id: &'a str,
    pub state: OwedState,
    pub place: Option<u32>,
    pub breach: Option<(u32, Consequence)>,
}

#[derive(Debug)]
pub(crate) struct Ban<'a> {
    pub restriction: &'a Restriction,
    pub stand: Stand,
    pub waivers: Vec<(&'a Waiver, Stand)>,
}

#[derive(Debug)]
pub(crate) struct Template<'a> {
    pub rule: &'a DutyRule,
    pub stand: Stand,
}

pub(crate) struct Plan<'a> {
    pub question: Question<'a>,
    pub instances: Vec<Instance<'a>>,
    pub permits: Vec<Permit<'a>>,
    pub bans: Vec<Ban<'a>>,
    pub templates: Vec<Template<'a>>,
    pub tracks: Vec<Track<'a>>,
    /// Some rule looks at more of a request than a region can hold.
    pub guarded: bool,
    /// The digests of every fact that went in.
    pub digests: Vec<[u8; 32]>,
    pub(super) permit_of: QuickMap<usize, usize>,
    pub(super) ban_of: QuickMap<usize, usize>,
    pub(super) places: QuickMap<&'a TerritoryAxis, u32>,
    pub(super) times: QuickMap<(&'a Period, Caution), u32>,
}

impl<'a> Plan<'a> {
    pub fn new(question: Question<'a>, asset: &'a str) -> Self {
        let request = question.request;
        let mut plan = Self {
            question,
            instances: Vec::new(),
            permits: Vec::with_capacity(24),
            bans: Vec::new(),
            templates: Vec::new(),
            tracks: Vec::with_capacity(32),
            guarded: false,
            digests: Vec::with_capacity(32),
            permit_of: QuickMap::default(),
            places: QuickMap::default(),
            times: QuickMap::default(),
            ban_of: QuickMap::default(),
        };
        let mut visited = HashSet::new();
        let root = Way {
            path: vec![asset],
            suspected: false,
            embedding: request.and_then(|request| request.embedding.as_deref()).unwrap_or("rendered"),
            modifications: request
                .map(|request| request.modifications.iter().map(String::as_str).collect())
                .unwrap_or_default(),
        };
        plan.house(&root);
        plan.walk(asset, root, &mut visited);
        plan.add_templates(&visited);
        plan
    }

    pub fn laying(&self) -> Laying<'a> {
        Laying {
            reference: self.question.reference,
            request: self.question.request,
            first_use: FirstUse(self.question.request.and_then(UseRequest::first_use)),
        }
    }

    /// Restrictions of the whole house, and facts that could not be read and name nothing they belong to.
    fn house(&mut self, root: &Way<'a>) {
        let bans = self.bans_on(&Reach::Organisation);
        let mut instance = root.instance(Subject::Bans);
        instance.bans = bans;
        instance.unread =
            self.question.facts.unreadable.iter().find(|fact| fact.target.is_none()).map(|fact| fact.why.as_str());
        if !instance.bans.is_empty() || instance.unread.is_some() {
            self.instances.push(instance);
        }
    }

    fn walk(&mut self, asset: &'a str, way: Way<'a>, visited: &mut HashSet<Visit<'a>>) {
        let visit = (asset, way.suspected, way.embedding, way.modifications.clone());
        if !visited.insert(visit) {
            return;
        }
        let mut own = way.instance(Subject::Bans);
        own.bans = self.bans_on(&Reach::Asset(asset.to_owned()));
        self.mark_unread(&mut own, asset);
        if !own.bans.is_empty() || own.unread.is_some() {
            self.instances.push(own);
        }
        let facts = self.question.facts;
        let interests: Vec<&'a Interest> = positions(&facts.index.interests_of, asset)
            .map(|at| &facts.interests[at])
            .filter(|interest| interest.seen.at(self.question.belief))
            .collect();
        for interest in &interests {
            self.add_interest(interest, &way);
        }
        let mut confirmed = !interests.is_empty();
        let mut links: Vec<&'a Component> = positions(&facts.index.children_of, asset)
            .map(|at| &facts.components[at])
            .filter(|link| {
                link.seen.at(self.question.belief) && !link.rejected && !way.path.contains(&link.child.as_str())
            })
            .collect();
        links.sort_by(|a, b| (a.suspected, &a.child, a.digest).cmp(&(b.suspected, &b.child, b.digest)));
        for link in links {
            self.digests.push(link.digest);
            confirmed |= !link.suspected;
            self.walk(&link.child, way.down(link), visited);
        }
        if !confirmed {
            self.instances.push(way.instance(Subject::Nothing));
        }
    }

    fn mark_unread(&self, instance: &mut Instance<'a>, target: &str) {
        for fact in self.question.facts.unreadable.iter().filter(|fact| fact.target.as_deref() == Some(target)) {
            instance.unread = Some(&fact.why);
            instance.unread_grant |= fact.kind == FactKind::Grant;
        }
    }

    fn add_interest(&mut self, interest: &'a Interest, way: &Way<'a>) {
        let mut instance = way.instance(Subject::Interest(interest));
        self.digests.push(interest.digest);
        instance.bans = self.bans_on(&Reach::Interest(interest.id.clone()));
        instance.withdrawn = self.withdrawn(interest);
        self.mark_unread(&mut instance, &interest.id);
        let facts = self.question.facts;
        let mut held: Vec<usize> = positions(&facts.index.grants_of, &interest.id)
            .filter(|at| facts.grants[*at].seen.at(self.question.belief))
            .collect();
        held.sort_by(|a, b| {
            (&facts.grants[*a].id, facts.grants[*a].digest).cmp(&(&facts.grants[*b].id, facts.grants[*b].digest))
        });
        for at in held {
            let permit = self.permit(at);
            let grant = &facts.grants[at];
            let adult = guards::majority(interest.born, grant, &self.majority_rule())
                .map(|birthday| self.track(Track::Adult(birthday)));
            let fixed = guards::fixed(&self.question, interest, grant, instance.made());
            let is_plain = fixed.is_empty() && adult.is_none();
            instance.grants.push(Held { grant: permit, fixed, adult, is_plain });
        }
        self.instances.push(instance);
    }

    /// Duties of law for the flags of the asset and its confirmed components.
    fn add_templates(&mut self, visited: &HashSet<Visit<'a>>) {
        let facts = self.question.facts;
        let flagged = |flag: &str| {
            visited.iter().filter(|(_, suspected, ..)| !suspected).any(|(asset, ..)| {
                let flags = facts.index.flags_of.get(*asset).into_iter().flatten();
                flags.clone().any(|(name, seen)| name == flag && seen.at(self.question.belief))
            })
        };
        let rules: Vec<&'a DutyRule> =
            facts.duty_rules.iter().filter(|rule| rule.seen.at(self.question.belief) && flagged(&rule.flag)).collect();
        for rule in rules {
            self.digests.push(rule.digest);
            let stand = self.stand(&rule.scope, Caution::Ban);
            self.templates.push(Template { rule, stand });
        }
    }
}

type Visit<'a> = (&'a str, bool, &'a str, Vec<&'a str>);

/// The way from the asset asked about down to a component.
#[derive(Clone)]
struct Way<'a> {
    path: Vec<&'a str>,
    suspected: bool,
    embedding: &'a str,
    modifications: Vec<&'a str>,
}

impl<'a> Way<'a> {
    fn down(&self, link: &'a Component) -> Self {
        let mut next = self.clone();
        next.path.push(&link.child);
        next.suspected |= link.suspected;
        next.embedding = link.embedding.as_deref().unwrap_or("rendered");
        next.modifications.extend(link.modifications.iter().map(String::as_str));
        next.modifications.sort_unstable();
        next.modifications.dedup();
        next
    }

    fn instance(&self, subject: Subject<'a>) -> Instance<'a> {
        Instance {
            subject,
            path: self.path.clone(),
            suspected: self.suspected,
            embedding: self.embedding,
            modifications: self.modifications.clone(),
            grants: Vec::new(),
            bans: Vec::new(),
            withdrawn: Vec::new(),
            unread: None,
            unread_grant: false,
        }
    }
}

/// The positions an index holds under a key.
pub(super) fn positions<'i>(
    index: &'i HashMap<String, Vec<usize>>,
    key: &str,
) -> impl Iterator<Item = usize> + use<'i> {
    index.get(key).into_iter().flatten().copied()
}

impl Subject<'_> {
    pub fn is_complete(&self) -> bool {
        matches!(self, Self::Interest(interest) if interest.completeness == Completeness::Complete)
    }
}
