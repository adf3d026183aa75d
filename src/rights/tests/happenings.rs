//! What happens to the rules of a random world: waivers, revocations, usage, duty events, engagements.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::maker::{ACTORS, BRANDS, CHANNELS, Maker, PLACES, RELATIONS};

impl Maker {
    pub fn waiver(&mut self) -> Value {
        let mut waiver = json!({ "restriction": format!("r{}", self.dice.below(3)) });
        if self.dice.chance(50) {
            waiver["channels"] = json!(self.dice.some(CHANNELS, 1));
        }
        if self.dice.chance(25) {
            waiver["exclude_channels"] = json!(self.dice.some(&["social.paid", "print"], 1));
        }
        if self.dice.chance(60) {
            waiver["territories"] = json!(self.dice.some(PLACES, 2));
        }
        if self.dice.chance(50) {
            waiver["period"] = self.span();
        }
        self.review(&mut waiver);
        self.recorded(&mut waiver);
        waiver
    }

    pub fn revocation(&mut self) -> Value {
        let target = match self.dice.below(4) {
            0 => json!({ "interest": format!("i{}", self.dice.below(5)) }),
            1 => json!({ "agreement": format!("AG{}", self.dice.below(4)) }),
            2 => json!({ "grant": self.dice.pick(&["head0", "head1"]) }),
            _ => json!({ "grant": format!("g{}", self.dice.below(6)) }),
        };
        let mut revocation = target;
        revocation["kind"] = json!(self.dice.pick(&["prospective", "prospective", "breach", "disputed", "ab_initio"]));
        if self.dice.chance(90) {
            let day = self.day_within(-20, 80);
            revocation["effective"] = json!(self.moment(day));
        }
        if self.dice.chance(40) {
            revocation["grace_days"] = json!(self.dice.below(10));
        }
        if self.dice.chance(50) {
            self.limit(&mut revocation);
        }
        self.recorded(&mut revocation);
        revocation
    }

    /// Takes back a part only.
    pub fn limit(&mut self, revocation: &mut Value) {
        if self.dice.chance(50) {
            revocation["channels"] = json!(self.dice.some(CHANNELS, 2));
        }
        if self.dice.chance(10) {
            revocation["exclude_channels"] = json!(self.dice.some(&["social.paid", "print"], 1));
        }
        if self.dice.chance(60) {
            revocation["territories"] = json!(self.dice.some(PLACES, 2));
        }
        if self.dice.chance(20) {
            revocation["exclude"] = json!(self.dice.some(PLACES, 1));
        }
        if self.dice.chance(25) {
            revocation["purposes"] = json!(self.dice.some(&["commercial", "editorial", "any", "ai"], 1));
        }
        if self.dice.chance(25) {
            revocation["period"] = self.span();
        }
    }

    pub fn usage(&mut self) -> Value {
        let mut entry = json!({ "cap": format!("cap{}", self.dice.below(3)) });
        if self.dice.chance(60) {
            entry["qty"] = json!(1 + self.dice.below(3));
        }
        if self.dice.chance(50) {
            entry["channel"] = json!(self.dice.pick(&["social.organic.instagram", "print.press", "owned.site"]));
        }
        if self.dice.chance(60) {
            let start = self.day_within(-20, 60);
            entry["start"] = json!(start.to_string());
            entry["end"] = json!((start + TimeDelta::days(self.dice.below(30) as i64)).to_string());
        }
        if self.dice.chance(15) {
            entry["state"] = json!("released");
        }
        self.recorded(&mut entry);
        entry
    }

    pub fn duty_event(&mut self) -> Value {
        let timing = self.dice.pick(&["pre", "concurrent", "post"]);
        let state = self.dice.pick(&["open", "fulfilled", "fulfilled", "waived", "refused", "breached", "breached"]);
        let mut event = json!({ "duty": format!("duty:{timing}{}", self.dice.below(3)), "state": state });
        if self.dice.chance(60) {
            let day = self.day_within(-20, 60);
            event["at"] = json!(self.moment(day));
        }
        if self.dice.chance(30) {
            event["grant"] = json!(format!("g{}", self.dice.below(6)));
        }
        self.recorded(&mut event);
        event
    }

    pub fn engagement(&mut self) -> Value {
        let mut engagement =
            json!({ "actor": self.dice.pick(ACTORS), "relation": self.dice.pick(RELATIONS), "period": self.span() });
        if self.dice.chance(20) {
            engagement["brands"] = json!(self.dice.some(BRANDS, 2));
        }
        if self.dice.chance(40) {
            engagement["territories"] = json!(self.dice.some(PLACES, 2));
        }
        if self.dice.chance(30) {
            engagement["channels"] = json!(self.dice.some(&["social", "social.organic", "print", "all"], 2));
        }
        if self.dice.chance(20) {
            engagement["purposes"] = json!(self.dice.some(&["commercial", "editorial", "any"], 1));
        }
        self.recorded(&mut engagement);
        engagement
    }
}
