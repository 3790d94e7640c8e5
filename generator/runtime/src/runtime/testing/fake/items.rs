//! Items of a fake, stored as JSON.

use serde_json::Value;

use crate::runtime::pages::param::PageParam;
use crate::runtime::testing::fake::shape::{Failure, FakeShape, Filter};
use crate::runtime::testing::fake::updates::{complete, merge, replace, without_writable};
use crate::runtime::testing::request::Request;

/// Default page size.
const DEFAULT_PAGE_SIZE: usize = 50;

/// Items of all collections, in the order in which they were created.
pub(crate) struct Items {
    shape: &'static FakeShape,
    /// New item before its writable fields are set.
    blank: Value,
    stored: Vec<Item>,
    created_count: u64,
}

/// Item of a collection.
struct Item {
    /// Serial number, which is not used again.
    number: u64,
    /// Path of its collection.
    collection: String,
    value: Value,
}

impl Items {
    /// Creates an empty store. `sample` is an item with all required fields.
    pub(crate) fn new(shape: &'static FakeShape, sample: Value) -> Self {
        Self {
            shape,
            blank: without_writable(shape.item, shape.omits_defaults, sample),
            stored: Vec::new(),
            created_count: 0,
        }
    }

    /// Iterates over all items.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Value> {
        self.stored.iter().map(|item| &item.value)
    }

    /// Creates an item from a request body.
    pub(crate) fn create(&mut self, collection: &str, sent: &Value) -> &Value {
        self.created_count += 1;
        let mut value = self.blank.clone();
        merge(self.shape.item, &mut value, sent);
        if !self.shape.omits_defaults {
            complete(self.shape.item, &mut value);
        }
        let id = format!("{}_{}", self.shape.name, self.created_count);
        *value_at_mut(&mut value, self.shape.id) = id.into();
        self.stored.push(Item {
            number: self.created_count,
            collection: collection.to_owned(),
            value,
        });
        &self.stored[self.stored.len() - 1].value
    }

    /// Returns the item at the path of a request.
    pub(crate) fn get(&self, request: &Request) -> Result<&Value, Failure> {
        let index = self.index(request)?;
        Ok(&self.stored[index].value)
    }

    /// Updates the item at the path of a request: the fields in the mask, else all fields that were sent.
    pub(crate) fn update(
        &mut self,
        request: &Request,
        mask: Option<&[Vec<&str>]>,
    ) -> Result<&Value, Failure> {
        let index = self.index(request)?;
        let item = &mut self.stored[index].value;
        match mask {
            None => merge(self.shape.item, item, &request.body),
            Some(paths) => {
                for path in paths {
                    let omits_defaults = self.shape.omits_defaults;
                    replace(self.shape.item, omits_defaults, item, &request.body, path)?;
                }
            }
        }
        if !self.shape.omits_defaults {
            complete(self.shape.item, item);
        }
        Ok(item)
    }

    /// Deletes the item at the path of a request.
    pub(crate) fn delete(&mut self, request: &Request) -> Result<(), Failure> {
        let index = self.index(request)?;
        self.stored.remove(index);
        Ok(())
    }

    /// Returns the index of the item at the path of a request, which contains its id or an alias.
    fn index(&self, request: &Request) -> Result<usize, Failure> {
        let (collection, expected) = request.item();
        let alias = self.shape.aliases.iter().find_map(|(prefix, path)| {
            expected
                .strip_prefix(prefix)
                .map(|expected| (expected, *path))
        });
        let (expected, path) = alias.unwrap_or((&expected, self.shape.id));
        let found = self.stored.iter().position(|item| {
            let actual = value_at(&item.value, path).and_then(Value::as_str);
            item.collection == collection && actual == Some(expected)
        });
        found.ok_or(Failure::NotFound)
    }
}

/// Returns the items of a page, and the cursor of the next page.
pub(crate) fn listed(
    items: &Items,
    shape: &FakeShape,
    request: &Request,
) -> Result<(Vec<Value>, Option<String>), Failure> {
    let cursor = shape.page.next.param().map_or("", PageParam::name);
    check_query(shape, request, cursor);
    let invalid = |name: &str| Failure::Invalid(format!("`{name}` is not valid"));
    let after: u64 = match request.query_value(cursor).unwrap_or_default() {
        "" => 0,
        text => text.parse().map_err(|_| invalid(cursor))?,
    };
    let limit = shape.limit.and_then(|name| request.query_value(name));
    let limit = limit
        .and_then(|text| text.parse().ok())
        .filter(|limit| *limit > 0);
    let limit = limit.unwrap_or(DEFAULT_PAGE_SIZE);
    let mut chosen = items.stored.iter().filter(|item| {
        let mut filters = shape.filters.iter();
        item.number > after
            && item.collection == request.collection()
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

/// Checks that the fake supports all query parameters of a request. To ignore one would give a test a wrong result.
///
/// # Panics
/// Panics if a query parameter is not in the description of the fake.
fn check_query(shape: &FakeShape, request: &Request, cursor: &str) {
    let unknown = request.query.iter().find(|(name, _)| {
        let is_filter = shape.filters.iter().any(|filter| filter.param == name);
        !is_filter
            && name != cursor
            && shape.limit != Some(name)
            && !shape.ignores.iter().any(|ignored| is_of(name, ignored))
    });
    if let Some((name, _)) = unknown {
        let method = shape.list.name;
        let call = method.replace('.', "_");
        panic!(
            "the fake of `{method}` does not support the query parameter `{name}`\n  sent: {}\n  help: prepare a reply with `server.on_{call}()`",
            request.line()
        );
    }
}

/// Returns `true` if a key belongs to a query parameter, which may have keys inside of it.
fn is_of(key: &str, param: &str) -> bool {
    let inner = key.strip_prefix(param);
    inner.is_some_and(|inner| inner.is_empty() || inner.starts_with('['))
}

/// Returns `true` if an item passes a filter, or if the request does not set the filter.
fn passes(filter: &Filter, item: &Value, request: &Request) -> bool {
    let actual = value_at(item, filter.path).unwrap_or(&Value::Null);
    let fits = |expected: &str| match actual {
        Value::Object(entries) => expected
            .split(',')
            .filter(|pair| !pair.is_empty())
            .all(|pair| {
                let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
                entries.get(key).and_then(Value::as_str) == Some(value)
            }),
        Value::String(text) if filter.starts => text.starts_with(expected),
        Value::String(text) => text == expected,
        Value::Null => expected.is_empty(),
        Value::Bool(flag) => expected.parse() == Ok(*flag),
        Value::Number(number) => expected == number.to_string(),
        Value::Array(_) => false,
    };
    let mut values = request
        .query
        .iter()
        .filter(|(name, _)| name == filter.param);
    let is_set = values.clone().next().is_some();
    !is_set || values.any(|(_, value)| fits(value))
}

/// Returns the value at a path.
fn value_at<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, key| value.get(key))
}

/// Returns the value at a path, which is created if it does not exist.
fn value_at_mut<'a>(value: &'a mut Value, path: &[&str]) -> &'a mut Value {
    path.iter().fold(value, |value, key| &mut value[*key])
}
