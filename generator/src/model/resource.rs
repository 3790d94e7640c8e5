//! Resources, and the fakes that stand in for them in tests.

use super::{
    method::Method,
    types::{Docs, ModelId, Type},
};
use crate::names::Name;

/// A resource.
#[derive(Debug)]
pub struct Resource {
    /// Its name: a module, an accessor and the handle's type.
    pub name: Name,
    /// The name of the resource that it is nested in.
    pub parent: Option<Name>,
    /// The path parameters that are given when the handle of a nested resource is made.
    pub params: Vec<HandleParam>,
    /// What it is.
    pub docs: Docs,
    /// The file that describes it, inside the spec folder.
    pub source: String,
    /// Its methods.
    pub methods: Vec<Method>,
    /// The models that only it uses.
    pub models: Vec<ModelId>,
    /// What stands in for it in tests, and keeps what it is given.
    pub fake: Option<Fake>,
}

impl Resource {
    /// All types that its methods and its handle name.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let given = self.params.iter().map(|param| &param.ty);
        given.chain(self.methods.iter().flat_map(Method::types))
    }

    /// The accessors that lead to it, with dots: `shops` or `shops.shelves`.
    #[must_use]
    pub fn accessor(&self) -> String {
        self.joined(".")
    }

    /// One word for it among all resources: `shops` or `shops_shelves`.
    #[must_use]
    pub fn module(&self) -> String {
        self.joined("_")
    }

    /// The module of its models. One that is called like the module around it would be taken for that.
    #[must_use]
    pub fn models_module(&self) -> String {
        match self.module() {
            module if module == "models" => "own_models".to_owned(),
            module => module,
        }
    }

    /// The name of the resource at the top that it is, or is nested in. The feature is called so.
    #[must_use]
    pub fn top(&self) -> &Name {
        self.parent.as_ref().unwrap_or(&self.name)
    }

    fn joined(&self, separator: &str) -> String {
        match &self.parent {
            Some(parent) => format!("{}{separator}{}", parent.rust(), self.name.rust()),
            None => self.name.rust().to_owned(),
        }
    }
}

/// A path parameter that is given when the handle of a nested resource is made.
#[derive(Clone, Debug)]
pub struct HandleParam {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub docs: Docs,
    /// Its type.
    pub ty: Type,
}

/// What stands in for a resource in tests, and keeps what it is given.
#[derive(Debug)]
pub struct Fake {
    /// The name of the method that makes an item.
    pub create: Name,
    /// The name of the method that lists items.
    pub list: Name,
    /// The name of the method that gives an item.
    pub retrieve: Name,
    /// The name of the method that changes an item.
    pub update: Name,
    /// The name of the method that deletes an item.
    pub delete: Name,
    /// An item.
    pub item: ModelId,
    /// The path of its id.
    pub id: Vec<String>,
    /// What may stand in place of an id: text in front, and the path of the rest.
    pub aliases: Vec<(String, Vec<String>)>,
    /// The query parameter with the most items of a page.
    pub limit: Option<String>,
    /// The query parameters that choose items.
    pub filters: Vec<FakeFilter>,
    /// The query parameters that change nothing.
    pub ignores: Vec<String>,
    /// The body field that says what an update changes.
    pub mask: Option<String>,
}

/// A query parameter that chooses items of a fake.
#[derive(Debug)]
pub struct FakeFilter {
    /// Its name on the wire.
    pub param: String,
    /// The path of what it is held against.
    pub path: Vec<String>,
    /// Whether that needs only begin with it.
    pub starts: bool,
}
