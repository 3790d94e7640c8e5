//! Files to start from: `api.yaml` of a new description, and a resource with the usual methods.

use crate::{
    names::{Name, Role, singular, spaced, upper_camel},
    source::FileId,
    syntax::{self, ApiFile, Pagination},
    yaml::{Map, Yaml},
};

pub use crate::names::package_name;

/// Settings of a new `api.yaml`.
#[derive(Clone, Debug)]
pub struct ApiOutline {
    /// Name of the API.
    pub name: String,
    /// Name of the package.
    pub package: String,
    /// Base URL.
    pub base_url: String,
    /// `bearer`, `basic` or `none`, or the name of a header.
    pub auth: String,
}

/// Outline of a new resource.
#[derive(Clone, Debug)]
pub struct ResourceOutline {
    /// Name, which is that of its file: `gift_cards`. A nested one has the outer name before it: `shelves/books`.
    pub name: String,
    /// Path of its routes.
    pub path: Option<String>,
    /// Name of its model, if it is not that of one item of the resource.
    pub model: Option<String>,
    /// Methods, of [`METHODS`]. All, if there are none.
    pub methods: Vec<String>,
}

/// The usual methods of a resource.
pub const METHODS: [&str; 5] = ["list", "create", "retrieve", "update", "delete"];

/// Returns `api.yaml`.
#[must_use]
pub fn api(api: &ApiOutline) -> String {
    let mut file = Map::default();
    file.add("name", Yaml::text(&api.name));
    file.add("version", Yaml::text("1"));
    file.add("docs", Yaml::Text(format!("Client for {}.", api.name)));
    let mut package = Map::default();
    package.add("name", Yaml::text(&api.package));
    package.add("version", Yaml::Plain("0.1.0".to_owned()));
    file.add_spaced("package", package.into());
    file.add("base_url", Yaml::text(&api.base_url));
    let auth = match api.auth.as_str() {
        word @ ("bearer" | "basic" | "none") => Yaml::text(word),
        header => {
            let mut map = Map::default();
            map.add("header", Yaml::text(header));
            map.into()
        }
    };
    file.add("auth", auth);
    format!(
        "# yaml-language-server: $schema=schema/api.schema.json\n{}",
        file.print()
    )
}

/// Returns the file of a resource. `api` is the text of `api.yaml`, whose pagination a list has.
///
/// # Errors
/// If the name or a method is not one: the message for the user.
pub fn resource(resource: &ResourceOutline, api: &str) -> Result<String, String> {
    let names: Vec<_> = resource.name.split('/').collect();
    let Some((name, outer)) = names.split_last().filter(|(_, outer)| outer.len() < 2) else {
        return Err(format!(
            "`{}` is nested more than once\nhelp: nest a resource in one other: `outer/inner`",
            resource.name
        ));
    };
    for name in &names {
        if Name::new(Role::Resource, name, Some(name)).is_err() {
            return Err(format!(
                "`{name}` cannot be the name of a resource\nhelp: write lower case words with `_` between them, such as `gift_cards`"
            ));
        }
    }
    let unknown = resource
        .methods
        .iter()
        .find(|method| !METHODS.contains(&method.as_str()));
    if let Some(unknown) = unknown {
        return Err(format!(
            "`{unknown}` is none of the usual methods: {}",
            METHODS.join(", ")
        ));
    }
    let (api, _) = syntax::parse::<ApiFile>(FileId(0), api);
    let one = singular(name);
    let item = Item {
        one: spaced(&one),
        many: spaced(name),
        model: resource.model.clone().unwrap_or_else(|| upper_camel(&one)),
        pagination: api
            .and_then(|api| api.pagination)
            .map(|pagination| pagination.value),
    };
    let path = resource.path.clone().unwrap_or_else(|| match outer {
        [outer] => format!("/{outer}/{{{}Id}}/{name}", singular(outer)),
        _ => format!("/{name}"),
    });
    let wanted = |method: &&str| {
        resource.methods.is_empty() || resource.methods.iter().any(|known| known == method)
    };
    let methods: Vec<_> = METHODS.into_iter().filter(wanted).collect();
    Ok(item.file(&path, &methods, names.len()))
}

/// Words for an item of a resource.
struct Item {
    /// One of them: `gift card`.
    one: String,
    /// Several: `gift cards`.
    many: String,
    model: String,
    pagination: Option<Pagination>,
}

