//! Uploads of content after a call.

use super::method_scope::MethodScope;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ModelId, Returns, Type, Upload, UploadVerb},
    names::{Name, Role},
    resolve::{
        result_fields::{field_at, is_reported, returned_struct},
        scope::Named,
    },
    scalars::Scalar,
    source::{Span, Spanned},
};

/// Rust names of the method of a request that uploads, and of the function that uploads to an earlier result.
const NAMES: [&str; 2] = ["upload", "upload_to"];

/// Resolves `upload:` of a method.
pub(super) fn upload(scope: &mut MethodScope<'_, '_>, returns: Option<&Returns>) -> Option<Upload> {
    let upload = scope.method.upload.as_ref()?;
    let id = model_of(scope, upload.url.span, returns?)?;
    let mut is_free = true;
    for name in NAMES {
        let name = Name::new(Role::Setter, name, None).ok()?;
        is_free &= scope.claim(Named::Fixed, &name, upload.url.span);
    }
    let verb = verb(scope, upload.method.as_ref());
    let url = path(scope, id, &upload.url, &URL);
    let mut is_complete = is_free;
    let mut optional = |given: Option<&Spanned<String>>, kind: &PathKind| {
        let given = given?;
        let found = path(scope, id, given, kind);
        is_complete &= found.is_some();
        found
    };
    let content_type = optional(upload.content_type.as_ref(), &CONTENT_TYPE);
    let content_length = optional(upload.content_length.as_ref(), &CONTENT_LENGTH);
    let headers = optional(upload.headers.as_ref(), &HEADERS);
    is_complete.then_some(Upload {
        verb: verb?,
        url: url?,
        content_type,
        content_length,
        headers,
    })
}

/// Kind of a path of `upload`.
struct PathKind {
    /// Key in `upload`.
    key: &'static str,
    /// Types of the field, as text.
    types: &'static str,
    matches: fn(&Type) -> bool,
}

const URL: PathKind = PathKind {
    key: "url",
    types: "a `string` or a `secret`",
    matches: |ty| matches!(ty, Type::Scalar(Scalar::String | Scalar::Secret)),
};
const CONTENT_TYPE: PathKind = PathKind {
    key: "content_type",
    types: "a `string`",
    matches: |ty| matches!(ty, Type::Scalar(Scalar::String)),
};
const CONTENT_LENGTH: PathKind = PathKind {
    key: "content_length",
    types: "an `int32`, `int64` or `int64_text`",
    matches: |ty| {
        matches!(
            ty,
            Type::Scalar(Scalar::Int32 | Scalar::Int64 | Scalar::Int64Text)
        )
    },
};
const HEADERS: PathKind = PathKind {
    key: "headers",
    types: "a map of `string` or `secret`",
    matches: |ty| match ty {
        Type::Map(value) => (URL.matches)(value),
        Type::Scalar(_) | Type::Model(_) | Type::Mask(_) | Type::List(_) | Type::Nullable(_) => {
            false
        }
    },
};

/// Returns the model that has the values. A method that returns none is reported.
fn model_of(scope: &MethodScope<'_, '_>, span: Span, returns: &Returns) -> Option<ModelId> {
    let model = returned_struct(scope.definitions.models, returns);
    if model.is_none() {
        let message = "`upload` is only allowed on a method that returns a model with `fields`";
        let help = "remove `upload:`, or return a model with `fields`, one of which is the URL";
        report(scope, span, message, help);
    }
    model
}

/// Returns the HTTP method with which the content is sent.
fn verb(scope: &MethodScope<'_, '_>, given: Option<&Spanned<String>>) -> Option<UploadVerb> {
    match given.map(|given| (given.value.as_str(), given.span)) {
        None | Some(("PUT", _)) => Some(UploadVerb::Put),
        Some(("POST", _)) => Some(UploadVerb::Post),
        Some((other, span)) => {
            let message = format!("content cannot be uploaded with `{other}`");
            report(scope, span, message, "write `PUT` or `POST`");
            None
        }
    }
}

/// Resolves a path, which must lead to a field of the right type.
fn path(
    scope: &MethodScope<'_, '_>,
    id: ModelId,
    given: &Spanned<String>,
    kind: &PathKind,
) -> Option<Vec<String>> {
    let models = scope.definitions.models;
    let Some(found) = field_at(models, id, &given.value) else {
        if !is_reported(models, id, &given.value) {
            let name = models.get(id).wire();
            let message = format!("the model `{name}` has no field `{}`", given.value);
            let help = "write the path of a field of a struct, with dots between its keys; a path does not lead into lists, \
                        maps and unions";
            report(scope, given.span, message, help);
        }
        return None;
    };
    if !(kind.matches)(&found.field.ty) {
        let message = format!("`{}` is not {}", given.value, kind.types);
        let help = format!("`{}` of `upload` is the path of {}", kind.key, kind.types);
        report(scope, given.span, message, &help);
        return None;
    }
    Some(found.path)
}

fn report(scope: &MethodScope<'_, '_>, span: Span, message: impl Into<String>, help: &str) {
    let diagnostic = Diagnostic::at(Code::BadUpload, span, message, help);
    scope.reporter().report(diagnostic);
}
