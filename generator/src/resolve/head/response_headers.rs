//! Headers of responses that have methods of their own.

use super::header::header_name;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ResponseHeader, Type},
    names::Role,
    resolve::{
        docs::docs,
        names::name_of,
        reporter::Reporter,
        scope::{Named, Scope},
    },
    scalars::Scalar,
    source::Spanned,
    syntax,
};

/// Types that the value of a header can be parsed as.
const TYPES: [Scalar; 5] = [
    Scalar::String,
    Scalar::Bool,
    Scalar::Int32,
    Scalar::Int64,
    Scalar::Float,
];

/// Resolves `response_headers:`.
pub(super) fn response_headers(reporter: &Reporter, api: &syntax::ApiFile) -> Vec<ResponseHeader> {
    let mut scope = Scope::default();
    let headers = api.response_headers.entries.iter();
    let headers = headers.filter_map(|(key, header)| {
        let wire = header_name(reporter, key);
        let rust = header.rust.as_ref();
        let name = name_of(reporter, Role::ResponseHeader, &wire, key.span, rust)?;
        let ty = ty(reporter, &header.ty)?;
        scope
            .claim(reporter, Named::ResponseHeader, &name, key.span)
            .then(|| ResponseHeader {
                name,
                docs: docs(header.docs.as_ref()),
                ty,
            })
    });
    headers.collect()
}

fn ty(reporter: &Reporter, text: &Spanned<String>) -> Option<Type> {
    let mut types = TYPES.into_iter();
    let found = types.find(|scalar| scalar.row().word == text.trim());
    if found.is_none() {
        let words = TYPES.map(|scalar| format!("`{}`", scalar.row().word));
        let message = format!("a response header cannot have the type `{}`", text.value);
        let help = format!("write one of {}", words.join(", "));
        reporter.report(Diagnostic::at(
            Code::TypeMisplaced,
            text.span,
            message,
            help,
        ));
    }
    found.map(Type::Scalar)
}
