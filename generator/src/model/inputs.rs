//! Inputs of a method: its arguments, and the setters of its request.

use super::{
    body::{Body, WholeBody},
    headers::HeaderParam,
    method::{Method, ParamSource, PathParam},
    query::QueryParam,
    types::{Docs, Field, Presence, Type},
};
use crate::names::Name;

/// Value that a call needs, or may be given.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// A path parameter.
    Path(&'a PathParam, &'a Type),
    /// A query parameter.
    Query(&'a QueryParam),
    /// A header.
    Header(&'a HeaderParam),
    /// A field of the body.
    Body(&'a Field),
    /// The whole body.
    Whole(&'a WholeBody),
}

/// Returns `true` if calls accept a text as a path parameter, or as a part of one between slashes. Others would lead to
/// another path.
#[must_use]
pub fn is_segment(text: &str) -> bool {
    !matches!(text.trim(), "" | "." | "..")
}

impl Method {
    /// Returns the inputs that a call needs, in the order of the arguments.
    #[must_use]
    pub fn required_inputs(&self) -> Vec<Input<'_>> {
        let params = self.params.iter().filter_map(|param| match &param.source {
            ParamSource::Argument(ty) => Some(Input::Path(param, ty)),
            ParamSource::Client | ParamSource::Handle => None,
        });
        let others = self
            .query_headers_and_body()
            .filter(|input| match input.presence() {
                Presence::Required => true,
                Presence::Optional => false,
            });
        params.chain(others).collect()
    }

    /// Returns the inputs that may be left out, in the order of the setters.
    pub fn optional_inputs(&self) -> impl Iterator<Item = Input<'_>> {
        self.query_headers_and_body()
            .filter(|input| match input.presence() {
                Presence::Required => false,
                Presence::Optional => true,
            })
    }

    /// Returns the names of the setters of its request, without those that add an entry: those of optional inputs, and of the
    /// path parameters that the client has.
    pub fn setters(&self) -> impl Iterator<Item = &Name> {
        let params = self.params.iter().filter(|param| match &param.source {
            ParamSource::Client => true,
            ParamSource::Argument(_) | ParamSource::Handle => false,
        });
        let optional = self.optional_inputs().map(|input| input.name());
        optional.chain(params.map(|param| &param.name))
    }

    fn query_headers_and_body(&self) -> impl Iterator<Item = Input<'_>> {
        let query = self.query.iter();
        let query = query.filter(|query| query.constant.is_none());
        let query = query.map(Input::Query);
        let headers = self.headers.iter().chain(&self.idempotency_key);
        let headers = headers.map(Input::Header);
        let fields = self.body_fields().iter();
        let fields = fields.filter(|field| field.constant.is_none());
        let fields = fields.map(Input::Body);
        let whole = match &self.body {
            Body::Whole(whole) => Some(Input::Whole(whole)),
            Body::None | Body::Fields(_) => None,
        };
        query.chain(headers).chain(fields).chain(whole)
    }
}

impl<'a> Input<'a> {
    /// Returns the name of the argument or setter.
    #[must_use]
    pub fn name(&self) -> &'a Name {
        match self {
            Self::Path(param, _) => &param.name,
            Self::Query(query) => &query.name,
            Self::Header(header) => &header.name,
            Self::Body(field) => &field.name,
            Self::Whole(whole) => &whole.name,
        }
    }

    /// Returns its description; a whole body is described by its model.
    #[must_use]
    pub fn docs(&self) -> Option<&Docs> {
        match self {
            Self::Path(param, _) => Some(&param.docs),
            Self::Query(query) => Some(&query.docs),
            Self::Header(header) => Some(&header.docs),
            Self::Body(field) => Some(&field.docs),
            Self::Whole(..) => None,
        }
    }

    fn presence(&self) -> Presence {
        match self {
            Self::Path(..) => Presence::Required,
            Self::Whole(whole) => whole.presence,
            Self::Query(query) => query.presence,
            Self::Header(header) => header.presence,
            Self::Body(field) => field.presence,
        }
    }
}
