//! Literals in emitted code.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::time::Duration;

/// Returns an optional text as `Some` or `None`.
pub(super) fn option(text: Option<&String>) -> TokenStream {
    match text {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    }
}

/// Returns a path of keys.
pub(super) fn path(keys: &[String]) -> TokenStream {
    quote!(&[#(#keys),*])
}

/// Returns an integer with separators between groups of three digits, which Clippy asks for.
pub(super) fn integer(number: i64) -> Literal {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if digits.len() > 4 && index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    if number < 0 {
        text.insert(0, '-');
    }
    text.parse()
        .unwrap_or_else(|_| Literal::i64_unsuffixed(number))
}

/// Returns an integer of 64 bits. A literal without a suffix is one of 32 bits.
pub(super) fn int64(number: i64) -> Literal {
    let short = integer(number);
    match i32::try_from(number) {
        Ok(_) => short,
        Err(_) => {
            let long = format!("{short}_i64").parse();
            long.unwrap_or_else(|_| Literal::i64_suffixed(number))
        }
    }
}

/// Returns a call of `Duration`, in seconds if there is no fraction of a second. The type is not imported.
pub(super) fn duration(time: Duration) -> TokenStream {
    let millis = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
    if millis % 1000 == 0 {
        let seconds = integer(millis / 1000);
        quote!(Duration::from_secs(#seconds))
    } else {
        let millis = integer(millis);
        quote!(Duration::from_millis(#millis))
    }
}
