//! Days by which somebody must act, as the API tells of them.

use chrono::NaiveDate;
use sea_orm::entity::prelude::Uuid;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::records::dates::Date;
use super::super::records::header::Header;
use super::super::records::row::agreement_date;

/// An agreement named in another answer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AgreementRef {
    pub id: Uuid,
    pub reference: String,
    pub title: String,
}

/// A day by which somebody must act.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AgreementDate {
    pub agreement: AgreementRef,
    /// `expiry`, `option`, `notice`, `renewal` or `fee`.
    pub kind: String,
    pub date: NaiveDate,
    /// In plain words.
    pub what: String,
    /// `renew_or_let_lapse`, `exercise`, `give_notice` or `pay`.
    pub action: String,
    /// The fact it comes from; absent where several end on that day.
    pub fact: Option<Uuid>,
}

/// A date of one agreement.
pub fn shown(id: Uuid, header: &Header, date: Date) -> AgreementDate {
    AgreementDate {
        agreement: AgreementRef { id, reference: header.reference.clone(), title: header.title.clone() },
        kind: date.kind.to_owned(),
        date: date.on,
        what: date.what,
        action: date.action.to_owned(),
        fact: date.fact,
    }
}

/// A date as it is kept; nothing where its day cannot be read.
pub fn kept(row: agreement_date::Model, agreement: AgreementRef) -> Option<AgreementDate> {
    Some(AgreementDate {
        agreement,
        kind: row.kind,
        date: row.date_on.parse().ok()?,
        what: row.what,
        action: row.action,
        fact: row.fact_id,
    })
}
