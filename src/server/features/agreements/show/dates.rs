//! Days by which somebody must act, as the API tells of them.

use chrono::NaiveDate;
use sea_orm::entity::prelude::Uuid;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::records::dates::Date;
use super::super::records::leads;

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
    /// `expiry`, `option`, `notice`, `renewal`, `fee` or `duty`.
    pub kind: String,
    pub date: NaiveDate,
    /// In plain words.
    pub what: String,
    /// `renew_or_let_lapse`, `exercise`, `give_notice`, `settle` or `pay`.
    pub action: String,
    /// The fact it comes from; absent where several end on that day.
    pub fact: Option<Uuid>,
    pub alert: Alert,
}

/// When people are told of a day: 90, 60, 30 and 7 days before somebody must act, and on the day itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Alert {
    /// The earliest day by which somebody must act: before an end that may be the last day of a notice or an option.
    pub act_by: NaiveDate,
    /// The alert that was reached last, in days before, and since when.
    pub lead_days: Option<u32>,
    pub since: Option<NaiveDate>,
    /// The one that comes next.
    pub next_lead_days: Option<u32>,
    pub next_on: Option<NaiveDate>,
}

impl Alert {
    pub fn of(alert: leads::Alert) -> Alert {
        Alert {
            act_by: alert.act_by,
            lead_days: alert.reached.map(|(lead, _)| lead),
            since: alert.reached.map(|(_, on)| on),
            next_lead_days: alert.next.map(|(lead, _)| lead),
            next_on: alert.next.map(|(_, on)| on),
        }
    }
}

/// A date of one agreement, among all its dates.
pub fn shown(agreement: AgreementRef, date: &Date, of_agreement: &[Date], today: NaiveDate) -> AgreementDate {
    AgreementDate {
        agreement,
        kind: date.kind.to_owned(),
        date: date.on,
        what: date.what.clone(),
        action: date.action.to_owned(),
        fact: date.fact,
        alert: Alert::of(leads::alert(date, of_agreement, today)),
    }
}
