//! Figures for monitoring in the Prometheus text format.

use std::sync::OnceLock;
use std::time::Duration;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio_util::sync::CancellationToken;

use crate::features::search::SearchIndex;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// Bounds of the time a request takes, seconds.
const SECONDS: [f64; 10] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

/// How long single measurements stay in memory.
const ADDED_UP_EVERY: Duration = Duration::from_secs(5);

/// Figures are counted by the process, so there is one recorder however many applications it builds.
static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Starts counting; later calls change nothing.
pub fn start() -> Option<&'static PrometheusHandle> {
    let install = || {
        let builder = PrometheusBuilder::new();
        let builder = builder.set_buckets_for_metric(Matcher::Full("placet_request_seconds".to_owned()), &SECONDS);
        match builder.and_then(PrometheusBuilder::install_recorder) {
            Ok(handle) => Some(handle),
            Err(error) => {
                tracing::warn!(%error, "figures are not counted");
                None
            }
        }
    };
    RECORDER.get_or_init(install).as_ref()
}

/// Adds up what was measured since, every few seconds until `stop`: unasked, each request would stay in memory.
pub async fn add_up(stop: CancellationToken) {
    while !stop.is_cancelled() {
        if let Some(handle) = start() {
            handle.run_upkeep();
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(ADDED_UP_EVERY) => {}
        }
    }
}

/// All figures as text.
pub async fn render(ctx: &Ctx, index: &SearchIndex) -> Result<String> {
    let handle = start().ok_or_else(|| Error::new(Code::Unavailable, "Figures are not counted in this process."))?;
    let counts = super::count_jobs(ctx.db.read(), ctx.now()).await?;
    for (state, count) in [("waiting", counts.waiting), ("running", counts.running), ("dead", counts.dead)] {
        metrics::gauge!("placet_jobs", "state" => state).set(count as f64);
    }
    metrics::gauge!("placet_index_lag_events").set(index.lag(ctx).await? as f64);
    metrics::gauge!("placet_index_through").set(index.indexed_through() as f64);
    for each in &ctx.tools.found().await.suites {
        let is_here = if each.problem.is_none() { 1.0 } else { 0.0 };
        metrics::gauge!("placet_tool_here", "tool" => each.suite.name).set(is_here);
    }
    handle.run_upkeep();
    Ok(handle.render())
}
