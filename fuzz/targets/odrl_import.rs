//! Policies from the outside, in JSON-LD or Turtle: any is read or refused, and none clears anything by itself.
#![no_main]

use fuzz::exchange::{odrl, turtle};
use fuzz::{change, laws, seeds};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

const WORDS: &[&str] = &[
    "@context",
    "@graph",
    "@id",
    "@type",
    "@value",
    "@list",
    "@language",
    "uid",
    "type",
    "Policy",
    "Set",
    "Offer",
    "Agreement",
    "Request",
    "permission",
    "prohibition",
    "obligation",
    "duty",
    "remedy",
    "consequence",
    "action",
    "target",
    "assigner",
    "assignee",
    "constraint",
    "refinement",
    "leftOperand",
    "operator",
    "rightOperand",
    "rightOperandReference",
    "unit",
    "unitOfCount",
    "dataType",
    "and",
    "or",
    "xone",
    "andSequence",
    "lt",
    "lteq",
    "gt",
    "gteq",
    "eq",
    "neq",
    "isA",
    "isPartOf",
    "isAnyOf",
    "isNoneOf",
    "isAllOf",
    "hasPart",
    "dateTime",
    "elapsedTime",
    "delayPeriod",
    "spatial",
    "deliveryChannel",
    "media",
    "purpose",
    "count",
    "product",
    "event",
    "policyUsage",
    "conflict",
    "perm",
    "prohibit",
    "invalid",
    "profile",
    "inheritFrom",
    "use",
    "distribute",
    "display",
    "reproduce",
    "derive",
    "modify",
    "attribute",
    "compensate",
    "obtainConsent",
    "rdf:value",
    "odrl:use",
    "http://www.w3.org/ns/odrl.jsonld",
    "http://www.w3.org/ns/odrl/2/use",
    "AssetCollection",
    "PartyCollection",
    "source",
    "urn:x-placet:odrl:brand",
    "urn:x-placet:channel:social.organic",
    "urn:x-placet:odrl",
    "http://cvx.iptc.org/iso3166-1a3/DEU",
    "https://iptc.org/std/RightsML/odrl-profile/",
    "xsd:date",
    "xsd:dateTime",
    "2027-01-31T23:00:00.999999999Z",
    "2027-01-31T23:59:60+14:00",
    "website",
    "print",
    "commercial",
];

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    change::document(data, size, max_size, seed, WORDS)
});

fuzz_target!(init: seeds::write("odrl_import", seeds::policy), |data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let reference = if data.len().is_multiple_of(16) { laws::product() } else { laws::small() };
    // What begins like Turtle is read as Turtle; JSON begins with a bracket.
    let is_turtle = text.trim_start().starts_with(['<', '@', '#', '_']);
    let document = if is_turtle { turtle::document(text).map(|read| read.to_string()) } else { Ok(text.to_owned()) };
    let Ok(proposals) = document.and_then(|text| odrl::import(&text, reference, &[])) else { return };
    for proposal in proposals {
        assert!(proposal.review != "approved", "a paper approves itself");
        laws::a_proposal_clears_nothing(reference, &proposal.rules, data.len());
    }
});
