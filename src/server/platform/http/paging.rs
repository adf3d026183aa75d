//! Lists: `limit`, `cursor` in, `items`, `next_cursor` out. Cursors are ids, because ids are ordered by time.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::platform::error::{Code, Error, Result};

/// The most a list answers at once.
pub const MOST: u64 = 200;

/// Which part of a list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// 1 to 200; 50 unless told.
    pub limit: Option<u64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

impl Paging {
    pub fn limit(&self) -> u64 {
        self.limit.unwrap_or(50).clamp(1, MOST)
    }

    /// The id after which the page starts.
    pub fn after(&self) -> Result<Option<Uuid>> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        let parsed = Uuid::parse_str(cursor);
        parsed.map(Some).map_err(|_| Error::field(Code::Invalid, "cursor", "This cursor was not given by us."))
    }
}

/// One page of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Page<T: ToSchema> {
    pub items: Vec<T>,
    /// Absent on the last page.
    pub next_cursor: Option<String>,
}

impl<T: ToSchema> Page<T> {
    /// A page from rows that were asked for with `limit + 1`; `id` gives a row's cursor.
    pub fn of<R>(mut rows: Vec<R>, limit: u64, id: impl Fn(&R) -> Uuid, show: impl Fn(R) -> T) -> Page<T> {
        let more = rows.len() as u64 > limit;
        rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let next_cursor = if more { rows.last().map(|row| id(row).to_string()) } else { None };
        Page { items: rows.into_iter().map(show).collect(), next_cursor }
    }
}

/// A list that is always whole.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Items<T: ToSchema> {
    pub items: Vec<T>,
}
