//! Tests of the room `accounts` that need no server.

use super::*;

#[test]
fn an_address_is_kept_in_lower_case() {
    assert_eq!(
        EmailAddress::parse(" Mina@Example.ORG ").map(|email| email.0).ok(),
        Some("mina@example.org".to_owned())
    );
}

#[test]
fn what_is_not_an_address_is_refused() {
    for text in ["", "mina", "@example.org", "mina@", "mina@org", "mi na@example.org", "a@b@c.de", "a@.de"] {
        assert!(EmailAddress::parse(text).is_err(), "{text}");
    }
}

#[tokio::test]
async fn a_password_verifies_against_its_hash_only() {
    let hash = password::hash("correct horse battery".to_owned()).await.expect("a hash");
    assert!(password::verify("correct horse battery".to_owned(), Some(hash.clone())).await.expect("an answer"));
    assert!(!password::verify("correct horse".to_owned(), Some(hash)).await.expect("an answer"));
    assert!(!password::verify("correct horse".to_owned(), None).await.expect("an answer"));
}
