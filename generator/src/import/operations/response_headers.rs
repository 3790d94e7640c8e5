//! Headers of responses.

use super::super::{
    convert::{Converter, Site},
    documentation,
    draft::{DraftField, Ty},
    schema::{Schema, SchemaShape},
    security::is_header,
};
use serde_json::{Map, Value};

/// Headers of which the client has methods anyway, or none is needed.
const OWN_HEADERS: &[&str] = &["content-type", "content-length", "set-cookie"];

impl<'d> Converter<'d> {
    /// Adds the headers of a response to those of the API.
    pub(super) fn response_headers(&mut self, headers: &'d Map<String, Value>, site: &Site<'_>) {
        for (name, header) in headers {
            let key = name.to_ascii_lowercase();
            if OWN_HEADERS.contains(&key.as_str()) {
                continue;
            }
            if !is_header(name) {
                self.lost("response header without a legal name", &site.place);
                continue;
            }
            let header = self.document.resolve(header).map(|(header, _)| header);
            let header = header.unwrap_or(&Value::Null);
            let ty = self.header_type(header);
            let docs = header.get("description").and_then(Value::as_str);
            let headers = &mut self.draft.response_headers;
            match headers
                .iter_mut()
                .find(|known| known.key.eq_ignore_ascii_case(name))
            {
                // Responses that differ have a text in common.
                Some(known) if known.ty != ty => known.ty = Ty::STRING,
                Some(_) => {}
                None => headers.push(DraftField {
                    docs: documentation::docs(docs),
                    ..DraftField::new(name, ty)
                }),
            }
        }
    }

    /// Returns the type of a header, which is a single value.
    fn header_type(&self, header: &'d Value) -> Ty {
        let schema = header
            .get("schema")
            .and_then(|schema| self.document.resolve(schema).ok());
        let shape = schema.and_then(|(schema, _)| Some(Schema(schema.as_object()?).shape()));
        match shape {
            Some(SchemaShape::Scalar("boolean", _)) => Ty::Word("bool"),
            Some(SchemaShape::Scalar("integer", Some("int32"))) => Ty::Word("int32"),
            Some(SchemaShape::Scalar("integer", _)) => Ty::Word("int64"),
            Some(SchemaShape::Scalar("number", _)) => Ty::Word("float"),
            _ => Ty::STRING,
        }
    }
}
