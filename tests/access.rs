//! Every operation of the API document × every persona. An operation that is not in the table fails the test.

use std::collections::BTreeMap;

use actix_web::http::Method;
use actix_web::test::TestRequest;
use serde_json::json;
use server::app::openapi;
use server::platform::auth::{Permission, Role};

use crate::harness::House;

/// Who may reach an operation.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Door {
    /// No sign-in needed.
    Open,
    /// Anybody who is signed in.
    SignedIn,
    /// People with this permission.
    Needs(Permission),
}

/// The table: operation id and its door. Written by hand on purpose, not read from the handlers.
fn doors() -> BTreeMap<&'static str, Door> {
    use Door::{Needs, Open, SignedIn};
    use Permission::*;
    BTreeMap::from([
        ("create_session", Open),
        ("show_document", Open),
        ("show_current_session", SignedIn),
        ("end_current_session", SignedIn),
        ("list_people", Needs(ManagePeople)),
        ("add_person", Needs(ManagePeople)),
        ("show_person", Needs(ManagePeople)),
        ("change_person", Needs(ManagePeople)),
        ("list_organizations", SignedIn),
        ("add_organization", Needs(ManagePeople)),
        ("list_roles", SignedIn),
        ("upload_asset", Needs(UploadAssets)),
        ("upload_version", Needs(UploadAssets)),
        ("show_asset", Needs(ViewAssets)),
        ("change_asset", Needs(EditAssets)),
        ("archive_asset", Needs(EditAssets)),
        ("restore_asset", Needs(EditAssets)),
        ("list_duplicates", Needs(ViewAssets)),
        ("dismiss_duplicates", Needs(EditAssets)),
        ("list_lookalikes", Needs(ViewAssets)),
        ("list_merges", Needs(ViewAssets)),
        ("merge_assets", Needs(EditAssets)),
        ("preview_merge", Needs(EditAssets)),
        ("unmerge_asset", Needs(EditAssets)),
        ("list_versions", Needs(ViewAssets)),
        ("restore_version", Needs(EditAssets)),
        ("list_collections", Needs(ViewAssets)),
        ("add_collection", Needs(EditAssets)),
        ("show_collection", Needs(ViewAssets)),
        ("change_collection", Needs(EditAssets)),
        ("remove_collection", Needs(EditAssets)),
        ("put_into_collection", Needs(EditAssets)),
        ("take_from_collection", Needs(EditAssets)),
        ("list_imports", Needs(Operate)),
        ("begin_import", Needs(Operate)),
        ("show_import_place", Needs(Operate)),
        ("send_records", Needs(Operate)),
        ("preview_records", Needs(Operate)),
        ("show_import", Needs(Operate)),
        ("list_import_files", Needs(Operate)),
        ("download_import_report", Needs(Operate)),
        ("pause_import", Needs(Operate)),
        ("resume_import", Needs(Operate)),
        ("cancel_import", Needs(Operate)),
        ("retry_import", Needs(Operate)),
        ("describe_uploads", Open),
        ("begin_upload", Needs(UploadAssets)),
        ("show_upload", Needs(UploadAssets)),
        ("continue_upload", Needs(UploadAssets)),
        ("end_upload", Needs(UploadAssets)),
        ("list_reference_changes", Needs(ViewAgreements)),
        ("add_reference_change", Needs(EditReference)),
        ("preview_reference_change", Needs(EditReference)),
        ("list_agreements", Needs(ViewAgreements)),
        ("add_agreement", Needs(EditAgreements)),
        ("import_policy", Needs(EditAgreements)),
        ("list_presets", SignedIn),
        ("add_from_preset", Needs(EditAgreements)),
        ("show_asset_policy", Needs(ViewAgreements)),
        ("show_rights_fields", Needs(ViewAgreements)),
        ("list_rights_proposals", Needs(ViewAgreements)),
        ("accept_rights_proposals", Needs(EditAgreements)),
        ("dismiss_rights_proposals", Needs(EditAgreements)),
        ("show_ai_reservation", Needs(ViewAgreements)),
        ("reserve_ai_rights", Needs(ApproveAgreements)),
        ("release_ai_rights", Needs(ApproveAgreements)),
        ("show_house_ai_reservation", Needs(ViewAgreements)),
        ("reserve_house_ai_rights", Needs(ApproveAgreements)),
        ("release_house_ai_rights", Needs(ApproveAgreements)),
        ("show_agreement", Needs(ViewAgreements)),
        ("change_agreement", Needs(EditAgreements)),
        ("add_clause", Needs(EditAgreements)),
        ("remove_clause", Needs(EditAgreements)),
        ("add_grant", Needs(EditAgreements)),
        ("remove_grant", Needs(EditAgreements)),
        ("replace_grant", Needs(EditAgreements)),
        ("bring_under_agreement", Needs(EditAgreements)),
        ("add_restriction", Needs(EditAgreements)),
        ("remove_restriction", Needs(EditAgreements)),
        ("replace_restriction", Needs(EditAgreements)),
        ("review_agreement", Needs(EditAgreements)),
        ("add_revocation", Needs(EditAgreements)),
        ("remove_revocation", Needs(EditAgreements)),
        ("replace_revocation", Needs(EditAgreements)),
        ("add_waiver", Needs(EditAgreements)),
        ("remove_waiver", Needs(EditAgreements)),
        ("replace_waiver", Needs(EditAgreements)),
        ("add_duty_event", Needs(EditAgreements)),
        ("remove_duty_event", Needs(EditAgreements)),
        ("replace_duty_event", Needs(EditAgreements)),
        ("add_usage", Needs(EditAgreements)),
        ("remove_usage", Needs(EditAgreements)),
        ("replace_usage", Needs(EditAgreements)),
        ("add_engagement", Needs(EditAgreements)),
        ("remove_engagement", Needs(EditAgreements)),
        ("replace_engagement", Needs(EditAgreements)),
        ("add_exclusivity", Needs(EditAgreements)),
        ("remove_exclusivity", Needs(EditAgreements)),
        ("replace_exclusivity", Needs(EditAgreements)),
        ("list_agreement_history", Needs(ViewAgreements)),
        ("list_agreement_dates", Needs(ViewAgreements)),
        ("show_dates_calendar", Needs(ViewAgreements)),
        ("show_bought", Needs(ViewAgreements)),
        ("add_fee", Needs(EditAgreements)),
        ("remove_fee", Needs(EditAgreements)),
        ("replace_fee", Needs(EditAgreements)),
        ("add_notice_window", Needs(EditAgreements)),
        ("remove_notice_window", Needs(EditAgreements)),
        ("replace_notice_window", Needs(EditAgreements)),
        ("add_document", Needs(EditAgreements)),
        ("remove_document", Needs(EditAgreements)),
        ("list_document_versions", Needs(ViewAgreements)),
        ("download_document", Needs(ViewAgreements)),
        ("list_findings", Needs(ViewAgreements)),
        ("list_open_questions", Needs(ViewAgreements)),
        ("answer_question", Needs(EditAgreements)),
        ("preview_agreement", Needs(EditAgreements)),
        ("list_questions", Needs(ViewAgreements)),
        ("draw_asset_coverage", Needs(AskRights)),
        ("draw_collection_coverage", Needs(AskRights)),
        ("show_timeline", Needs(ViewAgreements)),
        ("show_ledgers", Needs(ViewAgreements)),
        ("list_people_shown", Needs(ApproveAgreements)),
        ("add_person_shown", Needs(ApproveAgreements)),
        ("show_person_shown", Needs(ApproveAgreements)),
        ("replace_person_shown", Needs(ApproveAgreements)),
        ("erase_person_shown", Needs(ErasePeople)),
        ("remove_person_of_interest", Needs(ApproveAgreements)),
        ("list_releases", Needs(ViewAgreements)),
        ("list_approvals", Needs(ViewAssets)),
        ("request_approval", Needs(RequestApprovals)),
        ("show_approval", Needs(ViewAssets)),
        ("comment_approval", Needs(ViewAssets)),
        ("decide_approval", Needs(DecideApprovals)),
        ("withdraw_approval", Needs(RequestApprovals)),
        ("list_components", Needs(ViewAssets)),
        ("add_component", Needs(EditAssets)),
        ("change_component", Needs(EditAssets)),
        ("list_asset_events", Needs(ViewAssets)),
        ("list_fact_history", Needs(ViewAgreements)),
        ("show_metadata", Needs(ViewAssets)),
        ("show_raw_metadata", Needs(ViewAssets)),
        ("list_fields", Needs(ViewAssets)),
        ("add_field", Needs(ManageFields)),
        ("show_field", Needs(ViewAssets)),
        ("change_field", Needs(ManageFields)),
        ("list_vocabularies", Needs(ViewAssets)),
        ("add_vocabulary", Needs(ManageFields)),
        ("show_vocabulary", Needs(ViewAssets)),
        ("replace_vocabulary", Needs(ManageFields)),
        ("show_vocabulary_usage", Needs(ManageFields)),
        ("list_vocabulary_history", Needs(ManageFields)),
        ("show_asset_fields", Needs(ViewAssets)),
        ("change_asset_fields", Needs(EditAssets)),
        ("list_field_history", Needs(ViewAssets)),
        ("undo_field_change", Needs(EditAssets)),
        ("preview_bulk_edit", Needs(EditAssets)),
        ("make_bulk_edit", Needs(EditAssets)),
        ("export_table", Needs(ViewAssets)),
        ("preview_table", Needs(EditAssets)),
        ("import_table", Needs(EditAssets)),
        ("download_original", Needs(DownloadOriginals)),
        ("sign_address", Needs(DownloadOriginals)),
        ("list_deliveries", Needs(ViewAudit)),
        ("make_renditions_again", Needs(EditAssets)),
        ("show_rendition", Needs(ViewAssets)),
        ("list_rendition_presets", Needs(ViewAssets)),
        ("add_rendition_preset", Needs(ManageChannels)),
        ("show_rendition_preset", Needs(ViewAssets)),
        ("change_rendition_preset", Needs(ManageChannels)),
        ("draw_preset_example", Needs(ManageChannels)),
        ("show_asset_rights", Needs(ViewAgreements)),
        ("list_events", Needs(ViewAudit)),
        ("verify_chain", Needs(ViewAudit)),
        ("list_campaigns", Needs(ViewCampaigns)),
        ("add_campaign", Needs(EditCampaigns)),
        ("show_campaign", Needs(ViewCampaigns)),
        ("change_campaign", Needs(EditCampaigns)),
        ("list_channels", Needs(ViewCampaigns)),
        ("add_channel", Needs(ManageChannels)),
        ("show_channel", Needs(ViewCampaigns)),
        ("change_channel", Needs(ManageChannels)),
        ("ask_gate", Needs(AskRights)),
        ("list_interests", Needs(AskRights)),
        ("add_interest", Needs(EditAgreements)),
        ("add_interests", Needs(EditAgreements)),
        ("remove_interest", Needs(ApproveAgreements)),
        ("replace_interest", Needs(EditAgreements)),
        ("list_jobs", Needs(Operate)),
        ("list_tools", Needs(Operate)),
        ("retry_job", Needs(Operate)),
        ("list_publications", Needs(ViewCampaigns)),
        ("plan_publication", Needs(Publish)),
        ("show_publication", Needs(ViewCampaigns)),
        ("show_good_faith", Needs(ViewCampaigns)),
        ("take_down_publication", Needs(Publish)),
        ("show_rights_reference", SignedIn),
        ("search_assets", Needs(ViewAssets)),
        ("suggest_searches", Needs(ViewAssets)),
        ("show_rights_policy", Needs(ViewAgreements)),
        ("replace_rights_policy", Needs(ApproveAgreements)),
        ("list_duty_rules", Needs(ViewAgreements)),
        ("list_duty_proposals", Needs(ViewAgreements)),
        ("add_duty_rule", Needs(ApproveAgreements)),
        ("replace_duty_rule", Needs(ApproveAgreements)),
        ("remove_duty_rule", Needs(ApproveAgreements)),
        ("list_house_rule_history", Needs(ViewAgreements)),
        ("list_flags", Needs(ViewAssets)),
        ("add_flag", Needs(EditAssets)),
        ("remove_flag", Needs(ApproveAgreements)),
        ("give_verdicts", Needs(AskRights)),
        ("show_verdict", Needs(AskRights)),
    ])
}

