//! Random pagination.

use super::names::Names;
use serde_json::{Value, json};

/// Settings of a pagination.
#[derive(Clone)]
pub struct Pagination {
    /// The settings as they are described.
    pub settings: Value,
    /// Query parameter that asks for the next page, and its type.
    pub param: Option<(String, &'static str)>,
    /// Paths of the items and of what leads to the next page, with the value there.
    paths: Vec<(Vec<String>, Value)>,
}

impl Pagination {
    /// Returns a pagination of any kind.
    pub fn new(names: &mut Names<'_>) -> Self {
        let items = path(names);
        let mut paths = vec![(items.clone(), Value::Null)];
        let mut settings = json!({ "items": written(&items, names) });
        let param = names.wire();
        let mut lead = |key: &str, value: Value, settings: &mut Value, names: &mut Names<'_>| {
            let path = path(names);
            settings[key] = written(&path, names);
            paths.push((path, value));
        };
        let kind = *names.random.pick(&[&0, &0, &1, &2, &3, &3]);
        let (key, ty) = match kind {
            0 => ("cursor", "string"),
            1 => ("page", *names.random.pick(&[&"int32", &"int64"])),
            2 => ("offset", *names.random.pick(&[&"int32", &"int64"])),
            _ => {
                settings["link"] = true.into();
                return Self {
                    settings,
                    param: None,
                    paths,
                }
                .without_items(names);
            }
        };
        settings[key] = param.as_str().into();
        match kind {
            0 => lead("next", "more".into(), &mut settings, names),
            _ if names.random.once_in(2) => lead("more", true.into(), &mut settings, names),
            _ => {}
        }
        if kind == 1 && names.random.once_in(2) {
            settings["first"] = names.random.below(3).into();
        }
        let param = Some((param, ty));
        let pagination = Self {
            settings,
            param,
            paths,
        };
        pagination.without_items(names)
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
    if path.iter().any(|key| key.contains('.') || key.is_empty()) || names.random.once_in(2) {
        return json!(path);
    }
    path.join(".").into()
}
