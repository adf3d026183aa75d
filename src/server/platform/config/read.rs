//! Reading the gathered texts into values: each is noted for display, each mistake becomes a line.

use super::layers::{Given, Layers, Origin};
use super::parse;
use super::setting::Setting;

/// Takes the texts one by one, notes what each came to, and collects what is wrong.
pub struct Reader {
    pub layers: Layers,
    pub settings: Vec<Setting>,
}

/// How a value may be shown.
#[derive(Clone, Copy, PartialEq)]
pub enum Show {
    Plainly,
    /// A text that may hold a password: shown without it, never repeated in an error.
    Partly,
    Never,
}

impl Reader {
    /// Takes the text away, so that what is left over in the end is what nobody asked for.
    pub fn optional<T>(
        &mut self,
        name: &'static str,
        show: Show,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let Some(Given { text, origin }) = self.layers.given.remove(name) else {
            self.note(name, String::new(), Origin::Default);
            return None;
        };
        match parse(&text) {
            Ok(value) => {
                let shown = match show {
                    Show::Plainly => text,
                    Show::Partly => parse::masked_url(&text),
                    Show::Never => "***".to_owned(),
                };
                self.note(name, shown, origin);
                Some(value)
            }
            Err(fault) => {
                let value = if show == Show::Plainly { format!(" {text:?}") } else { String::new() };
                self.layers.problems.push(format!("{name} ({origin}):{value} {fault}"));
                None
            }
        }
    }

    /// `default` comes with how it is shown.
    pub fn or<T>(
        &mut self,
        name: &'static str,
        show: Show,
        (default, shown): (T, String),
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> T {
        if !self.layers.given.contains_key(name) {
            self.note(name, shown, Origin::Default);
            return default;
        }
        self.optional(name, show, parse).unwrap_or(default)
    }

    pub fn number(&mut self, name: &'static str, default: u64, parse: impl FnOnce(&str) -> Result<u64, String>) -> u64 {
        self.or(name, Show::Plainly, (default, default.to_string()), parse)
    }

    pub fn note(&mut self, name: &'static str, value: String, origin: Origin) {
        self.settings.push(Setting { name, value, origin });
    }
}
