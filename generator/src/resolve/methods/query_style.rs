//! Forms of lists and objects in queries.

use super::method_scope::MethodScope;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ListStyle, ModelId, QueryStyle, Shape, Type, can_be_in_brackets, queries::reachable},
    names::Name,
    resolve::{shaped::ShapedModels, types::check_url},
    scalars::{DefaultSample, Scalar, UrlForm},
    source::Span,
    syntax::{self, QueryStyleDecl},
};
use std::collections::BTreeSet;

/// Resolves the form of a query parameter. `entry` is the setter that adds one entry.
pub(super) fn style(
    scope: &MethodScope<'_, '_>,
    ty: Type,
    field: &syntax::FieldDecl,
    entry: Option<Name>,
) -> Option<QueryStyle> {
    let models = scope.definitions.models;
    let span = field.ty.span;
    if !check_style(scope, &ty, field) {
        return None;
    }
    let fits = |ty: &Type| check_url(scope.reporter(), models, ty, span);
    match ty {
        Type::Scalar(Scalar::LabelFilter) => Some(QueryStyle::Pairs { entry }),
        ty if is_nested(models, &ty) => {
            check_nested(scope, span, &ty).then_some(QueryStyle::Deep(ty))
        }
        Type::List(item) => {
            let style = match field.style.as_ref().map(|style| style.value) {
                None | Some(QueryStyleDecl::Repeated | QueryStyleDecl::Deep) => ListStyle::Repeated,
                Some(QueryStyleDecl::Brackets) => ListStyle::Brackets,
                Some(QueryStyleDecl::Comma) => ListStyle::Comma,
            };
            (fits(&item) && has_no_commas(scope, style, &item, span))
                .then_some(QueryStyle::List(*item, style))
        }
        ty @ (Type::Scalar(_)
        | Type::Model(_)
        | Type::Mask(_)
        | Type::Map(_)
        | Type::Nullable(_)) => fits(&ty).then_some(QueryStyle::One(ty)),
    }
}

/// Returns `true` if a value of the type, or an item of it, has keys or items.
fn is_nested(models: &ShapedModels, ty: &Type) -> bool {
    match ty {
        Type::Map(_) => true,
        Type::Model(id) => matches!(models.shape(*id), Shape::Struct(_)),
        Type::List(item) => matches!(**item, Type::List(_)) || is_nested(models, item),
        Type::Scalar(_) | Type::Mask(_) | Type::Nullable(_) => false,
    }
}

/// Reports a style that does not fit the type. Returns `true` if it fits.
fn check_style(scope: &MethodScope<'_, '_>, ty: &Type, field: &syntax::FieldDecl) -> bool {
    let Some(style) = &field.style else {
        return true;
    };
    let is_nested = is_nested(scope.definitions.models, ty);
    let is_list = matches!(ty, Type::List(_)) && !is_nested;
    let (fits, needed) = match style.value {
        QueryStyleDecl::Repeated | QueryStyleDecl::Brackets | QueryStyleDecl::Comma => {
            (is_list, "a list of single values")
        }
        QueryStyleDecl::Deep => (is_nested, "a model with `fields`, a map, or a list of them"),
    };
    if fits {
        return true;
    }
    let message = format!(
        "`style: {}` is for {needed}, but the type is `{}`",
        style.word(),
        field.ty.value
    );
    let help = if is_list {
        "write `repeated`, `brackets` or `comma`"
    } else if is_nested {
        "remove `style:`: models with `fields`, maps and lists of them are always sent as `a[b]=…`"
    } else {
        "remove `style:`: a single value has only one form"
    };
    scope
        .reporter()
        .report(Diagnostic::at(Code::BadStyle, style.span, message, help));
    false
}

