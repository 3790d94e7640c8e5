//! Patterns of unions without a tag: how the form of a value tells its variant. Variants that cannot be told apart are
//! reported.

mod form;

use super::{files::Files, reporter::Reporter, shaped::ShapedModels};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Content, Discriminator, JsonKind, ModelId, Pattern, Shape, Union, Variant},
    source::Span,
};
use form::{Forms, Order, ValueForm, narrow};

/// Finds the patterns of the variants of all unions without a tag.
pub(super) fn resolve(
    reporter: &Reporter,
    files: &Files,
    models: &mut ShapedModels,
    omits_defaults: bool,
) {
    let mut found = Vec::new();
    for (id, model) in models.iter() {
        let Shape::Union(union) = &model.shape else {
            continue;
        };
        if union.tag().is_some() || !model.is_complete {
            continue;
        }
        let of_union = OfUnion {
            reporter,
            files,
            forms: Forms {
                models,
                omits_defaults,
            },
            id,
        };
        found.extend(of_union.patterns(union).map(|patterns| (id, patterns)));
    }
    for (id, patterns) in found {
        if let Shape::Union(union) = &mut models.0[id.0].shape {
            union.discriminator = Discriminator::Form(patterns);
        }
    }
}

/// Union whose patterns are looked for.
struct OfUnion<'a> {
    reporter: &'a Reporter,
    files: &'a Files,
    forms: Forms<'a>,
    id: ModelId,
}

impl OfUnion<'_> {
    /// Returns the patterns in the order in which they are tried; `None` if variants cannot be told apart, which is reported.
    fn patterns(&self, union: &Union) -> Option<Vec<(usize, Pattern)>> {
        let forms = self.forms;
        let forms = union.variants.iter().map(|variant| {
            let ty = match &variant.content {
                Content::Whole(ty) => ty,
                Content::Nothing | Content::Empty(_) | Content::Keyed(..) | Content::Flat(_) => {
                    return None;
                }
            };
            let form = forms.form(ty);
            if let Err((message, help)) = &form {
                let message = format!("the variant `{}` {message}", variant.name.wire());
                let place = self.place(variant);
                self.reporter.report(at(place, message, help));
            }
            form.ok()
        });
        let forms: Vec<_> = forms.collect();
        let forms: Vec<_> = forms.into_iter().collect::<Option<_>>()?;
        let mut patterns: Vec<_> = forms.iter().map(ValueForm::anywhere).collect();
        let mut is_before = vec![Vec::new(); forms.len()];
        for (a, first) in forms.iter().enumerate() {
            for (b, second) in forms.iter().enumerate().skip(a + 1) {
                let order = first.compare(second);
                if order == Order::Ambiguous {
                    self.report_ambiguous(union, (a, first), (b, second));
                    return None;
                }
                if order == Order::Before {
                    is_before[b].push(a);
                } else if order == Order::After {
                    is_before[a].push(b);
                }
                narrow(&mut patterns[a], first, second);
                narrow(&mut patterns[b], second, first);
            }
        }
        let mut order = Vec::new();
        while order.len() < forms.len() {
            let is_next = |at: &usize| {
                !order.contains(at) && is_before[*at].iter().all(|before| order.contains(before))
            };
            let Some(next) = (0..forms.len()).find(is_next) else {
                let mut rest = (0..forms.len()).filter(|at| !order.contains(at));
                let (a, b) = (rest.next()?, rest.next()?);
                self.report_ambiguous(union, (a, &forms[a]), (b, &forms[b]));
                return None;
            };
            order.push(next);
        }
        let patterns = order.iter().map(|at| (*at, patterns[*at].clone()));
        Some(patterns.collect())
    }

    fn report_ambiguous(
        &self,
        union: &Union,
        (a, first): (usize, &ValueForm<'_>),
        (b, second): (usize, &ValueForm<'_>),
    ) {
        let (a, b) = (&union.variants[a], &union.variants[b]);
        let mut kinds = first.pattern.kinds.iter();
        let shared = kinds.find(|kind| second.pattern.kinds.contains(kind));
        let (what, help) = match shared {
            Some(JsonKind::Object) => (
                "both are objects, and neither has a required field that the other does not have",
                "make a field required that only one of them has, or give both a constant under the same key, such as `type: { const: \
                 card }`; if nothing tells them apart, use `json`. Fields that are `read_only` or may be `null` do not count",
            ),
            Some(JsonKind::List) => (
                "both are lists, and their items may have the same form",
                "keep one list, whose items are a model with `one_of:` themselves; or use `json`",
            ),
            Some(JsonKind::Text) => (
                "both are strings",
                "keep one of them: `string` takes every text, and an enum keeps unknown ones",
            ),
            Some(JsonKind::Number) => (
                "both are numbers",
                "keep one of them: `float` takes every number",
            ),
            Some(JsonKind::Boolean) | None => ("both are booleans", "keep one of them"),
        };
        let message = format!(
            "`{}` and `{}` cannot be told apart: {what}",
            a.name.wire(),
            b.name.wire()
        );
        let other = format!("`{}` is here", a.name.wire());
        let diagnostic = at(self.place(b), message, help);
        self.reporter.report(diagnostic.other(self.place(a), other));
    }

    /// Returns the place of a variant in the description.
    fn place(&self, variant: &Variant) -> Span {
        let model = self.forms.models.get(self.id).declared.span;
        let mut models = self.files.models().flat_map(|(_, models)| &models.entries);
        let declared = models.find(|(key, _)| key.span == model);
        let variants = declared.and_then(|(_, model)| model.one_of.as_ref());
        let mut words = variants.into_iter().flat_map(|variants| &variants.entries);
        let word = words.find(|(word, _)| word.value == variant.name.wire());
        word.map_or(model, |(word, _)| word.span)
    }
}

fn at(place: Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::at(Code::AmbiguousVariants, place, message, help)
}
