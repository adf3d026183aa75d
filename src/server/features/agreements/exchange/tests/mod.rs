//! Tests of what comes in from the outside and what goes out.

mod corpus;
mod others;
mod policies;
mod round_trip;
mod statements;

use rights::Reference;
use serde_json::Value;

use super::odrl;
use super::proposal::Proposal;

fn reference() -> Reference {
    Reference::product().expect("the reference")
}

fn zones() -> Value {
    let raw: Value =
        serde_json::from_str(include_str!("../../../../../rights/reference.json")).expect("the reference as JSON");
    raw["territories"].clone()
}

fn proposed(policy: &Value) -> Proposal {
    let read = odrl::import(&policy.to_string(), &reference(), &[]);
    read.expect("a policy that can be read").remove(0)
}
