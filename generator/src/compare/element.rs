//! Elements of a description.

use super::aspect::Aspect;
use crate::{model::Constant, names::Name};
use serde::Serialize;
use std::fmt;

/// Element of a description: something that has a line of its own.
#[derive(Debug)]
pub(super) struct Element {
    /// Kind.
    pub kind: ElementKind,
    /// Path of the element that holds it; empty if there is none.
    pub parent: String,
    /// Name in the parent.
    pub name: String,
    /// Its name on the wire, by which it is found again under another name.
    pub identity: String,
    /// Items of the emitted crate that belong to it: an owner and a member of it, or an owner with everything in it.
    pub items: Vec<(String, Option<String>)>,
    /// Place in the description.
    pub site: ElementSite,
    /// Values of its aspects. An aspect that is not set has none.
    pub facts: Vec<(Aspect, String)>,
}

/// Kind of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ElementKind {
    /// Settings of the API.
    Api,
    /// Authentication scheme.
    AuthScheme,
    /// Client parameter.
    ClientParam,
    /// Server.
    Server,
    /// Variable in URLs.
    UrlVariable,
    /// Response header.
    ResponseHeader,
    /// Webhooks.
    Webhooks,
    /// Resource.
    Resource,
    /// Method.
    Method,
    /// Parameter, header or body of a method.
    Input,
    /// Model.
    Model,
    /// Field of a model.
    Field,
    /// Value of an enum.
    EnumValue,
    /// Variant of a union.
    Variant,
    /// Several items of the crate that no element explains.
    Crate,
}

/// Place in a description: a file, and the keys that lead to the element.
#[derive(Clone, Debug)]
pub(super) struct ElementSite {
    /// Path of the file in the folder of the description.
    pub file: String,
    /// Keys from the outermost one.
    pub keys: Vec<SiteKey>,
}

/// Key that leads to an element. The description may write it as on the wire, or as in Rust.
#[derive(Clone, Debug)]
pub(super) struct SiteKey {
    pub wire: String,
    pub rust: String,
}

impl Element {
    /// Creates an element without facts. Its name on the wire finds it again where its Rust name has changed.
    pub(super) fn new(kind: ElementKind, parent: &str, name: &Name, site: ElementSite) -> Self {
        Self {
            identity: name.wire().to_owned(),
            ..Self::named(kind, parent, name.rust(), site)
        }
    }

    /// Creates an element whose name is not one of the model.
    pub(super) fn named(kind: ElementKind, parent: &str, name: &str, site: ElementSite) -> Self {
        Self {
            kind,
            parent: parent.to_owned(),
            name: name.to_owned(),
            identity: name.to_owned(),
            items: Vec::new(),
            site,
            facts: Vec::new(),
        }
    }

    /// Returns the path for people, such as `shelves.list.limit` or `Shelf.room`.
    pub(super) fn path(&self) -> String {
        if self.parent.is_empty() {
            self.name.clone()
        } else {
            format!("{}.{}", self.parent, self.name)
        }
    }

    /// Returns the value of an aspect.
    pub(super) fn fact(&self, aspect: Aspect) -> Option<&str> {
        let found = self.facts.iter().find(|(known, _)| *known == aspect);
        found.map(|(_, value)| value.as_str())
    }

    /// Sets an aspect.
    pub(super) fn set(mut self, aspect: Aspect, value: impl fmt::Display) -> Self {
        self.facts.push((aspect, value.to_string()));
        self
    }

    /// Sets an aspect that may have no value.
    pub(super) fn set_if_some(self, aspect: Aspect, value: Option<impl fmt::Display>) -> Self {
        match value {
            Some(value) => self.set(aspect, value),
            None => self,
        }
    }

    /// Sets an aspect to the text of a list, unless it is empty.
    pub(super) fn set_list<T: fmt::Display>(
        self,
        aspect: Aspect,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        let values: Vec<_> = values.into_iter().map(|value| value.to_string()).collect();
        let list = (!values.is_empty()).then(|| values.join(", "));
        self.set_if_some(aspect, list)
    }

    /// Sets the value of a constant, which has no name in Rust.
    pub(super) fn set_constant(mut self, constant: &Constant, wire: &str) -> Self {
        wire.clone_into(&mut self.name);
        self.set(Aspect::Constant, constant)
    }

    /// Adds an item that belongs to the element.
    pub(super) fn owns(mut self, owner: &str, member: &str) -> Self {
        self.items.push((owner.to_owned(), Some(member.to_owned())));
        self
    }

    /// Adds an item that belongs to the element, with everything in it.
    pub(super) fn owns_all(mut self, owner: &str) -> Self {
        self.items.push((owner.to_owned(), None));
        self
    }
}

impl ElementKind {
    /// Returns the noun for people.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Api => "API",
            Self::AuthScheme => "authentication scheme",
            Self::ClientParam => "client parameter",
            Self::Server => "server",
            Self::UrlVariable => "URL variable",
            Self::ResponseHeader => "response header",
            Self::Webhooks => "webhooks",
            Self::Resource => "resource",
            Self::Method => "method",
            Self::Input => "parameter",
            Self::Model => "model",
            Self::Field => "field",
            Self::EnumValue => "enum value",
            Self::Variant => "variant",
            Self::Crate => "crate",
        }
    }
}

impl ElementSite {
    /// Creates the site of a whole file.
    pub(super) fn file(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            keys: Vec::new(),
        }
    }

    /// Returns the site of a key inside of it.
    pub(super) fn key(&self, key: &str) -> Self {
        self.inside(SiteKey {
            wire: key.to_owned(),
            rust: key.to_owned(),
        })
    }

    /// Returns the site of a name inside of it.
    pub(super) fn name(&self, name: &Name) -> Self {
        self.inside(SiteKey {
            wire: name.wire().to_owned(),
            rust: name.rust().to_owned(),
        })
    }

    fn inside(&self, key: SiteKey) -> Self {
        let mut site = self.clone();
        site.keys.push(key);
        site
    }
}
