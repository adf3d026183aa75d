//! What the second opinion tests a request by beside its four axes: who, for what brand, how made, how often, what is owed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use serde_json::Value;

use super::court::{Court, Opinion};
use super::sets::{Held, asked, atoms, is_online, names, objects, territory};
use super::time::{For, When, civil_day, during, when, windows};
use crate::State;

/// How an asset comes into the composition: its embedding and everything done to it on the way.
#[derive(Debug, Clone)]
pub struct Way<'a> {
    embedding: &'a str,
    modifications: BTreeSet<&'a str>,
}

impl<'a> Way<'a> {
    pub fn new(request: &'a Value) -> Self {
        Self {
            embedding: request["embedding"].as_str().unwrap_or("rendered"),
            modifications: names(request, "modifications").unwrap_or_default().into_iter().collect(),
        }
    }

    pub fn down(&self, link: &'a Value) -> Self {
        let mut modifications = self.modifications.clone();
        modifications.extend(names(link, "modifications").unwrap_or_default());
        Self { embedding: link["embedding"].as_str().unwrap_or("rendered"), modifications }
    }
}

/// What one grant says about the point.
pub struct Judged {
    pub id: String,
    pub opinion: Opinion,
}

/// The grants at the best state: all of them blamed, or the one with the fewest duties chosen.
pub fn chosen(judged: Vec<Judged>, best: State) -> Opinion {
    let mut judged: Vec<Judged> = judged.into_iter().filter(|judged| judged.opinion.state == best).collect();
    if best >= State::AllowedWithDuties {
        judged.sort_by(|a, b| (a.opinion.duties.len(), &a.id).cmp(&(b.opinion.duties.len(), &b.id)));
        return judged.swap_remove(0).opinion;
    }
    let codes = judged.into_iter().flat_map(|judged| judged.opinion.codes).collect();
    Opinion { state: best, codes, duties: BTreeSet::new() }
}

/// Whether the request's category is one of those listed, stands under one, or is a node that holds one.
pub fn category(fixture: &Value, request: &Value, listed: &[&str]) -> bool {
    let Some(category) = request["category"].as_str() else {
        return false;
    };
    let line = |name: &str| {
        let mut line = vec![name.to_owned()];
        while let Some(last) = line.last() {
            let parent = fixture["categories"][last.as_str()].as_str().map(str::to_owned);
            match parent.or_else(|| last.rsplit_once('.').map(|(node, _)| node.to_owned())) {
                Some(node) if !line.contains(&node) => line.push(node),
                _ => break,
            }
        }
        line
    };
    let asked = line(category);
    listed.iter().any(|name| asked.iter().any(|node| node == name) || line(name).iter().any(|node| node == category))
}

