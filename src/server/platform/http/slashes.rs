//! Addresses with a slash too many mean the address without it.

use actix_web::dev::ServiceRequest;
use actix_web::http::Uri;
use actix_web::http::uri::PathAndQuery;

/// Takes slashes at the end away and makes one of several in a row. Must run before the address is looked up.
pub fn trim(request: &mut ServiceRequest) {
    let uri = &request.head().uri;
    let Some(path) = trimmed(uri.path()) else { return };
    let all = uri.query().map_or_else(|| path.clone(), |query| format!("{path}?{query}"));
    let mut parts = uri.clone().into_parts();
    let Ok(all) = PathAndQuery::try_from(all) else { return };
    parts.path_and_query = Some(all);
    let Ok(uri) = Uri::from_parts(parts) else { return };
    request.match_info_mut().get_mut().update(&uri);
    request.head_mut().uri = uri;
}

/// None where there is nothing to take away.
fn trimmed(path: &str) -> Option<String> {
    if path.len() < 2 || !(path.ends_with('/') || path.contains("//")) {
        return None;
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    Some(format!("/{}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn address(asked: &str) -> String {
        let mut request = TestRequest::with_uri(asked).to_srv_request();
        trim(&mut request);
        assert_eq!(request.match_info().as_str(), request.path(), "routes see the same address");
        request.uri().to_string()
    }

    #[test]
    fn slashes_at_the_end_and_in_a_row_mean_nothing() {
        let asked = ["/", "//", "/a", "/a/", "//a///b//", "/a/b", "/a/?q=x//y/", "/a//b?q", "/a%2F/"];
        let meant = ["/", "/", "/a", "/a", "/a/b", "/a/b", "/a?q=x//y/", "/a/b?q", "/a%2F"];
        assert_eq!(asked.map(address), meant);
    }
}
