//! Setters of a request: a row of its table for each optional value.

use crate::scalars::Scalar;
use crate::{
    model::{
        Api, Docs, Field, HeaderParam, ListStyle, Method, ParamSource, Presence, QueryParam,
        QueryStyle, Type,
    },
    names::{Name, ident},
    rust::{
        docs,
        imports::Imports,
        types::{self, Form},
    },
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the rows of the setters.
pub(super) fn rows(api: &Api, method: &Method, imports: &Imports<'_>) -> Vec<TokenStream> {
    let mut rows = Vec::new();
    for param in &method.params {
        match param.source {
            ParamSource::Client => rows.push(of_client(&param.name, &param.docs)),
            ParamSource::Argument(_) | ParamSource::Handle => {}
        }
    }
    for query in &method.query {
        if query.presence == Presence::Optional {
            rows.push(of_query(api, query, imports));
        }
        if let QueryStyle::Pairs { entry: Some(entry) } = &query.style {
            rows.push(of_pair(entry, query));
        }
    }
    let headers = method.headers.iter().chain(&method.idempotency_key);
    let optional = headers.filter(|header| header.presence == Presence::Optional);
    rows.extend(optional.map(|header| of_header(api, header, imports)));
    for field in method.body_fields() {
        if field.presence == Presence::Optional {
            rows.push(of_field(api, field, imports));
        }
        rows.extend(of_clear(api, field, imports));
        rows.extend(of_entry(api, field, imports));
    }
    rows
}

fn of_client(name: &Name, docs: &Docs) -> TokenStream {
    let mut lines = docs::lines(docs, &title(name));
    lines.push(String::new());
    lines.push("Defaults to the value of the client.".to_owned());
    let docs = docs::attributes(lines);
    let (setter, wire) = (name.ident(), name.wire());
    quote!(#docs #setter: into String => path #wire)
}

fn of_query(api: &Api, query: &QueryParam, imports: &Imports<'_>) -> TokenStream {
    let Form { word, ty } = match &query.style {
        QueryStyle::One(ty) | QueryStyle::Deep(ty) => types::form(api, ty, imports),
        QueryStyle::List(ty, style) => Form {
            word: match style {
                ListStyle::Repeated | ListStyle::Brackets => "each",
                ListStyle::Comma => "joined",
            },
            ty: types::rust(api, ty, imports),
        },
        QueryStyle::Pairs { .. } => Form {
            word: "pairs",
            ty: quote!(String),
        },
    };
    let docs = docs::attributes(docs::lines(&query.docs, &title(&query.name)));
    let deprecated = docs::deprecated(query.deprecated.as_ref());
    let place = match &query.style {
        QueryStyle::Deep(_) => quote!(query_deep),
        QueryStyle::One(_) | QueryStyle::List(..) | QueryStyle::Pairs { .. } => quote!(query),
    };
    let (setter, form, wire) = (query.name.ident(), ident(word), query.key());
    quote!(#docs #deprecated #setter: #form #ty => #place #wire)
}

fn of_pair(entry: &Name, query: &QueryParam) -> TokenStream {
    let docs = docs::attributes([format!("Adds a pair to `{}`.", query.name.rust())]);
    let deprecated = docs::deprecated(query.deprecated.as_ref());
    let (setter, wire) = (entry.ident(), query.name.wire());
    quote!(#docs #deprecated #setter: pair String => query #wire)
}

fn of_header(api: &Api, header: &HeaderParam, imports: &Imports<'_>) -> TokenStream {
    let Form { word, ty } = types::form(api, &header.ty, imports);
    let deprecated = docs::deprecated(header.deprecated.as_ref());
    let docs = docs::attributes(docs::lines(&header.docs, &title(&header.name)));
    let (setter, form, wire) = (header.name.ident(), ident(word), header.name.wire());
    quote!(#docs #deprecated #setter: #form #ty => header_param #wire)
}

fn of_field(api: &Api, field: &Field, imports: &Imports<'_>) -> TokenStream {
    let Form { word, ty } = types::form(api, field.ty.unless_null(), imports);
    let word = match &field.ty {
        Type::Mask(_) => "mask",
        Type::Scalar(_) | Type::Model(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => word,
    };
    let docs = docs::attributes(docs::lines(&field.docs, &title(&field.name)));
    let deprecated = docs::deprecated(field.deprecated.as_ref());
    let (place, word) = match &field.ty {
        Type::Scalar(Scalar::File) => ("file", word),
        Type::List(item) if **item == Type::Scalar(Scalar::File) => ("file", "files"),
        Type::Scalar(_)
        | Type::Model(_)
        | Type::Mask(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_) => ("body", word),
    };
    let (setter, form, wire) = (field.name.ident(), ident(word), field.name.wire());
    let place = ident(place);
    quote!(#docs #deprecated #setter: #form #ty => #place #wire)
}

/// Returns the row of the setter that sets a field to `null`.
fn of_clear(api: &Api, field: &Field, imports: &Imports<'_>) -> Option<TokenStream> {
    let setter = field.clear.as_ref()?.ident();
    let ty = types::rust(api, field.ty.unless_null(), imports);
    let docs = docs::attributes([format!("Sets {} to `null`.", docs::code(field.name.wire()))]);
    let deprecated = docs::deprecated(field.deprecated.as_ref());
    let wire = field.name.wire();
    Some(quote!(#docs #deprecated #setter: null #ty => body #wire))
}

/// Returns the row of the setter that adds an entry to a map.
fn of_entry(api: &Api, field: &Field, imports: &Imports<'_>) -> Option<TokenStream> {
    let Type::Map(item) = &field.ty else {
        return None;
    };
    let setter = field.entry.as_ref()?.ident();
    let Form { word, ty } = types::entry_form(api, item, imports);
    let docs = docs::attributes([format!("Adds an entry to `{}`.", field.name.rust())]);
    let deprecated = docs::deprecated(field.deprecated.as_ref());
    let (form, wire) = (ident(word), field.name.wire());
    Some(quote!(#docs #deprecated #setter: #form #ty => body #wire))
}

/// Returns the documentation of a setter without a description.
fn title(name: &Name) -> String {
    format!("Sets {}.", docs::code(name.wire()))
}
