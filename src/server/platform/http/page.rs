//! A refusal as a page, for people who opened an address in a browser; machines get the problem document.

use actix_web::http::header::{
    ACCEPT, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, VARY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::{HttpRequest, HttpResponse, ResponseError};

use crate::platform::error::{Code, Error, Result};

/// The refusal in the form the request prefers. Kept by no cache: 404, 410 and 451 may be kept unless told otherwise, and
/// a right can come back.
pub fn refuse(request: &HttpRequest, error: &Error) -> HttpResponse {
    let mut response = error.error_response();
    if is_for_people(request) {
        let status = response.status();
        response = HttpResponse::build(status).body(page(error));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    }
    let headers = response.headers_mut();
    headers.insert(VARY, HeaderValue::from_static("Accept"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Answers methods other than GET and HEAD.
pub async fn only_get() -> Result<HttpResponse> {
    Err(Error::new(Code::MethodNotAllowed, "Only GET works here."))
}

/// A browser that opens an address asks for a page first; pictures in pages, viewers and programs do not.
fn is_for_people(request: &HttpRequest) -> bool {
    let accept = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kinds = accept.split(',').map(|kind| kind.split(';').next().unwrap_or_default().trim());
    let first =
        kinds.into_iter().find(|kind| ["text/html", "application/json", "application/problem+json"].contains(kind));
    first == Some("text/html")
}

fn page(error: &Error) -> String {
    let (title, detail) = (escaped(error.code.title()), escaped(&error.detail));
    let status = error.code.status();
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\"><title>{title}</title><style>\
         body{{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem}}\
         h1{{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}}small{{opacity:.7}}</style></head>\
         <body><main><h1>{title}</h1><p>{detail}</p><p><small>{status}</small></p></main></body></html>"
    )
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::{escaped, is_for_people};

    #[test]
    fn a_browser_that_opens_an_address_gets_a_page_and_nobody_else() {
        for (accept, expected) in [
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true),
            ("application/json, text/html", false),
            ("image/avif,image/webp,*/*", false),
            ("*/*", false),
            ("", false),
        ] {
            let request = TestRequest::get().insert_header(("Accept", accept)).to_http_request();
            assert_eq!(is_for_people(&request), expected, "{accept}");
        }
    }

    #[test]
    fn nothing_in_a_sentence_becomes_markup() {
        assert_eq!(escaped("<b title=\"x\">&'"), "&lt;b title=&quot;x&quot;&gt;&amp;&#39;");
    }
}
