//! Type expressions: `list of string`, `map of string`, `page of …`.

use super::Context;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ModelId, Shape, Type},
    scalars::{Scalar, UrlForm},
    source::{Span, Spanned},
    syntax::nearest,
};

/// No API nests lists and maps deeper than this.
const MAX_DEPTH: usize = 8;

/// So many unknown types get the name that was probably meant.
const MAX_SUGGESTIONS: usize = 100;

/// What other languages call the scalars, and what those are called here.
const ALIASES: &[(&str, &str)] = &[
    ("any", "json"),
    ("array", "list of …"),
    ("boolean", "bool"),
    ("date", "string"),
    ("double", "float"),
    ("int", "int32"),
    ("integer", "int64"),
    ("long", "int64"),
    ("number", "float"),
    ("object", "map of …"),
    ("str", "string"),
    ("timestamp", "datetime"),
    ("uuid", "string"),
];

/// What a type expression may stand for.
#[derive(Debug)]
pub(super) enum Expression {
    /// A value.
    Value(Type),
    /// Pages of values.
    Page(Type),
    /// A stream of values.
    Events(Type),
}

impl Context {
    /// The type that a text stands for, where a value is due.
    pub(super) fn value_type(&mut self, text: &Spanned<String>) -> Option<Type> {
        match self.expression(text)? {
            Expression::Value(ty) => Some(ty),
            Expression::Page(_) => {
                self.misplaced(
                    text.span,
                    "pages stand here",
                    "use `list of …`; only `returns` takes pages",
                );
                None
            }
            Expression::Events(_) => {
                self.misplaced(
                    text.span,
                    "a stream of events stands here",
                    "use `list of …`; only `returns` takes events",
                );
                None
            }
        }
    }

    /// What a text stands for.
    pub(super) fn expression(&mut self, text: &Spanned<String>) -> Option<Expression> {
        if let Some(item) = text.strip_prefix("page of ") {
            return self.ty(item, text, 0).map(Expression::Page);
        }
        if let Some(item) = text.strip_prefix("events of ") {
            return self.ty(item, text, 0).map(Expression::Events);
        }
        self.ty(&text.value, text, 0).map(Expression::Value)
    }

    fn misplaced(&mut self, span: Span, message: &str, help: &str) {
        self.report(Diagnostic::at(Code::TypeMisplaced, span, message, help));
    }

    fn ty(&mut self, word: &str, whole: &Spanned<String>, depth: usize) -> Option<Type> {
        let span = part(word, whole);
        if depth > MAX_DEPTH {
            self.report(Diagnostic::at(
                Code::TypeTooDeep,
                span,
                "this type is nested too deeply",
                "describe a model for its inner part",
            ));
            return None;
        }
        let trimmed = word.trim();
        if let Some(item) = trimmed.strip_prefix("list of ") {
            return self
                .ty(item, whole, depth + 1)
                .and_then(|ty| self.item(ty, span))
                .map(Box::new)
                .map(Type::List);
        }
        if let Some(item) = trimmed.strip_prefix("map of ") {
            return self
                .ty(item, whole, depth + 1)
                .and_then(|ty| self.item(ty, span))
                .map(Box::new)
                .map(Type::Map);
        }
        if let Some(model) = trimmed.strip_prefix("field mask of ") {
            return self
                .model(model.trim(), part(model, whole))
                .and_then(|id| self.mask(id, span))
                .map(Type::Mask);
        }
        if let Some(scalar) = Scalar::find(trimmed) {
            return Some(Type::Scalar(scalar));
        }
        self.model(trimmed, span).map(Type::Model)
    }

    /// A type that a list or map may hold.
    fn item(&mut self, ty: Type, span: Span) -> Option<Type> {
        let reason = match &ty {
            Type::Mask(_) => "a field mask is one text",
            Type::Scalar(scalar) if scalar.row().url == UrlForm::Pairs => {
                "a label filter stands for itself"
            }
            Type::Scalar(_) | Type::Model(_) | Type::List(_) | Type::Map(_) => return Some(ty),
        };
        self.report(Diagnostic::at(
            Code::TypeMisplaced,
            span,
            format!("{reason} and cannot be an item"),
            "take the list or map away",
        ));
        None
    }

