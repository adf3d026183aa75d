//! What each target begins with: worlds of the engine's own tests, policies and rights fields thrown from a number.

use std::path::Path;

use rights::Reference;
use serde_json::{Value, json};

use crate::exchange::export::{self, Frame};
use crate::worlds::dice::Dice;
use crate::worlds::maker::{Maker, fixture};

const MANY: u64 = 300;

/// Writes the first inputs of a target into its corpus, `corpus/TARGET` beside this crate, where there are none yet.
pub fn write(target: &str, make: fn(u64) -> Vec<u8>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    if folder.join("seed-0").exists() {
        return;
    }
    std::fs::create_dir_all(&folder).expect("a folder for the corpus");
    for number in 0..MANY {
        std::fs::write(folder.join(format!("seed-{number}")), make(number)).expect("a seed");
    }
}

fn bytes(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

/// A file of the case format with one case, every tenth with a search as well.
pub fn case(number: u64) -> Vec<u8> {
    let mut maker = Maker::new(number);
    let (given, request) = (maker.given(), maker.request());
    let mut file = json!({ "fixture": fixture(), "cases": [{ "id": "A", "given": given, "request": request }] });
    if number.is_multiple_of(10) {
        file["library"] = file["cases"][0]["given"].clone();
        file["search"] = json!([{ "id": "S", "request": request }]);
    }
    bytes(&file)
}

/// Facts and a use; the use is asked of one asset whose rights are all on record.
pub fn world(number: u64) -> Vec<u8> {
    let mut maker = Maker::new(number);
    let (mut given, mut request) = (maker.given(), maker.request());
    if !number.is_multiple_of(4) {
        given["interests"] =
            json!([{ "id": "i0", "asset": "A", "kind": "copyright.work", "completeness": "complete" }]);
        given["components"] = json!([]);
        request["asset"] = json!("A");
        for grant in given["grants"].as_array_mut().into_iter().flatten() {
            grant["interest"] = json!("i0");
            for key in ["licensees", "produce_window", "upstream", "acts", "territory_test"] {
                grant.as_object_mut().map(|grant| grant.remove(key));
            }
        }
    }
    bytes(&json!({ "given": given, "request": request }))
}

/// A policy: one of ours going out, or one thrown together from the words policies use.
pub fn policy(number: u64) -> Vec<u8> {
    if number.is_multiple_of(3) {
        let case: Value = serde_json::from_slice(&world(number)).expect("a world");
        let (reference, zones) = (Reference::from_json(&fixture()).expect("the reference"), &fixture()["territories"]);
        let now = "2026-11-22T12:00:00Z".parse().expect("an instant");
        let frame = Frame { uid: "urn:p", target: "urn:a", assignee: "urn:h", assigners: &["N".to_owned()], now };
        return bytes(&export::policy(&reference, zones, &case["given"], "A", &frame));
    }
    let mut dice = Dice::new(number);
    if number % 3 == 1 && dice.chance(30) {
        return turtle(&mut dice).into_bytes();
    }
    let kind = dice.pick(&["Set", "Agreement", "Agreement", "Offer", "Policy", "Request"]);
    let mut policy = json!({
        "@context": "http://www.w3.org/ns/odrl.jsonld", "@type": kind, "uid": format!("urn:policy:{number}"),
        "conflict": dice.pick(&["prohibit", "perm", "invalid"]),
    });
    for (list, most) in [("permission", 3), ("prohibition", 2), ("obligation", 2)] {
        let rules: Vec<Value> = (0..dice.below(most + 1)).map(|_| rule(&mut dice, list)).collect();
        if !rules.is_empty() {
            policy[list] = json!(rules);
        }
    }
    if dice.chance(20) {
        policy["profile"] = json!("https://iptc.org/std/RightsML/odrl-profile/");
    }
    bytes(&policy)
}

fn turtle(dice: &mut Dice) -> String {
    let bound = |dice: &mut Dice| {
        let (operand, value) = [
            ("dateTime", "\"2026-12-01\"^^<http://www.w3.org/2001/XMLSchema#date>"),
            ("spatial", "<http://cvx.iptc.org/iso3166-1a3/DEU>, <http://cvx.iptc.org/iso3166-1a3/AUT>"),
            ("media", "\"print\"@en"),
            ("count", "3"),
        ][dice.below(4)];
        let operator = dice.pick(&["eq", "lt", "gteq", "isAnyOf", "isNoneOf"]);
        format!("[ o:leftOperand o:{operand} ; o:operator o:{operator} ; o:rightOperand {value} ]")
    };
    let bounds: Vec<String> = (0..1 + dice.below(3)).map(|_| bound(dice)).collect();
    let (list, action) = (dice.pick(&["permission", "prohibition"]), dice.pick(&["use", "distribute", "print"]));
    format!(
        "@prefix o: <http://www.w3.org/ns/odrl/2/> .\n<urn:p> a o:Agreement ; o:uid <urn:p> ; o:{list} _:rule .\n\
         _:rule o:action o:{action} ; o:target <urn:a> ; o:duty [ o:action o:attribute ] ; o:constraint {} ,\n\
         [ o:and ( {} ) ] .\n",
        bounds[0],
        bounds.join(" "),
    )
}

fn rule(dice: &mut Dice, list: &str) -> Value {
    let actions = ["use", "distribute", "display", "reproduce", "derive", "modify", "attribute", "compensate", "print"];
    let mut rule = json!({ "target": dice.pick(&["urn:a", "urn:b"]), "action": dice.pick(&actions) });
    let constraints: Vec<Value> = (0..dice.below(4)).map(|_| constraint(dice, 2)).collect();
    if !constraints.is_empty() {
        rule["constraint"] = json!(constraints);
    }
    if list == "permission" && dice.chance(30) {
        rule["duty"] = json!([{ "action": dice.pick(&["attribute", "compensate", "obtainConsent", "inform"]) }]);
    }
    if dice.chance(15) {
        rule["action"] = json!([{ "rdf:value": { "@id": "odrl:print" }, "refinement": [constraint(dice, 1)] }]);
    }
    rule
}

fn constraint(dice: &mut Dice, depth: usize) -> Value {
    if depth > 0 && dice.chance(20) {
        let parts: Vec<Value> = (0..1 + dice.below(3)).map(|_| constraint(dice, depth - 1)).collect();
        let mut joined = json!({});
        joined[dice.pick(&["and", "or", "xone", "andSequence"])] = json!({ "@list": parts });
        return joined;
    }
    let (operand, values): (&str, &[&str]) = match dice.below(7) {
        0 | 1 => ("dateTime", &["2026-12-01", "2027-01-31T23:00:00Z", "2026-12-24T08:00:00", "2030-01-01"]),
        2 => ("spatial", &["DE", "http://cvx.iptc.org/iso3166-1a3/AUT", "EU", "urn:elsewhere"]),
        3 => ("media", &["instagram", "print", "online", "website", "urn:x-placet:channel:tv.linear"]),
        4 => ("purpose", &["commercial", "editorial", "urn:x-placet:purpose:ai.training", "education"]),
        5 => ("count", &["3", "0", "1e3", "-1"]),
        _ => ("elapsedTime", &["P30D", "P1Y", "PT1H"]),
    };
    let operators = ["eq", "neq", "lt", "lteq", "gt", "gteq", "isAnyOf", "isNoneOf", "isPartOf"];
    json!({ "leftOperand": operand, "operator": dice.pick(&operators), "rightOperand": dice.some(values, 2) })
}

/// A file with rights fields: an XMP packet by itself or inside a file of each kind; every fifth a summary code.
pub fn file(number: u64) -> Vec<u8> {
    let mut dice = Dice::new(number);
    if number.is_multiple_of(5) {
        let usages: Vec<String> = (0..1 + dice.below(3)).map(|_| usage(&mut dice)).collect();
        return format!("\0|PLUS|V0121|U{:03}|{}|", usages.len(), usages.join("|")).into_bytes();
    }
    let packet = packet(&mut dice).into_bytes();
    let (kind, file) = match dice.below(6) {
        0 => (1, jpeg(&packet)),
        1 => (2, png(&packet)),
        2 => (3, webp(&packet)),
        3 => (4, tiff(&packet)),
        4 => (5, psd(&packet)),
        _ => (0, packet),
    };
    [vec![kind], file].concat()
}

fn usage(dice: &mut Dice) -> String {
    let codes = ["1UAD", "2ABC", "3AAA", "4AAA", "5AAA", "6AAA", "7DAA", "7DWM", "8RAA", "8RWF", "9ENE", "9EXC"];
    dice.some(&codes, 8).concat()
}

fn packet(dice: &mut Dice) -> String {
    let values = [
        ("plus:MediaSummaryCode", "|PLUS|V0121|U001|1UAD2ABC7DAA8RAA9ENE|"),
        ("plus:LicenseStartDate", "2026-01-01"),
        ("plus:LicenseEndDate", "2027-12-31T23:59:59+02:00"),
        ("plus:DataMining", "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"),
        ("plus:ModelReleaseStatus", "http://ns.useplus.org/ldf/vocab/MR-UMR"),
        ("plus:MinorModelAgeDisclosure", "http://ns.useplus.org/ldf/vocab/AG-U14"),
        ("plus:CreditLineRequired", "http://ns.useplus.org/ldf/vocab/CR-CAI"),
        ("plus:CopyrightStatus", "CS-PUB"),
        ("plus:OtherConstraints", "Not for politics"),
        ("plus:Licensee", "House &amp; Co"),
        ("xmpRights:UsageTerms", "Ask first"),
        ("photoshop:Credit", "&#x5a;oë"),
        ("dc:rights", "Ada"),
    ];
    let mut inner = String::new();
    for _ in 0..1 + dice.below(6) {
        let (name, value) = values[dice.below(values.len())];
        inner += &match dice.below(3) {
            0 => format!("<{name}><rdf:Bag><rdf:li>{value}</rdf:li><rdf:li>other</rdf:li></rdf:Bag></{name}>"),
            1 => format!("<{name}><rdf:Alt><rdf:li xml:lang='x-default'>{value}</rdf:li></rdf:Alt></{name}>"),
            _ => format!("<{name}>{value}</{name}>"),
        };
    }
    format!(
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:plus=\"http://ns.useplus.org/ldf/xmp/1.0/\" \
         xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\">\
         {inner}</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
}

fn jpeg(packet: &[u8]) -> Vec<u8> {
    let segment = |marker: u8, payload: &[u8]| {
        let length = u16::try_from(payload.len() + 2).unwrap_or(u16::MAX).to_be_bytes();
        [&[0xFF, marker][..], &length, payload].concat()
    };
    let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x3b\0\x02\0\0\0\x04Ada\0\0\0\0\0";
    let iptc = b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x08\x1c\x02\x50\0\x03Ada";
    let xmp = [&b"http://ns.adobe.com/xap/1.0/\0"[..], packet].concat();
    [vec![0xFF, 0xD8], segment(0xE1, exif), segment(0xE1, &xmp), segment(0xED, iptc), vec![0xFF, 0xD9]].concat()
}

fn png(packet: &[u8]) -> Vec<u8> {
    let text = [&b"XML:com.adobe.xmp\0\0\0\0\0"[..], packet].concat();
    let chunk = |kind: &[u8], payload: &[u8]| {
        [&u32::try_from(payload.len()).unwrap_or(0).to_be_bytes()[..], kind, payload, &[0; 4]].concat()
    };
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"tEXt", b"Author\0Ada"), chunk(b"iTXt", &text), chunk(b"IEND", b"")].concat()
}

