//! The process: HTTP and workers, started together and stopped in order.

use std::net::SocketAddr;

use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};
use tokio_util::sync::CancellationToken;

use crate::app::{hot_folder, housekeeping, openapi, reactions, router, uses};
use crate::features::accounts::limit::SignInLimit;
use crate::features::agreements::checks::in_question::{UsesInQuestion, UsesShown};
use crate::features::delivery::door::Door;
use crate::features::operations::figures;
use crate::features::search::SearchIndex;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::http::{extract, trace};
use crate::platform::worker;

/// Which parts run in this process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    pub http: bool,
    pub workers: bool,
}

/// Serves until a signal or `stop`: running requests and jobs end first. `bound` hears the address.
pub async fn serve(
    ctx: Ctx,
    index: SearchIndex,
    parts: Parts,
    stop: CancellationToken,
    bound: impl FnOnce(SocketAddr),
) -> Result<()> {
    let mut background = Vec::new();
    background.push(tokio::spawn(index.clone().follow(ctx.clone(), stop.clone())));
    if parts.workers {
        background.push(tokio::spawn(housekeeping::tidy(ctx.clone(), stop.clone())));
        background.push(tokio::spawn(hot_folder::follow(ctx.clone(), stop.clone())));
        let run = reactions::runner(ctx.clone());
        background.push(tokio::spawn(worker::work(ctx.clone(), run, ctx.config.worker_threads, stop.clone())));
    }
    if parts.http {
        let shared = Shared::new(ctx.clone(), index);
        background.push(tokio::spawn(shared.door.tally.clone().follow(ctx.clone(), stop.clone())));
        background.push(tokio::spawn(figures::add_up(stop.clone())));
        http(shared, stop.clone(), bound).await?;
    } else {
        wait_for_signal(&stop).await;
    }
    stop.cancel();
    for part in background {
        let _ = part.await;
    }
    ctx.db.clone().close().await;
    Ok(())
}

/// What all worker threads share. Cheap to clone.
#[derive(Clone)]
pub struct Shared {
    ctx: web::Data<Ctx>,
    index: web::Data<SearchIndex>,
    document: web::Data<serde_json::Value>,
    sign_in_limit: web::Data<SignInLimit>,
    door: web::Data<Door>,
}

impl Shared {
    pub fn new(ctx: Ctx, index: SearchIndex) -> Shared {
        Shared {
            door: web::Data::new(Door::new(&ctx.config)),
            ctx: web::Data::new(ctx),
            index: web::Data::new(index),
            document: web::Data::new(openapi::document()),
            sign_in_limit: web::Data::new(SignInLimit::default()),
        }
    }
}

async fn http(shared: Shared, stop: CancellationToken, bound: impl FnOnce(SocketAddr)) -> Result<()> {
    let listen = shared.ctx.config.listen;
    let factory = move || {
        let shared = shared.clone();
        App::new()
            .wrap(Compress::default())
            .wrap(from_fn(trace::trace))
            .configure(move |config| routes(config, &shared))
    };
    let server = HttpServer::new(factory).disable_signals().shutdown_timeout(20).bind(listen)?;
    if let Some(address) = server.addrs().first() {
        bound(*address);
    }
    let server = server.run();
    let handle = server.handle();
    tokio::spawn(async move {
        wait_for_signal(&stop).await;
        stop.cancel();
        handle.stop(true).await;
    });
    server.await?;
    Ok(())
}

/// All routes on shared state: the process and the tests build the same application.
pub fn routes(config: &mut web::ServiceConfig, shared: &Shared) {
    config
        .app_data(shared.ctx.clone())
        .app_data(shared.index.clone())
        .app_data(shared.document.clone())
        .app_data(shared.sign_in_limit.clone())
        .app_data(shared.door.clone())
        .app_data(web::Data::new(UsesInQuestion(uses::in_question)))
        .app_data(web::Data::new(UsesShown(uses::shown)))
        .configure(extract::configure);
    let mut collected = utoipa_actix_web::service_config::ServiceConfig::new(config);
    router::api(&mut collected);
    config.configure(router::outside);
}

async fn wait_for_signal(stop: &CancellationToken) {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        stop.cancelled().await;
        return;
    };
    tokio::select! {
        () = stop.cancelled() => {}
        _ = terminate.recv() => tracing::info!("asked to stop"),
        _ = interrupt.recv() => tracing::info!("interrupted"),
    }
}