    /// The model of a name.
    pub(super) fn model(&mut self, word: &str, span: Span) -> Option<ModelId> {
        if let Some(found) = self.index.get(word) {
            return *found;
        }
        if self.unread && word.starts_with(|c: char| c.is_ascii_uppercase()) {
            return None;
        }
        self.suggestions += 1;
        let models = self.index.keys().map(String::as_str);
        let scalars = Scalar::ALL.map(|scalar| scalar.row().word);
        let known = scalars.into_iter().chain(models);
        let mut sorted: Vec<_> = known.collect();
        if self.suggestions <= MAX_SUGGESTIONS {
            sorted.sort_unstable();
        }
        let alias = ALIASES
            .iter()
            .find(|(alias, _)| word.eq_ignore_ascii_case(alias));
        // Among thousands of models, each costs.
        let near = (self.suggestions <= MAX_SUGGESTIONS)
            .then(|| nearest(word, sorted.into_iter()))
            .flatten();
        let help = match alias.map(|(_, meant)| *meant).or(near) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if word.is_empty() => format!("name a model, or one of {}", scalars.join(", ")),
            None => format!(
                "describe `{word}` under `models:`, or use one of {}",
                scalars.join(", ")
            ),
        };
        if word.is_empty() {
            self.report(Diagnostic::at(
                Code::UnknownType,
                span,
                "a type is missing",
                help,
            ));
            return None;
        }
        self.report(Diagnostic::at(
            Code::UnknownType,
            span,
            format!("unknown type `{word}`"),
            help,
        ));
        None
    }

    /// Whether a value can stand in a URL.
    pub(super) fn is_url(&mut self, ty: &Type, span: Span) -> bool {
        let fits = match ty {
            Type::Scalar(scalar) => match scalar.row().url {
                UrlForm::Text | UrlForm::Display => true,
                UrlForm::Pairs | UrlForm::Never => false,
            },
            Type::Model(id) => matches!(self.models[id.0].shape, Shape::Enum(_)),
            Type::Mask(_) | Type::List(_) | Type::Map(_) => false,
        };
        if !fits {
            let help =
                "use text, a number, a boolean, a date-time or an enum, or send it in the body";
            self.report(Diagnostic::at(
                Code::TypeMisplaced,
                span,
                "this type cannot stand in a URL",
                help,
            ));
        }
        fits
    }

    /// The mask of a model, made when it is first asked for.
    fn mask(&mut self, base: ModelId, span: Span) -> Option<ModelId> {
        if let Some((_, mask)) = self.masks.iter().find(|(of, _)| *of == base) {
            return Some(*mask);
        }
        match self.models[base.0].shape {
            Shape::Struct(_) => {}
            Shape::Enum(_) | Shape::Union(_) | Shape::Mask(_) => {
                self.report(Diagnostic::at(
                    Code::BadMask,
                    span,
                    "a mask of what has no fields",
                    "name a model with `fields:`",
                ));
                return None;
            }
        }
        let mask = self.make_mask(base, span)?;
        self.masks.push((base, mask));
        Some(mask)
    }
}

/// The span of a part of a text. Where quotes or line breaks make the text differ from the file, the whole.
fn part(word: &str, whole: &Spanned<String>) -> Span {
    let length = u32::try_from(whole.value.len()).unwrap_or(u32::MAX);
    if whole.span.end - whole.span.start != length {
        return whole.span;
    }
    let offset = word.as_ptr() as usize - whole.value.as_ptr() as usize;
    let start = whole.span.start + u32::try_from(offset).unwrap_or(0);
    Span {
        start,
        end: start + u32::try_from(word.len()).unwrap_or(0),
        ..whole.span
    }
}
