//! The description that an import makes, before it has names.

use super::report::ImportReport;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Index of a model in [`Draft::models`].
pub(super) type DraftId = usize;

/// Combinations of security schemes, of which a request has one. An empty one stands for no credentials.
pub(super) type Combinations = Vec<Vec<usize>>;

/// Description in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) models: Vec<DraftModel>,
    pub(super) methods: Vec<DraftMethod>,
    /// Models of error responses, each with the number of responses that have it.
    pub(super) errors: BTreeMap<DraftId, usize>,
    /// Headers of responses, each once.
    pub(super) response_headers: Vec<DraftField>,
    pub(super) report: ImportReport,
}

/// Type of a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Ty {
    Word(&'static str),
    Model(DraftId),
    List(Box<Ty>),
    Map(Box<Ty>),
    OrNull(Box<Ty>),
}

impl Ty {
    pub(super) const JSON: Self = Self::Word("json");
    pub(super) const STRING: Self = Self::Word("string");

    /// Returns the type with `null` among its values. `json` has it already.
    pub(super) fn or_null(self) -> Self {
        match self {
            Self::OrNull(_) | Self::Word("json") => self,
            other => Self::OrNull(Box::new(other)),
        }
    }

    /// Returns the type without `null`.
    pub(super) fn inner(&self) -> &Self {
        match self {
            Self::OrNull(inner) => inner,
            other => other,
        }
    }

    /// Returns the number of lists and maps in each other.
    pub(super) fn levels(&self) -> usize {
        match self {
            Self::Word(_) | Self::Model(_) => 0,
            Self::List(inner) | Self::Map(inner) => 1 + inner.levels(),
            Self::OrNull(inner) => inner.levels(),
        }
    }

    /// Returns the type as the language writes it.
    pub(super) fn print(&self, names: &[String]) -> String {
        let part = |inner: &Self| match inner {
            Self::OrNull(_) => format!("({})", inner.print(names)),
            _ => inner.print(names),
        };
        match self {
            Self::Word(word) => (*word).to_owned(),
            Self::Model(id) => names[*id].clone(),
            Self::List(item) => format!("list of {}", part(item)),
            Self::Map(value) => format!("map of {}", part(value)),
            Self::OrNull(inner) => format!("{} or null", inner.print(names)),
        }
    }

    /// Returns the type of a value in a URL or a header: a text that stands there as it is, and none is `null`.
    pub(super) fn in_url(self) -> Self {
        match self {
            Self::Word("json" | "bytes" | "base64url" | "secret") => Self::STRING,
            Self::Word(_) | Self::Model(_) => self,
            Self::List(item) => Self::List(Box::new(item.in_url())),
            Self::Map(value) => Self::Map(Box::new(value.in_url())),
            Self::OrNull(inner) => inner.in_url(),
        }
    }

    /// Returns `true` if the type is or contains a model.
    pub(super) fn has_model(&self) -> bool {
        match self {
            Self::Word(_) => false,
            Self::Model(_) => true,
            Self::List(inner) | Self::Map(inner) | Self::OrNull(inner) => inner.has_model(),
        }
    }

    /// Adds the models in the type.
    pub(super) fn models(&self, found: &mut BTreeSet<DraftId>) {
        match self {
            Self::Word(_) => {}
            Self::Model(id) => drop(found.insert(*id)),
            Self::List(inner) | Self::Map(inner) | Self::OrNull(inner) => inner.models(found),
        }
    }
}

/// Model.
#[derive(Clone, Debug)]
pub(super) struct DraftModel {
    /// Names that fit, the best one first.
    pub(super) wanted: Vec<String>,
    /// Name of its only field or title, under which equal models can be one.
    pub(super) short: Option<String>,
    pub(super) docs: Option<String>,
    pub(super) is_deprecated: bool,
    pub(super) body: DraftBody,
    /// Parts that the description cannot express, for comments.
    pub(super) losses: Vec<String>,
    /// Place in the document.
    pub(super) place: String,
}

