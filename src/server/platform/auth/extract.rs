//! Turns a request into an [`Actor`], or refuses it before its body is read.

use std::marker::PhantomData;

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::future::{FutureExt, LocalBoxFuture};

use crate::platform::auth::{Actor, Needs, Role, Scope, session};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// The HttpOnly cookie with the session's token.
pub const SESSION_COOKIE: &str = "placet_session";
/// The cookie the page may read, to send its value back.
pub const CSRF_COOKIE: &str = "placet_csrf";
/// The header that proves the page sent the request itself.
pub const CSRF_HEADER: &str = "Placet-CSRF";

impl<P: Needs> FromRequest for Actor<P> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        async move {
            let ctx = context(&request)?;
            let actor = identify::<P>(&ctx, &request).await?;
            if let Some(permission) = P::PERMISSION
                && !actor.role.may(permission)
            {
                let detail = format!("Your role ({}) does not include \"{}\".", actor.role.name(), permission.name());
                return Err(Error::new(Code::PermissionDenied, detail));
            }
            Ok(actor)
        }
        .boxed_local()
    }
}

/// The shared context of a request.
pub fn context(request: &HttpRequest) -> Result<Ctx> {
    let found = request.app_data::<web::Data<Ctx>>();
    found
        .map(|data| data.get_ref().clone())
        .ok_or_else(|| Error::internal(anyhow::anyhow!("no context in the application")))
}

async fn identify<P>(ctx: &Ctx, request: &HttpRequest) -> Result<Actor<P>> {
    let required = || Error::new(Code::SignInRequired, "Sign in to go on.");
    let now = ctx.now();
    let bearer = bearer(request);
    let token = match &bearer {
        Some(token) => token.clone(),
        None => request.cookie(SESSION_COOKIE).map(|cookie| cookie.value().to_owned()).ok_or_else(required)?,
    };
    let session = ctx.tokens.verify(&token, now).ok_or_else(required)?;
    let standing = session::standing(ctx.db.read(), session).await?.ok_or_else(required)?;
    if standing.ended_at.is_some() || standing.expires_at <= now || standing.state != "active" {
        return Err(required());
    }
    if bearer.is_none() {
        refuse_foreign_page(ctx, request, session)?;
    }
    let role = Role::parse(&standing.role)
        .ok_or_else(|| Error::internal(anyhow::anyhow!("unknown role {}", standing.role)))?;
    let scope =
        if standing.organization_kind == "house" { Scope::House } else { Scope::Partner(standing.organization_id) };
    Ok(Actor {
        person: standing.person_id,
        name: standing.name,
        role,
        organization: standing.organization_id,
        session,
        scope,
        proof: PhantomData,
    })
}

fn bearer(request: &HttpRequest) -> Option<String> {
    let value = request.headers().get("Authorization")?.to_str().ok()?;
    value.strip_prefix("Bearer ").map(|token| token.trim().to_owned())
}

/// A cookie travels with requests other pages start; the header does not.
fn refuse_foreign_page(ctx: &Ctx, request: &HttpRequest, session: uuid::Uuid) -> Result<()> {
    if [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method()) {
        return Ok(());
    }
    let sent = request.headers().get(CSRF_HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let right = ctx.tokens.csrf(session)?;
    // Hashes are compared so that the time taken says nothing about the value.
    if blake3::hash(sent.as_bytes()) == blake3::hash(right.as_bytes()) {
        return Ok(());
    }
    Err(Error::new(Code::CsrfMissing, "Reload the page and try again."))
}
