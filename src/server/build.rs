//! Watches the built web app.
fn main() {
    println!("cargo:rerun-if-changed=../../web/dist");
}