fn webp(packet: &[u8]) -> Vec<u8> {
    let size = u32::try_from(packet.len()).unwrap_or(0);
    [b"RIFF", &(size + 12).to_le_bytes()[..], b"WEBPXMP ", &size.to_le_bytes()[..], packet, b"\0"].concat()
}

fn tiff(packet: &[u8]) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, at: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &at.to_le_bytes()].concat()
    };
    let size = u32::try_from(packet.len()).unwrap_or(0);
    let entries = [entry(315, 2, 4, u32::from_le_bytes(*b"Ada\0")), entry(700, 1, size, 38)].concat();
    [&b"II*\0\x08\0\0\0\x02\0"[..], &entries, &[0; 4], packet].concat()
}

fn psd(packet: &[u8]) -> Vec<u8> {
    let size = u32::try_from(packet.len()).unwrap_or(0).to_be_bytes();
    let resource = [&b"8BIM\x04\x24\0\0"[..], &size, packet].concat();
    let length = u32::try_from(resource.len()).unwrap_or(0).to_be_bytes();
    let header = b"8BPS\0\x01\0\0\0\0\0\0\0\x03\0\0\0\x01\0\0\0\x01\0\x08\0\x03\0\0\0\0";
    [&header[..], &length, &resource, &[0; 8]].concat()
}
