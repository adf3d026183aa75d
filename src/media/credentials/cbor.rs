//! Reads CBOR (RFC 8949) as far as content credentials use it, within limits that no file can move. Texts and bytes stay
//! where they lie; tags are looked through.

use std::borrow::Cow;

/// How deep lists and maps may lie in each other.
const MAX_DEPTH: usize = 32;
/// How many values one block may have.
const MAX_VALUES: usize = 50_000;

/// A value of CBOR, or of JSON read into the same shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    Number(i128),
    Float(f64),
    Bytes(Cow<'a, [u8]>),
    Text(Cow<'a, str>),
    List(Vec<Value<'a>>),
    Map(Vec<(Value<'a>, Value<'a>)>),
    Flag(bool),
    Nothing,
}

impl<'a> Value<'a> {
    /// What a map has under this name.
    pub fn get(&self, name: &str) -> Option<&Value<'a>> {
        let Value::Map(pairs) = self else { return None };
        pairs.iter().find(|(key, _)| key.text() == Some(name)).map(|(_, value)| value)
    }

    /// What a map has under this number.
    pub fn at(&self, number: i128) -> Option<&Value<'a>> {
        let Value::Map(pairs) = self else { return None };
        pairs.iter().find(|(key, _)| *key == Value::Number(number)).map(|(_, value)| value)
    }

    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn number(&self) -> Option<i128> {
        match self {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Value::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The values of a list; none for everything else.
    pub fn list(&self) -> &[Value<'a>] {
        match self {
            Value::List(list) => list,
            _ => &[],
        }
    }

    /// A text below a name.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.get(name)?.text()
    }
}

/// The one value that `bytes` begin with. `None` for what is cut, nested too deeply, or has too many values.
pub fn read(bytes: &[u8]) -> Option<Value<'_>> {
    Reader { bytes, at: 0, left: MAX_VALUES }.value(0)
}

