//! Random worlds of every feature, each from one number: the same number is the same world for ever.

use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};

use super::dice::Dice;

/// The seasons worlds play in: plain winters, the turns of clocks, and the day the union lost a member.
const ERAS: &[&str] =
    &["2026-11-01", "2026-11-01", "2026-11-01", "2026-08-20", "2026-10-10", "2019-12-15", "2023-06-01"];

pub fn fixture() -> Value {
    let mut fixture = super::world::fixture();
    fixture["territories"]["CU"] = json!(["America/Havana"]);
    fixture["territories"]["KI"] = json!(["Pacific/Kiritimati", "Pacific/Tarawa"]);
    fixture["categories"] = json!({ "beer": "alcohol", "wine": "alcohol" });
    fixture["defaults"]["minor_majority"] = json!("review");
    fixture["modifications"] =
        json!({ "leaves": ["crop", "resize", "flip"], "reserved": ["ai_edit", "digital_replica"] });
    fixture
}

pub const CHANNELS: &[&str] = &[
    "all",
    "all",
    "social",
    "social",
    "social.organic",
    "platform:instagram",
    "print",
    "print.press",
    "owned.site",
    "online",
    "social.organic.instagram",
    "social.organic.threads",
    "social.creator.allowlisted",
];
pub const PLACES: &[&str] = &[
    "WORLD",
    "WORLD",
    "EU",
    "EU",
    "DACH",
    "DACH",
    "DE",
    "CH",
    "LI",
    "GB",
    "US",
    "US-NY",
    "ES",
    "ES@Europe/Madrid",
    "JP",
    "CL",
    "CU",
    "KI",
];
const PURPOSES: &[&str] =
    &["any", "any", "commercial", "commercial", "editorial", "commercial.pr", "ai.training", "ai"];
const ZONES: &[&str] = &["America/New_York", "Europe/Berlin", "Asia/Tokyo", "UTC", "Pacific/Kiritimati"];
const SPANS: &[&str] = &["P30D", "P1M", "P13W", "P2M", "P1Y", "P1M10D", "P3W"];
const CODES: &[&str] =
    &["EMBARGO", "BLACKOUT", "TDM_RESERVED", "LEGAL_HOLD", "CONSENT_WITHDRAWN", "HOUSE_POLICY", "PROHIBITED"];
pub const BRANDS: &[&str] = &["X", "Y", "Z"];
const CATEGORIES: &[&str] = &["alcohol", "beer", "wine", "tobacco", "alcohol.spirits", "cosmetics"];
const MODIFICATIONS: &[&str] = &["crop", "resize", "flip", "ai_edit"];
const EMBEDDINGS: &[&str] = &["rendered", "embedded", "linked"];
pub const RELATIONS: &[&str] = &["agency_acting_for", "affiliate", "retail_partner"];
pub const ACTORS: &[&str] = &["AgencyZ", "Shop"];

/// A world and the requests about it, under construction.
pub struct Maker {
    pub dice: Dice,
    era: NaiveDate,
    /// In a kind world most rules are broad and few things are odd, so that something is cleared.
    kind: bool,
    /// In a world without oddities only the axes of rules vary; laws of single cells need such worlds.
    pub local: bool,
}

