//! Request bodies.

use super::super::{
    convert::{Converter, Site, SiteFormat},
    draft::{DraftBody, DraftContent, DraftField, DraftMethod, DraftRequest, Ty},
    report::Treatment,
    schema::{Schema, SchemaShape},
};
use crate::openapi::media_types::{ANY, FORM, JSON, MULTIPART, OCTET_STREAM};
use serde_json::{Map, Value};

/// Media types that are chosen first, if a body has several.
const PREFERRED: &[&str] = &[JSON, MULTIPART, FORM, "application/merge-patch+json"];

impl<'d> Converter<'d> {
    /// Converts a request body.
    pub(super) fn request_body(
        &mut self,
        body: &'d Value,
        site: &Site<'_>,
        method: &DraftMethod,
    ) -> Option<DraftRequest> {
        let Ok((body, _)) = self.document.resolve(body) else {
            self.lost("request body that refers to nowhere", &site.place);
            return None;
        };
        let content = body.get("content")?.as_object()?;
        let preferred = PREFERRED.iter().find_map(|ty| content.get_key_value(*ty));
        let json = || content.iter().find(|(ty, _)| is_json(ty));
        let (ty, media) = preferred.or_else(json).or_else(|| content.iter().next())?;
        if content.len() > 1 {
            self.draft.report.note(
                Treatment::Changed,
                &format!("request body of several media types: `{ty}`"),
                &site.place,
            );
        }
        let is_required = body.get("required") == Some(&Value::Bool(true));
        if method.verb == "GET" || method.verb == "HEAD" {
            let schema = media.get("schema").and_then(Value::as_object).map(Schema);
            if schema.is_some_and(|schema| !matches!(schema.shape(), SchemaShape::Map(_))) {
                self.lost("request body of a GET", &site.place);
            }
            return None;
        }
        self.content(ty, media, is_required, site, method)
    }

    fn content(
        &mut self,
        ty: &str,
        media: &'d Value,
        is_required: bool,
        site: &Site<'_>,
        method: &DraftMethod,
    ) -> Option<DraftRequest> {
        let format = match ty {
            FORM => SiteFormat::Form,
            MULTIPART => SiteFormat::Multipart,
            _ => SiteFormat::Json,
        };
        let site = Site {
            format,
            ..site.inner("request", "content")
        };
        if format == SiteFormat::Json && !is_json(ty) && ty != ANY {
            return Some(raw(ty, is_required));
        }
        let is_plain = format != SiteFormat::Json || matches!(ty, JSON | ANY);
        let sends = (!is_plain).then_some(ty);
        let content = match media.get("schema") {
            Some(schema) => self.body_of(schema, is_required, &site, method)?,
            None if format == SiteFormat::Json => DraftContent::Whole(Ty::JSON),
            None => {
                self.lost("form whose fields are not described", &site.place);
                return None;
            }
        };
        let is_optional = !is_required && matches!(content, DraftContent::Whole(_));
        Some(request(format, content, is_optional, sends))
    }

    /// Returns the content of a body with a schema.
    fn body_of(
        &mut self,
        schema: &'d Value,
        is_required: bool,
        site: &Site<'_>,
        method: &DraftMethod,
    ) -> Option<DraftContent> {
        let Ok((target, pointer)) = self.document.resolve(schema) else {
            self.lost("request body that refers to nowhere", &site.place);
            return None;
        };
        let object = target.as_object().map(Schema);
        let is_form = site.format != SiteFormat::Json;
        // A form without fields sends nothing.
        let has_fields =
            object.is_none_or(|object| !matches!(object.shape(), SchemaShape::Map(None)));
        if is_form && !has_fields {
            return None;
        }
        let fields =
            object.and_then(|object| self.own_fields(object, pointer, is_required, site, method));
        if let Some(fields) = fields {
            return Some(DraftContent::Fields(fields));
        }
        let content = self.ty(schema, &site.inner("", "schema"));
        if is_form {
            return self.form_of(&content, site).map(DraftContent::Fields);
        }
        Some(DraftContent::Whole(content))
    }

