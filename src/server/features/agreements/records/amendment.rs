//! What an amendment does to the grant it changes: from its day on the amended grant counts no longer. It is not corrected,
//! because it was true until then.

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::Uuid;
use serde_json::json;

use super::record::{self, Draft, Kind};
use crate::platform::error::{Code, Error, Result};

/// The end an amendment brings, as it is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Ending {
    /// What the amendment is.
    pub kind: Kind,
    /// The agreement that amends.
    pub agreement: Uuid,
    pub amends: Option<Uuid>,
    /// From which day on the amended grant counts no longer; without a day it goes on.
    pub on: Option<NaiveDate>,
}

impl Ending {
    /// The revocation of the amended grant, if there is to be one.
    pub async fn draft(self, db: &impl ConnectionTrait) -> Result<Option<Draft>> {
        let Some(day) = self.on else { return Ok(None) };
        let Some(amended) = self.amends.filter(|_| self.kind == Kind::Grant) else {
            let detail = "Only a grant that amends another says from which day the other counts no longer.";
            return Err(Error::field(Code::FactInvalid, "effective_on", detail));
        };
        let old = record::find(db, Kind::Grant, amended).await?;
        Ok(Some(Draft {
            agreement: Some(self.agreement),
            interest: old.interest_id,
            asset: old.asset_id,
            target: Some(amended),
            amends: Some(amended),
            body: json!({ "grant": amended, "kind": "prospective", "effective": day }),
            ..Draft::default()
        }))
    }
}
