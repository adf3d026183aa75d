//! A second opinion: decides one point of a use straight from the definitions, reading the case's own JSON each time.
//! Slow and obvious on purpose. It shares no code with the engine but the names of the states.

pub mod court;
pub mod guards;
pub mod sets;
pub mod time;

use std::collections::BTreeSet;

use chrono_tz::Tz;
use serde_json::Value;

use crate::State;
use court::{Court, Opinion, Point};
use guards::{Judged, Way};
use sets::{CHANNEL, Held, PURPOSE, banned, least, objects, permitted, territory};
use time::{Clocked, For, civil_day, during, recorded, runoff, when};

impl<'a> Court<'a> {
    pub fn zone(&self) -> Tz {
        self.point.atom.zone.parse().unwrap()
    }

    pub fn clocked(&self, reading: For) -> Clocked {
        let first = if self.mode() == "new" { "start" } else { "published_at" };
        Clocked { zone: self.zone(), first_use: when(&self.request[first]), reading }
    }

    /// The facts of a list believed at the moment of belief.
    pub fn believed(&self, key: &str) -> Vec<&'a Value> {
        let seen = |fact: &&Value| {
            recorded(&fact["recorded_at"]).is_none_or(|at| at <= self.belief)
                && recorded(&fact["superseded_at"]).is_none_or(|at| self.belief < at)
        };
        objects(self.given, key).into_iter().filter(seen).collect()
    }

    pub fn day(&self) -> chrono::NaiveDate {
        civil_day(self.point.at, self.zone())
    }

    pub fn mode(&self) -> &'a str {
        self.request["mode"].as_str().unwrap_or("new")
    }

    pub fn continuing(&self) -> bool {
        self.mode() == "continue"
    }

    /// Whether the grant names the acts asked for; one that names none speaks of publishing only.
    fn act(&self, grant: &Value) -> Held {
        let wanted = match self.mode() {
            "produce" => vec!["PRODUCE"],
            "retain" => vec!["RETAIN"],
            "continue" => vec!["CONTINUE"],
            _ => vec!["PUBLISH", "CONTINUE"],
        };
        match sets::names(grant, "acts") {
            Some(acts) if wanted.iter().all(|act| acts.contains(act)) => Held::Yes,
            Some(_) => Held::No("ACT_NOT_GRANTED"),
            None if self.mode() == "produce" && grant["produce_window"].is_object() => Held::Yes,
            None if self.mode() == "produce" || self.mode() == "retain" => Held::Maybe("ACT_NOT_STATED"),
            None => Held::Yes,
        }
    }

    /// The state of the point for the asset asked about.
    pub fn decide(&self) -> Opinion {
        let asset = self.request["asset"].as_str().unwrap();
        let mut flagged = BTreeSet::from([asset]);
        let way = Way::new(self.request);
        let house = self.bans(|ban| ban["reach"] == "organisation");
        let mut opinion = self.asset(asset, &way, &mut vec![asset], &mut flagged).and(house);
        if opinion.state < State::AllowedWithDuties {
            opinion.duties.clear();
            return opinion;
        }
        for rule in self.believed("duty_rules") {
            let flags = |asset: &&str| {
                sets::names(&self.given["flags"], asset).is_some_and(|all| all.iter().any(|flag| rule["flag"] == *flag))
            };
            if flagged.iter().any(flags) && self.ban_holds(rule).is_possible() {
                opinion.state = State::AllowedWithDuties;
                opinion.duties.insert(rule["id"].as_str().unwrap().to_owned());
            }
        }
        opinion.codes.clear();
        opinion
    }

    /// Everything to be cleared in an asset: its own interests, its restrictions, and each component.
    fn asset(
        &self,
        asset: &'a str,
        way: &Way<'a>,
        path: &mut Vec<&'a str>,
        flagged: &mut BTreeSet<&'a str>,
    ) -> Opinion {
        let mut opinion = self.bans(|ban| ban["reach"] == "asset" && ban["asset"] == asset);
        let mut known = false;
        for interest in self.believed("interests").into_iter().filter(|interest| interest["asset"] == asset) {
            known = true;
            opinion = opinion.and(self.interest(interest, way));
        }
        for link in self.believed("components").into_iter().filter(|link| link["parent"] == asset) {
            let child = link["child"].as_str().unwrap();
            if link["status"] == "rejected" || path.contains(&child) {
                continue;
            }
            path.push(child);
            let suspected = link["status"] == "suspected";
            let mut below = BTreeSet::new();
            let mut part = self.asset(child, &way.down(link), path, &mut below);
            path.pop();
            if !suspected {
                known = true;
                flagged.insert(child);
                flagged.extend(below);
            } else if part.state < State::AllowedWithDuties {
                part = Opinion::at(State::Unknown, "SUSPECTED_COMPONENT");
            }
            opinion = opinion.and(part);
        }
        if known { opinion } else { opinion.and(Opinion::at(State::Unknown, "NO_RIGHTS_INFO")) }
    }

    /// What restrictions do to a point: a definite hit denies, a possible one leaves it unknown.
    fn bans(&self, reaches: impl Fn(&Value) -> bool) -> Opinion {
        let mut opinion = Opinion::at(State::Allowed, "");
        for ban in self.believed("restrictions").into_iter().filter(|ban| reaches(ban)) {
            match self.ban_hit(ban) {
                Held::Yes => opinion = opinion.and(Opinion::at(State::Denied, code(ban))),
                Held::Maybe(_) => opinion = opinion.and(Opinion::at(State::Unknown, "POSSIBLE_RESTRICTION")),
                Held::No(_) => {}
            }
        }
        opinion
    }

    /// A restriction's hit on the point, after its selectors, its review and the waivers that surely lift it.
    fn ban_hit(&self, ban: &Value) -> Held {
        let lifted = self
            .believed("waivers")
            .into_iter()
            .any(|waiver| waiver["restriction"] == ban["id"] && approved(waiver) && self.leave_holds(waiver).is_sure());
        match self.ban_holds(ban) {
            _ if lifted || !self.selected(ban) => Held::No(""),
            _ if self.mode() == "retain" && ban["code"] == "LEGAL_HOLD" => Held::No(""),
            Held::Yes if !approved(ban) => Held::Maybe("UNREVIEWED_AGREEMENT"),
            held => held,
        }
    }

    pub fn ban_holds(&self, ban: &Value) -> Held {
        let Point { channel, purpose, atom, at } = self.point;
        if !banned(self.fixture, "channels", ban, channel) || !banned(self.fixture, "purposes", ban, purpose) {
            return Held::No("");
        }
        let mut places = ban.clone();
        if sets::stated(ban, "territories").is_none() {
            places["territories"] = Value::Null;
        }
        least([territory(self.fixture, &places, atom, self.day()), during(&ban["period"], at, self.clocked(For::Ban))])
    }

    /// A waiver or an engagement: a permission that may leave axes open.
    pub fn leave_holds(&self, leave: &Value) -> Held {
        let Point { channel, purpose, atom, at } = self.point;
        least([
            permitted(self.fixture, "channels", leave, channel, CHANNEL),
            permitted(self.fixture, "purposes", leave, purpose, PURPOSE),
            territory(self.fixture, leave, atom, self.day()),
            during(&leave["period"], at, self.clocked(For::Permission)),
        ])
    }

    /// The effective scope of a grant at the point: one answer for each axis, each restriction and each head grant.
    pub fn reach(&self, grant: &'a Value, depth: usize) -> Vec<Held> {
        let Point { channel, purpose, atom, at } = self.point;
        let mut axes = vec![
            permitted(self.fixture, "channels", grant, channel, CHANNEL),
            permitted(self.fixture, "purposes", grant, purpose, PURPOSE),
            territory(self.fixture, grant, atom, self.day()),
            self.term(grant, at),
            self.act(grant),
        ];
        if !axes.iter().all(|held| held.is_possible()) {
            return axes;
        }
        if !approved(grant) {
            axes.push(Held::Maybe("UNREVIEWED_AGREEMENT"));
        }
        let own = |ban: &&Value| {
            ban["reach"] == "agreement" && !ban["agreement"].is_null() && ban["agreement"] == grant["agreement"]
        };
        for ban in self.believed("restrictions").into_iter().filter(own) {
            axes.push(match self.ban_hit(ban) {
                Held::Yes => Held::No("EXCLUDED_BY_AGREEMENT"),
                Held::Maybe(_) => Held::Maybe("POSSIBLE_RESTRICTION"),
                Held::No(_) => Held::Yes,
            });
        }
        for head in sets::names(grant, "upstream").unwrap_or_default() {
            axes.push(self.head(grant, head, depth));
        }
        axes
    }

    /// `member(g, PUBLISH)` is the period, `member(g, CONTINUE)` the period and the run-off after it, `member(g, PRODUCE)`
    /// the window for making. A grant that names no acts does not say when making begins or keeping ends.
    fn term(&self, grant: &Value, at: i64) -> Held {
        let window = &grant["produce_window"];
        if self.mode() == "produce" && window.is_object() {
            return match during(window, at, self.clocked(For::Permission)) {
                Held::No("EXPIRED" | "NOT_STARTED") => Held::No("PRODUCED_OUTSIDE_TERM"),
                held => held,
            };
        }
        let held = during(&grant["period"], at, self.clocked(For::Permission));
        match (self.mode(), held) {
            ("produce", Held::No("NOT_STARTED")) | ("retain", Held::No("EXPIRED")) if grant["acts"].is_null() => {
                return Held::Yes;
            }
            _ => {}
        }
        let (published, after) = (when(&self.request["published_at"]), &grant["runoff"]);
        let Some(published) = published.filter(|_| self.continuing() && after.is_object() && !held.is_sure()) else {
            return held;
        };
        let listed = sets::names(after, "channels").map_or(Held::Yes, |names| {
            let nodes = &self.fixture["channels"];
            sets::listed(nodes, &names, grant, self.point.channel, sets::signed(self.fixture, grant), CHANNEL)
        });
        match (runoff(&grant["period"], &after["for"], published, at, self.clocked(For::Permission)), listed) {
            (_, Held::No(_)) | (Held::No(_), _) => held,
            (Held::Yes, Held::Yes) => Held::Yes,
            _ if held.is_possible() => held,
            _ => Held::Maybe("PERIOD_UNCERTAIN"),
        }
    }

    /// Whether a head grant holds the point: a link not on file is unknown; one that ended takes its sub-licences along.
    fn head(&self, grant: &Value, id: &str, depth: usize) -> Held {
        let heads: Vec<&Value> = self.believed("grants").into_iter().filter(|head| head["id"] == id).collect();
        let unknown = Held::Maybe("CHAIN_OF_TITLE_UNKNOWN");
        if heads.is_empty() || depth > 16 {
            return unknown;
        }
        let mut best = Held::No("CHAIN_OF_TITLE_GAP");
        for head in heads {
            let survives = grant["survives_head_termination"] == true;
            let reach = least(self.reach(head, depth + 1));
            match (reach, self.revoked(head, survives)) {
                (Held::No(_), _) | (_, Held::Yes) => {}
                (Held::Yes, Held::No(_)) => return Held::Yes,
                _ => best = unknown,
            }
        }
        best
    }

    /// The best any grant can do for an interest, under the restrictions that reach it.
    fn interest(&self, interest: &'a Value, way: &Way<'a>) -> Opinion {
        let bans = self.bans(|ban| ban["reach"] == "interest" && ban["interest"] == interest["id"]);
        if interest["not_required"].is_string() {
            return Opinion::at(State::Allowed, "").and(bans);
        }
        let grants: Vec<&Value> =
            self.believed("grants").into_iter().filter(|grant| grant["interest"] == interest["id"]).collect();
        let mut judged: Vec<Judged> = Vec::new();
        let mut near: Vec<(usize, &str, Vec<Held>)> = Vec::new();
        for grant in &grants {
            let axes = self.reach(grant, 0);
            match missed(&axes).codes.len() {
                0 => judged.push(self.judge(interest, grant, &axes, way)),
                missing => near.push((missing, grant["id"].as_str().unwrap(), axes)),
            }
        }
        let all = self.withdrawn_of_all(interest);
        let complete = interest["completeness"] == "complete" || all.is_some();
        let best = judged.iter().map(|judged| judged.opinion.state).max();
        let opinion = match best {
            Some(best) if best == State::Denied && !complete => Opinion::at(State::Unknown, "INCOMPLETE_RECORD"),
            Some(best) => guards::chosen(judged, best),
            None if all.is_some() && interest["completeness"] != "complete" => {
                Opinion::at(State::Denied, all.unwrap_or_default())
            }
            None if !complete => {
                let untouched = grants.is_empty() && !matches!(interest["completeness"].as_str(), Some("partial"));
                Opinion::at(State::Unknown, if untouched { "NO_RIGHTS_INFO" } else { "INCOMPLETE_RECORD" })
            }
            None => {
                near.sort_by_key(|(missing, id, _)| (*missing, *id));
                near.first().map_or(Opinion::at(State::Denied, "NO_GRANT"), |(.., axes)| missed(axes))
            }
        };
        opinion.and(bans)
    }

    /// Whether the selectors of a restriction match the request. What is not stated is none of those named.
    fn selected(&self, ban: &Value) -> bool {
        let among = |key: &str, field: &str| {
            sets::stated(ban, key).map(|named| named.iter().any(|name| self.request[field] == *name))
        };
        among("brands", "brand").unwrap_or(true)
            && !among("brands_except", "brand").unwrap_or(false)
            && among("actors", "actor").unwrap_or(true)
            && sets::stated(ban, "categories")
                .is_none_or(|listed| guards::category(self.fixture, self.request, &listed))
    }
}

/// The grant that failed on the fewest axes explains the denial.
fn missed(axes: &[Held]) -> Opinion {
    let codes = axes.iter().filter_map(|held| if let Held::No(code) = held { Some((*code).to_owned()) } else { None });
    Opinion { state: State::Denied, codes: codes.collect(), duties: BTreeSet::new() }
}

const CODES: &[&str] = &[
    "EMBARGO",
    "BLACKOUT",
    "TDM_RESERVED",
    "EXCLUSIVITY_CONFLICT",
    "LEGAL_HOLD",
    "SANCTION",
    "CONSENT_WITHDRAWN",
    "HOUSE_POLICY",
];

/// The code of a restriction; one the catalogue does not list is a plain prohibition.
fn code(ban: &Value) -> &'static str {
    CODES.iter().find(|code| ban["code"] == **code).copied().unwrap_or("PROHIBITED")
}

pub fn approved(fact: &Value) -> bool {
    fact["review"].is_null() || fact["review"] == "approved"
}
