//! Parameters: path, query and headers.

use super::{
    examples::{self, is_whole},
    fields::constant,
    schemas::schema,
    words::{put, rust},
};
use crate::{
    model::{
        Api, Constant, ConstantHeader, HeaderParam, ListStyle, Method, ParamSource, PathParam,
        Presence, QueryParam, QueryStyle, Resource, Type,
    },
    names::{Name, Role},
    openapi::extension::{ExtendedObject, Extension},
    scalars::Scalar,
};
use serde_json::{Map, Value};

/// Returns the parameters of a method.
pub(super) fn parameters(api: &Api, resource: &Resource, method: &Method) -> Vec<Value> {
    let path = method.params.iter();
    let path = path.map(|param| path_parameter(api, resource, param));
    let query = method.query.iter().map(|param| query_parameter(api, param));
    let headers = method.headers.iter().chain(&method.idempotency_key);
    let headers = headers.map(|param| header(api, param));
    let constants = method.settings.headers.iter().chain(common(api, method));
    let constants = constants.filter(|header| header.name != ACCEPT);
    let constants = constants.map(constant_header);
    let all = path.chain(query).chain(headers).chain(constants);
    all.map(Value::Object).collect()
}

/// Header of which `OpenAPI` says that it is no parameter.
pub(super) const ACCEPT: &str = "accept";

/// Returns the constant headers of the API for which a method has no other value.
fn common<'a>(api: &'a Api, method: &'a Method) -> impl Iterator<Item = &'a ConstantHeader> {
    let is_own = |name: &str| {
        let constants = method
            .settings
            .headers
            .iter()
            .map(|header| header.name.as_str());
        let params = method.headers.iter().map(|param| param.name.wire());
        constants.chain(params).any(|own| own == name)
    };
    api.head
        .headers
        .iter()
        .filter(move |header| !is_own(&header.name))
}

fn path_parameter(api: &Api, resource: &Resource, param: &PathParam) -> Map<String, Value> {
    let handle = resource
        .params
        .iter()
        .find(|given| given.name.wire() == param.name.wire());
    let ty = match (&param.source, handle) {
        (ParamSource::Argument(ty), _) => ty.clone(),
        (ParamSource::Handle, Some(handle)) => handle.ty.clone(),
        (ParamSource::Client | ParamSource::Handle, _) => Type::Scalar(Scalar::String),
    };
    let mut object = start(param.name.wire(), "path", param.docs.text(), true);
    put(&mut object, "schema", Some(schema(&api.models, &ty)));
    add_example(api, &mut object, &ty, param.example.as_ref());
    let is_of_client = |name: &str| {
        api.head
            .client_params
            .iter()
            .any(|param| param.name.wire() == name)
    };
    let is_argument = matches!(param.source, ParamSource::Argument(_));
    let mut extension = Extension::new(ExtendedObject::Parameter);
    extension
        .add(
            "required",
            (is_argument && is_of_client(param.name.wire())).then_some(true),
        )
        .add("rust", rust(Role::Setter, param.name.wire(), &param.name));
    extension.attach(&mut object);
    object
}

fn query_parameter(api: &Api, param: &QueryParam) -> Map<String, Value> {
    let is_required = param.presence == Presence::Required;
    let mut object = start(&param.key(), "query", param.docs.text(), is_required);
    put(
        &mut object,
        "deprecated",
        param.deprecated.as_ref().map(|_| true),
    );
    let mut extension = Extension::new(ExtendedObject::Parameter);
    let mut entry = None;
    let (ty, style) = match &param.style {
        QueryStyle::One(ty) => (ty.clone(), None),
        QueryStyle::Deep(ty) => (ty.clone(), Some(("deepObject", true))),
        QueryStyle::Pairs { entry: setter } => {
            entry = setter.as_ref().map(Name::rust);
            (Type::Scalar(Scalar::LabelFilter), None)
        }
        QueryStyle::List(ty, ListStyle::Repeated) => (list(ty), Some(("form", true))),
        QueryStyle::List(ty, ListStyle::Comma) => (list(ty), Some(("form", false))),
        QueryStyle::List(ty, ListStyle::Brackets) => {
            extension.add("style", Some("brackets"));
            (list(ty), Some(("form", true)))
        }
    };
    put(&mut object, "style", style.map(|(style, _)| style));
    put(&mut object, "explode", style.map(|(_, explode)| explode));
    if let Some(value) = &param.constant {
        put(&mut object, "schema", Some(constant(value)));
        return object;
    }
    put(&mut object, "schema", Some(schema(&api.models, &ty)));
    add_example(api, &mut object, &ty, param.example.as_ref());
    extension
        .add("entry", entry)
        .add("deprecated", param.deprecated.clone())
        .add("rust", rust(Role::Setter, param.name.wire(), &param.name));
    extension.attach(&mut object);
    object
}

fn header(api: &Api, param: &HeaderParam) -> Map<String, Value> {
    let is_required = param.presence == Presence::Required;
    let mut object = start(param.name.wire(), "header", param.docs.text(), is_required);
    put(
        &mut object,
        "deprecated",
        param.deprecated.as_ref().map(|_| true),
    );
    put(&mut object, "schema", Some(schema(&api.models, &param.ty)));
    add_example(api, &mut object, &param.ty, param.example.as_ref());
    let mut extension = Extension::new(ExtendedObject::Parameter);
    extension
        .add("deprecated", param.deprecated.clone())
        .add("rust", rust(Role::Setter, param.name.wire(), &param.name));
    extension.attach(&mut object);
    object
}

fn constant_header(header: &ConstantHeader) -> Map<String, Value> {
    let mut object = start(&header.name, "header", None, true);
    put(
        &mut object,
        "schema",
        Some(constant(&Constant::Text(header.value.clone()))),
    );
    object
}

fn list(item: &Type) -> Type {
    Type::List(Box::new(item.clone()))
}

fn add_example(api: &Api, object: &mut Map<String, Value>, ty: &Type, example: Option<&Value>) {
    let is_whole = example.is_some_and(|example| is_whole(&api.models, ty, example));
    examples::of_value(object, ExtendedObject::Parameter, example, is_whole);
}

fn start(name: &str, place: &str, docs: Option<String>, is_required: bool) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("name".to_owned(), name.into());
    object.insert("in".to_owned(), place.into());
    put(&mut object, "description", docs);
    put(&mut object, "required", is_required.then_some(true));
    object
}
