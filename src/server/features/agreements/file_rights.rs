//! The rights on record about an asset, ready to be written beside a copy of its file or into it.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::Uuid;
use serde_json::Value;

use super::exchange::export::{self, Frame};
use super::exchange::fields::{self, CREDENTIALS_MINING, Fields, code, first};
use super::exchange::reservation::{Reservation, Said};
use super::exchange::written::{self, Around, REPLACED};
use super::facts::{self, OnRecord};
use super::records::header::{AgreementKind, Header};
use super::records::proposed::case_of;
use super::records::record::Kind;
use super::reference;
use super::reservations;
use super::show::reference::{rights_reference, territory_zones};
use crate::features::assets::row::{asset, version};
use crate::features::metadata;
use crate::features::metadata::writing::{Packet, Refused};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// What is certainly cleared of an asset, as fields of a file.
pub async fn packet(ctx: &Ctx, asset: &asset::Model) -> Result<Packet> {
    let moment = ctx.db.snapshot().await?;
    let record = facts::load(&moment, &[asset.id], None).await?;
    let reference = reference::current(&moment).await?;
    moment.commit().await?;
    let stated = stated_reservation(ctx, asset.current_version_id).await?;
    let reservation = reservations::of_asset(ctx, asset.id).await?.or(stated);
    let given = case_of(&record, asset.id);
    let papers = Papers::of(&record);
    let house = ctx.config.public_url.as_str();
    let (policy_url, page_url) =
        (format!("{house}/api/v1/assets/{}/rights.odrl.json", asset.id), format!("{house}/assets/{}", asset.id));
    let frame =
        Frame { uid: &policy_url, target: &page_url, assignee: house, assigners: &papers.licensors, now: ctx.now() };
    let policy = export::policy(reference, territory_zones()?, &given, &asset.id.to_string(), &frame);
    let names = names()?;
    let around = Around {
        policy: &policy,
        policy_url: &policy_url,
        page_url: &page_url,
        licensors: &papers.licensors,
        licensees: &papers.licensees,
        references: &papers.references,
        releases: &papers.releases,
        reservation,
        names: &names,
    };
    Ok(written::packet(reference, &given, &asset.id.to_string(), &around))
}

/// A copy of the asset's file with its rights written into it.
pub async fn inside(ctx: &Ctx, asset: &asset::Model, version: &version::Model, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let packet = packet(ctx, asset).await?;
    let mime = version.mime.clone();
    let made = tokio::task::spawn_blocking(move || packet.inside(&bytes, &mime, REPLACED)).await;
    let made = made.map_err(|error| Error::internal(anyhow::anyhow!(error)))?;
    made.map_err(|refused| {
        let why = match refused {
            Refused::Format => "Rights can be written into JPEG, PNG and WebP files; for this one take rights.xmp.",
            Refused::Signed => "The file is signed (C2PA): writing into it would break its signature. Take rights.xmp.",
            Refused::Unreadable => "The metadata of this file cannot be rewritten safely. Take rights.xmp beside it.",
        };
        Error::field(Code::Invalid, "rights", why)
    })
}

/// What the file or the one beside it reserves goes out again, whoever has looked at it; what they allow does not.
async fn stated_reservation(ctx: &Ctx, version: Uuid) -> Result<Reservation> {
    let nothing = Reservation::everything_if(false);
    let Some(found) = metadata::find(ctx.db.read(), version).await? else { return Ok(nothing) };
    let said = |fields: Fields| {
        // A value nobody knows here may reserve everything.
        let of_plus = |value| Reservation::of_plus(code(value)).unwrap_or(Reservation::everything_if(true));
        let plus = first(&fields, "plus:DataMining").map_or(nothing, of_plus);
        plus.or(fields.get(CREDENTIALS_MINING).map_or(nothing, |said| Reservation::of_credentials(said)))
    };
    let stated = said(fields::of_raw(&found.raw)).or(said(fields::of_sidecar(&found.raw)));
    let silent = |said: Said| if said == Said::Allowed { Said::Nothing } else { said };
    Ok(Reservation { mining: silent(stated.mining), training: silent(stated.training), ..stated })
}

/// Who granted what to whom, of the agreements that certainly count for the asset.
#[derive(Default)]
struct Papers {
    licensors: Vec<String>,
    licensees: Vec<String>,
    references: Vec<String>,
    releases: Vec<String>,
}

impl Papers {
    fn of(record: &OnRecord) -> Papers {
        let mut papers = Papers::default();
        for (id, row) in &record.headers {
            let grants = record.rows.iter().any(|row| row.kind == Kind::Grant.name() && row.agreement_id == Some(*id));
            let header: Option<Header> = serde_json::from_str(&row.body).ok();
            let Some(header) = header.filter(|header| grants && header.is_definite()) else { continue };
            let releases = [AgreementKind::ModelRelease, AgreementKind::Consent, AgreementKind::Talent];
            if releases.contains(&header.kind) {
                papers.releases.push(header.reference.clone());
            }
            papers.references.push(header.reference);
            papers.licensors.push(header.licensor);
            papers.licensees.push(header.licensee);
        }
        for list in [&mut papers.licensors, &mut papers.licensees, &mut papers.references, &mut papers.releases] {
            list.retain(|name| !name.is_empty());
            list.sort();
            list.dedup();
        }
        papers
    }
}

/// The names people read, by the keys of channels and purposes.
fn names() -> Result<BTreeMap<String, String>> {
    let shown: Value = serde_json::to_value(rights_reference()?)?;
    let leaves = ["channels", "purposes"].into_iter().flat_map(|list| shown[list].as_array().into_iter().flatten());
    let each = leaves.filter_map(|leaf| Some((leaf["key"].as_str()?.to_owned(), leaf["name"].as_str()?.to_owned())));
    Ok(each.collect())
}
