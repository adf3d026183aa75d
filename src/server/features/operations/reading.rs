//! The API document as one page that people can read: written here from the document itself, without scripts.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}\
    h1{font-size:1.8rem}h2{margin-top:3rem;border-bottom:1px solid #ccc}section{margin:1.5rem 0}\
    code{font:14px/1.4 ui-monospace,monospace}.method{font-weight:700;display:inline-block;min-width:4.5rem}\
    table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.2rem .6rem .2rem 0;vertical-align:top;border-top:1px solid #eee}\
    nav a{margin-right:1rem}@media (prefers-color-scheme:dark){body{color:#eee;background:#161616}a{color:#9cf}td,th{border-color:#333}h2{border-color:#444}}";

/// The whole page.
pub fn page(document: &Value) -> String {
    let tags = by_tag(document);
    let mut page = String::new();
    let title = document["info"]["title"].as_str().unwrap_or("API");
    let version = document["info"]["version"].as_str().unwrap_or_default();
    let about = document["info"]["description"].as_str().unwrap_or_default();
    push(
        &mut page,
        format_args!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{0} API</title><style>{STYLE}</style><main><h1>{0} API {1}</h1><p>{2}</p>\
         <p>The same for programs: <a href=\"/api/v1/openapi.json\"><code>/api/v1/openapi.json</code></a>. \
         Errors are <code>application/problem+json</code> with a stable <code>code</code>.</p><nav>",
            escape(title),
            escape(version),
            escape(about),
        ),
    );
    for tag in tags.keys() {
        push(&mut page, format_args!("<a href=\"#{0}\">{0}</a> ", escape(tag)));
    }
    page.push_str("<a href=\"#types\">types</a></nav>");
    for (tag, operations) in &tags {
        push(&mut page, format_args!("<h2 id=\"{0}\">{0}</h2>", escape(tag)));
        for operation in operations {
            push_operation(&mut page, operation);
        }
    }
    push_types(&mut page, document);
    page.push_str("</main></html>\n");
    page
}

/// An operation with its address.
struct Operation<'a> {
    method: String,
    path: &'a str,
    body: &'a Value,
}

/// Operations by room, each room in order of its addresses.
fn by_tag(document: &Value) -> BTreeMap<String, Vec<Operation<'_>>> {
    let mut tags: BTreeMap<String, Vec<Operation<'_>>> = BTreeMap::new();
    let paths = document["paths"].as_object().into_iter().flatten();
    for (path, item) in paths {
        for (method, body) in item.as_object().into_iter().flatten() {
            if !["get", "post", "put", "patch", "delete", "head", "options"].contains(&method.as_str()) {
                continue;
            }
            let tag = body["tags"][0].as_str().unwrap_or("other").to_owned();
            tags.entry(tag).or_default().push(Operation { method: method.to_uppercase(), path, body });
        }
    }
    tags
}

fn push_operation(page: &mut String, operation: &Operation<'_>) {
    let body = operation.body;
    push(
        page,
        format_args!(
            "<section><div><span class=\"method\">{}</span> <code>{}</code></div>",
            escape(&operation.method),
            escape(operation.path),
        ),
    );
    let said = [body["summary"].as_str(), body["description"].as_str()];
    for text in said.into_iter().flatten() {
        push(page, format_args!("<p>{}</p>", escape(text)));
    }
    push_parameters(page, &body["parameters"]);
    if let Some(content) = body["requestBody"]["content"].as_object() {
        for (kind, media) in content {
            push(page, format_args!("<p>Takes {} <small>{}</small></p>", type_name(&media["schema"]), escape(kind)));
        }
    }
    for (status, answer) in body["responses"].as_object().into_iter().flatten() {
        let shapes = answer["content"].as_object().into_iter().flatten();
        let shapes: Vec<String> = shapes.map(|(_, media)| type_name(&media["schema"])).collect();
        let about = answer["description"].as_str().unwrap_or_default();
        push(page, format_args!("<p>Answers {} {} {}</p>", escape(status), shapes.join(", "), escape(about)));
    }
    page.push_str("</section>");
}

fn push_parameters(page: &mut String, parameters: &Value) {
    let Some(parameters) = parameters.as_array().filter(|list| !list.is_empty()) else { return };
    page.push_str("<table>");
    for parameter in parameters {
        let required = if parameter["required"].as_bool().unwrap_or(false) { "required" } else { "" };
        push(
            page,
            format_args!(
                "<tr><td><code>{}</code></td><td>{} {required}</td><td>{}</td><td>{}</td></tr>",
                escape(parameter["name"].as_str().unwrap_or_default()),
                escape(parameter["in"].as_str().unwrap_or_default()),
                type_name(&parameter["schema"]),
                escape(parameter["description"].as_str().unwrap_or_default()),
            ),
        );
    }
    page.push_str("</table>");
}

fn push_types(page: &mut String, document: &Value) {
    page.push_str("<h2 id=\"types\">types</h2>");
    for (name, schema) in document["components"]["schemas"].as_object().into_iter().flatten() {
        push(page, format_args!("<section id=\"type-{0}\"><h3><code>{0}</code></h3>", escape(name)));
        if let Some(about) = schema["description"].as_str() {
            push(page, format_args!("<p>{}</p>", escape(about)));
        }
        match schema["properties"].as_object() {
            Some(fields) => push_fields(page, fields, &schema["required"]),
            None => push(page, format_args!("<p>{}</p>", type_name(schema))),
        }
        page.push_str("</section>");
    }
}

fn push_fields(page: &mut String, fields: &serde_json::Map<String, Value>, required: &Value) {
    let needed = |name: &str| required.as_array().is_some_and(|list| list.iter().any(|each| each == name));
    page.push_str("<table>");
    for (name, schema) in fields {
        push(
            page,
            format_args!(
                "<tr><td><code>{}{}</code></td><td>{}</td><td>{}</td></tr>",
                escape(name),
                if needed(name) { "" } else { "?" },
                type_name(schema),
                escape(schema["description"].as_str().unwrap_or_default()),
            ),
        );
    }
    page.push_str("</table>");
}

/// A type in a few letters, with links to named ones; safe to put into the page.
fn type_name(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()) {
        return format!("<a href=\"#type-{0}\"><code>{0}</code></a>", escape(name));
    }
    for choice in ["oneOf", "anyOf", "allOf"] {
        if let Some(list) = schema[choice].as_array() {
            return list.iter().map(type_name).collect::<Vec<_>>().join(" or ");
        }
    }
    if let Some(values) = schema["enum"].as_array() {
        let values: Vec<String> =
            values.iter().map(|value| format!("<code>{}</code>", escape(&value.to_string()))).collect();
        return values.join(" or ");
    }
    match &schema["type"] {
        Value::String(kind) if kind == "array" => format!("list of {}", type_name(&schema["items"])),
        Value::String(kind) => match schema["format"].as_str() {
            Some(format) => escape(&format!("{kind} ({format})")),
            None => escape(kind),
        },
        Value::Array(kinds) => {
            let names: Vec<&str> = kinds.iter().filter_map(Value::as_str).collect();
            if names.contains(&"array") {
                return format!("list of {} or null", type_name(&schema["items"]));
            }
            escape(&names.join(" or "))
        }
        _ => "any".to_owned(),
    }
}

fn push(page: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = page.write_fmt(text);
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
