//! Type expressions: `list of string`, `map of string`, `page of …`.

use super::{
    declared::{Lookup, ModelIndex, find_struct},
    foreign_types::{self, did_you_mean},
    masks::Masks,
    reporter::Reporter,
    shaped::ShapedModels,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ModelId, Shape, Type},
    scalars::{Scalar, UrlForm},
    source::{Span, Spanned},
    syntax::nearest,
};

/// Maximum depth of lists and maps inside each other.
const MAX_DEPTH: usize = 8;

/// Beginnings of type expressions that another type follows.
const PREFIXES: &[&str] = &[
    "list of",
    "map of",
    "field mask of",
    "page of",
    "events of",
    "lines of",
];

/// Meaning of a type expression.
#[derive(Debug)]
pub(super) enum Expression {
    /// A value.
    Value(Type),
    /// A response that is text.
    Text,
    /// A response that is read in chunks.
    Download,
    /// The location of a redirect.
    Redirect,
    /// Pages of values.
    Page(Type),
    /// A stream of values, or of texts that are not JSON.
    Events { item: Type, is_text: bool },
    /// A stream of lines that are values, or texts that are not JSON.
    Lines { item: Type, is_text: bool },
}

/// Everything that type expressions refer to.
pub(super) struct TypeScope<'a, 'm> {
    pub(super) reporter: &'a Reporter,
    pub(super) index: &'a ModelIndex,
    /// Field masks; `None` where they are not allowed.
    pub(super) masks: Option<&'a mut Masks<'m>>,
    /// Whether files are allowed.
    pub(super) allows_files: bool,
}

impl TypeScope<'_, '_> {
    /// Returns the type of an expression where a value is expected.
    pub(super) fn value_type(&mut self, text: &Spanned<String>) -> Option<Type> {
        let (message, help) = match self.expression(text)? {
            Expression::Value(ty) => return Some(ty),
            Expression::Text => ("`text` is only allowed in `returns`", "use `string` here"),
            Expression::Download => (
                "`download` is only allowed in `returns`",
                "use `bytes` here, which are base64 in JSON",
            ),
            Expression::Redirect => (
                "`redirect` is only allowed in `returns`",
                "use `string` here",
            ),
            Expression::Page(_) => (
                "`page of …` is only allowed in `returns`",
                "use `list of …` here",
            ),
            Expression::Lines { .. } => (
                "`lines of …` is only allowed in `returns`",
                "use `list of …` here; a body of lines is text: `body: string` with `sends: application/x-ndjson`",
            ),
            Expression::Events { .. } => (
                "`events of …` is only allowed in `returns`",
                "use `list of …` here",
            ),
        };
        self.misplaced(text.span, message, help);
        None
    }

    /// Returns the type of a value in JSON.
    pub(super) fn json_type(&mut self, text: &Spanned<String>) -> Option<Type> {
        let ty = self.value_type(text)?;
        if matches!(&ty, Type::Scalar(Scalar::LabelFilter)) {
            let message = "`label_filter` is only allowed in `query`";
            self.misplaced(text.span, message, "use `map of string`");
            return None;
        }
        Some(ty)
    }

    /// Returns the meaning of an expression.
    pub(super) fn expression(&mut self, text: &Spanned<String>) -> Option<Expression> {
        match text.trim() {
            "text" => return Some(Expression::Text),
            "download" => return Some(Expression::Download),
            "redirect" => return Some(Expression::Redirect),
            _ => {}
        }
        if let Some(item) = text.strip_prefix("page of ") {
            return self.ty(item, text, 0).map(Expression::Page);
        }
        if let Some(item) = text.strip_prefix("events of ") {
            let (item, is_text) = self.stream_item(item, text)?;
            return Some(Expression::Events { item, is_text });
        }
        if let Some(item) = text.strip_prefix("lines of ") {
            let (item, is_text) = self.stream_item(item, text)?;
            return Some(Expression::Lines { item, is_text });
        }
        self.ty(&text.value, text, 0).map(Expression::Value)
    }

    /// Returns the type of the items of a stream, and whether they are texts that are not JSON.
    fn stream_item(&mut self, word: &str, whole: &Spanned<String>) -> Option<(Type, bool)> {
        if word.trim() == "text" {
            return Some((Type::Scalar(Scalar::String), true));
        }
        self.ty(word, whole, 0).map(|item| (item, false))
    }

    fn misplaced(&self, span: Span, message: &str, help: &str) {
        self.reporter
            .report(Diagnostic::at(Code::TypeMisplaced, span, message, help));
    }

    fn ty(&mut self, word: &str, whole: &Spanned<String>, depth: usize) -> Option<Type> {
        let span = part(word, whole);
        if depth > MAX_DEPTH {
            self.reporter.report(Diagnostic::at(
                Code::TypeTooDeep,
                span,
                format!("this type nests more than {MAX_DEPTH} levels of `list of` and `map of`"),
                "describe a model, and use it for the inner levels",
            ));
            return None;
        }
        let trimmed = word.trim();
        if let Some(inner) = trimmed.strip_suffix(" or null") {
            return self.nullable(inner, whole, depth, span);
        }
        let inside = trimmed.strip_prefix('(');
        if let Some(inside) = inside.and_then(|inside| inside.strip_suffix(')')) {
            return self.ty(inside, whole, depth + 1);
        }
        if let Some(item) = trimmed.strip_prefix("list of ") {
            return self.item(item, whole, depth, span).map(Type::List);
        }
        if let Some(item) = trimmed.strip_prefix("map of ") {
            return self.item(item, whole, depth, span).map(Type::Map);
        }
        if let Some(model) = trimmed.strip_prefix("field mask of ") {
            return self.mask(model, whole, span).map(Type::Mask);
        }
        if let Some(scalar) = Scalar::find(trimmed) {
            if scalar == Scalar::File && !self.allows_files {
                let message = "`file` is only allowed in the fields of a multipart body, or as a whole `body`";
                let help = "write `body_format: multipart` in the method with this body, or `bytes` for base64 in JSON; a response \
                            that is a file is `returns: download`";
                self.misplaced(span, message, help);
                return None;
            }
            return Some(Type::Scalar(scalar));
        }
        find_model(self.reporter, self.index, trimmed, span).map(Type::Model)
    }