/// A value of JSON in the same shape; numbers with a fraction become floats.
pub fn of_json(json: serde_json::Value) -> Value<'static> {
    match json {
        serde_json::Value::Null => Value::Nothing,
        serde_json::Value::Bool(flag) => Value::Flag(flag),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(whole) => Value::Number(whole.into()),
            None => Value::Float(number.as_f64().unwrap_or_default()),
        },
        serde_json::Value::String(text) => Value::Text(text.into()),
        serde_json::Value::Array(list) => Value::List(list.into_iter().map(of_json).collect()),
        serde_json::Value::Object(map) => {
            Value::Map(map.into_iter().map(|(name, value)| (Value::Text(name.into()), of_json(value))).collect())
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// How many more values are read.
    left: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: usize) -> Option<Value<'a>> {
        self.left = self.left.checked_sub(1)?;
        if depth > MAX_DEPTH {
            return None;
        }
        let (kind, short) = self.head()?;
        Some(match kind {
            0 => Value::Number(self.count(short)?.into()),
            1 => Value::Number(-1 - i128::from(self.count(short)?)),
            2 => Value::Bytes(self.string(2, short)?),
            3 => match self.string(3, short)? {
                Cow::Borrowed(bytes) => Value::Text(std::str::from_utf8(bytes).ok()?.into()),
                Cow::Owned(bytes) => Value::Text(String::from_utf8(bytes).ok()?.into()),
            },
            4 => Value::List(self.list(short, depth)?),
            5 => Value::Map(self.map(short, depth)?),
            6 => {
                self.count(short)?;
                self.value(depth + 1)?
            }
            _ => self.simple(short)?,
        })
    }

    /// The kind of the next value, and the small number beside it.
    fn head(&mut self) -> Option<(u8, u8)> {
        let byte = *self.take(1)?.first()?;
        Some((byte >> 5, byte & 31))
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(count)?;
        let taken = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(taken)
    }

    fn count(&mut self, short: u8) -> Option<u64> {
        let width = match short {
            0..=23 => return Some(short.into()),
            24..=27 => 1 << (short - 24),
            _ => return None,
        };
        Some(self.take(width)?.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
    }

    /// Whether the next byte ends a list, map or string of unknown length; takes it if so.
    fn ends(&mut self) -> Option<bool> {
        let is_end = *self.bytes.get(self.at)? == 0xFF;
        self.at += usize::from(is_end);
        Some(is_end)
    }

    fn string(&mut self, kind: u8, short: u8) -> Option<Cow<'a, [u8]>> {
        if short != 31 {
            let count = usize::try_from(self.count(short)?).ok()?;
            return self.take(count).map(Cow::Borrowed);
        }
        // In parts: together they are never longer than the block, for each part lies in it.
        let mut whole = Vec::new();
        while !self.ends()? {
            let (part, short) = self.head()?;
            if part != kind || short == 31 {
                return None;
            }
            let count = usize::try_from(self.count(short)?).ok()?;
            whole.extend_from_slice(self.take(count)?);
        }
        Some(Cow::Owned(whole))
    }

    fn list(&mut self, short: u8, depth: usize) -> Option<Vec<Value<'a>>> {
        // Nothing is set aside for a count that a file merely claims.
        let mut list = Vec::new();
        if short == 31 {
            while !self.ends()? {
                list.push(self.value(depth + 1)?);
            }
            return Some(list);
        }
        for _ in 0..self.count(short)? {
            list.push(self.value(depth + 1)?);
        }
        Some(list)
    }

    fn map(&mut self, short: u8, depth: usize) -> Option<Vec<(Value<'a>, Value<'a>)>> {
        let mut pairs = Vec::new();
        if short == 31 {
            while !self.ends()? {
                pairs.push((self.value(depth + 1)?, self.value(depth + 1)?));
            }
            return Some(pairs);
        }
        for _ in 0..self.count(short)? {
            pairs.push((self.value(depth + 1)?, self.value(depth + 1)?));
        }
        Some(pairs)
    }

    fn simple(&mut self, short: u8) -> Option<Value<'a>> {
        Some(match short {
            20 => Value::Flag(false),
            21 => Value::Flag(true),
            22 | 23 => Value::Nothing,
            25 => {
                // Half floats: nothing here is decided by one.
                self.take(2)?;
                Value::Nothing
            }
            26 => Value::Float(f64::from(f32::from_be_bytes(self.take(4)?.try_into().ok()?))),
            27 => Value::Float(f64::from_be_bytes(self.take(8)?.try_into().ok()?)),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn values_of_every_kind_are_read_and_tags_looked_through() {
        let bytes = [
            0xD2, 0xA3, 0x01, 0x38, 0x24, 0x61, b'a', 0x9F, 0x41, 7, 0xF5, 0xF6, 0xFF, 0x61, b'b', 0x7F, 0x61, b'x',
            0x61, b'y', 0xFF,
        ];
        let value = read(&bytes).unwrap();
        assert_eq!(value.at(1).unwrap().number(), Some(-37));
        assert_eq!(value.get("a").unwrap().list()[0].bytes(), Some(&[7][..]));
        assert_eq!(value.get("a").unwrap().list()[1..], [Value::Flag(true), Value::Nothing]);
        assert_eq!(value.text_of("b"), Some("xy"));
    }

    #[test]
    fn what_is_cut_too_deep_or_too_much_is_no_value() {
        assert_eq!(read(&[]), None);
        assert_eq!(read(&[0x5B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]), None);
        assert_eq!(read(&[0x9B, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]), None);
        assert_eq!(read(&[0x81; 4_000_000]), None);
        assert_eq!(read(&[&[0x9F][..], &vec![0; 4_000_000]].concat()), None);
        assert!(read(&[&[0x9F][..], &[0; 1_000], &[0xFF]].concat()).is_some());
    }
}