type Found = Vec<(State, &'static str)>;

impl Court<'_> {
    /// A grant whose possible scope holds the point: the worst of what is unsure and what its guards say.
    pub fn judge(&self, interest: &Value, grant: &Value, axes: &[Held], way: &Way<'_>) -> Judged {
        let unsure = axes
            .iter()
            .filter_map(|held| if let Held::Maybe(code) = held { Some((State::Unknown, *code)) } else { None });
        let mut found: Found = unsure.collect();
        self.releases(interest, grant, &mut found);
        self.made(grant, way, &mut found);
        self.asked_for(grant, &mut found);
        self.spilled(grant, &mut found);
        self.produced(grant, &mut found);
        self.caps(grant, &mut found);
        let owed = self.duties(grant, &mut found);
        let cleared = if owed.is_empty() { State::Allowed } else { State::AllowedWithDuties };
        let state = found.iter().map(|one| one.0).min().unwrap_or(cleared);
        let codes = found.into_iter().filter(|one| one.0 == state).map(|one| one.1.to_owned()).collect();
        let opinion = Opinion { state, codes, duties: if state == cleared { owed } else { BTreeSet::new() } };
        Judged { id: grant["id"].as_str().unwrap().to_owned(), opinion }
    }

    /// What has been taken back at the point, and whether it was never given.
    fn withdrawn(&self, grant: &Value) -> Vec<(State, &'static str, bool)> {
        let mut found = Vec::new();
        for revocation in self.believed("revocations") {
            let aimed = revocation["grant"] == grant["id"]
                || revocation["interest"] == grant["interest"]
                || (!grant["agreement"].is_null() && revocation["agreement"] == grant["agreement"]);
            // Axes it does not name are everything, as with a restriction.
            let here = self.ban_holds(revocation);
            if !aimed || !here.is_possible() {
                continue;
            }
            let told = |code: &'static str| match here {
                Held::Yes => (State::Denied, code),
                _ => (State::Unknown, "POSSIBLE_RESTRICTION"),
            };
            if revocation["kind"] == "ab_initio" {
                let (state, code) = told("REVOKED_AB_INITIO");
                found.push((state, code, true));
                continue;
            }
            let zone = self.zone();
            let effective = when(&revocation["effective"]).map(|moment| moment.begins(zone, For::Ban));
            let published = when(&self.request["published_at"]).map(|moment| moment.begins(zone, For::Permission));
            let live = self.continuing()
                && published.zip(effective).is_none_or(|(published, effective)| published < effective);
            let grace = if live { revocation["grace_days"].as_i64().unwrap_or(0) } else { 0 };
            let effective = when(&revocation["effective"]).map(|moment| match moment {
                When::Day(day) => When::Day(day + TimeDelta::days(grace)).begins(zone, For::Ban),
                When::Wall(time) => When::Wall(time + TimeDelta::days(grace)).begins(zone, For::Ban),
                When::At(at) => at + grace * 86_400,
            });
            if effective.is_none_or(|effective| self.point.at >= effective) {
                let (state, code) = match revocation["kind"].as_str() {
                    Some("disputed") => (State::Unknown, "REVOCATION_DISPUTED"),
                    _ => told("REVOKED"),
                };
                found.push((state, code, false));
            }
        }
        found
    }

    /// The code of a withdrawal of all consents to an interest, of those not on record as well.
    pub fn withdrawn_of_all(&self, interest: &Value) -> Option<&'static str> {
        let any = serde_json::json!({ "id": "of all", "interest": interest["id"], "agreement": null });
        let mut found = self.withdrawn(&any);
        found.retain(|one| one.0 == State::Denied);
        found.into_iter().max_by_key(|one| one.2).map(|one| one.1)
    }

    /// Whether a head grant is revoked. Outliving the head's end is not outliving a head that never was.
    pub fn revoked(&self, head: &Value, survives: bool) -> Held {
        let mut found = self.withdrawn(head);
        found.retain(|one| !survives || one.2);
        match found.iter().map(|one| one.0).min() {
            None => Held::No(""),
            Some(State::Denied) => Held::Yes,
            Some(_) => Held::Maybe(""),
        }
    }

    fn releases(&self, interest: &Value, grant: &Value, found: &mut Found) {
        found.extend(self.withdrawn(grant).into_iter().map(|(state, code, _)| (state, code)));
        let Some(born) = interest["person"]["dob"].as_str() else { return };
        let born: NaiveDate = born.parse().unwrap();
        let adult = born.checked_add_months(Months::new(216)).unwrap();
        let adult = if adult.day() == born.day() { adult } else { adult.succ_opt().unwrap() };
        if super::sets::signed(self.fixture, grant) >= adult {
            return;
        }
        if grant["guardian_signed"] != true {
            found.push((State::Denied, "MINOR_NO_GUARDIAN"));
        } else if self.day() >= adult {
            let house = self.fixture["defaults"]["minor_majority"].as_str().unwrap_or("review");
            match self.given["policy"]["minor_majority"].as_str().unwrap_or(house) {
                "continues" => {}
                "ends" => found.push((State::Denied, "MINOR_MAJORITY_RECONSENT")),
                _ => found.push((State::Unknown, "MINOR_MAJORITY_RECONSENT")),
            }
        }
    }

    fn made(&self, grant: &Value, way: &Way<'_>, found: &mut Found) {
        let reserved = names(&self.fixture["modifications"], "reserved").unwrap_or_default();
        let listed = names(grant, "modifications").unwrap_or_else(|| vec!["any"]);
        for name in &way.modifications {
            if !listed.contains(name) && (!listed.contains(&"any") || reserved.contains(name)) {
                found.push((State::Denied, "MODIFICATION_NOT_ALLOWED"));
            }
        }
        if names(grant, "embedding").is_some_and(|modes| !modes.contains(&way.embedding) && modes != ["any"]) {
            found.push((State::Denied, "EMBED_MODE_NOT_LICENSED"));
        }
    }

    fn asked_for(&self, grant: &Value, found: &mut Found) {
        let request = self.request;
        if category(self.fixture, request, &names(grant, "category_excluded").unwrap_or_default()) {
            found.push((State::Denied, "CATEGORY_EXCLUDED"));
        }
        if names(grant, "brands").is_some_and(|brands| !brands.iter().any(|brand| request["brand"] == *brand)) {
            found.push((State::Denied, "BRAND_NOT_LICENSED"));
        }
        let Some(actor) = request["actor"].as_str().filter(|actor| *actor != "licensee") else { return };
        let relations = names(grant, "sublicense").unwrap_or_default();
        let licensees = names(grant, "licensees").unwrap_or_default();
        if relations.contains(&"any") || relations.contains(&actor) || licensees.contains(&actor) {
            return;
        }
        let mut covered = Vec::new();
        for engagement in self.believed("engagements").into_iter().filter(|engagement| engagement["actor"] == actor) {
            let related = relations.iter().any(|relation| engagement["relation"] == *relation);
            let branded =
                names(engagement, "brands").is_none_or(|brands| brands.iter().any(|brand| request["brand"] == *brand));
            let placed = super::sets::least([
                super::sets::permitted(self.fixture, "channels", engagement, self.point.channel, super::sets::CHANNEL),
                super::sets::permitted(self.fixture, "purposes", engagement, self.point.purpose, super::sets::PURPOSE),
                territory(self.fixture, engagement, self.point.atom, self.day()),
            ]);
            if related && branded && placed.is_possible() {
                let held = during(&engagement["period"], self.point.at, self.clocked(For::Permission));
                covered.push(match (held, placed) {
                    (Held::No(_), _) => (0, State::Denied, "ENGAGEMENT_ENDED"),
                    (Held::Yes, Held::Yes) => return,
                    _ => (1, State::Unknown, "PERIOD_UNCERTAIN"),
                });
            }
        }
        let best = covered.into_iter().max_by_key(|one| one.0).map(|one| (one.1, one.2));
        found.push(best.unwrap_or((State::Denied, "ACTOR_NOT_LICENSED")));
    }

    /// An online use that can be seen beyond its target must stay within the territories of the grant.
    fn spilled(&self, grant: &Value, found: &mut Found) {
        let house = self.fixture["defaults"]["territory_test"].as_str().unwrap_or("targeted");
        let house = self.given["policy"]["territory_test"].as_str().unwrap_or(house);
        let test = grant["territory_test"].as_str().unwrap_or(house);
        if test == "targeted" || self.mode() == "produce" || !is_online(self.fixture, self.point.channel) {
            return;
        }
        let first_day = match when(&self.request["start"]) {
            Some(When::Day(day)) => day,
            Some(When::Wall(time)) => time.date(),
            Some(When::At(at)) => {
                civil_day(at, self.request["zone"].as_str().map_or(chrono_tz::UTC, |zone| zone.parse().unwrap()))
            }
            None => return,
        };
        let everywhere = vec!["WORLD"];
        let seen = atoms(self.fixture, &names(self.request, "accessible").unwrap_or(everywhere), first_day, true);
        let held: Vec<Held> = seen.iter().map(|atom| territory(self.fixture, grant, *atom, self.day())).collect();
        if held.iter().all(|held| held.is_sure()) {
            return;
        }
        found.push(match (test, held.iter().all(|held| held.is_possible())) {
            ("unspecified", _) => (State::Unknown, "TERRITORY_SPILL"),
            (_, true) => (State::Unknown, "TERRITORY_GROUP_AMBIGUOUS"),
            (_, false) => (State::Denied, "TERRITORY_SPILL"),
        });
    }

    fn produced(&self, grant: &Value, found: &mut Found) {
        let window = &grant["produce_window"];
        if !window.is_object() || self.mode() == "produce" {
            return;
        }
        let Some(made) = when(&self.request["produced_at"]) else {
            return found.push((State::Unknown, "PRODUCED_AT_UNKNOWN"));
        };
        let zone = self.zone();
        let clocked = self.clocked(For::Permission);
        let (from, until) = (made.begins(zone, For::Permission), made.ends(zone, For::Permission));
        let last = until.max(from + 1) - 1;
        // A period without blackouts is one stretch, so its edges decide for everything between them.
        let (first, end) = (during(window, from, clocked), during(window, last, clocked));
        let outside = windows(window, clocked).is_none_or(|windows| last < windows.may.0 || from >= windows.may.1);
        match (first, end) {
            (Held::Yes, Held::Yes) => {}
            _ if outside && !(first.is_possible() || end.is_possible()) => {
                found.push((State::Denied, "PRODUCED_OUTSIDE_TERM"))
            }
            _ => found.push((State::Unknown, "PRODUCED_AT_UNKNOWN")),
        }
    }

    fn caps(&self, grant: &Value, found: &mut Found) {
        for cap in objects(grant, "caps").into_iter().filter(|_| self.mode() != "retain") {
            let metric = cap["metric"].as_str().unwrap_or("uses");
            let wanted = self.request["quantity"][metric].as_f64();
            let limit = cap["limit"].as_f64().unwrap();
            let entries = self
                .believed("usage")
                .into_iter()
                .filter(|entry| entry["cap"] == cap["id"] && entry["released"] != true && entry["state"] != "released");
            let entries: Vec<&Value> = entries.collect();
            let count =
                |entries: &[&Value]| entries.iter().map(|entry| entry["qty"].as_f64().unwrap_or(1.0)).sum::<f64>();
            match cap["kind"].as_str().unwrap_or("cumulative") {
                "cumulative" => match wanted.or(["uses", "placements"].contains(&metric).then_some(1.0)) {
                    None => found.push((State::Unknown, "CAP_QUANTITY_UNKNOWN")),
                    Some(wanted) if wanted > limit - count(&entries) => found.push((State::Denied, "CAP_EXCEEDED")),
                    Some(_) => {}
                },
                "concurrent" => {
                    let zone = self.zone();
                    let running = |entry: &&&Value| {
                        when(&entry["start"]).is_none_or(|start| start.begins(zone, For::Ban) <= self.point.at)
                            && when(&entry["end"]).is_none_or(|end| self.point.at < end.ends(zone, For::Ban))
                    };
                    let now: Vec<&Value> = entries.iter().filter(running).copied().collect();
                    match wanted.or((metric != "copies").then_some(1.0)) {
                        None => found.push((State::Unknown, "CAP_QUANTITY_UNKNOWN")),
                        Some(wanted) if count(&now) + wanted > limit => found.push((State::Denied, "CAP_REACHED")),
                        Some(_) => {}
                    }
                }
                _ => self.elected(grant, &entries, limit, found),
            }
        }
    }

    /// Channels already elected stay; new ones need room for everything asked.
    fn elected(&self, grant: &Value, entries: &[&Value], limit: f64, found: &mut Found) {
        let nodes = names(self.request, "channels").unwrap();
        let wanted = asked(self.fixture, "channels", &nodes).into_iter().filter(|leaf| {
            super::sets::permitted(self.fixture, "channels", grant, leaf, super::sets::CHANNEL).is_possible()
        });
        let used: BTreeSet<&str> = entries.iter().filter_map(|entry| entry["channel"].as_str()).collect();
        let all: BTreeSet<&str> = used.iter().copied().chain(wanted).collect();
        let nameless = entries.iter().filter(|entry| entry["channel"].is_null());
        let nameless: f64 = nameless.map(|entry| entry["qty"].as_f64().unwrap_or(1.0)).sum();
        if all.len() as f64 + nameless > limit && !used.contains(self.point.channel) {
            found.push((State::Denied, "CAP_REACHED"));
        }
    }

    /// The duties still owed; those that gate, were refused, or were broken with a consequence are found against it.
    fn duties(&self, grant: &Value, found: &mut Found) -> BTreeSet<String> {
        let grave: BTreeMap<&str, u8> =
            [("waived", 0), ("fulfilled", 1), ("approved", 1), ("open", 2), ("breached", 3), ("refused", 4)].into();
        let mut owed = BTreeSet::new();
        for duty in objects(grant, "duties") {
            let here = |duty: &Value| {
                let rule = serde_json::json!({
                    "territories": duty["territories"], "territory_binding": "floating",
                    "signed": super::sets::signed(self.fixture, grant).to_string(),
                });
                territory(self.fixture, &rule, self.point.atom, self.day()).is_possible()
            };
            if super::sets::stated(duty, "territories").is_some() && !here(duty) {
                continue;
            }
            let about = |event: &&Value| {
                event["duty"] == duty["id"] && (event["grant"].is_null() || event["grant"] == grant["id"])
            };
            let events = self.believed("duty_events").into_iter().filter(about);
            let last = events.max_by_key(|event| {
                let came = when(&event["at"]).map(|moment| moment.begins(chrono_tz::UTC, For::Ban));
                (super::time::recorded(&event["recorded_at"]), came, grave[event["state"].as_str().unwrap()])
            });
            match (last.map_or("open", |event| event["state"].as_str().unwrap()), duty["timing"].as_str().unwrap()) {
                ("waived" | "fulfilled" | "approved", _) => continue,
                ("refused", _) => found.push((State::Denied, "DUTY_REFUSED")),
                (_, "pre") => found.push((State::Conditional, "PRE_DUTY_OPEN")),
                _ => drop(owed.insert(duty["id"].as_str().unwrap().to_owned())),
            }
            let Some(event) = last.filter(|event| event["state"] == "breached") else { continue };
            let since = when(&event["at"]).map(|moment| moment.begins(self.zone(), For::Ban));
            let since = since.or(super::time::recorded(&event["recorded_at"]).map(|at| at.timestamp()));
            let code = match duty["consequence"].as_str() {
                Some("suspend") => "PROHIBITED",
                Some("terminate") => "REVOKED",
                _ => continue,
            };
            if since.is_none_or(|since| self.point.at >= since) {
                found.push((State::Denied, code));
            }
        }
        owed
    }
}