    /// Returns the fields of a body whose schema is used nowhere else.
    fn own_fields(
        &mut self,
        object: Schema<'d>,
        pointer: Option<&str>,
        is_required: bool,
        site: &Site<'_>,
        method: &DraftMethod,
    ) -> Option<Vec<DraftField>> {
        let SchemaShape::Object(properties) = object.shape() else {
            return None;
        };
        let is_closed = object.inner("additionalProperties").is_none() && !object.is_nullable();
        let is_form = site.format != SiteFormat::Json;
        let is_own = is_form || pointer.is_none_or(|pointer| self.uses_of(pointer) == 1);
        let is_sent = is_required || is_form || object.list("required").next().is_none();
        if !(is_closed && is_own && is_sent) || collides(properties, method) {
            return None;
        }
        let place = pointer.map_or_else(|| site.place.clone(), str::to_owned);
        let site = Site {
            place,
            ..site.clone()
        };
        let mut fields = self.fields(properties, object, &site, None);
        fields.iter_mut().for_each(send_files);
        Some(fields)
    }

    /// Returns the fields of a form whose alternatives are one model.
    fn form_of(&mut self, content: &Ty, site: &Site<'_>) -> Option<Vec<DraftField>> {
        self.fill_waiting();
        if let Ty::Model(id) = content.inner()
            && let DraftBody::Fields(fields, None) = &self.draft.models[*id].body
        {
            let mut fields = fields.clone();
            fields.iter_mut().for_each(send_files);
            return Some(fields);
        }
        self.lost("form that is not one object with known fields", &site.place);
        None
    }
}

/// Makes files that may be `null` optional: a part is a file, or is not there.
fn send_files(field: &mut DraftField) {
    let ty = match field.ty.inner() {
        Ty::List(item) => Ty::List(Box::new(item.inner().clone())),
        ty => ty.clone(),
    };
    let file = Ty::Word("file");
    if ty == file || ty == Ty::List(Box::new(file)) {
        field.is_optional |= field.ty != *field.ty.inner();
        field.ty = ty;
    }
}

fn request(
    format: SiteFormat,
    content: DraftContent,
    is_optional: bool,
    sends: Option<&str>,
) -> DraftRequest {
    let format = match format {
        SiteFormat::Form => "form",
        SiteFormat::Multipart => "multipart",
        SiteFormat::Json | SiteFormat::Query => "json",
    };
    DraftRequest {
        content,
        is_optional,
        format,
        sends: sends.map(str::to_owned),
    }
}

/// Returns a body that is a text or a file.
fn raw(ty: &str, is_required: bool) -> DraftRequest {
    let texts = [
        "application/xml",
        "application/sdp",
        "application/yaml",
        "application/apply-patch+yaml",
    ];
    let is_text = ty.starts_with("text/") || texts.contains(&ty);
    let content = if is_text {
        Ty::STRING
    } else {
        Ty::Word("file")
    };
    let sends = Some(ty).filter(|ty| *ty != OCTET_STREAM && is_media_type(ty));
    request(
        SiteFormat::Json,
        DraftContent::Whole(content),
        !is_required && is_text,
        sends,
    )
}

/// Returns `true` if a field of the body has the Rust name of a parameter.
fn collides(properties: &Map<String, Value>, method: &DraftMethod) -> bool {
    let params = method
        .params
        .iter()
        .chain(&method.query)
        .chain(&method.headers);
    let names: Vec<_> = params
        .map(|param| super::super::names::snake(&param.key))
        .collect();
    properties
        .keys()
        .any(|key| names.contains(&super::super::names::snake(key)))
}

/// Returns `true` for a media type without parameters and wildcards.
pub(super) fn is_media_type(ty: &str) -> bool {
    let is_token = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c))
    };
    ty.split_once('/')
        .is_some_and(|(kind, sub)| is_token(kind) && is_token(sub))
}

/// Returns `true` for a media type of JSON.
pub(super) fn is_json(ty: &str) -> bool {
    let ty = ty.split(';').next().unwrap_or_default().trim();
    ty == JSON || ty.ends_with("+json") || ty == "text/json"
}
