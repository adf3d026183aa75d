//! What the API says and hears about people.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::platform::auth::session::{organization, person};
use crate::platform::auth::{Permission, Role};

/// Somebody who signs in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Person {
    pub id: Uuid,
    pub email: String,
    pub name: String,
    pub role: Role,
    pub organization_id: Uuid,
    pub organization_name: String,
    /// `active` or `suspended`.
    pub state: String,
    pub created_at: DateTime<Utc>,
    /// For `If-Match`.
    pub revision: i32,
}

impl Person {
    pub fn new(person: person::Model, organization: &organization::Model) -> Person {
        Person {
            id: person.id,
            email: person.email,
            name: person.name,
            role: Role::parse(&person.role).unwrap_or(Role::Partner),
            organization_id: organization.id,
            organization_name: organization.name.clone(),
            state: person.state,
            created_at: person.created_at,
            revision: person.revision,
        }
    }
}

/// The house or a partner.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Organization {
    pub id: Uuid,
    pub name: String,
    /// `house` or `partner`.
    pub kind: String,
    pub created_at: DateTime<Utc>,
}

impl From<organization::Model> for Organization {
    fn from(row: organization::Model) -> Organization {
        Organization { id: row.id, name: row.name, kind: row.kind, created_at: row.created_at }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    pub email: String,
    pub password: String,
}

/// A started session. The same token is set as an HttpOnly cookie.
#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    pub token: String,
    pub expires_at: DateTime<Utc>,
    pub person: Person,
    pub permissions: Vec<Permission>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CurrentSession {
    pub person: Person,
    pub organization: Organization,
    pub permissions: Vec<Permission>,
    pub product: Product,
}

/// The running release.
#[derive(Debug, Serialize, ToSchema)]
pub struct Product {
    pub version: String,
    /// Whether the demo brand was loaded.
    pub demo: bool,
}

/// A role and what it may do.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoleInfo {
    pub role: Role,
    pub title: String,
    pub permissions: Vec<Permission>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    pub email: String,
    pub name: String,
    pub role: Role,
    /// The house unless told; partners need theirs.
    pub organization_id: Option<Uuid>,
    pub password: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonChange {
    pub name: Option<String>,
    pub role: Option<Role>,
    /// `active` or `suspended`.
    pub state: Option<String>,
    pub password: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOrganization {
    pub name: String,
}
