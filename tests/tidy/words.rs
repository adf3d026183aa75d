//! Cuts Rust text into words and signs, so that comments and quoted text are never taken for code.

/// One piece of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A name, a keyword or a number.
    Word(String),
    /// The content of a string literal, as written.
    Text(String),
    /// `::`
    Between,
    Sign(char),
}

impl Token {
    pub fn is(&self, word: &str) -> bool {
        matches!(self, Self::Word(own) if own == word)
    }

    pub fn is_sign(&self, sign: char) -> bool {
        *self == Self::Sign(sign)
    }

    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            _ => None,
        }
    }
}

/// All tokens of a source; comments, lifetimes and single characters are left out.
pub fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let mut found = Vec::new();
    let mut index = 0;
    while index < chars.len() {
        match (at(index), at(index + 1)) {
            ('/', '/') => index = find(&chars, index, |c| c == '\n'),
            ('/', '*') => index = after_block_comment(&chars, index),
            ('"', _) => {
                let end = after_text(&chars, index);
                found.push(Token::Text(chars[index + 1..end.saturating_sub(1).max(index + 1)].iter().collect()));
                index = end;
            }
            ('\'', '\\') => index = find(&chars, index + 3, |c| c == '\'') + 1,
            ('\'', _) if at(index + 2) == '\'' => index += 3,
            ('\'', _) => index = find(&chars, index + 1, |c| !is_in_a_word(c)),
            (':', ':') => {
                found.push(Token::Between);
                index += 2;
            }
            (c, _) if is_in_a_word(c) => {
                let end = find(&chars, index, |c| !is_in_a_word(c));
                let word: String = chars[index..end].iter().collect();
                match after_raw_text(&chars, end).filter(|_| ["r", "br", "cr"].contains(&word.as_str())) {
                    Some(end) => index = end,
                    None => {
                        found.push(Token::Word(word));
                        index = end;
                    }
                }
            }
            (c, _) if c.is_whitespace() => index += 1,
            (c, _) => {
                found.push(Token::Sign(c));
                index += 1;
            }
        }
    }
    found
}

fn is_in_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The first index from `from` on whose character is wanted, or the end.
fn find(chars: &[char], from: usize, wanted: impl Fn(char) -> bool) -> usize {
    (from..chars.len()).find(|index| wanted(chars[*index])).unwrap_or(chars.len())
}

fn after_block_comment(chars: &[char], start: usize) -> usize {
    let (mut index, mut depth) = (start, 0usize);
    while index + 1 < chars.len() {
        match (chars[index], chars[index + 1]) {
            ('/', '*') => (depth, index) = (depth + 1, index + 2),
            ('*', '/') => (depth, index) = (depth - 1, index + 2),
            _ => index += 1,
        }
        if depth == 0 {
            return index;
        }
    }
    chars.len()
}

/// Behind the closing quote of the text that opens at `start`.
fn after_text(chars: &[char], start: usize) -> usize {
    let mut index = start + 1;
    while index < chars.len() && chars[index] != '"' {
        index += if chars[index] == '\\' { 2 } else { 1 };
    }
    (index + 1).min(chars.len())
}

/// Behind a raw text whose `#`s or quote stand at `start`; none if there is no raw text.
fn after_raw_text(chars: &[char], start: usize) -> Option<usize> {
    let open = find(chars, start, |c| c != '#');
    let marks = open - start;
    if chars.get(open) != Some(&'"') {
        return None;
    }
    let closes =
        |index: &usize| chars[*index] == '"' && chars[index + 1..].iter().take_while(|c| **c == '#').count() >= marks;
    Some((open + 1..chars.len()).find(closes).map_or(chars.len(), |index| index + 1 + marks))
}

#[test]
fn comments_and_quoted_text_are_not_code() {
    let text = r##"a // b
        /* c /* d */ e */ "f\" g" r#"h " i"# 'j' '\'' 'k: b'l' m::n"##;
    let words: Vec<_> = tokens(text).iter().filter_map(|token| token.word().map(str::to_owned)).collect();
    assert_eq!(words, ["a", "b", "m", "n"]);
}
