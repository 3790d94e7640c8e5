//! Optional: needed by `testing_fake.rs`. The items that a fake keeps, as JSON.

use serde_json::Value;

use crate::runtime::testing::fake::shape::{Failure, FakeShape, Filter};
use crate::runtime::testing::request::Request;
use crate::runtime::testing::rules::{FieldRule, Kind, Shape};

/// How many items a page has where a request does not say it.
const LIMIT: usize = 50;

/// The items of all collections, in the order in which they were made.
pub(crate) struct Items {
    shape: &'static FakeShape,
    /// What a new item has before anything is set.
    blank: Value,
    kept: Vec<Item>,
    made: u64,
}

/// One item.
struct Item {
    /// Its number, which is never given again.
    number: u64,
    /// The path of the collection that it is in.
    collection: String,
    value: Value,
}

impl Items {
    /// No items yet. `sample` is an item with all that is required.
    pub(crate) fn new(shape: &'static FakeShape, sample: Value) -> Self {
        Self {
            shape,
            blank: without_writable(shape.item, sample),
            kept: Vec::new(),
            made: 0,
        }
    }

    /// All items.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Value> {
        self.kept.iter().map(|item| &item.value)
    }

    /// Makes an item of what was sent.
    pub(crate) fn create(&mut self, collection: &str, sent: &Value) -> &Value {
        self.made += 1;
        let mut value = self.blank.clone();
        merge(self.shape.item, &mut value, sent);
        let id = format!("{}_{}", self.shape.name, self.made);
        *place(&mut value, self.shape.id) = id.into();
        self.kept.push(Item {
            number: self.made,
            collection: collection.to_owned(),
            value,
        });
        &self.kept[self.kept.len() - 1].value
    }

    /// The item that a path names.
    pub(crate) fn get(&self, request: &Request) -> Result<&Value, Failure> {
        let index = self.index(request)?;
        Ok(&self.kept[index].value)
    }

    /// Changes the item that a path names: what a mask lists, else all that was sent.
    pub(crate) fn update(
        &mut self,
        request: &Request,
        mask: Option<&[Vec<&str>]>,
    ) -> Result<&Value, Failure> {
        let index = self.index(request)?;
        let item = &mut self.kept[index].value;
        match mask {
            None => merge(self.shape.item, item, &request.body),
            Some(paths) => {
                for path in paths {
                    replace(self.shape.item, item, &request.body, path)?;
                }
            }
        }
        Ok(item)
    }

    /// Deletes the item that a path names.
    pub(crate) fn delete(&mut self, request: &Request) -> Result<(), Failure> {
        let index = self.index(request)?;
        self.kept.remove(index);
        Ok(())
    }

    /// The place of the item that a path names, by its id or by an alias.
    fn index(&self, request: &Request) -> Result<usize, Failure> {
        let (collection, _) = request.path.rsplit_once('/').unwrap_or_default();
        let wanted = request.last_segment();
        let alias =
            self.shape.aliases.iter().find_map(|(prefix, path)| {
                wanted.strip_prefix(prefix).map(|wanted| (wanted, *path))
            });
        let (wanted, path) = alias.unwrap_or((&wanted, self.shape.id));
        let found = self.kept.iter().position(|item| {
            let there = at(&item.value, path).and_then(Value::as_str);
            item.collection == collection && there == Some(wanted)
        });
        found.ok_or(Failure::Missing)
    }
}

/// The items of a page, and the cursor of the next one.
pub(crate) fn listed(
    items: &Items,
    shape: &FakeShape,
    request: &Request,
) -> Result<(Vec<Value>, Option<String>), Failure> {
    let cursor = shape.page.next.param().unwrap_or_default();
    check_query(shape, request, cursor);
    let wrong = |name: &str| Failure::Wrong(format!("`{name}` is not valid"));
    let after: u64 = match request.query_value(cursor).unwrap_or_default() {
        "" => 0,
        text => text.parse().map_err(|_| wrong(cursor))?,
    };
    let limit = shape.limit.and_then(|name| request.query_value(name));
    let limit = limit
        .and_then(|text| text.parse().ok())
        .filter(|limit| *limit > 0);
    let limit = limit.unwrap_or(LIMIT);
    let mut chosen = items.kept.iter().filter(|item| {
        let mut filters = shape.filters.iter();
        item.number > after
            && item.collection == request.path
            && filters.all(|filter| passes(filter, &item.value, request))
    });
    let page: Vec<_> = chosen.by_ref().take(limit).collect();
    let last = page.last().map(|item| item.number.to_string());
    let next = last.filter(|_| chosen.next().is_some());
    Ok((
        page.into_iter().map(|item| item.value.clone()).collect(),
        next,
    ))
}

/// Refuses what would be left out of account, for a test must not take that for an answer.
///
/// # Panics
/// If a query parameter is sent that the description of the fake does not mention.
fn check_query(shape: &FakeShape, request: &Request, cursor: &str) {
    let unknown = request.query.iter().find(|(name, _)| {
        let is_filter = shape.filters.iter().any(|filter| filter.param == name);
        !is_filter
            && name != cursor
            && shape.limit != Some(name)
            && !shape.ignores.contains(&name.as_str())
    });
    if let Some((name, _)) = unknown {
        let method = shape.list.name;
        let call = method.replace('.', "_");
        panic!(
            "the fake of `{method}` does not know what the query parameter `{name}` does\n  sent: {}\n  help: prepare a reply by `server.on_{call}()`",
            request.line()
        );
    }
}

