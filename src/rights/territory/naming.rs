//! From atoms back to names: the shortest text that means exactly these places.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Territories;
use crate::bits::AtomSet;
use crate::read::ParseError;

impl Territories {
    /// Whole territories, in order of their codes.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let places = self.atoms.iter().map(|atom| atom.code.as_str());
        places.collect::<BTreeSet<_>>().into_iter()
    }

    /// Named parts of territories.
    pub fn part_names(&self) -> impl Iterator<Item = &str> {
        self.atoms.iter().filter_map(|atom| atom.part.as_deref())
    }

    /// The codes and parts a name means on a day, without doubt. An undefined or unknown group is an error.
    pub(crate) fn expanded(&self, name: &str, day: NaiveDate, field: &str) -> Result<Vec<String>, ParseError> {
        let (sure, _) = self.asked(&[name], day, field)?;
        if sure.is_empty() {
            return Err(ParseError::new("territory.unknown", field, format!("nobody has defined {name}")));
        }
        let mut names: Vec<String> = sure.iter().map(|atom| self.name_of(atom, &sure)).collect();
        names.dedup();
        Ok(names)
    }

    /// The shortest name of the place of an atom, of those that lie wholly inside `held`.
    pub(crate) fn name_of(&self, atom: usize, held: &AtomSet) -> String {
        let place = &self.atoms[atom];
        if self.whole(atom).is_subset(held) {
            return place.code.clone();
        }
        let zone = place.zone.name();
        let mates: AtomSet = self.whole(atom).iter().filter(|mate| self.atoms[*mate].zone == place.zone).collect();
        match &place.part {
            Some(part) if mates.len() == 1 || !mates.is_subset(held) => part.clone(),
            None if !mates.is_subset(held) => format!("{}@{zone}-rest", place.code),
            _ => format!("{}@{zone}", place.code),
        }
    }
}
