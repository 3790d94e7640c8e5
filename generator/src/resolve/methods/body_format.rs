//! Format of the request body of a method.

use super::method_scope::MethodScope;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{
        Body, BodyFormat, Content, Discriminator, JsonKind, Shape, Tag, Type, Union, Variant,
        queries::reachable,
    },
    resolve::body_format::body_format,
    scalars::Scalar,
    source::{Span, Spanned},
    syntax,
};

/// Resolves `sends` and `body_format` of a method with a body; `None` if something is wrong with them.
pub(super) fn format(scope: &MethodScope<'_, '_>, body: &syntax::BodyDecl) -> Option<BodyFormat> {
    let settings = scope.definitions.settings;
    let common = settings.map_or(BodyFormat::JSON, |settings| settings.body_format.clone());
    match (&scope.method.sends, &scope.method.body_format) {
        (None, None) if is_whole(body, "file") => Some(BodyFormat::File {
            media_type: "application/octet-stream".to_owned(),
        }),
        (None, Some(own)) if is_whole(body, "file") => {
            let message = "a body that is a file has no `body_format`";
            let help =
                "remove `body_format:`; or describe a multipart body with a field of type `file`";
            report(scope, Code::BadBodyFormat, own.ty.span, message, help);
            None
        }
        (None, None) => Some(common),
        (Some(sends), None) => self::sends(scope, sends, body, &common),
        (None, Some(own)) => {
            let format = body_format(scope.reporter(), own)?;
            if format == common {
                report_redundant(scope, &own.ty, "body_format");
            }
            Some(format)
        }
        (Some(sends), Some(own)) => {
            let message = "a method has either `sends` or `body_format`";
            let help = "remove one of them: `sends` names the media type of JSON, text or a file";
            let code = Code::BodyFormatMisplaced;
            let diagnostic = Diagnostic::at(code, sends.span, message, help);
            let diagnostic = diagnostic.other(own.ty.span, "the format");
            scope.reporter().report(diagnostic);
            None
        }
    }
}

/// Reports the format of a method without a body.
pub(super) fn check_none(scope: &MethodScope<'_, '_>) {
    let format = scope.method.body_format.as_ref().map(|own| &own.ty);
    for (key, word) in [
        ("sends", scope.method.sends.as_ref()),
        ("body_format", format),
    ] {
        if let Some(word) = word {
            let message = format!("`{key}` is only allowed on a method with a `body`");
            let help = format!("remove `{key}:`, or add `body:`");
            let code = Code::BodyFormatMisplaced;
            scope
                .reporter()
                .report(Diagnostic::at(code, word.span, message, help));
        }
    }
}

/// Reports a body that cannot be sent in its format.
pub(super) fn check_body(scope: &MethodScope<'_, '_>, body: &Body, format: &BodyFormat, at: Span) {
    if let (Body::Whole(_), true) = (body, format.is_multipart()) {
        let message = "a multipart body has fields, each of which is a part";
        let help = "write the fields, such as `body: { file: file }`; or remove `body_format:`";
        report(scope, Code::BadBodyFormat, at, message, help);
    }
    check_files(scope, body, at);
    if !format.is_form() {
        return;
    }
    if let Body::Whole(whole) = body
        && let Some((message, help)) = not_an_object(scope, &whole.ty)
    {
        report(scope, Code::BadBodyFormat, at, &message, help);
    }
    check_names(scope, body, at);
}

/// Reports files that are not parts by themselves.
fn check_files(scope: &MethodScope<'_, '_>, body: &Body, at: Span) {
    let fields: &[_] = match body {
        Body::Fields(fields) => fields,
        Body::None | Body::Whole(_) => &[],
    };
    for field in fields {
        let item = match &field.ty {
            Type::List(item) | Type::Map(item) | Type::Nullable(item) => item,
            Type::Scalar(_) | Type::Model(_) | Type::Mask(_) => continue,
        };
        let is_list = matches!(&field.ty, Type::List(_));
        let is_part = is_list && **item == Type::Scalar(Scalar::File);
        if !is_part && has_file(item) {
            let message = format!(
                "the files of `{}` are not parts of the body",
                field.name.wire()
            );
            let help = "write `file` or `list of file`";
            report(scope, Code::BadBodyFormat, at, &message, help);
        }
    }
}

fn has_file(ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => *scalar == Scalar::File,
        Type::List(item) | Type::Map(item) | Type::Nullable(item) => has_file(item),
        Type::Model(_) | Type::Mask(_) => false,
    }
}

/// Returns `true` for a body of this type.
fn is_whole(body: &syntax::BodyDecl, word: &str) -> bool {
    match body {
        syntax::BodyDecl::Whole(ty) => ty.trim() == word,
        syntax::BodyDecl::Fields(_) => false,
    }
}

/// Resolves `sends:`, which names the media type of JSON, of text or of a file.
fn sends(
    scope: &MethodScope<'_, '_>,
    sends: &Spanned<String>,
    body: &syntax::BodyDecl,
    common: &BodyFormat,
) -> Option<BodyFormat> {
    let media_type = sends.value.clone();
    let bad = |message: &str, help: &str| {
        report(scope, Code::BadBodyFormat, sends.span, message, help);
        None
    };
    let Some(essence) = essence(&media_type) else {
        let message = format!("`{media_type}` is not a media type");
        return bad(
            &message,
            "write a media type, such as `text/csv` or `application/merge-patch+json`",
        );
    };
    if is_whole(body, "file") {
        return Some(BodyFormat::File { media_type });
    }
    if essence == "application/json" && media_type == essence {
        if *common == BodyFormat::JSON {
            report_redundant(scope, sends, "sends");
        }
        return Some(BodyFormat::JSON);
    }
    match essence.as_str() {
        "application/x-www-form-urlencoded" => bad(
            "`sends` does not name forms",
            "write `body_format: form` instead of `sends:`",
        ),
        json if json == "application/json" || json.ends_with("+json") => Some(BodyFormat::Json {
            media_type: Some(media_type),
        }),
        _ if is_whole(body, "string") => Some(BodyFormat::Text { media_type }),
        _ => {
            let message = format!(
                "`{media_type}` is not a media type of JSON, so the body must be text or a file"
            );
            bad(
                &message,
                "write `body: string` or `body: file`, which are sent as they are",
            )
        }
    }
}