/// Whether an item passes a filter; all do that a request does not set.
fn passes(filter: &Filter, item: &Value, request: &Request) -> bool {
    let there = at(item, filter.path).unwrap_or(&Value::Null);
    let fits = |wanted: &str| match there {
        Value::Object(entries) => wanted
            .split(',')
            .filter(|pair| !pair.is_empty())
            .all(|pair| {
                let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
                entries.get(key).and_then(Value::as_str) == Some(value)
            }),
        Value::String(text) if filter.starts => text.starts_with(wanted),
        Value::String(text) => text == wanted,
        Value::Null => wanted.is_empty(),
        Value::Bool(flag) => wanted.parse() == Ok(*flag),
        Value::Number(number) => wanted == number.to_string(),
        Value::Array(_) => false,
    };
    let mut values = request
        .query
        .iter()
        .filter(|(name, _)| name == filter.param);
    let is_set = values.clone().next().is_some();
    !is_set || values.any(|(_, value)| fits(value))
}

/// The paths of a mask.
pub(crate) fn fields_of_mask(mask: &str) -> Vec<Vec<&str>> {
    let paths = mask.split(',').map(str::trim);
    let paths = paths.filter(|path| !path.is_empty());
    paths.map(|path| path.split('.').collect()).collect()
}

/// Sets all that was sent: objects of the description field by field, anything else as a whole.
fn merge(shape: Shape, into: &mut Value, sent: &Value) {
    let (Shape::Object { fields, open }, Value::Object(sent)) = (shape, sent) else {
        into.clone_from(sent);
        return;
    };
    for (key, value) in sent {
        match fields.iter().find(|field| field.name == key) {
            Some(field) if field.read_only => {}
            Some(field) => match inner_object(field) {
                Some(shape) => merge(shape, &mut into[key], value),
                None => into[key] = value.clone(),
            },
            None if open => into[key] = value.clone(),
            // What else a request has, such as a mask, is no part of an item.
            None => {}
        }
    }
}

/// Sets one field to what was sent, or to nothing if it was not sent. What is read-only in it stays.
fn replace(shape: Shape, into: &mut Value, sent: &Value, path: &[&str]) -> Result<(), Failure> {
    let Some((key, rest)) = path.split_first() else {
        return Ok(());
    };
    let unknown = || Failure::Wrong(format!("the mask names `{key}`, which is no field"));
    let Shape::Object { fields, .. } = shape else {
        return Err(unknown());
    };
    let field = fields
        .iter()
        .find(|field| field.name == *key && !field.read_only);
    let field = field.ok_or_else(unknown)?;
    let sent = sent.get(key).unwrap_or(&Value::Null);
    match inner_object(field) {
        Some(shape) if !rest.is_empty() => return replace(shape, &mut into[*key], sent, rest),
        Some(shape) => {
            into[*key] = without_writable(shape, into[*key].take());
            merge(shape, &mut into[*key], sent);
        }
        // A value that is missing was `null` on the wire as well, and is read as nothing.
        None => into[*key] = sent.clone(),
    }
    Ok(())
}

/// What of an item only the API sets; and what else must be there, for it has no value that stands for nothing.
fn without_writable(shape: Shape, value: Value) -> Value {
    let (Shape::Object { fields, .. }, Value::Object(object)) = (shape, value) else {
        return Value::Null;
    };
    let kept = object.into_iter().filter_map(|(key, value)| {
        let field = fields.iter().find(|field| field.name == key)?;
        match (field.read_only, inner_object(field)) {
            (true, _) => Some((key, value)),
            (false, Some(shape)) => Some((key, without_writable(shape, value))),
            (false, None) => needs_value(field).then_some((key, value)),
        }
    });
    Value::Object(kept.collect())
}

/// Whether a field must be there, since nothing stands for a value that is missing.
fn needs_value(field: &FieldRule) -> bool {
    let is_union = |shape: Shape| matches!(shape, Shape::Union { .. });
    let has_none = match field.kind {
        Kind::Model(shape) => is_union(shape()),
        Kind::DateTime => true,
        Kind::Any
        | Kind::Text
        | Kind::Secret
        | Kind::Bool
        | Kind::Int32
        | Kind::Int64
        | Kind::Int64Text
        | Kind::Number
        | Kind::Duration
        | Kind::Bytes
        | Kind::Pairs
        | Kind::List(_)
        | Kind::Map(_) => false,
    };
    field.required && has_none
}

/// The shape of a field that holds an object.
fn inner_object(field: &FieldRule) -> Option<Shape> {
    let Kind::Model(shape) = field.kind else {
        return None;
    };
    Some(shape()).filter(|shape| matches!(shape, Shape::Object { .. }))
}

/// What stands at a path.
fn at<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, key| value.get(key))
}

/// The place at a path, which is made.
fn place<'a>(value: &'a mut Value, path: &[&str]) -> &'a mut Value {
    path.iter().fold(value, |value, key| &mut value[*key])
}
