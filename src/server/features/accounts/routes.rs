//! HTTP of the room `accounts`.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use utoipa_actix_web::service_config::ServiceConfig;

use super::show::{
    CurrentSession, NewOrganization, NewPerson, Organization, Person, PersonChange, Product, RoleInfo, Session, SignIn,
};
use super::{AddPerson, EmailAddress, limit::SignInLimit, password};
use crate::platform::auth::extract::{CSRF_COOKIE, SESSION_COOKIE};
use crate::platform::auth::session::person;
use crate::platform::auth::{Actor, ManagePeople, Role, SignedIn};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};
use crate::platform::http::extract::{IfMatch, with_etag};
use crate::platform::http::paging::{Items, Page, Paging};

/// Adds this room's operations.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(create_session)
        .service(show_current_session)
        .service(end_current_session)
        .service(list_people)
        .service(add_person)
        .service(show_person)
        .service(change_person)
        .service(list_organizations)
        .service(add_organization)
        .service(list_roles);
}

/// Sign in.
#[utoipa::path(tag = "accounts", responses((status = 201, body = Session)))]
#[post("/sessions")]
async fn create_session(
    ctx: web::Data<Ctx>,
    limit: web::Data<SignInLimit>,
    request: HttpRequest,
    body: web::Json<SignIn>,
) -> Result<HttpResponse> {
    let SignIn { email, password } = body.into_inner();
    let refused = || Error::new(Code::SignInFailed, "Check both and try again.");
    let caller = request.peer_addr().map(|address| address.ip().to_string()).unwrap_or_default();
    limit.count(&format!("{caller} {}", email.trim().to_lowercase()))?;
    let email = EmailAddress::parse(&email).map_err(|_| refused())?;
    let found = super::find_by_email(ctx.db.read(), &email).await?;
    let hash = found.as_ref().map(|person| person.password_hash.clone());
    let right = password::verify(password, hash).await?;
    let person = found.filter(|person| right && person.state == "active").ok_or_else(refused)?;
    let tx = ctx.db.write().await?;
    let session = super::start_session(&ctx, &tx, &person).await?;
    ctx.commit(tx).await?;
    let (person, organization) = super::find_person(ctx.db.read(), person.id).await?;
    let person = Person::new(person, &organization);
    let token = ctx.tokens.sign(session.id, ctx.now(), session.expires_at)?;
    let csrf = ctx.tokens.csrf(session.id)?;
    let permissions = person.role.permissions().to_vec();
    Ok(HttpResponse::Created()
        .cookie(session_cookie(&ctx, SESSION_COOKIE, token.clone(), true))
        .cookie(session_cookie(&ctx, CSRF_COOKIE, csrf, false))
        .json(Session { token, expires_at: session.expires_at, person, permissions }))
}

fn session_cookie(ctx: &Ctx, name: &'static str, value: String, http_only: bool) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .http_only(http_only)
        .same_site(SameSite::Lax)
        .secure(ctx.config.public_url.starts_with("https://"))
        .max_age(Duration::hours(i64::from(ctx.config.session_hours)))
        .finish()
}

/// Who am I and what may I do.
#[utoipa::path(tag = "accounts", responses((status = 200, body = CurrentSession)))]
#[get("/sessions/current")]
async fn show_current_session(actor: Actor<SignedIn>, ctx: web::Data<Ctx>) -> Result<web::Json<CurrentSession>> {
    let (person, organization) = super::find_person(ctx.db.read(), actor.person).await?;
    Ok(web::Json(CurrentSession {
        permissions: actor.role.permissions().to_vec(),
        person: Person::new(person, &organization),
        organization: organization.into(),
        product: Product { version: env!("CARGO_PKG_VERSION").to_owned(), demo: ctx.config.demo },
    }))
}

/// Sign out: the token is worthless afterwards.
#[utoipa::path(tag = "accounts", responses((status = 204)))]
#[delete("/sessions/current")]
async fn end_current_session(actor: Actor<SignedIn>, ctx: web::Data<Ctx>) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    super::end_session(&ctx, &tx, &actor.who(), actor.session, actor.person).await?;
    ctx.commit(tx).await?;
    let mut response = HttpResponse::NoContent();
    for (name, http_only) in [(SESSION_COOKIE, true), (CSRF_COOKIE, false)] {
        let mut cookie = session_cookie(&ctx, name, String::new(), http_only);
        cookie.make_removal();
        response.cookie(cookie);
    }
    Ok(response.finish())
}

/// People, in order of joining.
#[utoipa::path(tag = "accounts", params(Paging), responses((status = 200, body = Page<Person>)))]
#[get("/users")]
async fn list_people(
    _: Actor<ManagePeople>,
    ctx: web::Data<Ctx>,
    paging: web::Query<Paging>,
) -> Result<web::Json<Page<Person>>> {
    let rows = super::list_people(ctx.db.read(), paging.after()?, paging.limit() + 1).await?;
    Ok(web::Json(Page::of(
        rows,
        paging.limit(),
        |(person, _)| person.id,
        |(person, organization)| Person::new(person, &organization),
    )))
}

