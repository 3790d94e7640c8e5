//! Pagination, from a response and the parameters of its request.

use super::super::{
    convert::Converter,
    draft::{DraftField, Paging, Ty},
    schema::{Schema, SchemaShape},
};
use serde_json::{Map, Value};

/// Query parameters for a cursor, each with the fields of a response that have the next one.
const CURSORS: &[(&[&str], &[&str])] = &[
    (
        &["cursor", "start_cursor", "startCursor"],
        &[
            "next_cursor",
            "nextCursor",
            "next",
            "cursor",
            "end_cursor",
            "endCursor",
        ],
    ),
    (
        &["after"],
        &[
            "next_cursor",
            "nextCursor",
            "end_cursor",
            "endCursor",
            "after",
            "next",
            "last_id",
            "lastId",
        ],
    ),
    (
        &["page_token", "pageToken"],
        &["next_page_token", "nextPageToken"],
    ),
    (&["next_token", "nextToken"], &["next_token", "nextToken"]),
    (
        &["starting_after", "startingAfter"],
        &["next_cursor", "nextCursor"],
    ),
    (&["continue"], &["continue"]),
    (&["marker"], &["next_marker", "nextMarker", "marker"]),
    (&["page"], &["next_page", "nextPage"]),
];

/// Objects in a response that hold facts about the page.
const HOLDERS: &[&str] = &[
    "metadata",
    "meta",
    "pagination",
    "paging",
    "page_info",
    "pageInfo",
    "page",
    "response_metadata",
    "links",
];

/// Fields that say whether there is another page.
const MORE: &[&str] = &[
    "has_more",
    "hasMore",
    "has_next",
    "hasNext",
    "has_next_page",
    "hasNextPage",
    "more",
];

/// Fields with the number of all pages, and of all items.
const PAGES: &[&str] = &[
    "total_pages",
    "totalPages",
    "pages",
    "page_count",
    "pageCount",
    "last_page",
];
const TOTAL: &[&str] = &[
    "total",
    "total_count",
    "totalCount",
    "count",
    "total_items",
    "totalItems",
    "total_results",
];

/// Fields of a page that hold the items, if a page has several lists.
const ITEMS: &[&str] = &["data", "items", "results", "values", "entries", "records"];

/// Response that may be a page.
pub(super) struct Response<'a, 'd> {
    pub(super) converter: &'a Converter<'d>,
    pub(super) properties: &'d Map<String, Value>,
}

impl<'d> Response<'_, 'd> {
    /// Returns the field with the items.
    pub(super) fn items(&self) -> Option<&'d str> {
        let lists = self
            .properties
            .iter()
            .filter(|(_, value)| matches!(self.shape(value), Some(SchemaShape::List(Some(_)))));
        let lists: Vec<_> = lists.map(|(key, _)| key.as_str()).collect();
        match lists[..] {
            [only] => Some(only),
            _ => ITEMS
                .iter()
                .find_map(|name| lists.iter().find(|key| **key == *name).copied()),
        }
    }

    fn shape(&self, value: &'d Value) -> Option<SchemaShape<'d>> {
        let (target, _) = self.converter.document.resolve(value).ok()?;
        target.as_object().map(|target| Schema(target).shape())
    }

    pub(super) fn paging(&self, items: &str, query: &[DraftField]) -> Option<Paging> {
        let param = |names: &[&str], types: &[&str]| param(query, names, types);
        let base = || vec![("items", items.to_owned())];
        let more = self.find(MORE, &["boolean"]);
        let with_more = |mut paging: Paging| {
            paging.extend(more.clone().map(|more| ("more", more)));
            paging
        };
        let text: &[&str] = &["string"];
        for (params, fields) in CURSORS {
            if let (Some(cursor), Some(next)) = (param(params, text), self.find(fields, text)) {
                let mut paging = base();
                paging.extend([("next", next), ("cursor", cursor)]);
                return Some(with_more(paging));
            }
        }
        let last = param(
            &["starting_after", "startingAfter", "after", "after_id"],
            text,
        );
        if let (Some(cursor), Some(_), true) = (last, &more, self.has_id(items)) {
            let mut paging = base();
            paging.extend([("last", "id".to_owned()), ("cursor", cursor)]);
            return Some(with_more(paging));
        }
        let (form, name) = numbered(query)?;
        let mut paging = base();
        paging.push((form, name));
        let pages = (form == "page")
            .then(|| self.find(PAGES, &["integer"]))
            .flatten();
        let end = pages.map(|path| ("pages", path));
        let end = end.or_else(|| self.find(TOTAL, &["integer"]).map(|path| ("total", path)));
        paging.extend(end.or_else(|| more.map(|path| ("more", path))));
        Some(paging)
    }

    /// Returns the path of the first of some fields that has one of the types.
    fn find(&self, names: &[&str], types: &[&str]) -> Option<String> {
        let is = |value: &'d Value| match self.shape(value) {
            Some(SchemaShape::Scalar(ty, _)) => types.contains(&ty),
            Some(SchemaShape::OneOf(parts)) => {
                matches!(parts[..], [part] if matches!(self.shape(part), Some(SchemaShape::Scalar(ty, _)) if types.contains(&ty)))
            }
            _ => false,
        };
        let direct = names
            .iter()
            .find(|name| self.properties.get(**name).is_some_and(is));
        direct.map(|name| (*name).to_owned()).or_else(|| {
            HOLDERS.iter().find_map(|holder| {
                let Some(SchemaShape::Object(inner)) = self.shape(self.properties.get(*holder)?)
                else {
                    return None;
                };
                let name = names
                    .iter()
                    .find(|name| inner.get(**name).is_some_and(is))?;
                Some(format!("{holder}.{name}"))
            })
        })
    }

    /// Returns `true` if the items have a text named `id`.
    fn has_id(&self, items: &str) -> bool {
        let Some(SchemaShape::List(Some(item))) = self
            .properties
            .get(items)
            .and_then(|items| self.shape(items))
        else {
            return false;
        };
        let Some(SchemaShape::Object(fields)) = self.shape(item) else {
            return false;
        };
        let Ok((target, _)) = self.converter.document.resolve(item) else {
            return false;
        };
        let is_required = target
            .as_object()
            .is_some_and(|target| Schema(target).is_required("id"));
        is_required
            && fields
                .get("id")
                .is_some_and(|id| matches!(self.shape(id), Some(SchemaShape::Scalar("string", _))))
    }
}

/// Returns the parameter for the number of a page or of the items before it.
pub(super) fn numbered(query: &[DraftField]) -> Option<(&'static str, String)> {
    let numbers: [(&str, &[&str]); 2] = [
        ("page", &["page", "page_number", "pageNumber"]),
        ("offset", &["offset", "skip", "start"]),
    ];
    let mut numbers = numbers.into_iter();
    numbers.find_map(|(form, names)| Some((form, param(query, names, &["int32", "int64"])?)))
}

/// Returns an optional parameter that has one of the names and types.
fn param(query: &[DraftField], names: &[&str], types: &[&str]) -> Option<String> {
    let mut query = query.iter();
    let field = query.find(|field| names.contains(&field.key.as_str()))?;
    let is_of_type = matches!(field.ty, Ty::Word(word) if types.contains(&word));
    (field.is_optional && is_of_type).then(|| field.key.clone())
}
