//! Parameters.

use super::super::{
    convert::{Converter, Site, SiteFormat},
    documentation,
    draft::{DraftBody, DraftField, DraftMethod, Ty},
    report::Treatment,
    schema::{Schema, SchemaShape},
    security::is_header,
};
use crate::characters::is_name;
use serde_json::{Map, Value};

/// Headers that are sent anyway, which `OpenAPI` says are no parameters.
const OWN_HEADERS: &[&str] = &[
    "accept",
    "content-type",
    "authorization",
    "host",
    "content-length",
];

/// Schema of a parameter that has none.
static NOTHING: Value = Value::Null;

impl<'d> Converter<'d> {
    /// Adds the parameters of a path and its operation.
    pub(super) fn parameters(
        &mut self,
        item: &'d Map<String, Value>,
        operation: &'d Map<String, Value>,
        site: &Site<'_>,
        method: &mut DraftMethod,
    ) {
        let all = self.described(item, operation, site);
        for (name, place, param) in all {
            let is_in_path = method.path.contains(&format!("{{{name}}}"));
            let site = Site {
                format: SiteFormat::Query,
                ..site.inner(name, &format!("parameters/{name}"))
            };
            let is_sent = self.security.sends(place == "header", name);
            if matches!(place, "query" | "header") && is_key(name) && !is_sent {
                let question =
                    "Is this parameter a credential? `auth` would send it, and keep it secret.";
                self.draft.report.ask(question, &site.place);
            }
            match place {
                "path" if !is_in_path => {}
                "query" | "header" if is_sent => {
                    self.draft.report.note(
                        Treatment::Changed,
                        "parameter with a credential, which `auth` sends",
                        &site.place,
                    );
                }
                "path" => method.params.push(self.path_parameter(name, param, &site)),
                "query" if !is_name(name) => {
                    self.lost("parameter without a name", &site.place);
                }
                "query" => {
                    let field = self.parameter(name, param, &site);
                    if let Some(other) = self.single_alternative(&field, param) {
                        let fields = self.leaves(&field, &site);
                        method.query.push(DraftField { ty: other, ..field });
                        method.query.extend(fields);
                    } else {
                        let field = self.styled(field, param, &site);
                        method.query.push(field);
                    }
                }
                "header" if OWN_HEADERS.contains(&name.to_ascii_lowercase().as_str()) => {}
                "header" if !is_header(name) => {
                    self.lost("parameter in a header without a legal name", &site.place);
                }
                "header" => {
                    let mut field = self.parameter(name, param, &site);
                    if !is_single(self, &field.ty) {
                        field.ty = Ty::STRING;
                    }
                    method.headers.push(field);
                }
                "cookie" => self.lost("parameter in a cookie", &site.place),
                _ => self.lost(&format!("parameter in `{place}`"), &site.place),
            }
        }
    }

    /// Returns the parameters of a path and its operation: name, place and description of each.
    fn described(
        &mut self,
        item: &'d Map<String, Value>,
        operation: &'d Map<String, Value>,
        site: &Site<'_>,
    ) -> Vec<(&'d str, &'d str, &'d Map<String, Value>)> {
        let document = self.document;
        let list = |holder: &'d Map<String, Value>| {
            holder
                .get("parameters")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
        };
        let mut all: Vec<(&str, &str, &'d Map<String, Value>)> = Vec::new();
        for param in list(item).chain(list(operation)) {
            let Ok((param, _)) = document.resolve(param) else {
                self.lost("parameter that refers to nowhere", &site.place);
                continue;
            };
            let Some(param) = param.as_object() else {
                continue;
            };
            let text = |key: &str| param.get(key).and_then(Value::as_str).unwrap_or_default();
            let (name, place) = (text("name"), text("in"));
            // That of the operation replaces that of the path.
            all.retain(|(known, known_place, _)| (*known, *known_place) != (name, place));
            all.push((name, place, param));
        }
        all
    }

    fn path_parameter(
        &mut self,
        name: &str,
        param: &'d Map<String, Value>,
        site: &Site<'_>,
    ) -> DraftField {
        let mut field = self.parameter(name, param, site);
        field.is_optional = false;
        if !is_single(self, &field.ty) {
            let construct = "path parameter that is no single value: a text";
            self.draft
                .report
                .note(Treatment::Changed, construct, &site.place);
            field.ty = Ty::STRING;
        }
        field
    }

    /// Adds the parameters in the path that the document does not describe.
    pub(super) fn undescribed_parameters(&mut self, site: &Site<'_>, method: &mut DraftMethod) {
        for name in in_path(&method.path) {
            if !method.params.iter().any(|param| param.key == name) {
                self.draft.report.note(
                    Treatment::Changed,
                    "path parameter that is not described: a text",
                    &site.place,
                );
                method.params.push(DraftField::new(name, Ty::STRING));
            }
        }
    }

    fn parameter(
        &mut self,
        name: &str,
        param: &'d Map<String, Value>,
        site: &Site<'_>,
    ) -> DraftField {
        let content = param.get("content").and_then(Value::as_object);
        let schema = param
            .get("schema")
            .or_else(|| content?.values().next()?.get("schema"));
        let is_required = param.get("required") == Some(&Value::Bool(true));
        let site = site.inner("", "schema");
        let mut field = match schema {
            Some(schema) => self.field(name, schema, is_required, &site),
            None => self.field(name, &NOTHING, is_required, &site),
        };
        if schema.is_none() {
            field.ty = Ty::STRING;
        }
        if content.is_some() {
            self.draft.report.note(
                Treatment::Changed,
                "parameter that is a document in itself: a text",
                &site.place,
            );
            field.ty = Ty::STRING;
        }
        // A constant of a parameter is an argument like others: the language has no constants here.
        field.constant = None;
        let default = schema.and_then(|schema| schema.get("default"));
        let described = param.get("description").and_then(Value::as_str);
        if described.is_some() {
            field.docs = documentation::docs_with_default(described, default);
        }
        field.is_deprecated |= param.get("deprecated") == Some(&Value::Bool(true));
        field.ty = field.ty.inner().clone();
        field
    }

