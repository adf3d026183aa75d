//! What was found in an agreement, as the API shows it.

use sea_orm::entity::prelude::Uuid;
use serde::Serialize;
use utoipa::ToSchema;

use super::verdict::ClearedBox;

/// How grave a finding is, gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It will lead to a wrong record or to a use nobody may make.
    Error,
    /// Somebody should look at it.
    Warning,
    /// The paper does not answer it; until somebody does, a part stays unknown.
    Question,
}

/// One thing to look at before the agreement is approved.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Finding {
    /// Stable, for example `chain.exceeds`.
    pub code: String,
    pub severity: Severity,
    pub message: String,
    /// The facts it is about: rules of this agreement, or interests of its assets.
    pub facts: Vec<Uuid>,
    pub assets: Vec<Uuid>,
    /// The other agreement in it.
    pub agreement: Option<Uuid>,
    /// Which uses it is about; empty where it is about all.
    pub region: Vec<ClearedBox>,
}