    /// Returns the type of a value or `null`.
    fn nullable(
        &mut self,
        word: &str,
        whole: &Spanned<String>,
        depth: usize,
        span: Span,
    ) -> Option<Type> {
        let ty = self.ty(word, whole, depth + 1)?;
        let message = match &ty {
            Type::Scalar(Scalar::Json) => "`json` may be `null` without `or null`",
            Type::Nullable(_) => "`or null` is written twice",
            Type::Mask(_) | Type::Scalar(Scalar::LabelFilter) => "this type is never `null`",
            Type::Scalar(_) | Type::Model(_) | Type::List(_) | Type::Map(_) => {
                return Some(Type::Nullable(Box::new(ty)));
            }
        };
        self.misplaced(span, message, "remove `or null`");
        None
    }

    /// Returns the type of the items of a list or map.
    fn item(
        &mut self,
        word: &str,
        whole: &Spanned<String>,
        depth: usize,
        span: Span,
    ) -> Option<Box<Type>> {
        let ty = self.ty(word, whole, depth + 1)?;
        let item = match &ty {
            Type::Mask(_) => "field mask of …",
            Type::Scalar(Scalar::LabelFilter) => "label_filter",
            Type::Scalar(_) | Type::Model(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => {
                return Some(Box::new(ty));
            }
        };
        let message = format!("`{item}` cannot be the item of a list or a map");
        self.misplaced(span, &message, "remove `list of` or `map of`");
        None
    }

    fn mask(&mut self, model: &str, whole: &Spanned<String>, span: Span) -> Option<ModelId> {
        let Some(masks) = self.masks.as_deref_mut() else {
            let message =
                "`field mask of …` is only allowed on a field in the `query` or `body` of a method";
            let help = format!(
                "move it there, such as `body: {{ mask: field mask of {} }}`",
                model.trim()
            );
            self.misplaced(whole.span, message, &help);
            return None;
        };
        let place = part(model, whole);
        let base = find_struct(self.reporter, self.index, model.trim(), place)?;
        masks.mask_of(base, span)
    }
}

/// Returns the model of a name, and reports a name that no model has.
pub(super) fn find_model(
    reporter: &Reporter,
    index: &ModelIndex,
    word: &str,
    span: Span,
) -> Option<ModelId> {
    match index.find(word) {
        Lookup::Found(id) => return Some(id),
        Lookup::Broken => return None,
        Lookup::Unknown => {}
    }
    let scalars = Scalar::ALL.map(|scalar| scalar.row().word);
    let near = index.suggestions().and_then(|models| {
        let mut known: Vec<_> = scalars.into_iter().chain(models).collect();
        known.sort_unstable();
        nearest(word, known.into_iter())
    });
    // Only a query parameter can be a filter, and only a request body has files.
    let of_requests = [Scalar::LabelFilter, Scalar::File].map(|scalar| scalar.row().word);
    let is_common = |scalar: &&str| !of_requests.contains(scalar);
    let scalars = scalars.iter().copied().filter(is_common);
    let scalars = scalars.collect::<Vec<_>>().join(", ");
    let (message, help) = if word.is_empty() {
        let help = format!("write the name of a model, or one of {scalars}");
        ("a type is missing".to_owned(), help)
    } else if PREFIXES.contains(&word) {
        let help = format!("write a type after it, such as `{word} Name`");
        (format!("a type is missing after `{word}`"), help)
    } else {
        let help = match foreign_types::remedy(word).or(near.map(did_you_mean)) {
            Some(help) => help,
            // A model may have this name.
            None if word.chars().all(|c| c.is_ascii_alphanumeric()) => {
                format!("describe `{word}` in `models:`, or use one of {scalars}")
            }
            None => {
                format!("write the name of a model, `list of …`, `map of …`, or one of {scalars}")
            }
        };
        (format!("unknown type `{word}`"), help)
    };
    reporter.report(Diagnostic::at(Code::UnknownType, span, message, help));
    None
}

/// Returns `true` if a value of the type is allowed in a URL; otherwise it is reported.
pub(super) fn check_url(reporter: &Reporter, models: &ShapedModels, ty: &Type, span: Span) -> bool {
    let fits = match ty {
        Type::Scalar(scalar) => match scalar.row().url {
            UrlForm::Text | UrlForm::Display => true,
            UrlForm::Pairs | UrlForm::Never => false,
        },
        Type::Model(id) => matches!(models.shape(*id), Shape::Enum(_)),
        Type::Mask(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => false,
    };
    if !fits {
        let message = "a value of this type cannot be sent in a path, in `query` or in `headers`";
        let help = match ty {
            Type::Nullable(_) => "remove `or null`: a parameter is either sent or left out",
            Type::Scalar(_) | Type::Model(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => {
                "use a string, a number, a boolean, a date-time or an enum; `query` also takes lists, maps and models of these, and only a `body` takes other types"
            }
        };
        reporter.report(Diagnostic::at(Code::TypeMisplaced, span, message, help));
    }
    fits
}

/// Returns the span of a part of a text. Where quotes or line breaks make the text differ from the file, it is the span
/// of the whole text.
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
