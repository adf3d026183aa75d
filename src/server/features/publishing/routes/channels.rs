//! Channels: adding, changing and retiring the places things are published to.

use actix_web::{HttpResponse, get, patch, post, web};
use uuid::Uuid;

use crate::features::publishing::channels::{self, Content, Kind};
use crate::features::publishing::row::channel;
use crate::features::publishing::show::{Channel, ChannelChange, NewChannel};
use crate::platform::auth::{Actor, ManageChannels, ViewCampaigns};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::http::extract::{IfMatch, with_etag};
use crate::platform::http::paging::Page;

/// Channels by key; the list is always whole.
#[utoipa::path(tag = "publishing", responses((status = 200, body = Page<Channel>)))]
#[get("/channels")]
pub async fn list_channels(_: Actor<ViewCampaigns>, ctx: web::Data<Ctx>) -> Result<web::Json<Page<Channel>>> {
    let rows = channels::list(ctx.db.read()).await?;
    let items = rows.into_iter().map(Channel::try_from).collect::<Result<Vec<Channel>>>()?;
    Ok(web::Json(Page { items, next_cursor: None }))
}

/// Add a channel.
#[utoipa::path(tag = "publishing", responses((status = 201, body = Channel)))]
#[post("/channels")]
pub async fn add_channel(
    actor: Actor<ManageChannels>,
    ctx: web::Data<Ctx>,
    body: web::Json<NewChannel>,
) -> Result<HttpResponse> {
    let new = body.into_inner();
    let content = Content {
        key: channels::parse_key(&new.key)?,
        name: channels::parse_name(&new.name)?,
        kind: Kind::parse(&new.kind, new.folder.as_deref())?,
        rights_channel: channels::parse_rights_channel(&new.rights_channel)?,
        territories: channels::parse_territories(new.territories)?,
        purposes: channels::parse_purposes(new.purposes)?,
        preset: channels::parse_preset(ctx.db.read(), new.preset.as_deref().unwrap_or("large")).await?,
        state: "active".to_owned(),
    };
    let tx = ctx.db.write().await?;
    let added = channels::add(&ctx, &tx, &actor.who(), content).await?;
    ctx.commit(tx).await?;
    Ok(with_etag(HttpResponse::Created(), added.revision, &Channel::try_from(added.clone())?))
}

/// One channel.
#[utoipa::path(tag = "publishing", responses((status = 200, body = Channel)))]
#[get("/channels/{id}")]
pub async fn show_channel(_: Actor<ViewCampaigns>, ctx: web::Data<Ctx>, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let found = channels::find(ctx.db.read(), *id).await?;
    Ok(with_etag(HttpResponse::Ok(), found.revision, &Channel::try_from(found.clone())?))
}

/// Change or retire a channel. What is planned or live there keeps the use it was planned for.
#[utoipa::path(tag = "publishing", responses((status = 200, body = Channel)))]
#[patch("/channels/{id}")]
pub async fn change_channel(
    actor: Actor<ManageChannels>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    seen: IfMatch,
    body: web::Json<ChannelChange>,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let found = channels::find(&tx, *id).await?;
    seen.check(found.revision)?;
    let mut body = body.into_inner();
    if let Some(preset) = body.preset.take().filter(|preset| *preset != found.preset) {
        body.preset = Some(channels::parse_preset(&tx, &preset).await?);
    }
    let content = changed(&found, body)?;
    let changed = channels::change(&ctx, &tx, &actor.who(), &found, content).await?;
    ctx.commit(tx).await?;
    Ok(with_etag(HttpResponse::Ok(), changed.revision, &Channel::try_from(changed.clone())?))
}

fn changed(found: &channel::Model, change: ChannelChange) -> Result<Content> {
    if change.folder.is_some() && found.folder.is_none() {
        return Err(Error::field(Code::Invalid, "folder", "A public address has no folder."));
    }
    let folder = change.folder.or_else(|| found.folder.clone());
    let stored = |text: &str| serde_json::from_str::<Vec<String>>(text);
    Ok(Content {
        key: found.key.clone(),
        name: channels::parse_name(change.name.as_deref().unwrap_or(&found.name))?,
        kind: Kind::parse(&found.kind, folder.as_deref())?,
        rights_channel: found.rights_channel.clone(),
        territories: match change.territories {
            Some(names) => channels::parse_territories(names)?,
            None => stored(&found.territories)?,
        },
        purposes: match change.purposes {
            Some(names) => channels::parse_purposes(names)?,
            None => stored(&found.purposes)?,
        },
        // One that was retired since stays until somebody chooses another.
        preset: change.preset.unwrap_or_else(|| found.preset.clone()),
        state: channels::parse_state(change.state.as_deref().unwrap_or(&found.state))?,
    })
}
