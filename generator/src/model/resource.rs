//! Resources, and the fakes that stand in for them in tests.

use super::{
    method::Method,
    types::{Docs, ModelId, Type},
};
use crate::names::Name;
use serde_json::Value as Json;

/// A resource.
#[derive(Debug)]
pub struct Resource {
    /// Name of the module and the accessor.
    pub name: Name,
    /// Name of the type of its handle.
    pub handle: Name,
    /// Resource that it is nested in.
    pub parent: Option<Parent>,
    /// Path parameters of the handle of a nested resource.
    pub params: Vec<HandleParam>,
    /// Documentation.
    pub docs: Docs,
    /// Path of the file that describes it, inside the spec folder.
    pub source: String,
    /// Common prefix of the routes of its methods; may be empty.
    pub path: String,
    /// Methods, in the order of the file.
    pub methods: Vec<Method>,
    /// Models that are described in its file.
    pub models: Vec<ModelId>,
    /// Fake that tests can use.
    pub fake: Option<Fake>,
}

/// Resource that another one is nested in.
#[derive(Clone, Debug)]
pub struct Parent {
    /// Name of its module and its accessor.
    pub name: Name,
    /// Name of the type of its handle.
    pub handle: Name,
}

impl Resource {
    /// Returns the types of its methods and of its handle.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let given = self.params.iter().map(|param| &param.ty);
        given.chain(self.methods.iter().flat_map(Method::types))
    }

    /// Returns the accessors that lead to it, with dots: `shops` or `shops.shelves`.
    #[must_use]
    pub fn accessor(&self) -> String {
        self.joined(".")
    }

    /// Returns its unique name among all resources: `shops` or `shops_shelves`.
    #[must_use]
    pub fn module(&self) -> String {
        self.joined("_")
    }

    /// Returns the name of the module of its models.
    #[must_use]
    pub fn models_module(&self) -> String {
        models_module(&self.module()).to_owned()
    }

    /// Returns the name of the top-level resource: its parent, or itself. It is the name of the Cargo feature.
    #[must_use]
    pub fn top(&self) -> &Name {
        self.parent
            .as_ref()
            .map_or(&self.name, |parent| &parent.name)
    }

    fn joined(&self, separator: &str) -> String {
        match &self.parent {
            Some(parent) => format!("{}{separator}{}", parent.name.rust(), self.name.rust()),
            None => self.name.rust().to_owned(),
        }
    }
}

/// Returns the name of the module of the models of the resource with this module. A module named `models` would hide the
/// module around it.
#[must_use]
pub fn models_module(module: &str) -> &str {
    if module == "models" {
        "own_models"
    } else {
        module
    }
}

/// Path parameter of the handle of a nested resource.
#[derive(Clone, Debug)]
pub struct HandleParam {
    /// Name.
    pub name: Name,
    /// Documentation.
    pub docs: Docs,
    /// Type.
    pub ty: Type,
    /// Documented value.
    pub example: Option<Json>,
}

/// Fake of a resource: it answers its methods in tests, and keeps items in memory.
#[derive(Debug)]
pub struct Fake {
    /// Name of the method that creates an item.
    pub create: Name,
    /// Name of the method that lists items.
    pub list: Name,
    /// Name of the request type of that method.
    pub list_request: Name,
    /// Name of the method that returns an item.
    pub retrieve: Name,
    /// Name of the method that changes an item.
    pub update: Name,
    /// Name of the method that deletes an item.
    pub delete: Name,
    /// Model of an item.
    pub item: ModelId,
    /// Path of the id of an item.
    pub id: Vec<String>,
    /// Aliases of an id: a prefix, and the path of the rest.
    pub aliases: Vec<(String, Vec<String>)>,
    /// Query parameter of the page size.
    pub limit: Option<String>,
    /// Query parameters that filter items.
    pub filters: Vec<FakeFilter>,
    /// Query parameters that are ignored.
    pub ignores: Vec<String>,
    /// Body field with the field mask of an update.
    pub mask: Option<String>,
}

/// Query parameter that filters items of a fake.
#[derive(Debug)]
pub struct FakeFilter {
    /// Name on the wire.
    pub param: String,
    /// Path of the value that is compared with it.
    pub path: Vec<String>,
    /// Whether the value only has to start with it.
    pub starts: bool,
}
