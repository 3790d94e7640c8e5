//! Streams of events: which events are items, and how their data is read.

use super::method_scope::MethodScope;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Content, EventRules, EventTexts, Events, Lines, NameTag, Shape, Tag, Type, Union},
    resolve::events::{names, report},
    scalars::Scalar,
    syntax::EventsDecl,
};

/// Resolves the settings of a method that returns a stream of events. `is_text` says whether all events are text.
pub(super) fn events(scope: &MethodScope<'_, '_>, item: Type, is_text: bool) -> Option<Events> {
    let own = scope.method.events.as_ref();
    let of_api = scope
        .definitions
        .settings
        .and_then(|settings| settings.events.as_ref());
    let Some(described) = own.or(of_api) else {
        let texts = texts(is_text, None);
        let rules = EventRules {
            texts,
            ..EventRules::default()
        };
        return Some(Events {
            item,
            housekeeping: Vec::new(),
            rules,
        });
    };
    let union = union(scope, &item).filter(|_| !is_text);
    if let Some(own) = own {
        let is_right = crate::resolve::events::check(scope.reporter(), own);
        let fits = check_tag(scope, own, union) & check_texts(scope, own, &item, union, is_text);
        if !is_right || !fits {
            return None;
        }
    }
    let tag = described.tag.as_ref().and(union);
    let rules = EventRules {
        done: described.done.as_ref().map(|done| done.value.clone()),
        heartbeats: names(&described.heartbeats),
        errors: names(&described.error),
        error_field: described
            .error_field
            .as_ref()
            .map(|path| path.keys().to_vec())
            .unwrap_or_default(),
        texts: texts(is_text, Some(described)),
        tag: tag.and_then(|union| {
            Some(NameTag {
                key: union.tag()?.head().to_owned(),
                keyed: keyed(union),
            })
        }),
    };
    let housekeeping = names(&described.housekeeping);
    Some(Events {
        item,
        housekeeping,
        rules,
    })
}

/// Resolves the settings of a method that returns a stream of lines, of which only `error_field` applies to lines.
pub(super) fn lines(scope: &MethodScope<'_, '_>, item: Type, is_text: bool) -> Option<Lines> {
    let own = scope.method.events.as_ref();
    if let Some(own) = own {
        let is_right = crate::resolve::events::check(scope.reporter(), own);
        if !is_right || !check_lines(scope, own) {
            return None;
        }
    }
    let settings = scope.definitions.settings;
    let of_api = settings.and_then(|settings| settings.events.as_ref());
    let path = own
        .or(of_api)
        .and_then(|events| events.error_field.as_ref());
    let path = path.filter(|_| !is_text);
    Some(Lines {
        item,
        is_text,
        error_field: path.map(|path| path.keys().to_vec()).unwrap_or_default(),
    })
}

/// Reports settings that only events have, which have a name.
fn check_lines(scope: &MethodScope<'_, '_>, own: &EventsDecl) -> bool {
    let only_error = EventsDecl {
        error_field: None,
        ..own.clone()
    };
    let misplaced = only_error.span();
    if let Some(span) = misplaced {
        let message =
            "lines have no names, and end with the response: only `error_field` applies to them";
        report(
            scope.reporter(),
            span,
            message,
            "remove the other keys of `events:`",
        );
    }
    misplaced.is_none()
}

/// Reports `events:` of a method that returns no stream.
pub(super) fn check_absent(scope: &MethodScope<'_, '_>) {
    if let Some(events) = &scope.method.events {
        let span = events.span().unwrap_or(scope.method.route.span);
        scope.reporter().report(Diagnostic::at(
            Code::EventsMisplaced,
            span,
            "`events` is only allowed on a method that returns `events of …` or `lines of …`",
            "remove `events:`, or return `events of …`",
        ));
    }
}

fn texts(is_text: bool, described: Option<&EventsDecl>) -> EventTexts {
    match described {
        _ if is_text => EventTexts::All,
        Some(described) => EventTexts::Named(names(&described.text)),
        None => EventTexts::default(),
    }
}

/// Returns the union that the events are.
fn union<'m>(scope: &MethodScope<'_, 'm>, item: &Type) -> Option<&'m Union> {
    let id = match item {
        Type::Model(id) => *id,
        Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => {
            return None;
        }
    };
    match scope.definitions.models.shape(id) {
        // The name of an event is text, and becomes a value of the object itself.
        Shape::Union(union) if union.tag().is_some_and(Tag::is_plain) => Some(union),
        Shape::Union(_) | Shape::Struct(_) | Shape::Enum(_) | Shape::Mask(_) => None,
    }
}

/// Returns the tags of the variants that are a value under a key, with these keys.
fn keyed(union: &Union) -> Vec<(String, String)> {
    let keys = union
        .variants
        .iter()
        .filter_map(|variant| match &variant.content {
            Content::Keyed(key, _) | Content::Empty(key) => {
                Some((variant.name.wire().to_owned(), key.clone()))
            }
            Content::Nothing | Content::Flat(_) | Content::Whole(_) => None,
        });
    keys.collect()
}

/// Checks that the events of a method whose tag is the name of the event are a union.
fn check_tag(scope: &MethodScope<'_, '_>, own: &EventsDecl, union: Option<&Union>) -> bool {
    let misplaced = own.tag.as_ref().filter(|_| union.is_none());
    if let Some(tag) = misplaced {
        let message =
            "`tag` is only allowed if the events are a union whose `tag` is one key with text";
        let help = "remove `tag:`, or return `events of` a model with `tag:` and `variants:`";
        report(scope.reporter(), tag.span, message, help);
    }
    misplaced.is_none()
}

/// Checks that the events that are text can be text.
fn check_texts(
    scope: &MethodScope<'_, '_>,
    own: &EventsDecl,
    item: &Type,
    union: Option<&Union>,
    is_text: bool,
) -> bool {
    let tagged = own.tag.as_ref().and(union);
    let mut fits = true;
    for name in &own.text {
        let (message, help) = if is_text {
            let message = "all events are text, because the method returns `events of text`";
            (message.to_owned(), "remove `text:`")
        } else if tagged.is_some_and(|union| is_text_variant(union, name))
            || tagged.is_none() && takes_text(item)
        {
            continue;
        } else if tagged.is_some() {
            let message = format!(
                "no variant of the union is a `string` with the tag `{}`",
                name.value
            );
            (message, "write the tag of a variant whose type is `string`")
        } else {
            let message = format!(
                "the data of `{}` is text, but the events of this method are not",
                name.value
            );
            (
                message,
                "return `events of string`, or of a union and write `tag: event`",
            )
        };
        report(scope.reporter(), name.span, &message, help);
        fits = false;
    }
    fits
}

/// Returns `true` if a union has a variant with the tag whose value is text.
fn is_text_variant(union: &Union, tag: &str) -> bool {
    let mut variants = union.variants.iter();
    variants.any(|variant| match &variant.content {
        Content::Keyed(_, ty) => variant.name.wire() == tag && takes_text(ty),
        Content::Nothing | Content::Empty(_) | Content::Flat(_) | Content::Whole(_) => false,
    })
}

/// Returns `true` if any text is a value of the type.
fn takes_text(ty: &Type) -> bool {
    matches!(ty, Type::Scalar(Scalar::String | Scalar::Json))
}
