//! Joins what the engine draws of single channels and territories into a matrix people can read. Pure.
//!
//! Nothing is decided here: a cell of several channels, territories or purposes has the headline a verdict on all of
//! them would have, and of several assets the worst one counts.

use std::collections::{BTreeSet, HashMap};

use rights::{Coverage, Headline, Slice, State};

use super::super::show::coverage::{CoverageColumn, CoverageRow, CoverageSlice};

/// A column or row before it is drawn: its name and the leaves it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub key: String,
    pub leaves: Vec<String>,
}

/// A matrix: what `show::coverage::Coverage` says of lanes.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    pub rows: Vec<CoverageRow>,
    pub columns: Vec<CoverageColumn>,
    pub cells: Vec<Vec<u32>>,
    pub lanes: Vec<Vec<CoverageSlice>>,
}

/// Lanes of all assets under one numbering.
struct Grid<'a> {
    answers: &'a [Coverage],
    /// The first number of each asset's lanes, reasons, supports and duties.
    lanes_from: Vec<u32>,
    lists_from: Vec<[u32; 3]>,
    channels: HashMap<&'a str, usize>,
    territories: HashMap<&'a str, usize>,
    /// The lanes of every channel and territory.
    held: Vec<Vec<u32>>,
    known: HashMap<Vec<u32>, u32>,
    lanes: Vec<Vec<CoverageSlice>>,
    numbers: HashMap<Vec<CoverageSlice>, u32>,
}

/// The matrix of some assets' answers. `rows` and `columns` are the families and groups people see first.
pub fn matrix(answers: &[Coverage], rows: &[Heading], columns: &[Heading]) -> Matrix {
    let mut grid = Grid::of(answers);
    let rows = grid.split(rows, columns, |grid, row, column| grid.lane(row, column));
    let columns =
        grid.split(columns, &rows.iter().map(|(row, _)| row.clone()).collect::<Vec<_>>(), |grid, column, row| {
            grid.lane(row, column)
        });
    let cells = rows
        .iter()
        .map(|(row, _)| columns.iter().map(|(column, _)| grid.lane(&row.leaves, &column.leaves)).collect())
        .collect();
    let row =
        |(heading, parent): (Heading, Option<u32>)| CoverageRow { key: heading.key, channels: heading.leaves, parent };
    let column = |(heading, parent): (Heading, Option<u32>)| CoverageColumn {
        key: heading.key,
        territories: heading.leaves,
        parent,
    };
    Matrix {
        rows: rows.into_iter().map(row).collect(),
        columns: columns.into_iter().map(column).collect(),
        cells,
        lanes: grid.lanes,
    }
}

