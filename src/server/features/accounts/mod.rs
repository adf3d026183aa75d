//! People, organizations, roles and sessions.

use chrono::Duration;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder, QuerySelect};

use crate::platform::auth::session::{organization, person, row as session_row};
use crate::platform::auth::{Role, Who};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

pub mod limit;
pub mod password;
pub mod routes;
pub mod show;
#[cfg(test)]
mod tests;

/// The name the first organization gets until somebody changes it.
pub const HOUSE_NAME: &str = "Our house";

/// Somebody to be added, already checked.
pub struct AddPerson {
    pub organization: Uuid,
    pub email: EmailAddress,
    pub name: String,
    pub role: Role,
    pub password_hash: String,
}

/// An e-mail address in lower case with one `@` and a dot behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailAddress(String);

impl EmailAddress {
    pub fn parse(text: &str) -> Result<EmailAddress> {
        let text = text.trim().to_lowercase();
        let good = text.len() <= 254
            && !text.contains(char::is_whitespace)
            && text.split_once('@').is_some_and(|(local, domain)| {
                !local.is_empty()
                    && !domain.contains('@')
                    && domain.contains('.')
                    && !domain.starts_with('.')
                    && !domain.ends_with('.')
            });
        if good {
            Ok(EmailAddress(text))
        } else {
            Err(Error::field(Code::Invalid, "email", "This is not an e-mail address."))
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The house organization, made on first use.
pub async fn house(ctx: &Ctx, tx: &Tx) -> Result<organization::Model> {
    let found = organization::Entity::find().filter(organization::Column::Kind.eq("house")).one(tx).await?;
    match found {
        Some(house) => Ok(house),
        None => add_organization(ctx, tx, &Who::system(), HOUSE_NAME, "house").await,
    }
}

/// Adds an organization; its name must be free.
pub async fn add_organization(ctx: &Ctx, tx: &Tx, who: &Who, name: &str, kind: &str) -> Result<organization::Model> {
    let name = parse_name("name", name)?;
    let taken = organization::Entity::find().filter(organization::Column::Name.eq(&name)).count(tx).await? > 0;
    if taken {
        return Err(Error::field(Code::Taken, "name", "There is an organization of this name."));
    }
    let row = organization::ActiveModel {
        id: Set(ctx.new_id()?),
        name: Set(name),
        kind: Set(kind.to_owned()),
        created_at: Set(ctx.now()),
    };
    let added = organization::Entity::insert(row).exec_with_returning(tx).await?;
    events::record(ctx, tx, who, Event::OrganizationAdded { organization: added.id }).await?;
    Ok(added)
}

/// Adds a person; the e-mail address must be free, and partners belong to partner organizations only.
pub async fn add_person(ctx: &Ctx, tx: &Tx, who: &Who, new: AddPerson) -> Result<person::Model> {
    let organization = organization::Entity::find_by_id(new.organization).one(tx).await?;
    let organization = organization
        .ok_or_else(|| Error::field(Code::OrganizationUnknown, "organization_id", "No such organization."))?;
    check_role_fits(new.role, &organization.kind)?;
    let taken = person::Entity::find().filter(person::Column::Email.eq(new.email.as_str())).count(tx).await? > 0;
    if taken {
        return Err(Error::field(Code::Taken, "email", "Somebody has this e-mail address."));
    }
    let now = ctx.now();
    let row = person::ActiveModel {
        id: Set(ctx.new_id()?),
        organization_id: Set(new.organization),
        email: Set(new.email.0),
        name: Set(parse_name("name", &new.name)?),
        role: Set(new.role.name().to_owned()),
        password_hash: Set(new.password_hash),
        state: Set("active".to_owned()),
        revision: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    let added = person::Entity::insert(row).exec_with_returning(tx).await?;
    events::record(ctx, tx, who, Event::PersonAdded { person: added.id }).await?;
    Ok(added)
}

/// A partner organization has partners, the house has everybody else.
pub fn check_role_fits(role: Role, organization_kind: &str) -> Result<()> {
    if (role == Role::Partner) == (organization_kind == "partner") {
        return Ok(());
    }
    Err(Error::field(Code::Invalid, "role", "Partners belong to a partner organization, everybody else to the house."))
}

/// Starts a session for a person who has proven who they are.
pub async fn start_session(ctx: &Ctx, tx: &Tx, person: &person::Model) -> Result<session_row::Model> {
    let now = ctx.now();
    let row = session_row::ActiveModel {
        id: Set(ctx.new_id()?),
        person_id: Set(person.id),
        created_at: Set(now),
        expires_at: Set(now + Duration::hours(i64::from(ctx.config.session_hours))),
        ended_at: Set(None),
    };
    let started = session_row::Entity::insert(row).exec_with_returning(tx).await?;
    let who = Who { id: Some(person.id), name: person.name.clone() };
    events::record(ctx, tx, &who, Event::SessionStarted { person: person.id }).await?;
    Ok(started)
}

/// Ends one session: its token is worthless from now on.
pub async fn end_session(ctx: &Ctx, tx: &Tx, who: &Who, session: Uuid, person: Uuid) -> Result<()> {
    session_row::Entity::update_many()
        .col_expr(session_row::Column::EndedAt, Expr::value(ctx.now()))
        .filter(session_row::Column::Id.eq(session))
        .exec(tx)
        .await?;
    events::record(ctx, tx, who, Event::SessionEnded { person }).await?;
    Ok(())
}

/// Ends every session of a person: after a new password, a new role or a suspension.
pub async fn end_all_sessions(ctx: &Ctx, tx: &Tx, person: Uuid) -> Result<()> {
    session_row::Entity::update_many()
        .col_expr(session_row::Column::EndedAt, Expr::value(ctx.now()))
        .filter(session_row::Column::PersonId.eq(person))
        .filter(session_row::Column::EndedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// The person with this address, active or not.
pub async fn find_by_email(db: &impl ConnectionTrait, email: &EmailAddress) -> Result<Option<person::Model>> {
    Ok(person::Entity::find().filter(person::Column::Email.eq(email.as_str())).one(db).await?)
}

/// One person with their organization; 404 when there is none.
pub async fn find_person(db: &impl ConnectionTrait, id: Uuid) -> Result<(person::Model, organization::Model)> {
    let found = person::Entity::find_by_id(id).find_also_related(organization::Entity).one(db).await?;
    match found {
        Some((person, Some(organization))) => Ok((person, organization)),
        _ => Err(Error::not_found(Code::PersonNotFound)),
    }
}

/// People in order of joining, at most `limit`, after the id `after`.
pub async fn list_people(
    db: &impl ConnectionTrait,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<(person::Model, organization::Model)>> {
    let mut query = person::Entity::find().order_by_asc(person::Column::Id).limit(limit);
    if let Some(after) = after {
        query = query.filter(person::Column::Id.gt(after));
    }
    let rows = query.find_also_related(organization::Entity).all(db).await?;
    Ok(rows.into_iter().filter_map(|(person, organization)| Some((person, organization?))).collect())
}

/// All organizations by name.
pub async fn list_organizations(db: &impl ConnectionTrait) -> Result<Vec<organization::Model>> {
    Ok(organization::Entity::find().order_by_asc(organization::Column::Name).all(db).await?)
}

/// A name people read: 1 to 200 characters, trimmed, no control characters.
pub fn parse_name(field: &str, text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 200 || text.chars().any(char::is_control) {
        return Err(Error::field(Code::Invalid, field, "1 to 200 characters, without control characters."));
    }
    Ok(text.to_owned())
}
