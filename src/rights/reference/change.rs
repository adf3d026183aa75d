//! Changes an administrator makes to the reference data: one entry at a time, layered over what was there before.
//! Nothing is ever deleted: a leaf is retired or split, a group gets another definition, and the record keeps both.

use serde_json::{Map, Value, json};

use super::{REFERENCE_KINDS, Reference};
use crate::read::{Fields, ParseError};

impl Reference {
    /// The same data with one entry added or replaced. `body` holds the whole entry as it will be:
    ///
    /// - `group`: `name`, `versions` (each `from`, `members`, `possible`; members may be groups), `retired`
    /// - `channel`, `purpose`: `name`, `introduced_on`, `reserved`, `online`, `retired`, `split_into` (`key`, `name`)
    /// - `channel_group`: `name`, `members`, `retired`
    /// - `category`: `name`, `parent`, `retired`; `modification`: `name`, `reserved`, `retired`
    ///
    /// Errors name the field: `reference.invalid`, `reference.cycle`, or the code of an unknown name.
    pub fn changed(&self, kind: &str, key: &str, body: &Value) -> Result<Self, ParseError> {
        let fields = Fields::of(body, "")?;
        let mut draft = Draft { data: self.data.as_ref().clone(), base: self, kind, key };
        draft.check_key()?;
        match kind {
            "group" => draft.group(&fields)?,
            "channel" => draft.leaf("channels", &fields)?,
            "purpose" => draft.leaf("purposes", &fields)?,
            "channel_group" => draft.alias(&fields)?,
            "category" => draft.category(&fields)?,
            "modification" => draft.modification(&fields)?,
            _ => return Err(invalid("kind", format!("one of {} is expected", REFERENCE_KINDS.join(", ")))),
        }
        let version = if kind == "group" { "territory_version" } else { "taxonomy_version" };
        draft.turn(version, body);
        draft.turn("version", body);
        Self::from_json(&draft.data)
    }
}

struct Draft<'a> {
    data: Value,
    base: &'a Reference,
    kind: &'a str,
    key: &'a str,
}

fn invalid(field: &str, message: impl Into<String>) -> ParseError {
    ParseError::new("reference.invalid", field, message)
}

fn cycle(message: impl Into<String>) -> ParseError {
    ParseError::new("reference.cycle", "members", message)
}

