//! From what people type to a query: every word must occur, misspelled by one letter at most; the last word may be
//! unfinished; quotes keep words together; a whole file name comes first.

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::schema::{Fields, words_of};
use crate::platform::error::{Code, Error, Result};

/// The longest text people may search for, characters.
pub const MOST_CHARACTERS: usize = 200;
/// The most words in it.
pub const MOST_WORDS: usize = 12;
/// Words this short must be spelled right: one letter is too much of them.
const SHORTEST_MISSPELLED: usize = 4;

/// One demand of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Word(String),
    /// The word still being typed: its beginning is enough.
    Beginning(String),
    Phrase(Vec<String>),
}

/// What people typed, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub parts: Vec<Part>,
    /// The text as a file name would be indexed.
    pub whole: String,
}

impl Words {
    /// `None` for blank text. Too long is 422.
    pub fn parse(text: &str) -> Result<Option<Words>> {
        if text.chars().count() > MOST_CHARACTERS {
            return Err(Error::field(Code::Invalid, "q", format!("At most {MOST_CHARACTERS} characters.")));
        }
        if text.trim().is_empty() {
            return Ok(None);
        }
        let mut parts = Vec::new();
        for (index, piece) in text.split('"').enumerate() {
            let found = words_of(piece);
            // Odd pieces stand between quotes; a quote that is never closed counts as closed at the end.
            if index % 2 == 0 || found.len() < 2 {
                parts.extend(found.into_iter().map(Part::Word));
            } else {
                parts.push(Part::Phrase(found));
            }
        }
        let count: usize = parts.iter().map(Part::count).sum();
        if count > MOST_WORDS {
            return Err(Error::field(Code::Invalid, "q", format!("At most {MOST_WORDS} words.")));
        }
        let unfinished = text.chars().next_back().is_some_and(char::is_alphanumeric);
        if let Some(Part::Word(last)) = parts.last()
            && unfinished
            && text.matches('"').count().is_multiple_of(2)
        {
            let last = Part::Beginning(last.clone());
            parts.pop();
            parts.push(last);
        }
        Ok(Some(Words { parts, whole: text.trim().to_lowercase() }))
    }

    /// The query over the text everybody may find by, and over `house_text` for the house.
    pub fn query(&self, fields: &Fields, house: bool) -> Box<dyn Query> {
        let whole = term(fields.file_name_exact, &self.whole);
        let whole: Box<dyn Query> = Box::new(ConstScoreQuery::new(whole, 1000.0));
        if self.parts.is_empty() {
            return whole;
        }
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Should, whole)];
        for part in &self.parts {
            clauses.push((Occur::Must, part.required(fields, house)));
            clauses.extend(part.preferred(fields).into_iter().map(|query| (Occur::Should, query)));
        }
        Box::new(BooleanQuery::new(clauses))
    }
}

impl Part {
    fn count(&self) -> usize {
        match self {
            Part::Phrase(words) => words.len(),
            Part::Word(_) | Part::Beginning(_) => 1,
        }
    }

    /// What must hold for an asset to be found at all.
    fn required(&self, fields: &Fields, house: bool) -> Box<dyn Query> {
        let searched = if house { vec![fields.text, fields.house_text] } else { vec![fields.text] };
        let mut ways: Vec<Box<dyn Query>> = Vec::new();
        for field in searched {
            match self {
                Part::Phrase(words) => ways.push(phrase(field, words)),
                Part::Word(word) => ways.extend(spellings(field, word)),
                Part::Beginning(word) => {
                    ways.extend(spellings(field, word));
                    let begins = FuzzyTermQuery::new_prefix(Term::from_field_text(field, word), 0, true);
                    ways.push(Box::new(BoostQuery::new(Box::new(begins), 0.5)));
                }
            }
        }
        match ways.len() {
            0 => Box::new(EmptyQuery),
            _ => Box::new(BooleanQuery::union(ways)),
        }
    }

    /// What ranks an asset higher.
    fn preferred(&self, fields: &Fields) -> Vec<Box<dyn Query>> {
        let words = match self {
            Part::Word(word) | Part::Beginning(word) => std::slice::from_ref(word),
            Part::Phrase(words) => words.as_slice(),
        };
        let boosts = [(fields.title, 3.0), (fields.keywords, 2.0), (fields.file_name, 1.5)];
        let pairs = words.iter().flat_map(|word| boosts.map(|(field, boost)| (word, field, boost)));
        pairs
            .map(|(word, field, boost)| Box::new(BoostQuery::new(term(field, word), boost)) as Box<dyn Query>)
            .collect()
    }
}

fn spellings(field: Field, word: &str) -> Vec<Box<dyn Query>> {
    let mut ways = vec![term(field, word)];
    if may_be_misspelled(word) {
        let close = FuzzyTermQuery::new(Term::from_field_text(field, word), 1, true);
        ways.push(Box::new(BoostQuery::new(Box::new(close), 0.1)));
    }
    ways
}

/// Numbers are meant as they are: 2026 is no misspelled 2025.
fn may_be_misspelled(word: &str) -> bool {
    word.chars().count() >= SHORTEST_MISSPELLED && !word.chars().any(|c| c.is_numeric())
}

fn term(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

fn phrase(field: Field, words: &[String]) -> Box<dyn Query> {
    Box::new(PhraseQuery::new(words.iter().map(|word| Term::from_field_text(field, word)).collect()))
}

/// Which of the named texts the query matches, by the same rules: shown beside a hit.
pub fn matched(words: &Words, texts: &[(&'static str, String)]) -> Vec<String> {
    let hit = |text: &str| {
        let has = words_of(text);
        words.parts.iter().any(|part| match part {
            Part::Word(word) => has.iter().any(|each| same(word, each)),
            Part::Beginning(word) => has.iter().any(|each| each.starts_with(word.as_str()) || same(word, each)),
            Part::Phrase(words) => has.windows(words.len()).any(|window| window == words.as_slice()),
        })
    };
    texts.iter().filter(|(_, text)| hit(text)).map(|(name, _)| (*name).to_owned()).collect()
}

/// Equal, or one letter apart: changed, missing, added, or swapped with its neighbor.
fn same(word: &str, other: &str) -> bool {
    if word == other {
        return true;
    }
    if !may_be_misspelled(word) {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (word.chars().collect(), other.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let head = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    if short.len() < long.len() {
        return short[head..] == long[head + 1..];
    }
    let swapped = head + 1 < long.len() && short[head] == long[head + 1] && short[head + 1] == long[head];
    short[head + 1..] == long[head + 1..] || (swapped && short[head + 2..] == long[head + 2..])
}
