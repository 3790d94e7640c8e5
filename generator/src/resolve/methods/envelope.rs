//! Other fields of pages.

use super::method_scope::MethodScope;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{CursorSource, ModelId, Next, NumberEnd, Shape, Type},
    resolve::{result_fields::field_at, shaped::ShapedModels},
    scalars::{Scalar, UrlForm},
    source::{Span, Spanned},
    syntax::Pagination,
};

/// Reports `envelope:` of a method that returns no pages.
pub(super) fn check_misplaced(scope: &MethodScope<'_, '_>, returns_pages: bool) {
    if let Some(envelope) = scope.method.envelope.as_ref().filter(|_| !returns_pages) {
        report(
            scope,
            envelope.span,
            "`envelope` is only allowed on a method that returns `page of …`",
            "remove `envelope:`, or return `page of …`; without pages, return the model itself",
        );
    }
}

/// Resolves `envelope:`. One that is wrong is reported.
pub(super) fn envelope(
    scope: &mut MethodScope<'_, '_>,
    pagination: &Pagination,
    next: &Next,
    text: &Spanned<String>,
) -> Option<Type> {
    let ty = scope.types().value_type(text)?;
    let models = scope.definitions.models;
    let model = match &ty {
        Type::Model(id) if matches!(models.shape(*id), Shape::Struct(_)) => *id,
        Type::Scalar(_)
        | Type::Model(_)
        | Type::Mask(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_) => {
            let message = format!(
                "the envelope of a page must be a model with `fields`, but `{}` is not",
                text.value
            );
            let help = "describe a model with the fields of the response that are not its items";
            report(scope, text.span, &message, help);
            return None;
        }
    };
    let Some(items) = &pagination.items else {
        let message = "a page whose body is the list itself has no other fields";
        let help = "remove `envelope:`, or write the path of the items in `items:` of `pagination`";
        report(scope, text.span, message, help);
        return None;
    };
    if let Some(message) = misfit(models, model, items.value.keys()) {
        let help = "describe a model that has only the other fields of the page";
        report(scope, text.span, &message, help);
        return None;
    }
    for (key, path, expected, fits) in values(next) {
        let path = path.join(".");
        let found = field_at(models, model, &path).map(|found| match &found.field.ty {
            Type::Nullable(inner) => inner,
            ty => ty,
        });
        let Some(Type::Scalar(scalar)) = found else {
            if found.is_none() {
                continue;
            }
            report_type(scope, text.span, key, &path, expected);
            return None;
        };
        if !fits(*scalar) {
            report_type(scope, text.span, key, &path, expected);
            return None;
        }
    }
    Some(ty)
}

/// Returns the problem of a model that would read the items of a page as something else.
fn misfit(models: &ShapedModels, envelope: ModelId, items: &[String]) -> Option<String> {
    let mut model = envelope;
    for (index, key) in items.iter().enumerate() {
        let title = models.get(model).wire();
        let fields = models.shape(model).fields();
        let mut described = fields.iter().filter(|field| !field.is_rest);
        let Some(field) = described.find(|field| field.name.wire() == key) else {
            let takes_all = fields.iter().any(|field| field.is_rest);
            return takes_all.then(|| {
                format!(
                    "`{title}` has `additional` fields, and the items of the page would be one of them"
                )
            });
        };
        let is_last = index + 1 == items.len();
        match field.ty.unless_null() {
            Type::Scalar(Scalar::Json) => return None,
            Type::List(_) if is_last => return None,
            Type::Model(id) if !is_last && matches!(models.shape(*id), Shape::Struct(_)) => {
                model = *id;
            }
            Type::Scalar(_)
            | Type::Model(_)
            | Type::Mask(_)
            | Type::List(_)
            | Type::Map(_)
            | Type::Nullable(_) => {
                return Some(format!(
                    "the field `{key}` of `{title}` is in the place of the items of the page"
                ));
            }
        }
    }
    None
}

/// Key of `pagination`, path of its value, and the types that it may have.
type PageValue<'a> = (&'static str, &'a [String], &'static str, fn(Scalar) -> bool);

/// Returns the values in a page that lead to the next one.
fn values(next: &Next) -> Vec<PageValue<'_>> {
    const INTEGER: &str = "`int32`, `int64` or `int64_text`";
    let is_integer = |scalar| matches!(scalar, Scalar::Int32 | Scalar::Int64 | Scalar::Int64Text);
    let is_text = |scalar: Scalar| scalar.row().url == UrlForm::Text;
    let is_cursor = |scalar: Scalar| {
        scalar.row().url == UrlForm::Text
            || matches!(scalar, Scalar::Int32 | Scalar::Int64 | Scalar::Int64Text)
    };
    let mut values: Vec<PageValue<'_>> = Vec::new();
    match next {
        Next::Cursor { source, more, .. } => {
            if let CursorSource::Body(path) = source {
                values.push(("next", path, "`string` or an integer", is_cursor));
            }
            values.extend(more.as_deref().map(tells_more));
        }
        Next::Url { path, more } => {
            values.push(("next_url", path, "`string`", is_text));
            values.extend(more.as_deref().map(tells_more));
        }
        Next::Page { end, .. } | Next::Offset { end, .. } => match end {
            NumberEnd::Empty => {}
            NumberEnd::More(path) => values.push(tells_more(path)),
            NumberEnd::Pages(path) => values.push(("pages", path, INTEGER, is_integer)),
            NumberEnd::Total(path) => values.push(("total", path, INTEGER, is_integer)),
        },
        Next::Link => {}
    }
    values
}

fn tells_more(path: &[String]) -> PageValue<'_> {
    ("more", path, "`bool`", |scalar| {
        matches!(scalar, Scalar::Bool)
    })
}

fn report_type(scope: &MethodScope<'_, '_>, span: Span, key: &str, path: &str, expected: &str) {
    let message = format!(
        "`{key}` of `pagination` is the field `{path}` of this model, which must be {expected}"
    );
    let help = format!("change the type of `{path}`, or correct the path in `{key}:`");
    report(scope, span, &message, &help);
}

fn report(scope: &MethodScope<'_, '_>, span: Span, message: &str, help: &str) {
    let diagnostic = Diagnostic::at(Code::BadEnvelope, span, message, help);
    scope.reporter().report(diagnostic);
}
