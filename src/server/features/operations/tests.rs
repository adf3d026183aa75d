//! Tests of the room `operations`: the readable API document.

use serde_json::json;

use super::reading::page;

#[test]
fn the_page_shows_operations_types_and_fields_and_escapes_what_it_shows() {
    let document = json!({
        "info": { "title": "A & B", "version": "1" },
        "paths": { "/things": { "post": { "tags": ["things"], "summary": "Add <one>",
            "parameters": [{ "name": "q", "in": "query", "required": true, "schema": { "type": "string" } }],
            "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
            "responses": { "201": { "content": { "application/json": { "schema": { "type": "array", "items": { "$ref": "#/components/schemas/Thing" } } } } } } } } },
        "components": { "schemas": { "Thing": { "required": ["id"],
            "properties": { "id": { "type": "string", "format": "uuid" }, "note": { "type": ["string", "null"] } } } } },
    });
    let page = page(&document);
    for expected in [
        "<title>A &amp; B API</title>",
        "<span class=\"method\">POST</span> <code>/things</code>",
        "Add &lt;one&gt;",
        "list of <a href=\"#type-Thing\"><code>Thing</code></a>",
        "<code>id</code></td><td>string (uuid)",
        "<code>note?</code></td><td>string or null",
        "required",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
}