impl Maker {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let era = dice.pick(ERAS).parse().unwrap();
        let kind = dice.chance(65);
        Self { dice, era, kind, local: false }
    }

    /// True in `percent` of a hundred cases, less often in a kind world.
    fn odd(&mut self, percent: usize) -> bool {
        let percent = if self.kind { percent.div_ceil(3) } else { percent };
        self.dice.chance(percent)
    }

    /// Some names of an axis; in a kind world mostly everything.
    fn broad<'v>(&mut self, everything: &'v str, names: &[&'v str]) -> Vec<&'v str> {
        if self.kind && self.dice.chance(75) { vec![everything] } else { self.dice.some(names, 3) }
    }

    pub fn day_within(&mut self, from: i64, until: i64) -> NaiveDate {
        let offset = from + self.dice.below((until - from) as usize) as i64;
        self.era + TimeDelta::days(offset)
    }

    /// A moment somewhere around the era: mostly a day, at times a wall-clock time or an instant.
    pub fn moment(&mut self, day: NaiveDate) -> String {
        let hour = self.dice.below(24);
        match self.dice.below(12) {
            0 => format!("{day}T{hour:02}:30"),
            1 => format!("{day}T{hour:02}:00:00-05:00"),
            2 => format!("{day}T{hour:02}:15:00Z"),
            _ => day.to_string(),
        }
    }

    fn zone(&mut self, period: &mut Value) {
        match self.dice.below(10) {
            0 | 1 => period["zone"] = json!(self.dice.pick(ZONES)),
            2 => {
                period["zone"] = json!("silent");
                if self.dice.chance(70) {
                    period["zones"] = json!(self.dice.some(ZONES, 2));
                }
            }
            3 => {}
            _ => period["zone"] = json!("territory"),
        }
    }

    /// A permission's period with every way to begin and to end.
    fn period(&mut self) -> Value {
        let start = if self.kind { self.day_within(-60, 10) } else { self.day_within(-40, 60) };
        let end = start + TimeDelta::days(5 + self.dice.below(if self.kind { 200 } else { 110 }) as i64);
        let mut period = json!({});
        self.zone(&mut period);
        match self.dice.below(12) {
            0 => period["start"] = Value::Null,
            1 => period["start"] = json!("none"),
            _ => period["start"] = json!(self.moment(start)),
        }
        match self.dice.below(12) {
            0 if !self.kind || self.dice.chance(30) => period["end"] = json!("UNKNOWN"),
            1 if !self.kind => {}
            0..=3 => period["end"] = json!("PERPETUAL"),
            4 | 5 => period["duration"] = json!(self.dice.pick(SPANS)),
            6 => {
                period["duration"] = json!(self.dice.pick(SPANS));
                period["end"] = json!(end.to_string());
            }
            _ => period["end"] = json!(self.moment(end)),
        }
        if self.dice.chance(12) {
            let status = self.dice.pick(&["exercised", "exercised", "unexercised", "lapsed"]);
            period["option"] =
                json!({ "extends": self.dice.pick(SPANS), "status": status, "exercise_by": "2026-12-15" });
        }
        if self.dice.chance(8) {
            period["auto_renew"] = json!(true);
        }
        if self.dice.chance(8) {
            let from = self.day_within(0, 60);
            period["blackout"] = json!([{ "start": from.to_string(), "end": (from + TimeDelta::days(2)).to_string() }]);
        }
        if !self.local && self.dice.chance(10) {
            self.trigger(&mut period);
        }
        period
    }

    fn trigger(&mut self, period: &mut Value) {
        let stop = self.day_within(0, 90);
        let mut trigger =
            json!({ "event": self.dice.pick(&["first_use", "first_use", "delivery"]), "longstop": stop.to_string() });
        if self.dice.chance(50) {
            let day = self.day_within(-30, 80);
            trigger["at"] = json!(self.moment(day));
        }
        period["trigger"] = trigger;
        period["duration"] = json!(self.dice.pick(SPANS));
        if self.dice.chance(60) {
            period.as_object_mut().unwrap().remove("end");
        }
        period.as_object_mut().unwrap().remove("start");
    }

    /// A period of a ban, a waiver or an engagement.
    pub fn span(&mut self) -> Value {
        let start = self.day_within(-30, 70);
        let mut period = json!({ "start": self.moment(start) });
        self.zone(&mut period);
        match self.dice.below(5) {
            0 => period["end"] = json!("PERPETUAL"),
            1 => {}
            _ => {
                let end = start + TimeDelta::days(1 + self.dice.below(50) as i64);
                period["end"] = json!(self.moment(end + TimeDelta::days(1)));
            }
        }
        if self.dice.chance(15) {
            period["start"] = Value::Null;
        }
        period
    }

    pub fn recorded(&mut self, fact: &mut Value) {
        if self.dice.chance(12) {
            let day = self.day_within(-30, 30);
            fact["recorded_at"] = json!(format!("{day}T09:00:00Z"));
        }
        if self.dice.chance(6) {
            let day = self.day_within(0, 40);
            fact["superseded_at"] = json!(format!("{day}T09:00:00Z"));
        }
    }

    pub fn review(&mut self, fact: &mut Value) {
        if self.dice.chance(15) {
            fact["review"] = json!(self.dice.pick(&["approved", "extracted", "reviewed", "draft"]));
        }
    }

    fn binding(&mut self, fact: &mut Value) {
        if self.dice.chance(50) {
            fact["territory_binding"] = json!(self.dice.pick(&["frozen", "floating", "asymmetric"]));
        }
        if self.dice.chance(60) {
            fact["signed"] =
                json!(self.dice.pick(&["2019-05-01", "2021-06-01", "2022-03-01", "2026-01-01", "2027-01-15"]));
        }
    }

    /// One grant; `number` makes its id, `interest` says what it is for.
    pub fn grant(&mut self, number: usize, interest: &str) -> Value {
        let mut grant = json!({
            "id": format!("g{number}"), "interest": interest, "agreement": format!("AG{}", self.dice.below(4)),
            "channels": self.broad("all", CHANNELS), "territories": self.broad("WORLD", PLACES),
            "purposes": self.broad("any", PURPOSES), "period": self.period(),
        });
        if self.odd(20) {
            grant["exclude"] = json!(self.dice.some(PLACES, 1));
        }
        if self.odd(12) {
            grant["exclude_channels"] = json!(self.dice.some(&["social.paid", "print", "social.organic.threads"], 1));
        }
        self.binding(&mut grant);
        self.review(&mut grant);
        self.recorded(&mut grant);
        for key in ["future_media", "enumerated_only", "guardian_signed"] {
            if self.dice.chance(12) || (key == "guardian_signed" && self.dice.chance(70)) {
                grant[key] = json!(true);
            }
        }
        if self.odd(12) {
            grant["upstream"] = json!(self.dice.some(&["head0", "head0", "head1", "missing"], 2));
            grant["survives_head_termination"] = json!(self.odd(40));
        }
        if self.odd(20) {
            let mut runoff = json!({ "for": self.dice.pick(&["P30D", "P1M", "P10D"]) });
            if self.odd(60) {
                runoff["channels"] = json!(self.dice.some(&["social.organic", "social", "print", "owned.site"], 2));
            }
            grant["runoff"] = runoff;
        }
        self.terms(&mut grant, number);
        grant
    }

    /// The guards, caps and duties of a grant.
    fn terms(&mut self, grant: &mut Value, number: usize) {
        if self.odd(14) {
            let mut window =
                json!({ "start": self.day_within(-60, 0).to_string(), "end": self.day_within(0, 40).to_string() });
            self.zone(&mut window);
            grant["produce_window"] = window;
        }
        if self.odd(15) {
            grant["territory_test"] = json!(self.dice.pick(&["targeted", "accessible", "unspecified"]));
        }
        if self.odd(12) {
            grant["modifications"] =
                if self.dice.chance(30) { json!("any") } else { json!(self.dice.some(MODIFICATIONS, 3)) };
        }
        if self.odd(12) {
            grant["embedding"] = json!(self.dice.some(EMBEDDINGS, 2));
        }
        if self.odd(12) {
            grant["category_excluded"] = json!(self.dice.some(CATEGORIES, 2));
        }
        if self.odd(10) {
            grant["brands"] = json!(self.dice.some(BRANDS, 2));
        }
        if self.odd(25) {
            let sublicense = self.dice.pick(&["any", "agency_acting_for", "affiliate", "none", "AgencyZ"]);
            grant["sublicense"] = if self.dice.chance(50) { json!([sublicense]) } else { json!(sublicense) };
        }
        if self.odd(6) {
            grant["licensees"] = json!(self.dice.some(ACTORS, 1));
        }
        if self.odd(12) {
            grant["acts"] = json!(self.dice.some(&["PUBLISH", "CONTINUE", "PRODUCE", "RETAIN"], 3));
        }
        if self.odd(14) {
            let (kind, metric, limit) = match self.dice.below(3) {
                0 if self.dice.chance(40) => {
                    ("cumulative", self.dice.pick(&["uses", "placements"]), 1 + self.dice.below(4))
                }
                0 => ("cumulative", "copies", 5_000 * (1 + self.dice.below(3))),
                1 => ("concurrent", "placements", 1 + self.dice.below(3)),
                _ => ("distinct_channels", "channels", 1 + self.dice.below(3)),
            };
            let id = format!("cap{}", number % 3);
            grant["caps"] = json!([{ "id": id, "kind": kind, "metric": metric, "limit": limit }]);
        }
        if self.dice.chance(35) {
            let timing = self.dice.pick(&["pre", "concurrent", "concurrent", "post"]);
            let mut duty = json!({ "id": format!("duty:{timing}{}", number % 3), "timing": timing });
            if self.odd(30) {
                duty["consequence"] = json!(self.dice.pick(&["none", "suspend", "terminate"]));
            }
            if self.odd(25) {
                duty["territories"] = json!(self.dice.some(PLACES, 2));
            }
            grant["duties"] = json!([duty]);
        }
    }

    /// One restriction of any reach.
    pub fn restriction(&mut self, number: usize) -> Value {
        let mut ban = json!({
            "id": format!("r{number}"), "reach": self.dice.pick(&["agreement", "agreement", "interest", "asset", "organisation"]),
            "agreement": format!("AG{}", self.dice.below(4)), "interest": format!("i{}", self.dice.below(5)),
            "asset": self.dice.pick(&["A", "B", "C"]),
        });
        if self.dice.chance(60) {
            ban["channels"] = json!(self.dice.some(CHANNELS, 1));
        }
        if self.dice.chance(15) {
            ban["exclude_channels"] = json!(self.dice.some(&["social.paid", "print"], 1));
        }
        if self.dice.chance(70) {
            ban["territories"] = json!(self.dice.some(PLACES, 2));
        }
        if self.dice.chance(15) {
            ban["exclude"] = json!(self.dice.some(PLACES, 1));
        }
        if self.dice.chance(40) {
            ban["purposes"] = json!(self.dice.some(PURPOSES, 1));
        }
        if self.dice.chance(60) {
            ban["period"] = self.span();
        }
        if self.dice.chance(60) {
            ban["code"] = json!(self.dice.pick(CODES));
        }
        for (key, names, percent) in [
            ("brands", BRANDS, 8),
            ("brands_except", BRANDS, 12),
            ("categories", CATEGORIES, 10),
            ("actors", ACTORS, 6),
        ] {
            if self.dice.chance(percent) {
                ban[key] = json!(self.dice.some(names, 2));
            }
        }
        self.binding(&mut ban);
        self.review(&mut ban);
        self.recorded(&mut ban);
        ban
    }

    fn interests(&mut self) -> Value {
        let mut interests = Vec::new();
        for (number, asset) in ["A", "A", "B", "C", "D"].into_iter().enumerate() {
            if number > 0 && self.dice.chance(if self.kind { 60 } else { 35 }) {
                continue;
            }
            let completeness = self
                .dice
                .pick(&["complete", "complete", "complete", "complete", "complete", "complete", "partial", "none"]);
            let mut interest =
                json!({ "id": format!("i{number}"), "asset": asset, "kind": "likeness", "completeness": completeness });
            if self.dice.chance(15) {
                interest["person"] = json!({ "dob": self.dice.pick(&["2009-01-10", "2008-11-20", "2002-01-05", "2012-05-05", "2008-02-29"]) });
            }
            if self.dice.chance(6) {
                interest["not_required"] = json!("own work");
            }
            interests.push(interest);
        }
        json!(interests)
    }

    fn components(&mut self, interests: &[Value]) -> Value {
        let mut links = Vec::new();
        for (parent, child, percent) in [("A", "B", 50), ("B", "C", 40), ("A", "C", 20), ("A", "D", 15), ("C", "A", 5)]
        {
            let known = interests.iter().any(|interest| interest["asset"] == child);
            if !self.odd(percent) || (self.kind && !known && self.dice.chance(85)) {
                continue;
            }
            let status = self.dice.pick(&["confirmed", "confirmed", "suspected", "rejected"]);
            let mut link = json!({ "parent": parent, "child": child, "status": status });
            if self.dice.chance(25) {
                link["embedding"] = json!(self.dice.pick(EMBEDDINGS));
            }
            if self.dice.chance(25) {
                link["modifications"] = json!(self.dice.some(MODIFICATIONS, 2));
            }
            self.recorded(&mut link);
            links.push(link);
        }
        json!(links)
    }

    /// A whole world: everything on record.
    pub fn given(&mut self) -> Value {
        let interests = self.interests();
        let ids: Vec<String> =
            interests.as_array().unwrap().iter().map(|interest| interest["id"].as_str().unwrap().to_owned()).collect();
        let mut grants = Vec::new();
        for number in 0..2 + self.dice.below(6) {
            let interest = ids[if number < ids.len() { number } else { self.dice.below(ids.len()) }].clone();
            grants.push(self.grant(number, &interest));
        }
        for head in ["head0", "head1"] {
            let mut grant = self.grant(90, "title");
            grant["id"] = json!(head);
            grants.push(grant);
        }
        let rare = if self.kind { self.dice.below(2) } else { 2 };
        let mut several = |most: usize, make: fn(&mut Self) -> Value| -> Vec<Value> {
            let count = self.dice.below(most + 1);
            (0..count).map(|_| make(self)).collect()
        };
        let waivers = several(1, Self::waiver);
        let revocations = several(rare, Self::revocation);
        let (usage, events) = (several(3, Self::usage), several(2, Self::duty_event));
        let engagements = several(2, Self::engagement);
        let most = if self.kind && self.dice.chance(60) { 1 } else { 3 };
        let bans: Vec<Value> = (0..self.dice.below(most)).map(|number| self.restriction(number)).collect();
        let components = self.components(interests.as_array().unwrap());
        json!({
            "interests": interests, "components": components, "grants": grants, "restrictions": bans, "waivers": waivers,
            "revocations": revocations, "usage": usage, "duty_events": events, "engagements": engagements,
            "duty_rules": self.duty_rules(), "flags": { "A": ["synthetic_person"], "C": ["deepfake"] }, "policy": self.policy(),
        })
    }

    fn duty_rules(&mut self) -> Value {
        let mut rules = Vec::new();
        for flag in ["synthetic_person", "deepfake"] {
            if self.dice.chance(20) {
                let mut rule = json!({ "id": format!("label:{flag}"), "flag": flag, "territories": self.dice.some(PLACES, 2), "period": self.span() });
                if self.dice.chance(30) {
                    rule["purposes"] = json!(self.dice.some(PURPOSES, 1));
                }
                rules.push(rule);
            }
        }
        json!(rules)
    }

    fn policy(&mut self) -> Value {
        let mut policy = json!({});
        if self.dice.chance(20) {
            policy["minor_majority"] = json!(self.dice.pick(&["review", "continues", "ends"]));
        }
        if self.dice.chance(6) {
            policy["territory_test"] = json!(self.dice.pick(&["targeted", "accessible", "unspecified"]));
        }
        policy
    }

    /// A request about the composite, new or continuing, with any of the things a guard may look at.
    pub fn request(&mut self) -> Value {
        let start = self.day_within(-10, 60);
        let end = start + TimeDelta::days(self.dice.below(60) as i64);
        let mut request = json!({
            "asset": if self.dice.chance(85) { "A" } else { "B" },
            "channels": self.dice.some(&["social", "social", "platform:instagram", "print.press", "social.creator.allowlisted", "owned.site", "social.organic.threads", "all"], 2),
            "territories": self.dice.some(&["DE", "CH", "LI", "GB", "ES", "US", "US-NY", "JP", "CL", "CU", "KI", "EU", "DACH"], 3),
            "purposes": if self.kind { vec!["commercial"] } else { self.dice.some(&["commercial", "editorial.news", "ai.training", "any"], 2) },
            "start": start.to_string(), "end": end.to_string(),
        });
        if self.dice.chance(10) {
            request["zone"] = json!(self.dice.pick(ZONES));
        }
        if self.dice.chance(8) {
            request["start"] = json!(format!("{start}T00:00:00Z"));
            request["end"] = json!(format!("{}T12:00:00Z", end + TimeDelta::days(1)));
        }
        self.details(&mut request);
        request
    }

    fn details(&mut self, request: &mut Value) {
        if self.dice.chance(45) {
            request["mode"] = json!(self.dice.pick(&["continue", "continue", "produce", "retain"]));
            if self.dice.chance(80) {
                let day = self.day_within(-40, 40);
                request["published_at"] = json!(self.moment(day));
            }
        }
        let one = |dice: &mut Dice, key: &str, names: &[&str], percent: usize, request: &mut Value| {
            if dice.chance(percent) {
                request[key] = json!(dice.pick(names));
            }
        };
        one(&mut self.dice, "actor", &["licensee", "AgencyZ", "AgencyZ", "Shop"], 20, request);
        one(&mut self.dice, "brand", BRANDS, 50, request);
        one(&mut self.dice, "category", CATEGORIES, 50, request);
        one(&mut self.dice, "embedding", EMBEDDINGS, 15, request);
        if self.dice.chance(25) {
            request["modifications"] = json!(self.dice.some(MODIFICATIONS, 2));
        }
        if self.dice.chance(40) {
            request["quantity"] =
                json!({ "copies": 1_000 * (1 + self.dice.below(8)), "placements": 1 + self.dice.below(2) });
        }
        if self.dice.chance(25) {
            request["accessible"] = json!(self.dice.some(PLACES, 3));
        }
        if self.dice.chance(60) {
            let day = self.day_within(-50, 40);
            request["produced_at"] = json!(self.moment(day));
        }
    }

    /// A moment of belief around the era, or long after everything.
    pub fn belief(&mut self) -> chrono::DateTime<chrono::Utc> {
        let day = if self.dice.chance(50) { self.day_within(-30, 40) } else { self.era + TimeDelta::days(3_000) };
        day.and_hms_opt(12, 0, 0).unwrap().and_utc()
    }
}
