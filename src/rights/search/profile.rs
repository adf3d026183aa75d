//! Equal profiles have equal regions, so that assets whose rules have the same shape are worked out once.

use crate::evaluate::plan::{Plan, Revoked, Subject};
use crate::evaluate::tracks::Track;

/// A hash of everything the regions depend on but the names of records: equal profiles have equal regions.
pub(super) fn profile(plan: &Plan<'_>) -> [u8; 32] {
    let mut parts: Vec<[u8; 32]> = Vec::with_capacity(plan.instances.len() + plan.templates.len() + 1);
    for instance in &plan.instances {
        let mut hasher = blake3::Hasher::new();
        match instance.subject {
            Subject::Interest(interest) => hasher.update(&interest.shape),
            Subject::Nothing => hasher.update(b"nothing"),
            Subject::Bans => hasher.update(b"bans"),
        };
        let marks = (
            instance.suspected,
            instance.unread.is_some(),
            instance.unread_grant,
            instance.embedding,
            &instance.modifications,
        );
        hasher.update(format!("{marks:?}").as_bytes());
        let held: Vec<[u8; 32]> = instance
            .grants
            .iter()
            .map(|held| {
                let mut hasher = blake3::Hasher::new();
                hasher.update(format!("{:?}", held.fixed).as_bytes());
                hasher.update(&permit_profile(plan, held.grant, 0));
                *hasher.finalize().as_bytes()
            })
            .collect();
        update_sorted(&mut hasher, held);
        update_sorted(&mut hasher, revocation_shapes(plan, &instance.withdrawn));
        let bans = instance.bans.iter().map(|ban| ban_profile(plan, *ban)).collect();
        update_sorted(&mut hasher, bans);
        parts.push(*hasher.finalize().as_bytes());
    }
    parts.extend(plan.templates.iter().map(|template| template.rule.shape));
    let mut hasher = blake3::Hasher::new();
    hasher.update(plan.question.reference.version().as_bytes());
    hasher.update(format!("{:?}{}", plan.majority_rule(), plan.guarded).as_bytes());
    update_sorted(&mut hasher, parts);
    *hasher.finalize().as_bytes()
}

fn update_sorted(hasher: &mut blake3::Hasher, mut parts: Vec<[u8; 32]>) {
    parts.sort_unstable();
    hasher.update(&(parts.len() as u64).to_le_bytes());
    parts.iter().for_each(|part| {
        hasher.update(part);
    });
}

fn revocation_shapes(plan: &Plan<'_>, revoked: &[Revoked<'_>]) -> Vec<[u8; 32]> {
    let shapes = revoked.iter().flat_map(|revoked| match &plan.tracks[revoked.track as usize] {
        Track::Revoked(revocations) => revocations.iter().map(|revocation| revocation.shape).collect(),
        _ => Vec::new(),
    });
    shapes.collect()
}

fn permit_profile(plan: &Plan<'_>, number: usize, depth: usize) -> [u8; 32] {
    let permit = &plan.permits[number];
    let mut hasher = blake3::Hasher::new();
    hasher.update(&permit.grant.shape);
    hasher.update(format!("{:?}", permit.grant.signed).as_bytes());
    update_sorted(&mut hasher, revocation_shapes(plan, &permit.revoked));
    for duty in &permit.duties {
        hasher.update(format!("{:?}", (duty.id, duty.state, duty.breach.is_some())).as_bytes());
        if let Some((track, _)) = duty.breach {
            hasher.update(format!("{:?}", plan.tracks[track as usize]).as_bytes());
        }
    }
    update_sorted(&mut hasher, permit.bans.iter().map(|ban| ban_profile(plan, *ban)).collect());
    for heads in &permit.upstream {
        let known = if depth < 16 { heads.as_slice() } else { &[] };
        update_sorted(&mut hasher, known.iter().map(|head| permit_profile(plan, *head, depth + 1)).collect());
    }
    *hasher.finalize().as_bytes()
}

fn ban_profile(plan: &Plan<'_>, number: usize) -> [u8; 32] {
    let ban = &plan.bans[number];
    let mut hasher = blake3::Hasher::new();
    hasher.update(&ban.restriction.shape);
    update_sorted(&mut hasher, ban.waivers.iter().map(|(waiver, _)| waiver.shape).collect());
    *hasher.finalize().as_bytes()
}
