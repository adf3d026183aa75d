//! Duty rules that law or good practice suggests. None is in force until somebody takes it over: whether it applies is
//! for the house and its lawyers to say.

use serde_json::json;

use super::super::reference::product;
use super::super::show::house_rules::{DutyProposal, NewDutyRule};
use crate::platform::error::Result;

/// Every proposal; `taken` are the names of the rules that stand.
pub fn proposals(taken: &[String]) -> Result<Vec<DutyProposal>> {
    let new_york = ["US-NY", "US"].map(str::to_owned);
    let reference = product()?;
    let new_york = new_york.into_iter().find(|code| reference.check_territory(code).is_ok());
    let shipped = [eu_disclosure(), eu_marks(), synthetic_performer(new_york), advertising(), sensitive()];
    let proposal = |(rule, advice): (NewDutyRule, &'static str)| DutyProposal {
        taken: taken.contains(&rule.key),
        advice: advice.to_owned(),
        rule,
    };
    Ok(shipped.into_iter().map(proposal).collect())
}

fn rule(key: &str, title: &str, flag: &str, kind: &str, text: &str) -> NewDutyRule {
    NewDutyRule {
        key: key.to_owned(),
        title: title.to_owned(),
        flag: flag.to_owned(),
        kind: kind.to_owned(),
        text: text.to_owned(),
        ..NewDutyRule::default()
    }
}

fn from_day(day: Option<&str>) -> serde_json::Map<String, serde_json::Value> {
    let period = json!({ "start": day, "end": "PERPETUAL", "zone": "territory" });
    period.as_object().cloned().unwrap_or_default()
}

fn eu_disclosure() -> (NewDutyRule, &'static str) {
    let text = "Say clearly that the picture was made or changed by artificial intelligence.";
    let rule = NewDutyRule {
        source: Some("Regulation (EU) 2024/1689, Article 50(4)".to_owned()),
        territories: Some(vec!["EU".to_owned()]),
        period: from_day(Some("2026-08-02")),
        ..rule("label:EU-AI-Act-50", "Disclosure of deepfakes in the EU", "synthetic_person", "ai_label", text)
    };
    let advice = "For whoever uses it, where it could pass as real. Evidently artistic or satirical works need less. \
        Mark the assets it is about as a synthetic person.";
    (rule, advice)
}

fn eu_marks() -> (NewDutyRule, &'static str) {
    let text = "Keep the machine-readable mark and the content credentials in the file.";
    let rule = NewDutyRule {
        source: Some("Regulation (EU) 2024/1689, Article 50(2)".to_owned()),
        territories: Some(vec!["EU".to_owned()]),
        period: from_day(Some("2026-08-02")),
        ..rule("keep:EU-AI-Act-50-2", "Machine-readable marks stay in the file", "ai_generated", "metadata_keep", text)
    };
    let advice = "The mark itself is the duty of whoever makes the system; systems on the market before 2 August 2026 \
        have until 2 December 2026. Here it means: do not take the mark away.";
    (rule, advice)
}

fn synthetic_performer(territory: Option<String>) -> (NewDutyRule, &'static str) {
    let text = "Disclose conspicuously that the advertisement shows a synthetic performer.";
    let rule = NewDutyRule {
        source: Some("New York General Business Law, section 396-b".to_owned()),
        territories: territory.map(|code| vec![code]),
        purposes: Some(vec!["commercial.advertising".to_owned()]),
        period: from_day(Some("2026-06-09")),
        ..rule("label:NY-GBL-396-b", "Synthetic performers in New York", "synthetic_person", "ai_label", text)
    };
    let advice = "Advertising in the state of New York with a human who is no recognizable real person. Sound only, \
        translation by machine and advertisements for expressive works are exempt. Where the reference data does not \
        tell the states apart, it covers the whole of the United States.";
    (rule, advice)
}

fn advertising() -> (NewDutyRule, &'static str) {
    let text = "Mark the post as advertising (\"Anzeige\", \"#ad\").";
    let rule = NewDutyRule {
        source: Some("House rule; law against unfair competition in most markets".to_owned()),
        channels: Some(vec!["social.creator".to_owned()]),
        period: from_day(None),
        ..rule("disclose:advertising", "Advertising on the channels of creators", "creator_post", "ad_disclosure", text)
    };
    (rule, "For posts somebody else publishes for the house. Mark the assets they post as posted by a creator.")
}

fn sensitive() -> (NewDutyRule, &'static str) {
    let text = "Say next to the picture that it is posed by a model.";
    let rule = NewDutyRule {
        source: Some("Terms of stock agencies on sensitive subjects".to_owned()),
        period: from_day(None),
        ..rule(
            "notice:posed-by-model",
            "Pictures of models with a sensitive subject",
            "sensitive_subject",
            "notice",
            text,
        )
    };
    (rule, "Stock agencies ask for it where a picture suggests illness, crime or the like of the person shown.")
}
