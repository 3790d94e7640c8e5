//! Random pagination.

use super::names::Names;
use generator::syntax::KeyPath;
use serde_json::{Value, json};

/// Settings of a pagination.
#[derive(Clone)]
pub struct Pagination {
    /// The settings as they are described.
    pub settings: Value,
    /// Parameter that asks for the next page, and its type.
    pub param: Option<(String, &'static str)>,
    /// Paths of the items and of what leads to the next page, with the value there.
    paths: Vec<(Vec<String>, Value)>,
}

impl Pagination {
    /// Returns a pagination of any kind.
    pub fn new(names: &mut Names<'_>) -> Self {
        let items = path(names);
        let mut pagination = Self {
            settings: json!({ "items": written(&items, names) }),
            param: None,
            paths: vec![(items, Value::Null)],
        };
        match names.random.below(8) {
            0 | 1 => {
                pagination.lead("next", "more".into(), names);
                pagination.param("cursor", "string", names);
                pagination.maybe("more", true.into(), names);
            }
            2 => {
                pagination.settings["next_header"] = "X-Next".into();
                pagination.param("cursor", "string", names);
                pagination.maybe("more", false.into(), names);
            }
            3 => {
                pagination.lead("next_url", "?more".into(), names);
                pagination.maybe("more", true.into(), names);
            }
            4 => {
                let ty = *names.random.pick(&[&"int32", &"int64"]);
                pagination.param("page", ty, names);
                if names.random.once_in(2) {
                    pagination.settings["first"] = names.random.below(3).into();
                }
                match names.random.below(4) {
                    0 => pagination.maybe("more", true.into(), names),
                    1 | 2 => pagination.lead("pages", 3.into(), names),
                    _ => pagination.maybe("total", "30".into(), names),
                }
            }
            5 => {
                let ty = *names.random.pick(&[&"int32", &"int64"]);
                pagination.param("offset", ty, names);
                match names.random.below(2) {
                    0 => pagination.maybe("more", true.into(), names),
                    _ => pagination.maybe("total", 30.into(), names),
                }
            }
            _ => pagination.settings["link"] = true.into(),
        }
        pagination.without_items(names)
    }

    /// Returns a pagination by the last item, whose id is at a path in it.
    pub fn by_last(id: &str, names: &mut Names<'_>) -> Self {
        let items = path(names);
        let mut pagination = Self {
            settings: json!({ "items": written(&items, names) }),
            param: None,
            paths: vec![(items, Value::Null)],
        };
        pagination.settings["last"] = written(&[id.to_owned()], names);
        let ty = *names.random.pick(&[&"string", &"int64"]);
        pagination.param("cursor", ty, names);
        pagination.lead("more", names.random.once_in(2).into(), names);
        pagination
    }

    /// Adds a path that leads to the next page, with the value there.
    fn lead(&mut self, key: &str, value: Value, names: &mut Names<'_>) {
        let path = path(names);
        self.settings[key] = written(&path, names);
        self.paths.push((path, value));
    }

    /// Adds such a path now and then.
    fn maybe(&mut self, key: &str, value: Value, names: &mut Names<'_>) {
        if names.random.once_in(2) {
            self.lead(key, value, names);
        }
    }

    /// Adds the parameter that asks for the next page.
    fn param(&mut self, key: &str, ty: &'static str, names: &mut Names<'_>) {
        let param = names.wire();
        self.settings[key] = param.as_str().into();
        self.param = Some((param, ty));
    }

    /// Lets the response be the list itself, now and then, if it needs nothing else.
    fn without_items(mut self, names: &mut Names<'_>) -> Self {
        if self.paths.len() == 1 && names.random.once_in(2) {
            if let Some(settings) = self.settings.as_object_mut() {
                settings.shift_remove("items");
            }
            self.paths.clear();
        }
        self
    }

    /// Returns `true` if the response is not the list itself.
    pub fn has_items(&self) -> bool {
        !self.paths.is_empty()
    }

    /// Returns a page with some items.
    pub fn page(&self, items: Value) -> Value {
        let Some(((path, _), others)) = self.paths.split_first() else {
            return items;
        };
        let mut page = json!({});
        *at(&mut page, path) = items;
        for (path, value) in others {
            *at(&mut page, path) = value.clone();
        }
        page
    }
}

/// Returns the value at a path, which is created with the objects around it.
fn at<'a>(page: &'a mut Value, path: &[String]) -> &'a mut Value {
    path.iter().fold(page, |value, key| {
        if !value.is_object() {
            *value = json!({});
        }
        &mut value[key.as_str()]
    })
}

fn path(names: &mut Names<'_>) -> Vec<String> {
    let keys = 1 + names.random.below(3);
    let key = |names: &mut Names<'_>| {
        if names.random.once_in(4) {
            names.odd()
        } else {
            names.wire()
        }
    };
    (0..keys).map(|_| key(names)).collect()
}

/// Returns a path as it is described: with dots, or as a list of keys.
pub fn written(path: &[String], names: &mut Names<'_>) -> Value {
    let has_empty_key = path.iter().any(String::is_empty);
    match KeyPath::text(path) {
        Some(text) if !has_empty_key && !names.random.once_in(2) => text.into(),
        Some(_) | None => json!(path),
    }
}