/// Method, path with ids filled in, and name of every operation.
fn operations() -> Vec<(Method, String, String)> {
    let document = openapi::document();
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            let name = operation["operationId"].as_str().expect("an operation id").to_owned();
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).expect("a method");
            found.push((method, filled(path), name));
        }
    }
    found
}

/// Every `{parameter}` becomes an id nobody has.
fn filled(path: &str) -> String {
    let mut out = String::new();
    for (index, piece) in path.trim_start_matches("/api/v1").split(['{', '}']).enumerate() {
        out.push_str(if index % 2 == 1 { "00000000-0000-7000-8000-000000000000" } else { piece });
    }
    out
}

fn request(method: &Method) -> TestRequest {
    let request = TestRequest::default().method(method.clone()).insert_header(("If-Match", "\"1\""));
    if [Method::POST, Method::PUT, Method::PATCH].contains(method) { request.set_json(json!({})) } else { request }
}

#[test]
fn the_table_names_every_operation_and_no_other() {
    let known = doors();
    let names: Vec<String> = operations().into_iter().map(|(_, _, name)| name).collect();
    let missing: Vec<_> = names.iter().filter(|name| !known.contains_key(name.as_str())).collect();
    assert!(missing.is_empty(), "who may do this? {missing:#?}");
    let gone: Vec<_> = known.keys().filter(|name| !names.iter().any(|each| each == *name)).collect();
    assert!(gone.is_empty(), "no longer in the document: {gone:#?}");
}