/// Returns type and subtype of a media type in lower case; `None` if it is not valid.
fn essence(media_type: &str) -> Option<String> {
    let is_visible = |c: char| c == ' ' || c.is_ascii_graphic();
    let is_token = |text: &str| {
        let is_in_token = |c: char| c.is_ascii_alphanumeric() || "!#$&^_.+-".contains(c);
        !text.is_empty() && text.chars().all(is_in_token)
    };
    let essence = media_type.split(';').next()?.trim_end();
    let (kind, subtype) = essence.split_once('/')?;
    let is_valid = is_token(kind) && is_token(subtype) && media_type.chars().all(is_visible);
    is_valid.then(|| essence.to_ascii_lowercase())
}

/// Returns the message and the remedy for a type of which some values are no objects.
fn not_an_object(scope: &MethodScope<'_, '_>, ty: &Type) -> Option<(String, &'static str)> {
    match ty {
        Type::Map(_) => return None,
        Type::Model(id) => match scope.definitions.models.shape(*id) {
            Shape::Struct(_) => return None,
            Shape::Union(union) => {
                let variant = no_object(union)?;
                let message = format!(
                    "the variant `{}` of this union cannot be sent as a form: only objects can",
                    variant.name.wire()
                );
                let help =
                    "describe a model whose variants are all objects; or write `body_format: json`";
                return Some((message, help));
            }
            Shape::Enum(_) | Shape::Mask(_) => {}
        },
        Type::Scalar(_) | Type::List(_) | Type::Mask(_) | Type::Nullable(_) => {}
    }
    let message = "this type cannot be sent as a form: only objects can";
    let help = "write the fields of the form, a model with `fields` or `variants`, or `map of …`; or write `body_format: json`";
    Some((message.to_owned(), help))
}

/// Returns the first variant whose values are no objects.
fn no_object(union: &Union) -> Option<&Variant> {
    let patterns = match &union.discriminator {
        Discriminator::Tag(_) => return None,
        Discriminator::Form(patterns) => patterns.iter(),
    };
    let others = patterns.filter(|(_, pattern)| pattern.kinds != [JsonKind::Object]);
    let first = others.map(|(index, _)| *index).min()?;
    union.variants.get(first)
}

/// Reports names of fields that have another meaning in a form, where `a[b]` is the field `b` of `a`.
fn check_names(scope: &MethodScope<'_, '_>, body: &Body, at: Span) {
    let models = scope.definitions.models;
    let (fields, types): (&[_], Vec<_>) = match body {
        Body::None => (&[], Vec::new()),
        Body::Fields(fields) => (fields, fields.iter().map(|field| &field.ty).collect()),
        Body::Whole(whole) => (&[], vec![&whole.ty]),
    };
    // A field mask is text.
    let sent = types.into_iter().filter(|ty| !matches!(ty, Type::Mask(_)));
    let ids = sent.filter_map(Type::model);
    let reached = reachable(ids, |id| models.shape(id).models());
    let fields = fields.iter().map(|field| (field.name.wire(), None));
    let keys = reached.into_iter().flat_map(|id| {
        let keys = keys(models.shape(id)).into_iter();
        keys.map(move |key| (key, Some(models.get(id).wire())))
    });
    for (name, model) in fields.chain(keys) {
        if !name.is_empty() && !name.contains(['[', ']']) {
            continue;
        }
        let owner = model.map_or_else(String::new, |model| format!(" of the model `{model}`"));
        let message = format!("the field `{name}`{owner} cannot be sent in a form");
        let help = "name it without brackets, which the client adds: in a form, `a[b]` is the field `b` of `a`, and `a[]` an item of \
                    the list `a`";
        report(scope, Code::BadFormName, at, &message, help);
    }
}

/// Returns the keys of the JSON object that a model is.
fn keys(shape: &Shape) -> Vec<&str> {
    let fields = shape.fields().iter().filter(|field| !field.is_rest);
    let mut keys: Vec<_> = fields.map(|field| field.name.wire()).collect();
    if let Shape::Union(union) = shape {
        keys.extend(union.tag().map(Tag::head));
        let contents = union.variants.iter();
        keys.extend(contents.filter_map(|variant| match &variant.content {
            Content::Keyed(key, _) | Content::Empty(key) => Some(key.as_str()),
            Content::Nothing | Content::Flat(_) | Content::Whole(_) => None,
        }));
    }
    keys
}

fn report_redundant(scope: &MethodScope<'_, '_>, word: &Spanned<String>, key: &str) {
    let message = format!(
        "`{key}: {}` has no effect: the body has this format without it",
        word.value
    );
    let help = format!("remove `{key}:`");
    report(scope, Code::RedundantOverride, word.span, &message, &help);
}

fn report(scope: &MethodScope<'_, '_>, code: Code, span: Span, message: &str, help: &str) {
    scope
        .reporter()
        .report(Diagnostic::at(code, span, message, help));
}
