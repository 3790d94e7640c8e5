//! API description for tests of the testing kit.

use http::Method;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::request::Request;
use sdk_runtime::runtime::testing::fake::shape::{FakeShape, Filter};
use sdk_runtime::runtime::testing::rules::{
    BodyRule, Described, FieldRule, ModelShape, QueryForm, QueryRule, Route, ValueKind, shape_of,
};
use sdk_runtime::runtime::testing::server::Server;
use serde_json::Value;

use crate::support::api::{API, Animal, CREATE, PAGES, client_over, request};

/// Model whose shape is described below.
pub struct Keeper;

impl Described for Keeper {
    const SHAPE: ModelShape = ModelShape::Object {
        fields: &[
            FieldRule::required("id", ValueKind::Text).read_only(),
            FieldRule::optional("legs", ValueKind::Int32),
            FieldRule::optional("name", ValueKind::Text),
            FieldRule::optional("marks", ValueKind::Map(&ValueKind::Text)),
            FieldRule::optional("chip", ValueKind::Secret),
            FieldRule::optional("home", ValueKind::Model(shape_of::<Home>)),
            FieldRule::optional("rank", ValueKind::Model(shape_of::<Rank>)),
        ],
        open: false,
    };
}

pub struct Rank;

impl Described for Rank {
    const SHAPE: ModelShape = ModelShape::Object {
        fields: &[
            FieldRule::required("name", ValueKind::Text),
            FieldRule::required("level", ValueKind::Int32).read_only(),
        ],
        open: false,
    };
}

pub struct Home;

impl Described for Home {
    const SHAPE: ModelShape = ModelShape::Object {
        fields: &[
            FieldRule::required("cage", ValueKind::Text),
            FieldRule::optional("since", ValueKind::DateTime).read_only(),
            FieldRule::required("size", ValueKind::Int32).read_only(),
        ],
        open: false,
    };
}

pub const FIELDS: &[FieldRule] = &[
    FieldRule::required("name", ValueKind::Text),
    FieldRule::optional("legs", ValueKind::Int32),
    FieldRule::optional("marks", ValueKind::Map(&ValueKind::Text)),
    FieldRule::optional("chip", ValueKind::Secret),
    FieldRule::optional("home", ValueKind::Model(shape_of::<Home>)),
];

pub const fn query(name: &'static str, kind: ValueKind, repeated: bool) -> QueryRule {
    QueryRule {
        name,
        kind,
        required: false,
        form: if repeated {
            QueryForm::Repeated
        } else {
            QueryForm::One
        },
    }
}

/// Creates the route of the operation with this name.
pub const fn route(
    name: &'static str,
    method: Method,
    path: &'static str,
    query: &'static [QueryRule],
    body: BodyRule,
) -> Route {
    Route {
        name,
        method,
        path,
        server: None,
        query,
        headers: &[],
        body,
    }
}

pub const ITEM: &str = "/v1/animals/{id}";
pub static LIST_ROUTE: Route = route(
    "animals.list",
    Method::GET,
    "/v1/animals",
    &[
        query("prefix", ValueKind::Text, false),
        query("tags", ValueKind::Pairs, false),
        query("ids", ValueKind::Int32, true),
        query("cursor", ValueKind::Text, false),
        query("limit", ValueKind::Int32, false),
    ],
    BodyRule::None,
);
pub static CREATE_ROUTE: Route = route(
    "animals.create",
    Method::POST,
    "/v1/animals",
    &[],
    BodyRule::Fields(FIELDS),
);
pub static GET_ROUTE: Route = route("animals.retrieve", Method::GET, ITEM, &[], BodyRule::None);
pub static UPDATE_ROUTE: Route = route(
    "animals.update",
    Method::PATCH,
    ITEM,
    &[],
    BodyRule::Fields(&[
        FieldRule::optional("name", ValueKind::Text),
        FieldRule::optional("home", ValueKind::Model(shape_of::<Home>)),
        FieldRule::optional("rank", ValueKind::Model(shape_of::<Rank>)),
        FieldRule::optional("mask", ValueKind::Text),
    ]),
);
pub static DELETE_ROUTE: Route = route("animals.delete", Method::DELETE, ITEM, &[], BodyRule::None);
pub static STREAM_ROUTE: Route = route(
    "animals.watch",
    Method::GET,
    "/v1/animals:watch",
    &[],
    BodyRule::None,
);
pub static COMPARE_ROUTE: Route = route(
    "animals.compare",
    Method::GET,
    "/v1/animals/{base}...{head}.json",
    &[],
    BodyRule::None,
);
pub static FILE_ROUTE: Route = route(
    "animals.file",
    Method::GET,
    "/v1/files/{path*}:raw",
    &[],
    BodyRule::None,
);
pub static ROUTES: &[&[&Route]] = &[
    &[&LIST_ROUTE, &CREATE_ROUTE, &GET_ROUTE],
    &[&UPDATE_ROUTE, &DELETE_ROUTE, &STREAM_ROUTE],
    &[&COMPARE_ROUTE, &FILE_ROUTE],
];
pub static FAKE: FakeShape = FAKE_SHAPE;
/// Fake of an API whose responses have all required fields.
pub static STRICT_FAKE: FakeShape = FakeShape {
    omits_defaults: false,
    ..FAKE_SHAPE
};
const FAKE_SHAPE: FakeShape = FakeShape {
    name: "animals",
    create: &CREATE_ROUTE,
    list: &LIST_ROUTE,
    retrieve: &GET_ROUTE,
    update: &UPDATE_ROUTE,
    delete: &DELETE_ROUTE,
    page: &PAGES,
    item: Keeper::SHAPE,
    id: &["id"],
    aliases: &[("name:", &["name"])],
    limit: Some("limit"),
    filters: &[
        Filter {
            param: "prefix",
            path: &["name"],
            starts: true,
        },
        Filter {
            param: "tags",
            path: &["marks"],
            starts: false,
        },
    ],
    ignores: &[],
    mask: Some("mask"),
    omits_defaults: true,
};

pub fn kit() -> (Server, Core) {
    let server = Server::new(&API, ROUTES);
    let core = client_over(server.clone(), API.base_url);
    (server, core)
}

pub fn animal(id: &str) -> Animal {
    Animal {
        id: id.to_owned(),
        legs: 4,
    }
}

/// Returns a request to create an animal with these fields.
pub fn create(core: &Core, fields: &Value) -> Request {
    let mut request = request(core, &CREATE);
    for (name, value) in fields.as_object().expect("fields") {
        request.body_field(name.clone(), value);
    }
    request
}

/// Returns the message of the panic of a call.
pub async fn panic_of<T: Send + 'static>(call: impl Future<Output = T> + Send + 'static) -> String {
    let failed = tokio::spawn(call).await.err().expect("the call panics");
    *failed.into_panic().downcast().expect("a message")
}
