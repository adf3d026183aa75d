//! The API document: collected from the handlers, served with the API and readable at `/api/docs`.

use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_actix_web::AppExt;

use crate::platform::http::problem::Problem;

#[derive(OpenApi)]
#[openapi(
    info(title = "Placet", description = "Digital assets and the rights to use them.", license(name = "Apache-2.0")),
    components(schemas(Problem))
)]
struct Base;

/// The document as JSON, pretty, with a final newline: what the snapshot test compares.
pub fn document() -> serde_json::Value {
    let (_, mut document) = actix_web::App::new()
        .into_utoipa_app()
        .openapi(Base::openapi())
        .configure(super::router::api)
        .split_for_parts();
    let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    document.components.get_or_insert_with(Default::default).add_security_scheme("bearer", bearer);
    let mut document = serde_json::to_value(&document).unwrap_or_default();
    leave_out_head(&mut document);
    document
}

/// HEAD is GET without a body: one operation, one name.
fn leave_out_head(document: &mut serde_json::Value) {
    let Some(paths) = document["paths"].as_object_mut() else { return };
    for methods in paths.values_mut().filter_map(serde_json::Value::as_object_mut) {
        let same = methods
            .get("get")
            .zip(methods.get("head"))
            .is_some_and(|(get, head)| get["operationId"] == head["operationId"]);
        if same {
            methods.remove("head");
        }
    }
}
