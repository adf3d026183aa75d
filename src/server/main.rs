//! The `placet` binary.

/// Pictures, searches and verdicts ask for memory in many small pieces and from many threads.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[actix_web::main]
async fn main() -> std::process::ExitCode {
    // One TLS provider for everything, before anything can ask for one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    server::cli::run().await
}
