//! Types and results in the words of the description.

use crate::model::{
    Auth, BodyFormat, Content, CursorSource, FormLists, KeyPlace, Models, Next, NumberEnd, Pages,
    Presence, QueryStyle, ResponseKind, Returns, Scheme, Shape, Type,
};

/// Returns a type as a description writes it, with the Rust names of models.
pub(super) fn ty(models: &Models, of: &Type) -> String {
    of.words(&|id| {
        let model = models.get(id);
        let name = model.name.rust();
        match &model.shape {
            Shape::Mask(_) => format!("field mask {name}"),
            Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) => name.to_owned(),
        }
    })
}

/// Returns the type of a query parameter.
pub(super) fn query_type(models: &Models, style: &QueryStyle) -> String {
    match style {
        QueryStyle::One(of) | QueryStyle::Deep(of) => ty(models, of),
        QueryStyle::List(of, _) => ty(models, &Type::List(Box::new(of.clone()))),
        QueryStyle::Pairs { .. } => "label_filter".to_owned(),
    }
}

/// Returns the result of a method.
pub(super) fn returns(models: &Models, of: &Returns) -> String {
    match of {
        Returns::Value(of) => ty(models, of),
        Returns::ByStatus(by_status) => match &by_status.others {
            Some(ResponseKind::Value(of)) => format!("{} by status", ty(models, of)),
            Some(ResponseKind::Meaning(meaning)) => format!("{} by status", meaning.word()),
            None => "a response by status".to_owned(),
        },
        Returns::Nothing => "nothing".to_owned(),
        Returns::Text => "text".to_owned(),
        Returns::Download => "download".to_owned(),
        Returns::Redirect => "redirect".to_owned(),
        Returns::Pages(pages) => match &pages.envelope {
            Some(envelope) => format!(
                "page of {} in {}",
                ty(models, &pages.item),
                ty(models, envelope)
            ),
            None => format!("page of {}", ty(models, &pages.item)),
        },
        Returns::Events(events) => format!("events of {}", ty(models, &events.item)),
        Returns::Lines(lines) if lines.is_text => "lines of text".to_owned(),
        Returns::Lines(lines) => format!("lines of {}", ty(models, &lines.item)),
    }
}

/// Returns the pagination of a method.
pub(super) fn pages(pages: &Pages) -> String {
    let more = |more: &Option<Vec<String>>| {
        more.as_ref()
            .map_or(String::new(), |path| format!(", more: {}", path.join(".")))
    };
    let next = match &pages.next {
        Next::Cursor {
            source,
            param,
            more: path,
        } => {
            let source = match source {
                CursorSource::Body(path) => path.join("."),
                CursorSource::Header(name) => format!("header {name}"),
                CursorSource::LastItem(path) => format!("last item {}", path.join(".")),
            };
            format!("next: {source}, cursor: {param}{}", more(path))
        }
        Next::Page { param, first, end } => {
            format!("page: {param} from {first}, {}", number_end(end))
        }
        Next::Offset { param, end } => format!("offset: {param}, {}", number_end(end)),
        Next::Link => "link".to_owned(),
        Next::Url { path, more: flag } => format!("url: {}{}", path.join("."), more(flag)),
    };
    format!("items: {}, {next}", pages.items.join("."))
}

fn number_end(end: &NumberEnd) -> String {
    match end {
        NumberEnd::Empty => "ends: empty".to_owned(),
        NumberEnd::More(path) => format!("more: {}", path.join(".")),
        NumberEnd::Pages(path) => format!("pages: {}", path.join(".")),
        NumberEnd::Total(path) => format!("total: {}", path.join(".")),
    }
}

/// Returns the format of a request body.
pub(super) fn body_format(format: &BodyFormat) -> String {
    match format {
        BodyFormat::Json { media_type } => media_type.clone().unwrap_or_else(|| "json".to_owned()),
        BodyFormat::Form(FormLists::Brackets) => "form with lists in brackets".to_owned(),
        BodyFormat::Form(FormLists::Repeated) => "form with repeated lists".to_owned(),
        BodyFormat::Form(FormLists::Indexed) => "form with indexed lists".to_owned(),
        BodyFormat::Text { media_type } => format!("text as {media_type}"),
        BodyFormat::Multipart => "multipart".to_owned(),
        BodyFormat::File { media_type } => format!("file as {media_type}"),
    }
}

/// Returns the content of a variant.
pub(super) fn content(models: &Models, of: &Content) -> String {
    match of {
        Content::Nothing => "nothing".to_owned(),
        Content::Empty(key) => format!("empty object in {key}"),
        Content::Keyed(key, of) => format!("{} in {key}", ty(models, of)),
        Content::Flat(id) => format!("fields of {}", models.get(*id).name.rust()),
        Content::Whole(of) => ty(models, of),
    }
}

/// Returns the place of the credentials of a scheme.
pub(super) fn credential(scheme: &Scheme) -> String {
    match scheme {
        Scheme::Key(key) => match &key.place {
            KeyPlace::Header { name, prefix } => format!("{name}: {prefix}KEY"),
            KeyPlace::Query(name) => format!("?{name}=KEY"),
        },
        Scheme::OAuth2(_) => "authorization: Bearer TOKEN".to_owned(),
        Scheme::Basic { .. } => "authorization: Basic NAME:PASSWORD".to_owned(),
    }
}

/// Returns combinations of authentication schemes.
pub(super) fn alternatives(auth: &Auth, of: &[Vec<usize>]) -> String {
    let of = of.iter().map(|combination| {
        let names = auth.schemes_of(combination).map(credential);
        let names: Vec<_> = names.collect();
        if names.is_empty() {
            "none".to_owned()
        } else {
            names.join(" and ")
        }
    });
    of.collect::<Vec<_>>().join(" or ")
}

/// Returns the word for a presence.
pub(super) fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
    }
}
