//! What the demo brand showed: campaigns, approvals and publications, each through the gate everybody goes through.

use serde_json::{Value, json};

use super::history::Question;
use super::story::{Campaign, Publication};
use super::world::{World, id};
use crate::features::agreements::clearance;
use crate::features::agreements::show::uses::Use;
use crate::features::approvals::decide::{self, Outcome};
use crate::features::approvals::row::approval;
use crate::features::approvals::{self, NewDecision, Request};
use crate::features::assets;
use crate::features::campaigns::{self, Content};
use crate::features::publishing::show::NewPublication;
use crate::features::publishing::store;
use crate::platform::auth::{Actor, DecideApprovals, EditCampaigns, Permission, Publish, RequestApprovals};
use crate::platform::error::{Code, Error, Result};

pub async fn begin(world: &mut World<'_>, campaign: &Campaign) -> Result<()> {
    let who = world.by_turn::<EditCampaigns>("marketer", world.known.campaigns.len())?.who();
    let (from, until) = (campaign.from.to_string(), campaign.until.to_string());
    let content = Content::parse(&campaign.name, &campaign.brief, &from, &until)?;
    let tx = world.ctx.db.write().await?;
    let added = campaigns::add(&world.ctx, &tx, &who, content).await?;
    world.ctx.commit(tx).await?;
    world.known.campaigns.insert(campaign.key.clone(), added.id);
    Ok(())
}

/// Asks for an approval of what the channel will show.
pub async fn ask(world: &mut World<'_>, question: &Question<'_>) -> Result<()> {
    let actor = world.actor::<RequestApprovals>(question.by)?;
    let channel = world.story.channels.iter().find(|each| each.key == question.channel);
    let channel = channel.ok_or_else(|| anyhow::anyhow!("the story has no channel {}", question.channel))?;
    let intended = Use {
        channels: vec![channel.rights_channel.clone()],
        territories: channel.territories.clone(),
        start: question.from.to_string(),
        end: question.until.to_string(),
        purposes: Some(vec![super::PURPOSE.to_owned()]),
        ..Use::default()
    };
    let use_request = intended.to_value()?;
    clearance::parse_use(&use_request)?;
    let request = Request {
        use_request,
        channel: Some(id(&world.known.channels, question.channel)?),
        note: question.note.to_owned(),
        due_on: question.due,
    };
    let tx = world.ctx.db.write().await?;
    let asset = assets::find_visible(&tx, actor.scope, id(&world.known.assets, question.asset)?).await?;
    assets::refuse_archived(&asset)?;
    let version = assets::current_version(&tx, &asset).await?;
    let added = approvals::add(&world.ctx, &tx, &actor.who(), actor.person, &version, request).await?;
    world.ctx.commit(tx).await?;
    world.known.approvals.insert(question.key.clone(), added.id);
    Ok(())
}

pub async fn remark(world: &mut World<'_>, key: &str, by: &str, body: &str) -> Result<()> {
    let actor = world.actor::<RequestApprovals>(by)?;
    let tx = world.ctx.db.write().await?;
    let found = approvals::find_visible(&tx, &actor, id(&world.known.approvals, key)?).await?;
    approvals::add_comment(&world.ctx, &tx, &actor.who(), actor.person, &found, body.to_owned()).await?;
    world.ctx.commit(tx).await
}

/// Decides a request; a yes only while the rights clear the use.
pub async fn decide(world: &mut World<'_>, key: &str, by: &str, outcome: Outcome, note: &str) -> Result<()> {
    let actor = world.actor::<DecideApprovals>(by)?;
    let ctx = &world.ctx;
    let found = approvals::find_visible(ctx.db.read(), &actor, id(&world.known.approvals, key)?).await?;
    let current = approvals::current_versions(ctx.db.read(), &[found.asset_id]).await?;
    decide::judge(decide::Facts {
        state: &found.state,
        requested_by: found.requested_by,
        is_current_version: current.get(&found.asset_id) == Some(&found.version_id),
        decider: actor.person,
        may_decide: actor.may(Permission::DecideApprovals),
    })?;
    let asked: Value = serde_json::from_str(&found.use_request)?;
    let verdict = match outcome {
        Outcome::Approve => Some(cleared(world, &found, &asked).await?),
        Outcome::Decline | Outcome::Changes => None,
    };
    let tx = ctx.db.write().await?;
    let kept = match verdict {
        Some(verdict) => {
            Some(clearance::keep(ctx, &tx, &actor.who(), found.asset_id, &asked, &verdict, "approval").await?)
        }
        None => None,
    };
    let new = NewDecision { person: actor.person, outcome, note: note.to_owned(), verdict: kept };
    approvals::record_decision(ctx, &tx, &actor.who(), &found, new).await?;
    ctx.commit(tx).await
}

async fn cleared(world: &World<'_>, found: &approval::Model, asked: &Value) -> Result<rights::Verdict> {
    let request = clearance::parse_use(asked)?;
    let verdict = clearance::ask(&world.ctx, world.ctx.db.read(), found.asset_id, &request, None).await?;
    if verdict.headline.is_cleared() {
        return Ok(verdict);
    }
    Err(Error::new(Code::NotCleared, verdict.sentence.clone()).with(json!({ "use": asked })))
}

pub async fn plan(world: &mut World<'_>, publication: &Publication, by: &str) -> Result<()> {
    let actor: Actor<Publish> = world.actor(by)?;
    let campaign = publication.campaign.as_deref();
    let new = NewPublication {
        asset_id: id(&world.known.assets, &publication.asset)?,
        channel_id: id(&world.known.channels, &publication.channel)?,
        approval_id: None,
        start: publication.from.to_string(),
        end: publication.until.to_string(),
        campaign_id: campaign.map(|key| id(&world.known.campaigns, key)).transpose()?,
    };
    store::plan(&world.ctx, &actor, &new).await?;
    Ok(())
}
