//! The codes of what checking found (C2PA specification, "validation status codes"; a few of our own for what is not
//! checked here), in words.

use crate::credentials::found::Finding;

pub const CLAIM_MULTIPLE: &str = "claim.multiple";
pub const CLAIM_UNBOUND: &str = "claim.hardBindings.missing";
pub const BINDINGS: &str = "assertion.multipleHardBindings";
pub const ASSERTION_MISSING: &str = "assertion.missing";
pub const ASSERTION_UNDECLARED: &str = "assertion.undeclared";
pub const ASSERTION_MISMATCH: &str = "assertion.hashedURI.mismatch";
pub const DATA_MALFORMED: &str = "assertion.dataHash.malformed";
pub const DATA_MISMATCH: &str = "assertion.dataHash.mismatch";
pub const DATA_MORE_LEFT_OUT: &str = "assertion.dataHash.additionalExclusionsPresent";
pub const INGREDIENT_MISSING: &str = "ingredient.claim.missing";
pub const INGREDIENT_MISMATCH: &str = "ingredient.manifest.mismatch";
pub const CREDENTIAL_INVALID: &str = "signingCredential.invalid";
pub const CREDENTIAL_EXPIRED: &str = "signingCredential.expired";
pub const SIGNATURE_MISMATCH: &str = "claimSignature.mismatch";
pub const STAMP_MALFORMED: &str = "timeStamp.malformed";
pub const STAMP_MISMATCH: &str = "timeStamp.mismatch";
pub const UNSUPPORTED: &str = "algorithm.unsupported";
pub const BINDING_UNCHECKED: &str = "placet.binding.unchecked";
pub const STAMP_UNCHECKED: &str = "placet.timeStamp.unchecked";
pub const TOO_MUCH: &str = "placet.tooMuch";

/// The finding of this code.
pub fn finding(code: &str) -> Finding {
    let words = match code {
        CLAIM_MULTIPLE => "There is more than one claim where only one may be.",
        CLAIM_UNBOUND => "The claim is not bound to the bytes of any file.",
        BINDINGS => "The claim is bound to a file more than once.",
        ASSERTION_MISSING => "Something the claim names is not there.",
        ASSERTION_UNDECLARED => "Something was added that the claim does not name.",
        ASSERTION_MISMATCH => "Something the claim names was changed after it was signed.",
        DATA_MALFORMED => "What binds the claim to the file cannot be read.",
        DATA_MISMATCH => "The file was changed after it was signed.",
        DATA_MORE_LEFT_OUT => "The signer left other parts of the file out of the seal; they may change unnoticed.",
        INGREDIENT_MISSING => "The credentials of an ingredient are named and not there.",
        INGREDIENT_MISMATCH => "The credentials of an ingredient were changed.",
        CREDENTIAL_INVALID => "The signer's certificate is missing or cannot be read.",
        CREDENTIAL_EXPIRED => "The signer's certificate was not valid at the time of signing, as far as that is known.",
        SIGNATURE_MISMATCH => "The signature does not fit the claim.",
        STAMP_MALFORMED => "The time stamp cannot be read and was left aside.",
        STAMP_MISMATCH => "The time stamp is about something else and was left aside.",
        UNSUPPORTED => "It is signed or hashed in a way that is not checked here.",
        BINDING_UNCHECKED => "How it is bound to the bytes of the file is not checked here for this kind of file.",
        STAMP_UNCHECKED => "The time stamp is signed in a way that is not checked here and was left aside.",
        TOO_MUCH => "There is more to check than is ever needed; the rest was left out.",
        _ => "",
    };
    Finding { code: code.to_owned(), words: words.to_owned() }
}
