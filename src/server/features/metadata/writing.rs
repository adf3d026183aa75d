//! Writing what a file says: a packet of XMP beside it, or inside a copy of it.

use media::embed;
use media::metadata::packet::{self, Property, Shape};
use media::metadata::packet_of;

/// Fields of a structure: name and value.
pub type Structure = Vec<(&'static str, String)>;

/// Properties about to be written. Those that hold nothing are left out.
#[derive(Clone, Debug, Default)]
pub struct Packet(Vec<Property>);

/// Why a packet could not be put into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Only JPEG, PNG and WebP take one here.
    Format,
    /// The file's content credentials would no longer fit its bytes.
    Signed,
    /// The file or the packet it has cannot be read to its end, or the packet is too large for the format.
    Unreadable,
}

/// Whether a packet can be put into files of this type.
pub fn takes_packets(mime: &str) -> bool {
    embed::takes_packets(mime)
}

impl Packet {
    pub fn text(&mut self, name: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.0.push(Property { name, shape: Shape::Text(value) });
        }
    }

    /// A text that could be translated.
    pub fn words(&mut self, name: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.0.push(Property { name, shape: Shape::Language(value) });
        }
    }

    pub fn bag(&mut self, name: &'static str, values: Vec<String>) {
        if !values.is_empty() {
            self.0.push(Property { name, shape: Shape::Bag(values) });
        }
    }

    /// Structures in order.
    pub fn structures(&mut self, name: &'static str, list: Vec<Structure>) {
        if !list.is_empty() {
            self.0.push(Property { name, shape: Shape::Structures(list) });
        }
    }

    pub fn bag_of_structures(&mut self, name: &'static str, list: Vec<Structure>) {
        if !list.is_empty() {
            self.0.push(Property { name, shape: Shape::BagOfStructures(list) });
        }
    }

    /// Takes a property out again.
    pub fn drop(&mut self, name: &str) {
        self.0.retain(|property| property.name != name);
    }

    /// The packet as a file of its own.
    pub fn alone(&self) -> String {
        packet::packet(&self.0)
    }

    /// A copy of the file with these properties in place of all that are named in `replaced`. The rest of the file's
    /// packet, and every other byte, stay as they are.
    pub fn inside(&self, bytes: &[u8], mime: &str, replaced: &[&str]) -> Result<Vec<u8>, Refused> {
        if !embed::takes_packets(mime) {
            return Err(Refused::Format);
        }
        if embed::is_signed(bytes, mime) {
            return Err(Refused::Signed);
        }
        let text = match packet_of(bytes, mime) {
            Some(own) => packet::merged(&own, &self.0, replaced).ok_or(Refused::Unreadable)?,
            None => self.alone(),
        };
        embed::with_packet(bytes, mime, &text).ok_or(Refused::Unreadable)
    }
}