/// Form of a model.
#[derive(Clone, Debug)]
pub(super) enum DraftBody {
    /// It is not converted yet.
    Pending,
    Fields(Vec<DraftField>, Option<Ty>),
    Words(Vec<String>),
    Numbers(Vec<i64>),
    /// Objects that differ by a key, with the value of each.
    Tagged(String, Vec<(String, Ty)>),
    /// Values that differ by their JSON type.
    OneOf(Vec<(String, Ty)>),
}

/// Field of a model or a body, parameter of a query, or header.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each of them is a key of the language or of the document"
)]
#[derive(Clone, Debug)]
pub(super) struct DraftField {
    pub(super) key: String,
    pub(super) is_optional: bool,
    pub(super) ty: Ty,
    pub(super) docs: Option<String>,
    pub(super) example: Option<Value>,
    pub(super) is_read_only: bool,
    pub(super) is_write_only: bool,
    pub(super) is_deprecated: bool,
    /// The only value that it may have.
    pub(super) constant: Option<Value>,
    pub(super) style: Option<&'static str>,
}

impl DraftField {
    /// Returns a required field that nothing else is known about.
    pub(super) fn new(key: &str, ty: Ty) -> Self {
        Self {
            key: key.to_owned(),
            is_optional: false,
            ty,
            docs: None,
            example: None,
            is_read_only: false,
            is_write_only: false,
            is_deprecated: false,
            constant: None,
            style: None,
        }
    }
}

