//! HTTP of the room `search`.

use actix_web::{HttpRequest, get, web};
use utoipa_actix_web::service_config::ServiceConfig;

use super::request::{SearchRequest, in_address_words};
use super::show::{SearchAnswer, Suggestion};
use super::standings::Use;
use super::{SearchIndex, answer, suggest};
use crate::features::agreements::show::verdict::Reader;
use crate::platform::auth::{Actor, Permission, ViewAssets};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::http::paging::Items;

/// Adds this room's operations.
pub fn configure(config: &mut ServiceConfig) {
    config.service(search_assets).service(suggest_searches);
}

/// Find assets by text, filters and the use they are cleared for.
#[utoipa::path(
    tag = "search",
    params(
        ("q" = Option<String>, Query, description = "Words; the last may be unfinished, quotes keep words together"),
        ("field.kind" = Option<Vec<String>>, Query, description = "Repeat for several"),
        ("field.keyword" = Option<Vec<String>>, Query),
        ("field.collection" = Option<Vec<String>>, Query, description = "Ids"),
        ("field.organization" = Option<Vec<String>>, Query, description = "Ids"),
        ("field.state" = Option<Vec<String>>, Query, description = "active (unless told), archived"),
        ("cleared.channel" = Option<Vec<String>>, Query, description = "Repeat, or separate by commas"),
        ("cleared.territory" = Option<Vec<String>>, Query, description = "Repeat, or separate by commas"),
        ("cleared.from" = Option<String>, Query, description = "The first day"),
        ("cleared.until" = Option<String>, Query, description = "The last day"),
        ("cleared.purpose" = Option<Vec<String>>, Query),
        ("bucket" = Option<Vec<String>>, Query, description = "Headlines in lower case; all unless told"),
        ("facets" = Option<String>, Query, description = "kind,keyword,collection,organization,state"),
        ("sort" = Option<String>, Query, description = "relevance, newest or title"),
        ("limit" = Option<u32>, Query, description = "1 to 200; 50 unless told"),
        ("cursor" = Option<String>, Query, description = "next_cursor of the page before"),
    ),
    responses((status = 200, body = SearchAnswer))
)]
#[get("/search")]
async fn search_assets(
    actor: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    index: web::Data<SearchIndex>,
    request: HttpRequest,
) -> Result<web::Json<SearchAnswer>> {
    let request = SearchRequest::parse(&pairs(&request)?)?;
    if request.wanted_use.is_some() && !actor.may(Permission::AskRights) {
        return Err(Error::new(Code::PermissionDenied, "Your role does not include asking about rights."));
    }
    let wanted = request.wanted_use.as_ref().map(Use::parse).transpose().map_err(in_address_words)?;
    Ok(web::Json(answer::answer(&ctx, &index, &Reader::of(&actor), request, wanted).await?))
}

/// What to search for, from what was typed so far.
#[utoipa::path(
    tag = "search",
    params(("q" = String, Query)),
    responses((status = 200, body = Items<Suggestion>))
)]
#[get("/search/suggest")]
async fn suggest_searches(
    actor: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    index: web::Data<SearchIndex>,
    request: HttpRequest,
) -> Result<web::Json<Items<Suggestion>>> {
    let pairs = pairs(&request)?;
    let typed = pairs.iter().find(|(name, _)| name == "q").map_or("", |(_, value)| value.as_str());
    let items = suggest::suggest(&ctx, &index, actor.scope, typed).await?;
    Ok(web::Json(Items { items }))
}

/// The address's parameters in order, repeated ones too.
fn pairs(request: &HttpRequest) -> Result<Vec<(String, String)>> {
    let read = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
    let unreadable = |_| Error::new(Code::Malformed, "The address's parameters cannot be read.");
    Ok(read.map_err(unreadable)?.into_inner())
}