/// Add a person.
#[utoipa::path(tag = "accounts", responses((status = 201, body = Person)))]
#[post("/users")]
async fn add_person(
    actor: Actor<ManagePeople>,
    ctx: web::Data<Ctx>,
    body: web::Json<NewPerson>,
) -> Result<HttpResponse> {
    let NewPerson { email, name, role, organization_id, password } = body.into_inner();
    let email = EmailAddress::parse(&email)?;
    password::check(&password)?;
    let password_hash = password::hash(password).await?;
    let organization = organization_id.unwrap_or(actor.organization);
    let tx = ctx.db.write().await?;
    let added =
        super::add_person(&ctx, &tx, &actor.who(), AddPerson { organization, email, name, role, password_hash })
            .await?;
    ctx.commit(tx).await?;
    let (person, organization) = super::find_person(ctx.db.read(), added.id).await?;
    Ok(with_etag(HttpResponse::Created(), person.revision, &Person::new(person.clone(), &organization)))
}

/// One person.
#[utoipa::path(tag = "accounts", responses((status = 200, body = Person)))]
#[get("/users/{id}")]
async fn show_person(_: Actor<ManagePeople>, ctx: web::Data<Ctx>, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let (person, organization) = super::find_person(ctx.db.read(), *id).await?;
    Ok(with_etag(HttpResponse::Ok(), person.revision, &Person::new(person.clone(), &organization)))
}

/// Change a person. A new password, role or state ends their sessions.
#[utoipa::path(tag = "accounts", responses((status = 200, body = Person)))]
#[patch("/users/{id}")]
async fn change_person(
    actor: Actor<ManagePeople>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    seen: IfMatch,
    body: web::Json<PersonChange>,
) -> Result<HttpResponse> {
    let PersonChange { name, role, state, password } = body.into_inner();
    let password_hash = match password {
        Some(password) => {
            password::check(&password)?;
            Some(password::hash(password).await?)
        }
        None => None,
    };
    let tx = ctx.db.write().await?;
    let (found, organization) = super::find_person(&tx, *id).await?;
    seen.check(found.revision)?;
    refuse_locking_oneself_out(&actor, found.id, role, state.as_deref())?;
    let signs_out = role.is_some() || state.is_some() || password_hash.is_some();
    let mut row = person::ActiveModel {
        id: Set(found.id),
        revision: Set(found.revision + 1),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    if let Some(name) = name {
        row.name = Set(super::parse_name("name", &name)?);
    }
    if let Some(role) = role {
        super::check_role_fits(role, &organization.kind)?;
        row.role = Set(role.name().to_owned());
    }
    if let Some(state) = state {
        row.state = Set(parse_state(&state)?);
    }
    if let Some(hash) = password_hash {
        row.password_hash = Set(hash);
    }
    let unchanged = person::Column::Revision.eq(found.revision);
    let changed = person::Entity::update(row).validate()?.filter(unchanged).exec(&tx).await?;
    if signs_out {
        super::end_all_sessions(&ctx, &tx, changed.id).await?;
    }
    events::record(&ctx, &tx, &actor.who(), Event::PersonChanged { person: changed.id }).await?;
    ctx.commit(tx).await?;
    Ok(with_etag(HttpResponse::Ok(), changed.revision, &Person::new(changed.clone(), &organization)))
}

fn refuse_locking_oneself_out(
    actor: &Actor<ManagePeople>,
    person: Uuid,
    role: Option<Role>,
    state: Option<&str>,
) -> Result<()> {
    let own = actor.person == person;
    let locks_out =
        role.is_some_and(|role| role != Role::Administrator) || state.is_some_and(|state| state != "active");
    if own && locks_out {
        return Err(Error::new(Code::Invalid, "Ask another administrator to do this to your own account."));
    }
    Ok(())
}

fn parse_state(state: &str) -> Result<String> {
    match state {
        "active" | "suspended" => Ok(state.to_owned()),
        _ => Err(Error::field(Code::Invalid, "state", "`active` or `suspended`.")),
    }
}

/// Organizations by name.
#[utoipa::path(tag = "accounts", responses((status = 200, body = Items<Organization>)))]
#[get("/organizations")]
async fn list_organizations(actor: Actor<SignedIn>, ctx: web::Data<Ctx>) -> Result<web::Json<Items<Organization>>> {
    let rows = super::list_organizations(ctx.db.read()).await?;
    let items = rows.into_iter().filter(|row| actor.sees_organization(row.id)).map(Organization::from).collect();
    Ok(web::Json(Items { items }))
}

/// Add a partner organization.
#[utoipa::path(tag = "accounts", responses((status = 201, body = Organization)))]
#[post("/organizations")]
async fn add_organization(
    actor: Actor<ManagePeople>,
    ctx: web::Data<Ctx>,
    body: web::Json<NewOrganization>,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let added = super::add_organization(&ctx, &tx, &actor.who(), &body.name, "partner").await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::Created().json(Organization::from(added)))
}

/// Roles and what they may do.
#[utoipa::path(tag = "accounts", responses((status = 200, body = Items<RoleInfo>)))]
#[get("/roles")]
async fn list_roles(_: Actor<SignedIn>) -> web::Json<Items<RoleInfo>> {
    let show = |role: &Role| RoleInfo {
        role: *role,
        title: role.name().replace('_', " "),
        permissions: role.permissions().to_vec(),
    };
    web::Json(Items { items: Role::ALL.iter().map(show).collect() })
}