/// Reports items that have commas, if commas separate them. Returns `true` if there are none.
fn has_no_commas(scope: &MethodScope<'_, '_>, style: ListStyle, item: &Type, span: Span) -> bool {
    if style != ListStyle::Comma {
        return true;
    }
    let Some(value) = value_with_comma(scope.definitions.models, item) else {
        return true;
    };
    let message =
        format!("`style: comma` separates values by commas, and the value `{value}` has one");
    let help = "use `style: repeated` or `style: brackets`";
    scope
        .reporter()
        .report(Diagnostic::at(Code::BadStyle, span, message, help));
    false
}

/// Returns a value of an enum that has a comma, or the sample of a scalar whose texts have them.
fn value_with_comma(models: &ShapedModels, item: &Type) -> Option<String> {
    let has_comma = |text: &&str| text.contains(',');
    match item {
        Type::Scalar(scalar) => match scalar.row().default_sample {
            DefaultSample::Json(text) => {
                has_comma(&text).then(|| text.trim_matches('"').to_owned())
            }
            DefaultSample::Name => None,
        },
        Type::Model(id) => match models.shape(*id) {
            Shape::Enum(values) => {
                let mut words = values.iter().map(|value| value.name.wire());
                words.find(has_comma).map(str::to_owned)
            }
            Shape::Struct(_) | Shape::Union(_) | Shape::Mask(_) => None,
        },
        Type::Mask(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => None,
    }
}

/// Reports a value inside of a nested parameter that a URL cannot have. Returns `true` if there is none.
fn check_nested(scope: &MethodScope<'_, '_>, span: Span, ty: &Type) -> bool {
    if let Some(key) = unfit_key(scope.definitions.models, ty) {
        let message = format!("the key `{key}` in this type cannot be inside of brackets");
        let help =
            "describe a model without the field, or each of its values as a parameter with `wire:`";
        let diagnostic = Diagnostic::at(Code::BadStyle, span, message, help);
        scope.reporter().report(diagnostic);
        return false;
    }
    let mut seen = BTreeSet::new();
    let Some(path) = unfit(scope.definitions.models, ty, &mut seen) else {
        return true;
    };
    let message = if path.is_empty() {
        "the values in this type are not allowed in `query`".to_owned()
    } else {
        format!("the field `{path}` of this type is not allowed in `query`")
    };
    let help = "only strings, numbers, booleans, date-times and enums, and lists, maps and models of them are sent in a \
                URL; move the parameter to `body:`, or describe a model without the field";
    scope
        .reporter()
        .report(Diagnostic::at(Code::TypeMisplaced, span, message, help));
    false
}

/// Returns a key of a struct in the type that cannot be inside of brackets.
fn unfit_key(models: &ShapedModels, ty: &Type) -> Option<String> {
    let inside = reachable(ty.model(), |id| models.shape(id).models());
    let mut fields = inside.iter().flat_map(|id| models.shape(*id).fields());
    let unfit = fields.find(|field| !field.is_rest && !can_be_in_brackets(field.name.wire()))?;
    Some(unfit.name.wire().to_owned())
}

/// Returns the path of a value that a URL cannot have; `None` if it can have all.
fn unfit(models: &ShapedModels, ty: &Type, seen: &mut BTreeSet<ModelId>) -> Option<String> {
    match ty {
        Type::Scalar(scalar) => match scalar.row().url {
            UrlForm::Text | UrlForm::Display => None,
            UrlForm::Pairs | UrlForm::Never => Some(String::new()),
        },
        Type::List(item) | Type::Map(item) => unfit(models, item, seen),
        Type::Mask(_) | Type::Nullable(_) => Some(String::new()),
        Type::Model(id) => match models.shape(*id) {
            Shape::Enum(_) => None,
            Shape::Union(_) | Shape::Mask(_) => Some(String::new()),
            Shape::Struct(fields) => {
                if !seen.insert(*id) {
                    return None;
                }
                fields.iter().find_map(|field| {
                    let rest = unfit(models, &field.ty, seen)?;
                    let name = field.name.wire();
                    let dot = if rest.is_empty() { "" } else { "." };
                    Some(format!("{name}{dot}{rest}"))
                })
            }
        },
    }
}
