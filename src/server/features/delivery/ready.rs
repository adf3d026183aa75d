//! A source with its headers written out, so that the next answer with the same bytes need not write them again.

use std::sync::Arc;

use actix_web::HttpResponseBuilder;
use actix_web::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_ENCODING, ETAG, HeaderName, HeaderValue, LAST_MODIFIED,
    X_CONTENT_TYPE_OPTIONS,
};

use super::conditions;
use super::present::{self, header_value};
use super::source::Source;

/// A source, its tag and the headers of answers about it.
#[derive(Debug)]
pub struct Ready {
    pub source: Source,
    /// With its quotes.
    pub tag: String,
    /// Of every answer.
    always: Vec<(HeaderName, HeaderValue)>,
    /// Of answers with a body.
    with_body: Vec<(HeaderName, HeaderValue)>,
}

impl Ready {
    pub fn new(source: Source) -> Ready {
        let tag = format!("\"{}\"", source.etag);
        let modified = conditions::http_date(source.modified);
        let always = vec![
            (ETAG, header_value(&tag, "\"\"")),
            (LAST_MODIFIED, header_value(&modified, "")),
            (CACHE_CONTROL, header_value(&source.cache, "no-store")),
            (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            (ACCEPT_RANGES, HeaderValue::from_static("bytes")),
            // Compressing on the way would make ranges and the tag wrong.
            (CONTENT_ENCODING, HeaderValue::from_static("identity")),
        ];
        let with_body = present::headers(&source.mime, source.disposition, &source.file_name);
        Ready { source, tag, always, with_body }
    }

    /// `builder` with the headers of an answer without a body.
    pub fn head(&self, mut builder: HttpResponseBuilder) -> HttpResponseBuilder {
        insert(&mut builder, &self.always);
        builder
    }

    /// `builder` with the headers of an answer that carries bytes.
    pub fn present(&self, builder: HttpResponseBuilder) -> HttpResponseBuilder {
        let mut builder = self.head(builder);
        insert(&mut builder, &self.with_body);
        builder
    }
}

fn insert(builder: &mut HttpResponseBuilder, headers: &[(HeaderName, HeaderValue)]) {
    for (name, value) in headers {
        builder.insert_header((name.clone(), value.clone()));
    }
}

impl From<Source> for Arc<Ready> {
    fn from(source: Source) -> Arc<Ready> {
        Arc::new(Ready::new(source))
    }
}
