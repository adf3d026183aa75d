//! Open questions of the library as the API shows them.

use sea_orm::entity::prelude::Uuid;
use serde::Serialize;
use utoipa::ToSchema;

use crate::features::assets::show::AssetRef;

/// Something nobody has answered, and what the best answer would free.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Question {
    /// `agreement.review`, `agreement.signature`, `period.end`, `territory.group`, `duty.before_use`,
    /// `revocation.disputed` or `component.suspected`.
    pub code: String,
    pub message: String,
    pub agreement: Option<Uuid>,
    /// The facts it is about.
    pub facts: Vec<Uuid>,
    /// How many assets it is about.
    pub assets: u64,
    /// Of those, how many were worked out; the numbers below count these only.
    pub assets_looked_at: u64,
    /// For how many of those the best answer alone would clear something.
    pub assets_freed: u64,
    /// What it would clear: channels times territories times purposes, from today on, summed over assets.
    pub cells: u64,
    /// The first assets it would free.
    pub named: Vec<AssetRef>,
}
