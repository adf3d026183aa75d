//! Changes datasets of IIM in a list of Photoshop resources; every other resource and dataset stays as it was.

use crate::container::{be16, be32};
use crate::metadata::digest::md5;
use crate::metadata::iptc::{Charset, charset, datasets, decoded, longest};

/// A dataset of the application record and its values; none takes it out.
pub struct Change {
    pub number: u8,
    pub values: Vec<String>,
}

/// The resources with the changed block and its digest, and whether a value had to be cut to what IIM allows. `None`
/// when the list or the block cannot be read to its end: then nothing can be changed safely.
pub fn changed(resources: &[u8], changes: &[Change]) -> Option<(Vec<u8>, bool)> {
    let list = walk(resources)?;
    let old = list.iter().find(|(id, ..)| *id == 0x0404).map_or(&[][..], |(_, payload, _)| payload);
    let (block, is_cut) = block(old, changes)?;
    let digest = md5(&block);
    let mut out = Vec::with_capacity(resources.len() + block.len() + 64);
    push(&mut out, 0x0404, &block)?;
    push(&mut out, 0x0425, &digest)?;
    for (_, _, whole) in list.iter().filter(|(id, ..)| !matches!(id, 0x0404 | 0x0425)) {
        out.extend_from_slice(whole);
    }
    Some((out, is_cut))
}

/// Id, payload and the whole of a resource.
type Resource<'a> = (u16, &'a [u8], &'a [u8]);

fn walk(bytes: &[u8]) -> Option<Vec<Resource<'_>>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes.get(at..at + 4)? != b"8BIM" {
            // Padding at the end is zeros; anything else is something unknown.
            return bytes[at..].iter().all(|byte| *byte == 0).then_some(found);
        }
        let id = be16(bytes, at + 4)?;
        let name = usize::from(*bytes.get(at + 6)?);
        let size_at = at + 6 + ((name + 2) & !1);
        let size = be32(bytes, size_at)? as usize;
        let end = (size_at + 4).checked_add(size)?;
        let next = (end + (size & 1)).min(bytes.len());
        found.push((id, bytes.get(size_at + 4..end)?, bytes.get(at..next)?));
        at = next;
    }
    Some(found)
}

fn push(out: &mut Vec<u8>, id: u16, payload: &[u8]) -> Option<()> {
    out.extend_from_slice(b"8BIM");
    out.extend_from_slice(&id.to_be_bytes());
    out.extend_from_slice(&[0, 0]);
    out.extend_from_slice(&u32::try_from(payload.len()).ok()?.to_be_bytes());
    out.extend_from_slice(payload);
    out.extend((payload.len() % 2 == 1).then_some(0));
    Some(())
}

fn block(old: &[u8], changes: &[Change]) -> Option<(Vec<u8>, bool)> {
    let (all, is_whole) = datasets(old);
    if !is_whole {
        return None;
    }
    let letters = charset(&all);
    let mut out = Vec::with_capacity(old.len() + 256);
    push_dataset(&mut out, 1, 90, b"\x1B%G")?;
    for each in all.iter().filter(|each| each.record == 1 && each.number != 90) {
        push_dataset(&mut out, 1, each.number, each.value)?;
    }
    if !all.iter().any(|each| each.record == 2 && each.number == 0) {
        push_dataset(&mut out, 2, 0, &[0, 4])?;
    }
    let is_changed = |number: u8| changes.iter().any(|change| change.number == number);
    for each in all.iter().filter(|each| each.record != 1 && !(each.record == 2 && is_changed(each.number))) {
        let is_text = each.record == 2 && !matches!(each.number, 0 | 125 | 202);
        match letters {
            Charset::Unsaid | Charset::Latin1 if is_text => {
                push_dataset(&mut out, each.record, each.number, decoded(each.value, letters).as_bytes())?;
            }
            _ => push_dataset(&mut out, each.record, each.number, each.value)?,
        }
    }
    let mut is_cut = false;
    for change in changes {
        for value in &change.values {
            let kept = crate::metadata::block::shorten(value, longest(change.number));
            is_cut |= kept.len() < value.len();
            push_dataset(&mut out, 2, change.number, kept.as_bytes())?;
        }
    }
    Some((out, is_cut))
}

fn push_dataset(out: &mut Vec<u8>, record: u8, number: u8, value: &[u8]) -> Option<()> {
    out.extend_from_slice(&[0x1C, record, number]);
    match u16::try_from(value.len()) {
        Ok(length) if length < 0x8000 => out.extend_from_slice(&length.to_be_bytes()),
        _ => {
            out.extend_from_slice(&[0x80, 0x04]);
            out.extend_from_slice(&u32::try_from(value.len()).ok()?.to_be_bytes());
        }
    }
    out.extend_from_slice(value);
    Some(())
}
