//! Signatures as text.

use quote::{ToTokens, quote};
use syn::{FnArg, ReceiverKind, Signature};

/// Returns the signature of a function, without its name and those of its arguments, which callers do not write.
pub(super) fn function(signature: &Signature) -> String {
    let arguments = signature.inputs.iter().map(|argument| match argument {
        // `mut` is no matter of callers.
        FnArg::Receiver(receiver) if matches!(receiver.kind, ReceiverKind::Value) => quote!(self),
        FnArg::Receiver(receiver) => receiver.to_token_stream(),
        FnArg::Typed(typed) => typed.ty.to_token_stream(),
    });
    let (generics, output) = (&signature.generics, &signature.output);
    let bounds = &generics.where_clause;
    compact(&quote!(fn #generics (#(#arguments),*) #output #bounds))
}

/// Returns the name of a trait without its path, but with its arguments.
pub(super) fn trait_name(path: &syn::Path) -> String {
    path.segments.last().map(compact).unwrap_or_default()
}

/// Returns tokens as text with the usual spaces.
pub(super) fn compact(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    let rules = [
        (" ::", "::"),
        (":: ", "::"),
        ("< ", "<"),
        (" <", "<"),
        (" >", ">"),
        (" ,", ","),
        (",)", ")"),
        ("& ", "&"),
        ("fn (", "fn("),
        (" ;", ";"),
        (" :", ":"),
        ("( ", "("),
        (" )", ")"),
        ("-> ", "-> "),
        (" -", " -"),
    ];
    rules
        .iter()
        .fold(text, |text, (from, to)| text.replace(from, to))
}
