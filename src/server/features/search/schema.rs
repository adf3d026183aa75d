//! What the index holds of each asset, and how text becomes words.

use tantivy::schema::{Field, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{
    AsciiFoldingFilter, LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer, TokenStream,
};

/// Raised with every change of what a document holds: an index of another version is built anew.
pub const VERSION: u32 = 2;

/// The name of the tokenizer for text.
pub const WORDS: &str = "words";

/// The fields of a document.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// The asset's id: the term that replaces a document.
    pub asset: Field,
    pub id_high: Field,
    pub id_low: Field,
    /// All text that everybody who sees the asset may find it by.
    pub text: Field,
    /// Names of collections and of the organization: only the house finds by these.
    pub house_text: Field,
    pub title: Field,
    pub keywords: Field,
    pub file_name: Field,
    /// The whole file name and its stem in lower case.
    pub file_name_exact: Field,
    pub kind: Field,
    pub state: Field,
    pub organization: Field,
    pub collection: Field,
    /// Each keyword as written, for counting.
    pub keyword: Field,
    /// Each keyword in lower case, for filtering.
    pub keyword_key: Field,
    /// Organizations that may see the asset.
    pub visible_to: Field,
    pub title_order: Field,
    /// Milliseconds since 1970.
    pub created_at: Field,
    /// The asset's revision when it was read.
    pub revision: Field,
}

/// The schema and its fields.
pub fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let exact = || STRING.set_fast("raw");
    let fast_text = || TextOptions::default().set_fast("raw");
    let fields = Fields {
        asset: builder.add_text_field("asset", STRING),
        id_high: builder.add_u64_field("id_high", tantivy::schema::FAST),
        id_low: builder.add_u64_field("id_low", tantivy::schema::FAST),
        text: builder.add_text_field("text", text(IndexRecordOption::WithFreqsAndPositions)),
        house_text: builder.add_text_field("house_text", text(IndexRecordOption::WithFreqsAndPositions)),
        title: builder.add_text_field("title", text(IndexRecordOption::WithFreqs)),
        keywords: builder.add_text_field("keywords", text(IndexRecordOption::WithFreqs)),
        file_name: builder.add_text_field("file_name", text(IndexRecordOption::WithFreqs)),
        file_name_exact: builder.add_text_field("file_name_exact", STRING),
        kind: builder.add_text_field("kind", exact()),
        state: builder.add_text_field("state", exact()),
        organization: builder.add_text_field("organization", exact()),
        collection: builder.add_text_field("collection", exact()),
        keyword: builder.add_text_field("keyword", fast_text()),
        keyword_key: builder.add_text_field("keyword_key", STRING),
        visible_to: builder.add_text_field("visible_to", STRING),
        title_order: builder.add_text_field("title_order", fast_text()),
        created_at: builder.add_u64_field("created_at", tantivy::schema::FAST),
        revision: builder.add_u64_field("revision", tantivy::schema::FAST),
    };
    (builder.build(), fields)
}

fn text(option: IndexRecordOption) -> TextOptions {
    TextOptions::default()
        .set_indexing_options(TextFieldIndexing::default().set_tokenizer(WORDS).set_index_option(option))
}

/// Splits at everything that is no letter or digit; lower case, without accents, nothing longer than 60 bytes.
pub fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(60))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

/// The words of a text, as the index holds them.
pub fn words_of(text: &str) -> Vec<String> {
    let mut analyzer = analyzer();
    let mut stream = analyzer.token_stream(text);
    let mut words = Vec::new();
    while let Some(token) = stream.next() {
        words.push(token.text.clone());
    }
    words
}