impl Item {
    fn file(&self, path: &str, methods: &[&str], depth: usize) -> String {
        let mut file = Map::default();
        file.add("docs", Yaml::Text(sentence(&self.many)));
        file.add("path", Yaml::text(path));
        let mut params = Map::default();
        let outer = path
            .split('/')
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        for param in outer {
            let words = spaced(&crate::names::snake(param)).replace(" id", "");
            params.add(param, Yaml::Text(format!("Identifier of the {words}.")));
        }
        if methods
            .iter()
            .any(|method| matches!(*method, "retrieve" | "update" | "delete"))
        {
            params.add("id", Yaml::Text(format!("Identifier of the {}.", self.one)));
        }
        if !params.is_empty() {
            file.add("params", params.into());
        }
        let mut all = Map::default();
        for method in methods {
            all.add(*method, self.method(method).into());
        }
        file.add_spaced("methods", all.spaced().into());
        let mut models = Map::default();
        models.add(&self.model, self.fields().into());
        file.add_spaced("models", models.into());
        let schema = "../".repeat(depth);
        format!(
            "# yaml-language-server: $schema={schema}schema/resource.schema.json\n{}",
            file.print()
        )
    }

    fn method(&self, method: &str) -> Map {
        let mut map = Map::default();
        let (route, verb, what) = match method {
            "list" => ("GET", "Lists", format!("the {}", self.many)),
            "create" => ("POST", "Creates", article(&self.one)),
            "retrieve" => ("GET /{id}", "Reads", article(&self.one)),
            "update" => ("PATCH /{id}", "Changes", article(&self.one)),
            _ => ("DELETE /{id}", "Deletes", article(&self.one)),
        };
        map.add("route", Yaml::text(route));
        map.add("docs", Yaml::Text(format!("{verb} {what}.")));
        let mut body = Map::default();
        let name = |docs: String| {
            let mut field = Map::default();
            field.add("type", Yaml::text("string"));
            field.add("docs", Yaml::Text(docs));
            Yaml::from(field)
        };
        match method {
            "list" => {
                if let Some((param, ty)) = self.page_param() {
                    let mut field = Map::default();
                    field.add("type", Yaml::text(ty));
                    field.add("docs", Yaml::text("Page to return."));
                    let mut query = Map::default();
                    query.add(format!("{param}?"), field.into());
                    map.add("query", query.into());
                }
            }
            "create" => body.add("name", name(format!("Name of the {}.", self.one))),
            "update" => body.add("name?", name(format!("New name of the {}.", self.one))),
            _ => {}
        }
        if !body.is_empty() {
            map.add("body", body.into());
        }
        match method {
            "delete" => {}
            "list" if self.pagination.is_some() => {
                map.add("returns", Yaml::Text(format!("page of {}", self.model)));
            }
            "list" => map.add("returns", Yaml::Text(format!("list of {}", self.model))),
            _ => map.add("returns", Yaml::text(&self.model)),
        }
        map
    }

    /// Returns the parameter that chooses a page, and its type.
    fn page_param(&self) -> Option<(&str, &'static str)> {
        let pagination = self.pagination.as_ref()?;
        let number = pagination.page.as_ref().or(pagination.offset.as_ref());
        let number = number.map(|param| (param.value.as_str(), "int32"));
        number.or_else(|| {
            pagination
                .cursor
                .as_ref()
                .map(|param| (param.value.as_str(), "string"))
        })
    }

    fn fields(&self) -> Map {
        let mut id = Map::default();
        id.add("type", Yaml::text("string"));
        id.add("read_only", Yaml::Plain("true".to_owned()));
        id.add(
            "docs",
            Yaml::Text(format!("Identifier of the {}.", self.one)),
        );
        let mut name = Map::default();
        name.add("type", Yaml::text("string"));
        name.add("docs", Yaml::Text(format!("Name of the {}.", self.one)));
        let mut fields = Map::default();
        fields.add("id", id.into());
        fields.add("name", name.into());
        let mut model = Map::default();
        model.add("docs", Yaml::Text(sentence(&article(&self.one))));
        model.add("fields", fields.into());
        model
    }
}

fn article(words: &str) -> String {
    let article = if words.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {words}")
}

fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    format!("{}.", first.into_iter().chain(chars).collect::<String>())
}
