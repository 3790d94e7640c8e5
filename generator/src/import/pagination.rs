//! Proposals for `pagination`, where the document makes it plain how the next page is found.

mod response;

use super::{
    convert::{Converter, Site},
    draft::{DraftBody, DraftId, DraftMethod, DraftModel, DraftReturns, Paging, Ty},
    schema::{Schema, SchemaShape},
};
use response::Response;
use serde_json::{Map, Value};

/// Question about a list.
const UNKNOWN: &str = "How is the next page of these lists found? (`pagination`)";

/// Returns the type of the items and the model of the other fields, if a response is a page. Sets `pagination`.
pub(super) fn page<'d>(
    converter: &mut Converter<'d>,
    schema: &'d Value,
    site: &Site<'_>,
    method: &mut DraftMethod,
) -> Option<(Ty, Option<DraftId>)> {
    if !matches!(method.verb.as_str(), "GET") {
        return None;
    }
    let (target, pointer) = converter.document.resolve(schema).ok()?;
    let schema = Schema(target.as_object()?);
    let SchemaShape::Object(properties) = schema.shape() else {
        return None;
    };
    let response = Response {
        converter,
        properties,
    };
    let items = response.items()?;
    let paging = response.paging(items, &method.query);
    let Some(paging) = paging else {
        let is_collection = !method.path.ends_with('}');
        if is_collection {
            converter.draft.report.ask(UNKNOWN, &method.operation);
        }
        return None;
    };
    let item = properties.get(items)?.get("items")?;
    let name = pointer.map(super::document::last_key);
    let site = Site {
        place: pointer.map_or(site.place.clone(), str::to_owned),
        names: name
            .as_deref()
            .map_or(site.names.clone(), |name| vec![name]),
        ..*site
    };
    let ty = converter.ty(
        item,
        &site.inner("item", &format!("properties/{items}/items")),
    );
    let envelope = envelope(converter, schema, properties, items, &paging, &site);
    method.pagination = Some(paging);
    Some((ty, envelope))
}

/// Makes pages of a list that is the whole response, if the document says how the next one is found.
pub(super) fn list(converter: &mut Converter<'_>, has_link: bool, method: &mut DraftMethod) {
    let Some(DraftReturns::Value(Ty::List(item))) = &method.returns else {
        return;
    };
    // A page is always a list. Only requests that ask for it have the response 304.
    let is_page = method.statuses.keys().all(|status| *status == 304);
    if method.verb != "GET" || !is_page || matches!(**item, Ty::OrNull(_)) {
        return;
    }
    let paging = if has_link {
        Some(vec![("link", "true".to_owned())])
    } else {
        response::numbered(&method.query).map(|number| vec![number])
    };
    match paging {
        Some(paging) => {
            method.returns = Some(DraftReturns::Page((**item).clone(), None));
            method.pagination = Some(paging);
            method.statuses.clear();
        }
        None if !method.path.ends_with('}') => {
            converter.draft.report.ask(UNKNOWN, &method.operation);
        }
        None => {}
    }
}

/// Returns the model of what a page has beside its items, as far as the pagination does not use it.
fn envelope<'d>(
    converter: &mut Converter<'d>,
    schema: Schema<'d>,
    properties: &'d Map<String, Value>,
    items: &str,
    paging: &Paging,
    site: &Site<'_>,
) -> Option<DraftId> {
    let mut fields = Vec::new();
    for (key, value) in properties {
        // An object with facts about the page has others, too.
        let is_used = paging.iter().any(|(_, path)| path == key);
        if key != items && !is_used {
            let site = site.inner(key, &format!("properties/{key}"));
            if converter.is_field(key, &site) {
                fields.push(converter.field(key, value, schema.is_required(key), &site));
            }
        }
    }
    fields.retain(|field| field.constant.is_none());
    if fields.is_empty() {
        return None;
    }
    let long = site
        .names
        .iter()
        .map(|name| super::names::camel(name))
        .collect();
    converter.draft.models.push(DraftModel {
        wanted: vec![long],
        short: Some("ListEnvelope".to_owned()),
        docs: Some("Fields of a page beside its items.".to_owned()),
        is_deprecated: false,
        body: DraftBody::Fields(fields, None),
        losses: Vec::new(),
        place: site.place.clone(),
    });
    Some(converter.draft.models.len() - 1)
}