/// `pagination` of a method: its entries, in the order in which they are written.
pub(super) type Paging = Vec<(&'static str, String)>;

/// Method.
#[derive(Clone, Debug)]
pub(super) struct DraftMethod {
    /// Name in the report, such as `GET /books`.
    pub(super) operation: String,
    pub(super) verb: String,
    pub(super) path: String,
    pub(super) id: Option<String>,
    pub(super) tag: Option<String>,
    pub(super) docs: Option<String>,
    pub(super) is_deprecated: bool,
    /// Combinations of credentials, if they are not those of the API.
    pub(super) security: Option<Combinations>,
    pub(super) server: Option<String>,
    pub(super) params: Vec<DraftField>,
    pub(super) query: Vec<DraftField>,
    pub(super) headers: Vec<DraftField>,
    pub(super) accepts: Option<String>,
    pub(super) body: Option<DraftRequest>,
    pub(super) returns: Option<DraftReturns>,
    /// Type of the events that the method returns instead of a value, if the request says so.
    pub(super) events: Option<Ty>,
    pub(super) statuses: BTreeMap<u16, &'static str>,
    pub(super) pagination: Option<Paging>,
    pub(super) losses: Vec<String>,
}

/// Request body.
#[derive(Clone, Debug)]
pub(super) struct DraftRequest {
    pub(super) content: DraftContent,
    pub(super) is_optional: bool,
    /// `json`, `form` or `multipart`.
    pub(super) format: &'static str,
    /// Media type, if the format does not imply it.
    pub(super) sends: Option<String>,
}

/// Content of a request body.
#[derive(Clone, Debug)]
pub(super) enum DraftContent {
    Fields(Vec<DraftField>),
    Whole(Ty),
}

/// Response.
#[derive(Clone, Debug)]
pub(super) enum DraftReturns {
    Value(Ty),
    /// `events of`, `lines of`.
    Stream(&'static str, Ty),
    /// `text`, `download` or `redirect`.
    Word(&'static str),
    Page(Ty, Option<DraftId>),
}

impl DraftBody {
    /// Returns the types in the model.
    pub(super) fn types(&self) -> Vec<&Ty> {
        match self {
            Self::Pending | Self::Words(_) | Self::Numbers(_) => Vec::new(),
            Self::Fields(fields, additional) => fields
                .iter()
                .map(|field| &field.ty)
                .chain(additional)
                .collect(),
            Self::Tagged(_, variants) | Self::OneOf(variants) => {
                variants.iter().map(|(_, ty)| ty).collect()
            }
        }
    }

    /// Returns the types in the model, to change them.
    pub(super) fn types_mut(&mut self) -> Vec<&mut Ty> {
        match self {
            Self::Pending | Self::Words(_) | Self::Numbers(_) => Vec::new(),
            Self::Fields(fields, additional) => fields
                .iter_mut()
                .map(|field| &mut field.ty)
                .chain(additional)
                .collect(),
            Self::Tagged(_, variants) | Self::OneOf(variants) => {
                variants.iter_mut().map(|(_, ty)| ty).collect()
            }
        }
    }
}

impl DraftMethod {
    /// Returns all fields of the request.
    pub(super) fn fields(&self) -> impl Iterator<Item = &DraftField> {
        let body = match &self.body {
            Some(DraftRequest {
                content: DraftContent::Fields(fields),
                ..
            }) => fields.as_slice(),
            _ => &[],
        };
        self.params
            .iter()
            .chain(&self.query)
            .chain(&self.headers)
            .chain(body)
    }

    /// Returns all types of the method.
    pub(super) fn types(&self) -> Vec<&Ty> {
        let mut types: Vec<_> = self.fields().map(|field| &field.ty).collect();
        if let Some(DraftRequest {
            content: DraftContent::Whole(ty),
            ..
        }) = &self.body
        {
            types.push(ty);
        }
        if let Some(
            DraftReturns::Value(ty) | DraftReturns::Stream(_, ty) | DraftReturns::Page(ty, _),
        ) = &self.returns
        {
            types.push(ty);
        }
        types
    }

    /// Returns all types of the method, to change them.
    pub(super) fn types_mut(&mut self) -> Vec<&mut Ty> {
        let (fields, whole) = match self.body.as_mut().map(|body| &mut body.content) {
            Some(DraftContent::Fields(fields)) => (fields.as_mut_slice(), None),
            Some(DraftContent::Whole(ty)) => (&mut [] as &mut [DraftField], Some(ty)),
            None => (&mut [] as &mut [DraftField], None),
        };
        let fields = self
            .params
            .iter_mut()
            .chain(&mut self.query)
            .chain(&mut self.headers)
            .chain(fields);
        let returns = match &mut self.returns {
            Some(
                DraftReturns::Value(ty) | DraftReturns::Stream(_, ty) | DraftReturns::Page(ty, _),
            ) => Some(ty),
            _ => None,
        };
        fields
            .map(|field| &mut field.ty)
            .chain(whole)
            .chain(returns)
            .collect()
    }

    /// Returns the models that the method has itself, without those inside of them.
    pub(super) fn models(&self) -> BTreeSet<DraftId> {
        let mut found = BTreeSet::new();
        for ty in self.types() {
            ty.models(&mut found);
        }
        if let Some(DraftReturns::Page(_, Some(envelope))) = &self.returns {
            found.insert(*envelope);
        }
        found
    }
}

impl Draft {
    /// Returns the models of all methods and errors.
    pub(super) fn used(&self) -> BTreeSet<DraftId> {
        let own = self.methods.iter().flat_map(DraftMethod::models);
        self.reachable(&own.chain(self.errors.keys().copied()).collect())
    }

    /// Returns all models that can be reached from some of them.
    pub(super) fn reachable(&self, from: &BTreeSet<DraftId>) -> BTreeSet<DraftId> {
        let mut found = from.clone();
        let mut waiting: Vec<_> = from.iter().copied().collect();
        while let Some(id) = waiting.pop() {
            let mut inner = BTreeSet::new();
            for ty in self.models[id].body.types() {
                ty.models(&mut inner);
            }
            waiting.extend(inner.into_iter().filter(|id| found.insert(*id)));
        }
        found
    }
}