impl<'a> Grid<'a> {
    fn of(answers: &'a [Coverage]) -> Grid<'a> {
        let mut grid = Grid {
            answers,
            lanes_from: Vec::new(),
            lists_from: Vec::new(),
            channels: HashMap::new(),
            territories: HashMap::new(),
            held: Vec::new(),
            known: HashMap::new(),
            lanes: Vec::new(),
            numbers: HashMap::new(),
        };
        for part in answers.iter().flat_map(|answer| &answer.parts) {
            for channel in &part.channels {
                let next = grid.channels.len();
                grid.channels.entry(channel).or_insert(next);
            }
            for territory in &part.territories {
                let next = grid.territories.len();
                grid.territories.entry(territory).or_insert(next);
            }
        }
        grid.held = vec![Vec::new(); grid.channels.len() * grid.territories.len()];
        let (mut lane, mut lists) = (0_u32, [0_u32; 3]);
        for answer in answers {
            grid.lanes_from.push(lane);
            grid.lists_from.push(lists);
            for part in &answer.parts {
                for (channel, territory) in
                    part.channels.iter().flat_map(|c| part.territories.iter().map(move |t| (c, t)))
                {
                    let at =
                        grid.channels[channel.as_str()] * grid.territories.len() + grid.territories[territory.as_str()];
                    grid.held[at].push(lane + part.lane as u32);
                }
            }
            lane += answer.lanes.len() as u32;
            let verdict = &answer.verdict;
            let lengths = [verdict.reasons.len(), verdict.supports.len(), verdict.duties.len()];
            lists = std::array::from_fn(|at| lists[at] + lengths[at] as u32);
        }
        grid
    }

    /// Each heading, followed by its leaves where they differ in a cell; leaves that are alike stand together.
    fn split(
        &mut self,
        headings: &[Heading],
        across: &[Heading],
        mut lane: impl FnMut(&mut Self, &[String], &[String]) -> u32,
    ) -> Vec<(Heading, Option<u32>)> {
        let mut found: Vec<(Heading, Option<u32>)> = Vec::new();
        for heading in headings {
            let parent = found.len() as u32;
            found.push((heading.clone(), None));
            let mut groups: Vec<(Vec<u32>, Vec<String>)> = Vec::new();
            for leaf in &heading.leaves {
                let leaf = std::slice::from_ref(leaf);
                let look: Vec<u32> = across.iter().map(|other| lane(self, leaf, &other.leaves)).collect();
                match groups.iter_mut().find(|(known, _)| *known == look) {
                    Some((_, leaves)) => leaves.extend(leaf.iter().cloned()),
                    None => groups.push((look, leaf.to_vec())),
                }
            }
            if groups.len() > 1 {
                let child = |(_, leaves): (Vec<u32>, Vec<String>)| {
                    (Heading { key: leaves.first().cloned().unwrap_or_default(), leaves }, Some(parent))
                };
                found.extend(groups.into_iter().map(child));
            }
        }
        found
    }

    /// The lane of a cell, joined from those of its channels and territories.
    fn lane(&mut self, channels: &[String], territories: &[String]) -> u32 {
        let mut within: BTreeSet<u32> = BTreeSet::new();
        for channel in channels.iter().filter_map(|name| self.channels.get(name.as_str())) {
            for territory in territories.iter().filter_map(|name| self.territories.get(name.as_str())) {
                within.extend(&self.held[channel * self.territories.len() + territory]);
            }
        }
        let within: Vec<u32> = within.into_iter().collect();
        if let Some(known) = self.known.get(&within) {
            return *known;
        }
        let joined = self.join(&within);
        let next = self.lanes.len() as u32;
        let number = *self.numbers.entry(joined.clone()).or_insert(next);
        if number == next {
            self.lanes.push(joined);
        }
        self.known.insert(within, number);
        number
    }

    fn join(&self, within: &[u32]) -> Vec<CoverageSlice> {
        let lanes: Vec<(usize, &[Slice])> = within.iter().map(|number| self.answer_of(*number)).collect();
        let bounds: BTreeSet<&str> = lanes
            .iter()
            .flat_map(|(_, lane)| lane.iter().flat_map(|slice| [slice.from.as_str(), slice.until.as_str()]))
            .collect();
        let bounds: Vec<&str> = bounds.into_iter().collect();
        let mut joined: Vec<CoverageSlice> = Vec::new();
        for span in bounds.windows(2) {
            let holding = |(asset, lane): &(usize, &'a [Slice])| {
                let slice =
                    lane.iter().find(|slice| slice.from.as_str() <= span[0] && slice.until.as_str() >= span[1])?;
                Some((*asset, slice))
            };
            let slices: Vec<(usize, &Slice)> = lanes.iter().filter_map(holding).collect();
            if slices.is_empty() {
                continue;
            }
            let next = self.worst(span[0], span[1], &slices);
            match joined.last_mut() {
                Some(last) if last.until == next.from && alike(last, &next) => last.until = next.until,
                _ => joined.push(next),
            }
        }
        joined
    }

    fn answer_of(&self, number: u32) -> (usize, &'a [Slice]) {
        let asset = self.lanes_from.partition_point(|from| *from <= number).saturating_sub(1);
        (asset, &self.answers[asset].lanes[(number - self.lanes_from[asset]) as usize])
    }

    /// What the worst of the assets says of a stretch of time.
    fn worst(&self, from: &str, until: &str, slices: &[(usize, &Slice)]) -> CoverageSlice {
        let assets: BTreeSet<usize> = slices.iter().map(|(asset, _)| *asset).collect();
        let headline =
            |asset: usize| Headline::of(slices.iter().filter(|(of, _)| *of == asset).map(|(_, slice)| slice.state));
        let headlines: Vec<(usize, Headline)> = assets.into_iter().map(|asset| (asset, headline(asset))).collect();
        let worst = headlines.iter().map(|(_, headline)| *headline).max_by_key(gravity).unwrap_or(Headline::Unknown);
        let having: Vec<usize> =
            headlines.iter().filter(|(_, headline)| *headline == worst).map(|(asset, _)| *asset).collect();
        // A part that is cleared has no reasons against it; a cell that is cleared in part shows what holds the rest.
        let of = |list: usize, pick: fn(&Slice) -> &Vec<usize>| {
            let found: BTreeSet<u32> = slices
                .iter()
                .filter(|(asset, _)| having.contains(asset))
                .flat_map(|(asset, slice)| pick(slice).iter().map(move |at| self.lists_from[*asset][list] + *at as u32))
                .collect();
            found.into_iter().collect()
        };
        CoverageSlice {
            from: from.to_owned(),
            until: until.to_owned(),
            state: worst.as_str().to_owned(),
            reasons: of(0, |slice| &slice.reasons),
            supports: of(1, |slice| &slice.supports),
            duties: of(2, |slice| &slice.duties),
            assets: having.into_iter().map(|asset| asset as u32).collect(),
        }
    }
}

fn alike(one: &CoverageSlice, other: &CoverageSlice) -> bool {
    (&one.state, &one.reasons, &one.supports, &one.duties, &one.assets)
        == (&other.state, &other.reasons, &other.supports, &other.duties, &other.assets)
}

/// From harmless to grave: what a person would call the worst of several assets.
fn gravity(headline: &Headline) -> u8 {
    match headline {
        Headline::Allowed => 0,
        Headline::AllowedWithDuties => 1,
        Headline::Partial => 2,
        Headline::Conditional => 3,
        Headline::Unknown => 4,
        Headline::Denied => 5,
    }
}

/// The state of one leaf in one territory at one time, as the engine drew it; for tests and single questions.
pub fn state_at(answer: &Coverage, channel: &str, territory: &str, at: &str) -> Option<State> {
    let holds = |names: &[String], name: &str| names.iter().any(|known| known == name);
    let parts =
        answer.parts.iter().filter(|part| holds(&part.channels, channel) && holds(&part.territories, territory));
    let slices = parts.filter_map(|part| {
        answer.lanes[part.lane].iter().find(|slice| slice.from.as_str() <= at && at < slice.until.as_str())
    });
    slices.map(|slice| slice.state).min()
}