impl Draft<'_> {
    fn check_key(&self) -> Result<(), ParseError> {
        let plain = |text: &str| {
            !text.is_empty()
                && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        };
        let (fits, form) = match self.kind {
            "group" => (
                self.key.len() > 1
                    && self.key.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b"_+&".contains(&b))
                    || self.exists(),
                "capitals, digits, _, + and &",
            ),
            "channel" | "purpose" => (self.key.split('.').all(plain), "small letters, digits and _, with dots between"),
            "channel_group" => (self.key.split(':').all(plain), "small letters, digits and _"),
            _ => (plain(self.key), "small letters, digits and _"),
        };
        if !fits || self.key.len() > 80 {
            return Err(invalid("key", format!("the key is at most 80 {form}")));
        }
        let name = self.name_key();
        let taken = self.data["names"].get(&name).is_some() || ["all", "any", "online", "WORLD"].contains(&self.key);
        if taken && !self.exists() {
            return Err(invalid("key", format!("{:?} already names something else", self.key)));
        }
        Ok(())
    }

    /// Whether the entry is there already, as what the change takes it for.
    fn exists(&self) -> bool {
        match self.kind {
            "group" => self.data["groups"].get(self.key).is_some(),
            "channel" => holds(&self.data["channels"]["leaves"], self.key),
            "purpose" => holds(&self.data["purposes"]["leaves"], self.key),
            "channel_group" => self.data["channels"]["aliases"].get(self.key).is_some(),
            "category" => self.base.is_category(self.key),
            _ => self.base.modifications().any(|known| known == self.key),
        }
    }

    fn name_key(&self) -> String {
        if self.kind == "category" { format!("category:{}", self.key) } else { self.key.to_owned() }
    }

    fn set_name(&mut self, fields: &Fields<'_>) -> Result<(), ParseError> {
        let name = fields.text("name")?.trim();
        if name.is_empty() || name.len() > 200 {
            return Err(invalid("name", "a name of at most 200 letters is expected"));
        }
        let key = self.name_key();
        put(&mut self.data["names"], &key, json!(name));
        Ok(())
    }

    /// Marks what is only offered no longer; rules that name it keep their meaning.
    fn set_retired(&mut self, fields: &Fields<'_>) -> Result<(), ParseError> {
        let entry = format!("{}:{}", self.kind, self.key);
        list(&mut self.data, "retired", &entry, fields.flag("retired")?);
        Ok(())
    }

    fn group(&mut self, fields: &Fields<'_>) -> Result<(), ParseError> {
        let mut versions = Vec::new();
        for version in fields.children("versions")? {
            let from = version.date("from")?.ok_or_else(|| invalid("versions", "each version says from which day"))?;
            let mut entry = Map::new();
            entry.insert("from".to_owned(), json!(from));
            for part in ["members", "possible"] {
                let mut codes: Vec<String> = Vec::new();
                for name in version.names(part)?.unwrap_or_default() {
                    if name == self.key {
                        return Err(cycle(format!("{name} cannot be a member of itself")));
                    }
                    codes.extend(self.base.territories.expanded(name, from, &version.path(part))?);
                }
                codes.sort_unstable();
                codes.dedup();
                entry.insert(part.to_owned(), json!(codes));
            }
            if versions.iter().any(|known: &Map<String, Value>| known["from"] == entry["from"]) {
                return Err(invalid("versions", format!("two versions begin on {from}")));
            }
            versions.push(entry);
        }
        versions.sort_by_key(|version| version["from"].to_string());
        if versions.iter().all(|version| version["members"] == json!([]) && version["possible"] == json!([])) {
            return Err(invalid("versions", "a group has members"));
        }
        let dated = versions.len() > 1 || self.data["groups"][self.key]["dated"] == true;
        put(&mut self.data["groups"], self.key, json!({ "dated": dated, "versions": versions }));
        self.set_retired(fields)?;
        self.set_name(fields)
    }

    fn leaf(&mut self, tree: &str, fields: &Fields<'_>) -> Result<(), ParseError> {
        let introduced = fields.date("introduced_on")?;
        if holds(&self.data[tree]["split"], self.key) {
            return Err(invalid("key", format!("{} was split; change one of its parts", self.key)));
        }
        if !self.exists() {
            self.check_place(tree, self.key)?;
            if introduced.is_none() {
                return Err(invalid("introduced_on", "a new leaf says since when it exists"));
            }
            list(&mut self.data[tree], "leaves", self.key, true);
        }
        if !self.data[tree]["introduced_on"].is_object() {
            self.data[tree]["introduced_on"] = json!({});
        }
        match introduced {
            Some(day) => put(&mut self.data[tree]["introduced_on"], self.key, json!(day)),
            None => {
                let dates = self.data[tree]["introduced_on"].as_object_mut();
                dates.map(|dates| dates.remove(self.key));
            }
        }
        for mark in ["reserved", "online", "retired"] {
            let marked = fields.flag(mark)?;
            list(&mut self.data[tree], mark, self.key, marked);
        }
        self.set_name(fields)?;
        self.split(tree, fields)
    }

    /// A leaf that was split stays a name for all of its parts, so what was written before means the same.
    fn split(&mut self, tree: &str, fields: &Fields<'_>) -> Result<(), ParseError> {
        let parts = fields.children("split_into")?;
        if parts.is_empty() {
            return Ok(());
        }
        if parts.len() < 2 {
            return Err(invalid("split_into", "a leaf is split into two or more"));
        }
        for part in parts {
            let key = part.text("key")?;
            let inside = key.strip_prefix(self.key).and_then(|rest| rest.strip_prefix('.'));
            if !inside.is_some_and(|rest| !rest.is_empty() && !rest.contains('.')) {
                return Err(invalid("split_into", format!("{key:?} does not stand under {}", self.key)));
            }
            let probe = Draft { data: Value::Null, base: self.base, kind: self.kind, key };
            probe.check_key()?;
            list(&mut self.data[tree], "leaves", key, true);
            put(&mut self.data["names"], key, json!(part.text("name")?));
        }
        list(&mut self.data[tree], "split", self.key, true);
        Ok(())
    }

    /// A leaf stands neither above nor below another.
    fn check_place(&self, tree: &str, key: &str) -> Result<(), ParseError> {
        let leaves = self.data[tree]["leaves"].as_array().into_iter().flatten().filter_map(Value::as_str);
        for leaf in leaves.filter(|leaf| !holds(&self.data[tree]["split"], leaf)) {
            let below = |one: &str, other: &str| one.strip_prefix(other).is_some_and(|rest| rest.starts_with('.'));
            if below(key, leaf) {
                return Err(invalid("key", format!("{leaf} is one leaf; split it instead")));
            }
            if below(leaf, key) {
                return Err(invalid("key", format!("{key} has leaves under it and cannot be one")));
            }
        }
        Ok(())
    }

    fn alias(&mut self, fields: &Fields<'_>) -> Result<(), ParseError> {
        let members = fields.names("members")?.unwrap_or_default();
        if members.is_empty() {
            return Err(invalid("members", "a group of channels has members"));
        }
        for member in &members {
            if *member == self.key {
                return Err(cycle(format!("{member} cannot be a member of itself")));
            }
            if self.data["channels"]["aliases"].get(member).is_some() {
                return Err(cycle(format!("{member} is a group itself; name its channels")));
            }
            self.base.check_channel(member)?;
        }
        if self.base.channels.check(self.key).is_ok() && !self.exists() {
            return Err(invalid("key", format!("{:?} already names something else", self.key)));
        }
        put(&mut self.data["channels"]["aliases"], self.key, json!(members));
        self.set_retired(fields)?;
        self.set_name(fields)
    }

    fn category(&mut self, fields: &Fields<'_>) -> Result<(), ParseError> {
        match fields.maybe("parent")? {
            None => {
                let tree = self.data["categories"].as_object_mut();
                tree.map(|tree| tree.remove(self.key));
            }
            Some(parent) => {
                if !self.base.is_category(parent) {
                    return Err(invalid("parent", format!("{parent:?} is no known category")));
                }
                if self.base.category_within(parent, self.key) {
                    let message = format!("{parent} stands under {} already", self.key);
                    return Err(ParseError::new("reference.cycle", "parent", message));
                }
                put(&mut self.data["categories"], self.key, json!(parent));
            }
        }
        self.set_retired(fields)?;
        self.set_name(fields)
    }

    fn modification(&mut self, fields: &Fields<'_>) -> Result<(), ParseError> {
        let reserved = fields.flag("reserved")?;
        list(&mut self.data["modifications"], "reserved", self.key, reserved);
        list(&mut self.data["modifications"], "leaves", self.key, !reserved);
        self.set_retired(fields)?;
        self.set_name(fields)
    }

    /// The next version: what was shipped, and a hash over every change since.
    fn turn(&mut self, version: &str, body: &Value) {
        let before = self.data[version].as_str().unwrap_or_default().to_owned();
        let shipped = before.split('+').next().unwrap_or_default();
        let change = json!([before, self.kind, self.key, body]).to_string();
        let hash = blake3::hash(change.as_bytes()).to_hex();
        self.data[version] = json!(format!("{shipped}+{}", &hash[..12]));
    }
}

fn holds(list: &Value, key: &str) -> bool {
    list.as_array().is_some_and(|items| items.iter().any(|item| item == key))
}

fn put(object: &mut Value, key: &str, value: Value) {
    if !object.is_object() {
        *object = json!({});
    }
    object[key] = value;
}

/// Puts a name at the end of a list, or takes it off. What is there already keeps its place.
fn list(object: &mut Value, key: &str, name: &str, wanted: bool) {
    if !object[key].is_array() {
        object[key] = json!([]);
    }
    let Some(items) = object[key].as_array_mut() else { return };
    let there = items.iter().position(|item| item == name);
    match (there, wanted) {
        (None, true) => items.push(json!(name)),
        (Some(at), false) => {
            items.remove(at);
        }
        _ => {}
    }
}
