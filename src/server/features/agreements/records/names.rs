//! Finding a name in text, however it is capitalized, and taking it out.

/// What stands where a name was.
pub const ERASED: &str = "[erased]";

/// The text without these names. A name within a longer word is not the name.
pub fn scrub(text: &str, names: &[String]) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    let mut before: Option<char> = None;
    while let Some(letter) = rest.chars().next() {
        let at_start = before.is_none_or(|letter| !letter.is_alphanumeric());
        let found = names.iter().filter(|_| at_start).find_map(|name| end_of(rest, name));
        match found {
            Some(end) => {
                clean.push_str(ERASED);
                rest = rest.get(end..).unwrap_or_default();
                before = Some(']');
            }
            None => {
                clean.push(letter);
                rest = rest.get(letter.len_utf8()..).unwrap_or_default();
                before = Some(letter);
            }
        }
    }
    clean
}

/// Where `name` ends in `text` if the text begins with it as a whole word.
fn end_of(text: &str, name: &str) -> Option<usize> {
    let mut wanted = name.chars().flat_map(char::to_lowercase).peekable();
    let mut end = 0;
    for letter in text.chars() {
        if wanted.peek().is_none() {
            return (!letter.is_alphanumeric()).then_some(end);
        }
        for small in letter.to_lowercase() {
            if wanted.next() != Some(small) {
                return None;
            }
        }
        end += letter.len_utf8();
    }
    wanted.peek().is_none().then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(text: &str) -> String {
        scrub(text, &["Lena Müller".to_owned(), "Ida".to_owned()])
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        assert_eq!(without("LENA MÜLLER and lena müller"), "[erased] and [erased]");
        assert_eq!(without("(Lena Müller)"), "([erased])");
        assert_eq!(without("Lena Müller"), "[erased]");
    }

    #[test]
    fn a_name_within_a_word_is_another_word() {
        assert_eq!(without("Florida, Idaho, Lena Müllers, Ida's"), "Florida, Idaho, Lena Müllers, [erased]'s");
        assert_eq!(without(""), "");
    }
}