    /// Returns the single value that a parameter may be instead of an object.
    fn single_alternative(
        &mut self,
        field: &DraftField,
        param: &'d Map<String, Value>,
    ) -> Option<Ty> {
        let Ty::Model(_) = field.ty else {
            return None;
        };
        let schema = Schema(
            self.document
                .resolve(param.get("schema")?)
                .ok()?
                .0
                .as_object()?,
        );
        let SchemaShape::OneOf(parts) = schema.shape() else {
            return None;
        };
        let scalars = parts.into_iter().filter_map(|part| {
            let part = Schema(self.document.resolve(part).ok()?.0.as_object()?);
            matches!(part.shape(), SchemaShape::Scalar(..)).then_some(part)
        });
        let scalars: Vec<_> = scalars.collect();
        match scalars[..] {
            [] => None,
            [only] => only
                .text("type")
                .map(|ty| Ty::Word(if ty == "integer" { "int64" } else { "string" })),
            _ => Some(Ty::STRING),
        }
    }

    /// Returns a parameter for each field of an object, with the name that brackets give it.
    fn leaves(&mut self, field: &DraftField, site: &Site<'_>) -> Vec<DraftField> {
        self.draft.report.note(
            Treatment::Changed,
            "parameter that is a single value or an object: one parameter for each field",
            &site.place,
        );
        self.fill_waiting();
        let Ty::Model(id) = field.ty else {
            return Vec::new();
        };
        let DraftBody::Fields(fields, _) = &self.draft.models[id].body else {
            return Vec::new();
        };
        let inner = fields
            .iter()
            .filter(|inner| is_single(self, inner.ty.inner()))
            .map(|inner| DraftField {
                key: format!("{}[{}]", field.key, inner.key),
                is_optional: true,
                ty: inner.ty.inner().clone(),
                docs: inner
                    .docs
                    .clone()
                    .or_else(|| Some(format!("Field `{}` of `{}`.", inner.key, field.key))),
                ..inner.clone()
            });
        inner.collect()
    }

    /// Returns a query parameter with the form of its lists.
    fn styled(
        &mut self,
        mut field: DraftField,
        param: &'d Map<String, Value>,
        site: &Site<'_>,
    ) -> DraftField {
        let style = param.get("style").and_then(Value::as_str).unwrap_or("form");
        let explodes = param
            .get("explode")
            .and_then(Value::as_bool)
            .unwrap_or(style == "form");
        if let Ty::List(item) = &field.ty {
            let is_single = is_single(self, item);
            match (style, explodes) {
                ("form", true) if is_single => {}
                ("form", false) if is_single => {
                    field.style = Some("comma");
                    if self.has_comma(item) {
                        field.ty = Ty::List(Box::new(Ty::STRING));
                    }
                }
                ("deepObject", _) if is_single => field.style = Some("brackets"),
                _ if is_single => {
                    self.lost(
                        &format!("list in a query with `style: {style}`: repeated"),
                        &site.place,
                    );
                }
                _ if matches!(item.inner(), Ty::Model(_)) && style == "deepObject" => {}
                _ => {
                    self.draft.report.note(
                        Treatment::Changed,
                        "list of objects in a query: a list of texts",
                        &site.place,
                    );
                    field.ty = Ty::List(Box::new(Ty::STRING));
                }
            }
            if let Ty::List(item) = &field.ty {
                field.ty = Ty::List(Box::new(item.inner().clone()));
            }
            field.example = None;
        } else if field.ty == Ty::JSON {
            field.ty = Ty::STRING;
        } else if !is_single(self, &field.ty) && style == "form" && explodes {
            self.draft.report.ask("Are these objects sent as `name[key]`? The document lets the default stand, by which only their keys would be sent.", &site.place);
        }
        field
    }
}

impl Converter<'_> {
    /// Returns `true` for an enum with a word that has a comma.
    fn has_comma(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Model(id) => match &self.draft.models[*id].body {
                DraftBody::Words(words) => words.iter().any(|word| word.contains(',')),
                _ => false,
            },
            _ => false,
        }
    }
}

/// Returns `true` for a parameter that probably is a credential.
fn is_key(name: &str) -> bool {
    let plain = name.to_ascii_lowercase().replace(['-', '_'], "");
    ["apikey", "accesstoken", "authtoken"]
        .iter()
        .any(|word| plain.ends_with(word))
}

/// Returns `true` if the type is a scalar or an enum.
fn is_single(converter: &Converter<'_>, ty: &Ty) -> bool {
    match ty {
        Ty::Word(word) => !matches!(*word, "json" | "file"),
        Ty::Model(id) => matches!(
            converter.draft.models[*id].body,
            DraftBody::Words(_) | DraftBody::Numbers(_)
        ),
        Ty::List(_) | Ty::Map(_) | Ty::OrNull(_) => false,
    }
}

/// Returns the names of the parameters in a path.
pub(super) fn in_path(path: &str) -> impl Iterator<Item = &str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
}
