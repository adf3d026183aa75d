//! Documents: page one, the number of pages and the words of a PDF, and office documents turned into one first.

use media::MediaError;
use media::tool::{self, INPUT, MAX_TEXT};

use super::bench::Bench;
use super::look::{Look, Source, text_of};
use super::trouble::Trouble;
use crate::features::assets::properties::TechnicalProperties;
use crate::platform::ctx::Ctx;
use crate::platform::tools::call::ToolError;

fn refused(error: ToolError) -> Trouble {
    Trouble::tool("Poppler", error)
}

/// A PDF that was uploaded as one.
pub(super) async fn pdf(bench: &Bench<'_>) -> Result<Look, Trouble> {
    let said = match bench.call(&tool::paper_facts()).await {
        Ok(said) => said,
        Err(ToolError::Failed { why }) if why.to_lowercase().contains("password") => {
            let properties = TechnicalProperties { is_encrypted: Some(true), ..TechnicalProperties::default() };
            let why = "This PDF opens with a password only, so there is no preview. The original is kept.";
            let failure = Some(MediaError::unsupported("application/pdf", why));
            return Ok(Look { properties, failure, ..Look::default() });
        }
        Err(error) => return Err(refused(error)),
    };
    let facts = Facts::read(&String::from_utf8_lossy(&said.stdout));
    let text = words(bench, INPUT).await;
    let properties = TechnicalProperties {
        pages: facts.pages,
        is_encrypted: facts.is_encrypted.then_some(true),
        ..TechnicalProperties::default()
    };
    match page(bench, INPUT).await {
        Ok(source) => Ok(Look { source: Some(source), properties, text, ..Look::default() }),
        // Its words and pages are known all the same.
        Err(Trouble::Picture(error)) => Ok(Look { properties, text, failure: Some(error), ..Look::default() }),
        Err(other) => Err(other),
    }
}

/// An office document, through a PDF that is not kept.
pub(super) async fn office(ctx: &Ctx, bench: &Bench<'_>) -> Result<Look, Trouble> {
    let made = bench.call(&tool::office_paper(&bench.folder())).await;
    made.map_err(|error| Trouble::tool("LibreOffice", error))?;
    let name = "input.pdf";
    if bench.left(name).await?.is_none() {
        let why = "it made no page of it".to_owned();
        return Err(Trouble::tool("LibreOffice", ToolError::Failed { why }));
    }
    if !ctx.tools.has("poppler").await {
        return Err(refused(ToolError::Missing { label: "Poppler".to_owned() }));
    }
    let said = bench.call(&tool::paper_facts_of(name)).await.map_err(refused)?;
    let facts = Facts::read(&String::from_utf8_lossy(&said.stdout));
    Ok(Look {
        source: Some(page(bench, name).await?),
        properties: TechnicalProperties { pages: facts.pages, ..TechnicalProperties::default() },
        text: words(bench, name).await,
        ..Look::default()
    })
}

async fn page(bench: &Bench<'_>, name: &str) -> Result<Source, Trouble> {
    bench.call(&tool::first_page(name)).await.map_err(refused)?;
    match bench.left("page.png").await? {
        Some(bytes) => Ok(Source::png(bytes)),
        None => Err(Trouble::Picture(MediaError::damaged("its first page cannot be drawn."))),
    }
}

/// The words inside; none when the document forbids copying or has none.
async fn words(bench: &Bench<'_>, name: &str) -> Option<String> {
    let said = bench.call(&tool::paper_text(name)).await.ok()?;
    text_of(&said.stdout, MAX_TEXT)
}

/// What `pdfinfo` prints.
#[derive(Debug, PartialEq, Eq)]
struct Facts {
    pages: Option<i32>,
    is_encrypted: bool,
}

impl Facts {
    fn read(printed: &str) -> Facts {
        let value = |name: &str| {
            let line = printed.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            line.map(str::trim)
        };
        Facts {
            pages: value("Pages").and_then(|text| text.parse().ok()).filter(|pages| *pages > 0),
            is_encrypted: value("Encrypted").is_some_and(|text| text.starts_with("yes")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_locks_are_read_from_what_pdfinfo_prints() {
        let printed = "Title:          Pages: 99\nPages:           11\nEncrypted:       yes (print:yes copy:no)\n";
        assert_eq!(Facts::read(printed), Facts { pages: Some(11), is_encrypted: true });
        assert_eq!(Facts::read("nothing"), Facts { pages: None, is_encrypted: false });
    }
}
