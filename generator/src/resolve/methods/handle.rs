//! Path parameters that the handle of a nested resource is given.

use crate::{
    diagnostic::{Code, Diagnostic},
    model::{HandleParam, Shape, Type, is_segment},
    resolve::{
        definitions::Definitions,
        docs::docs,
        masks::Masks,
        names::param_name,
        reporter::Reporter,
        scope::{Named, Scope},
        shaped::ShapedModels,
        types::{TypeScope, check_url},
    },
    scalars::Scalar,
    source::{Span, Spanned},
    syntax::{self, Entries, ParamDecl, Shorthand},
};

/// Resolves the parameters in the path of a nested resource.
pub(in crate::resolve) fn params<'a>(
    definitions: Definitions<'a>,
    masks: &mut Masks<'a>,
    resource: &syntax::ResourceFile,
) -> Vec<HandleParam> {
    let Some(path) = &resource.path else {
        return Vec::new();
    };
    let words = path
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'));
    let mut scope = Scope::default();
    let mut params = Vec::new();
    let words = words.map(|(word, _)| match word.strip_suffix('*') {
        Some(word) => (word, true),
        None => (word, false),
    });
    for (word, keeps_slashes) in words.filter(|(word, _)| definitions.client_param(word).is_none())
    {
        let declared = declared_param(&resource.params, word);
        let (span, param) = declared.map_or((path.span, None), |(span, param)| (span, Some(param)));
        let described = param.and_then(|param| param.ty.as_ref());
        let types = &mut definitions.types(masks);
        let ty = param_type(types, definitions.models, described, keeps_slashes);
        let rust = param.and_then(|param| param.rust.as_ref());
        let name = param_name(definitions.reporter, word, span, rust);
        let Some((name, ty)) = name.zip(ty) else {
            continue;
        };
        let example = param.and_then(|param| param.example.as_ref());
        let example =
            example.and_then(|node| definitions.examples().param(node, &ty, keeps_slashes));
        if scope.claim(definitions.reporter, Named::PathParam, &name, span) {
            let docs = docs(param.and_then(|param| param.docs.as_ref()));
            params.push(HandleParam {
                name,
                docs,
                ty,
                example,
            });
        }
    }
    params
}

/// Returns the declaration of a path parameter, and its place.
pub(super) fn declared_param<'a>(
    params: &'a Entries<Shorthand<ParamDecl>>,
    wire: &str,
) -> Option<(Span, &'a ParamDecl)> {
    let mut params = params.entries.iter();
    let (key, param) = params.find(|(key, _)| key.value == wire)?;
    Some((key.span, &param.0))
}

/// Resolves the type of a path parameter, which is `string` unless it is described.
pub(super) fn param_type(
    types: &mut TypeScope<'_, '_>,
    models: &ShapedModels,
    described: Option<&Spanned<String>>,
    keeps_slashes: bool,
) -> Option<Type> {
    let Some(text) = described else {
        return Some(Type::Scalar(Scalar::String));
    };
    let ty = types.value_type(text)?;
    if keeps_slashes && !matches!(ty, Type::Scalar(Scalar::String)) {
        let message = format!("a parameter with `*` cannot have the type `{}`", text.value);
        let help =
            "remove `type:`, because the parameter is a `string`; or remove `*` in the route";
        let code = Code::TypeMisplaced;
        types
            .reporter
            .report(Diagnostic::at(code, text.span, message, help));
        return None;
    }
    let fits = check_url(types.reporter, models, &ty, text.span)
        && check_values(types.reporter, models, &ty, text.span);
    fits.then_some(ty)
}

/// Returns `true` unless calls refuse all values of an enum; otherwise it is reported.
fn check_values(reporter: &Reporter, models: &ShapedModels, ty: &Type, span: Span) -> bool {
    let Some(Shape::Enum(values)) = ty.model().map(|id| models.shape(id)) else {
        return true;
    };
    let mut texts = values.iter().map(|value| value.name.wire());
    let fits = values.is_empty() || texts.any(is_segment);
    if !fits {
        let message = "a path cannot have any value of this enum: all are blank, `.` or `..`";
        let help = "use `string`, or correct the values of the enum";
        reporter.report(Diagnostic::at(Code::TypeMisplaced, span, message, help));
    }
    fits
}