#[actix_web::test]
async fn nobody_gets_in_without_signing_in() {
    let house = House::start().await;
    let doors = doors();
    for (method, path, name) in operations() {
        let answer = house.app.send(None, request(&method), &path).await;
        let open = doors[name.as_str()] == Door::Open;
        assert_eq!(answer.status != 401, open, "{method} {path} ({name}): {}", answer.status);
    }
}

#[actix_web::test]
async fn everybody_gets_exactly_where_their_role_lets_them() {
    let house = House::start().await;
    let doors = doors();
    let mut wrong = Vec::new();
    for (method, path, name) in operations() {
        if name == "end_current_session" {
            continue; // it would sign the persona out; tests/accounts.rs covers it
        }
        for (role, person) in house.everybody() {
            let may = match doors[name.as_str()] {
                Door::Open | Door::SignedIn => true,
                Door::Needs(permission) => Role::parse(role).expect("a role").may(permission),
            };
            let answer = house.app.send(Some(person), request(&method), &path).await;
            if (answer.status == 403) == may {
                wrong.push(format!("{role}: {method} {path} ({name}) answered {}", answer.status));
            }
            assert!(
                answer.status.as_u16() < 500,
                "{role}: {method} {path} ({name}) broke: {}",
                String::from_utf8_lossy(&answer.body)
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
