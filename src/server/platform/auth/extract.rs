//! Turns a request into an [`Actor`], or refuses it before its body is read.

use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use uuid::Uuid;

use crate::platform::auth::{Actor, Needs, Role, Scope, session};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// The HttpOnly cookie with the session's token.
pub const SESSION_COOKIE: &str = "placet_session";
/// The cookie the page may read, to send its value back.
pub const CSRF_COOKIE: &str = "placet_csrf";
/// The header that proves the page sent the request itself.
pub const CSRF_HEADER: &str = "Placet-CSRF";

/// Who is asking, found out once for each request before its handler's extractors run.
#[derive(Clone, Debug)]
struct Identity {
    person: Uuid,
    name: String,
    role: Role,
    organization: Uuid,
    session: Uuid,
    scope: Scope,
}

/// Why somebody is not let in: a code and a sentence.
type Refusal = (Code, &'static str);

/// For every request of the API: looks the credential up and leaves the outcome for [`Actor`].
///
/// The extractors of a handler are polled together, so an extractor that had to ask the database would
/// answer after the body's. This way a person without the right is refused before the body is read.
pub async fn identify(request: &HttpRequest) -> Result<()> {
    let ctx = context(request)?;
    let found = find_identity(&ctx, request).await?;
    request.extensions_mut().insert(found);
    Ok(())
}

impl<P: Needs> FromRequest for Actor<P> {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(admit(request))
    }
}

fn admit<P: Needs>(request: &HttpRequest) -> Result<Actor<P>> {
    let found = request.extensions().get::<Result<Identity, Refusal>>().cloned();
    let found = found.ok_or_else(|| Error::internal(anyhow::anyhow!("this address lies outside the API scope")))?;
    found.map_err(|(code, why)| Error::new(code, why))?.act()
}

impl<P: Needs> Actor<P> {
    /// Somebody on record who acts without a request, as in the history of the demo brand. What the role does not
    /// include is refused as it is at the door.
    pub fn recalled(person: &session::person::Model, organization: &session::organization::Model) -> Result<Actor<P>> {
        let role = Role::parse(&person.role);
        let role = role.ok_or_else(|| Error::internal(anyhow::anyhow!("unknown role {}", person.role)))?;
        let scope = scope_of(organization.id, &organization.kind);
        let (person, name) = (person.id, person.name.clone());
        Identity { person, name, role, organization: organization.id, session: Uuid::nil(), scope }.act()
    }
}

fn scope_of(organization: Uuid, kind: &str) -> Scope {
    if kind == "house" { Scope::House } else { Scope::Partner(organization) }
}

impl Identity {
    fn act<P: Needs>(self) -> Result<Actor<P>> {
        let Identity { person, name, role, organization, session, scope } = self;
        match P::PERMISSION {
            Some(permission) if !role.may(permission) => {
                let detail = format!("Your role ({}) does not include \"{}\".", role.name(), permission.name());
                Err(Error::new(Code::PermissionDenied, detail))
            }
            _ => Ok(Actor { person, name, role, organization, session, scope, proof: PhantomData }),
        }
    }
}

/// Whether the request's credential was good; known inside the API scope only.
pub fn is_signed_in(request: &HttpRequest) -> bool {
    matches!(request.extensions().get::<Result<Identity, Refusal>>(), Some(Ok(_)))
}

/// The shared context of a request.
pub fn context(request: &HttpRequest) -> Result<web::Data<Ctx>> {
    let found = request.app_data::<web::Data<Ctx>>().cloned();
    found.ok_or_else(|| Error::internal(anyhow::anyhow!("no context in the application")))
}

async fn find_identity(ctx: &Ctx, request: &HttpRequest) -> Result<Result<Identity, Refusal>> {
    const REQUIRED: Refusal = (Code::SignInRequired, "Sign in to go on.");
    let now = ctx.now();
    let bearer = bearer(request);
    let cookie = if bearer.is_none() { request.cookie(SESSION_COOKIE) } else { None };
    let Some(token) = bearer.or(cookie.as_ref().map(|cookie| cookie.value())) else { return Ok(Err(REQUIRED)) };
    let Some((session, standing)) = session_of(ctx, request, token).await? else { return Ok(Err(REQUIRED)) };
    if standing.ended_at.is_some() || standing.expires_at <= now || standing.state != "active" {
        return Ok(Err(REQUIRED));
    }
    if bearer.is_none() && is_foreign(ctx, request, session)? {
        return Ok(Err((Code::CsrfMissing, "Reload the page and try again.")));
    }
    let role = Role::parse(&standing.role);
    let role = role.ok_or_else(|| Error::internal(anyhow::anyhow!("unknown role {}", standing.role)))?;
    let organization = standing.organization_id;
    let scope = scope_of(organization, &standing.organization_kind);
    Ok(Ok(Identity { person: standing.person_id, name: standing.name.clone(), role, organization, session, scope }))
}

/// The session a token points at. Looked up again when anything has happened in the house since the last time.
async fn session_of(ctx: &Ctx, request: &HttpRequest, token: &str) -> Result<Option<(Uuid, Arc<session::Standing>)>> {
    let now = ctx.now();
    let seq = ctx.head.current(ctx.db.read()).await?.seq;
    request.extensions_mut().insert(SeenHead(seq));
    if let Some(found) = ctx.sessions.find(token, seq, now) {
        return Ok(Some(found));
    }
    let Some((session, ends)) = ctx.tokens.verify(token, now) else { return Ok(None) };
    let Some(standing) = Box::pin(session::standing(ctx.db.read(), session)).await? else { return Ok(None) };
    let standing = Arc::new(standing);
    ctx.sessions.keep(token.to_owned(), seq, ends, (session, standing.clone()));
    Ok(Some((session, standing)))
}

/// Where the trail stood when this request was let in.
#[derive(Clone, Copy)]
struct SeenHead(i64);

/// The number of the last event when this request was let in: what was worked out at the same number still holds for it.
pub fn seen_head(request: &HttpRequest) -> Option<i64> {
    request.extensions().get::<SeenHead>().map(|seen| seen.0)
}

fn bearer(request: &HttpRequest) -> Option<&str> {
    let value = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ").map(str::trim)
}

/// A cookie travels with requests other pages start; the header does not.
fn is_foreign(ctx: &Ctx, request: &HttpRequest, session: Uuid) -> Result<bool> {
    if [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method()) {
        return Ok(false);
    }
    let sent = request.headers().get(CSRF_HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let right = ctx.tokens.csrf(session)?;
    // Hashes are compared so that the time taken says nothing about the value.
    Ok(blake3::hash(sent.as_bytes()) != blake3::hash(right.as_bytes()))
}
