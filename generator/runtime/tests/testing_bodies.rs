//! Testing kit: checks of request bodies that are not plain JSON.

use http::Method;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::content::UploadContent;
use sdk_runtime::runtime::request::Request;
use sdk_runtime::runtime::request::file_body::FILE;
use sdk_runtime::runtime::request::form::{BRACKETS, INDEXED, REPEATED};
use sdk_runtime::runtime::request::format::{BodyFormat, JSON};
use sdk_runtime::runtime::request::multipart::MULTIPART;
use sdk_runtime::runtime::request::operation::{CallSettings, Operation};
use sdk_runtime::runtime::request::text_body::TEXT;
use sdk_runtime::runtime::testing::form::FORM;
use sdk_runtime::runtime::testing::multipart::MULTIPART as MULTIPART_CODEC;
use sdk_runtime::runtime::testing::rules::{
    BodyCodec, BodyRule, ContentRule, FieldRule, ModelShape, Route, TagRule, ValueKind, VariantRule,
};
use sdk_runtime::runtime::testing::server::Server;
use serde_json::{Value, json};

use crate::support::api::{API, client_over, request};
use crate::support::kit::{panic_of, route};

const CARD: ModelShape = ModelShape::Object {
    fields: &[FieldRule::required("days", ValueKind::Int32)],
    open: false,
};
const PAYMENT: ModelShape = ModelShape::Union {
    tag: TagRule::text(&["kind"]),
    variants: &[
        VariantRule {
            tag: "later",
            content: ContentRule::Flat(|| CARD),
        },
        VariantRule {
            tag: "list",
            content: ContentRule::Keyed("list", ValueKind::List(&ValueKind::Int64)),
        },
    ],
};
const FIELDS: BodyRule = BodyRule::Fields(&[
    FieldRule::required("name", ValueKind::Text),
    FieldRule::required("ids", ValueKind::List(&ValueKind::Int32)),
    FieldRule::optional("tame", ValueKind::Bool),
    FieldRule::optional("weight", ValueKind::Number),
    FieldRule::optional("pin", ValueKind::Secret),
    FieldRule::optional("marks", ValueKind::Map(&ValueKind::Bool)),
    FieldRule::optional("pays", ValueKind::List(&ValueKind::Model(|| PAYMENT))),
    FieldRule::optional("maybe", ValueKind::Nullable(&ValueKind::Model(|| PAYMENT))),
    FieldRule::optional("any", ValueKind::Any),
]);

const fn sends(path: &'static str, format: BodyFormat) -> Operation {
    Operation {
        name: "animals.register",
        method: Method::POST,
        path,
        query: &[],
        body: Some(format),
        idempotency_key: None,
        settings: CallSettings::DEFAULT,
    }
}

static FORMS: [Operation; 3] = [
    sends("/form", BRACKETS),
    sends("/form", REPEATED),
    sends("/form", INDEXED),
];
static AS_JSON: Operation = sends("/form", JSON);
static PATCH: Operation = sends("/patch", JSON.with_media_type("application/patch+json"));
static CSV: Operation = sends("/csv", TEXT.with_media_type("text/csv").optional());

static FORM_ROUTE: Route = route(
    "animals.register",
    Method::POST,
    "/form",
    &[],
    BodyRule::Encoded(FORM, &FIELDS),
);
static SCAN: Operation = sends("/scan", MULTIPART);
static PUT: Operation = sends("/file", FILE);
static SCAN_ROUTE: Route = route(
    "animals.scan",
    Method::POST,
    "/scan",
    &[],
    BodyRule::Encoded(
        MULTIPART_CODEC,
        &BodyRule::Fields(&[
            FieldRule::required("scan", ValueKind::File),
            FieldRule::required("pages", ValueKind::List(&ValueKind::File)),
            FieldRule::required("count", ValueKind::Int32),
            FieldRule::optional("pin", ValueKind::Secret),
            FieldRule::optional("marks", ValueKind::Map(&ValueKind::Text)),
        ]),
    ),
);
static FILE_ROUTE: Route = route(
    "animals.put",
    Method::POST,
    "/file",
    &[],
    BodyRule::Encoded(BodyCodec::FILE, &BodyRule::Whole(ValueKind::File)),
);
static PATCH_ROUTE: Route = route(
    "animals.patch",
    Method::POST,
    "/patch",
    &[],
    BodyRule::Encoded(BodyCodec::json("application/patch+json"), &FIELDS),
);
static CSV_ROUTE: Route = route(
    "animals.import",
    Method::POST,
    "/csv",
    &[],
    BodyRule::Optional(&BodyRule::Encoded(
        BodyCodec::text("text/csv"),
        &BodyRule::Whole(ValueKind::Text),
    )),
);

static ROUTES: &[&[&Route]] = &[&[
    &FORM_ROUTE,
    &PATCH_ROUTE,
    &CSV_ROUTE,
    &SCAN_ROUTE,
    &FILE_ROUTE,
]];

fn kit() -> (Server, Core) {
    let server = Server::new(&API, ROUTES);
    let core = client_over(server.clone(), API.base_url);
    (server, core)
}

/// Sends fields, and returns the body that the kit has read.
async fn read(route: &'static Route, operation: &'static Operation, fields: &Value) -> Value {
    let (server, core) = kit();
    let on = server.on_nothing(route).reply();
    filled(&core, operation, fields).nothing().await.unwrap();
    on.requests().remove(0).body
}

fn filled(core: &Core, operation: &'static Operation, fields: &Value) -> Request {
    let mut request = request(core, operation);
    for (name, value) in fields.as_object().unwrap() {
        request.body_field(name.clone(), value);
    }
    request
}

/// Returns the message with which the kit refuses fields.
async fn refusal(operation: &'static Operation, fields: Value) -> String {
    let (server, core) = kit();
    let _ = server.on_nothing(&FORM_ROUTE).reply();
    panic_of(filled(&core, operation, &fields).nothing()).await
}

#[tokio::test]
async fn promise_26_a_form_is_read_with_its_types() {
    let fields = json!({
        "name": "12",
        "ids": [1, 2],
        "tame": true,
        "weight": 0.5,
        "marks": {"a": false},
        "pays": [{"kind": "later", "days": 3}, {"kind": "list", "list": [7]}, {"kind": "list", "list": []}],
    });
    for operation in &FORMS {
        assert_eq!(read(&FORM_ROUTE, operation, &fields).await, fields);
    }
    for maybe in [json!(null), json!({"kind": "list", "list": []})] {
        let fields = json!({"name": "n", "ids": [1], "maybe": maybe});
        assert_eq!(read(&FORM_ROUTE, &FORMS[0], &fields).await, fields);
    }
    let empty = json!({"name": "", "ids": [], "marks": {}});
    let sent = json!({"name": "", "ids": []});
    assert_eq!(read(&FORM_ROUTE, &FORMS[0], &empty).await, sent);
    let any = json!({"name": "n", "ids": [1], "any": {"a": [1, {"b": null}]}});
    let texts = json!({"name": "n", "ids": [1], "any": {"a": ["1", {"b": ""}]}});
    assert_eq!(read(&FORM_ROUTE, &FORMS[0], &any).await, texts);
}

#[tokio::test]
async fn promise_26_a_form_must_match_the_description() {
    let fields = json!({"ids": ["one"], "tame": "maybe", "marks": {"a": 1}, "admin": "yes", "pays": [{"days": 1}]});
    let message = refusal(&FORMS[0], fields).await;
    for difference in [
        "`name` is required, but was not sent",
        "`ids[0]` must be a 32-bit integer, but a string was sent",
        "`tame` must be `true` or `false`, but a string was sent",
        "`marks.a` must be `true` or `false`, but a number was sent",
        "`pays[0]` has no tag `kind`",
        "`admin` is not in the description",
    ] {
        assert!(message.contains(difference), "{difference}:\n{message}");
    }
    let message = refusal(&AS_JSON, json!({"name": "n", "ids": []})).await;
    let expected =
        "the header `Content-Type` of the request is not `application/x-www-form-urlencoded`";
    assert!(message.contains(expected), "{message}");
}

#[tokio::test]
async fn promise_26_a_message_shows_no_secret_of_a_form() {
    let message = refusal(&FORMS[0], json!({"pin": "s3cret", "other": "s3cret"})).await;
    assert!(message.contains("`name` is required"), "{message}");
    assert!(!message.contains("s3cret"), "{message}");
}

#[tokio::test]
async fn promise_26_other_media_types_are_checked() {
    let fields = json!({"name": "n", "ids": [1]});
    assert_eq!(read(&PATCH_ROUTE, &PATCH, &fields).await, fields);
    let (server, core) = kit();
    let on = server.on_nothing(&CSV_ROUTE).reply();
    request(&core, &CSV).nothing().await.unwrap();
    let mut with_text = request(&core, &CSV);
    with_text.whole_body::<String>("a,\"b\"\n");
    with_text.nothing().await.unwrap();
    let requests = on.requests();
    assert_eq!(requests[0].body, Value::Null);
    assert_eq!(requests[0].header("content-type"), None);
    assert_eq!(requests[1].body, "a,\"b\"\n");
    assert_eq!(requests[1].header("content-type"), Some("text/csv"));
}

#[tokio::test]
async fn promise_26_parts_and_files_are_read() {
    let (server, core) = kit();
    let on = server.on_nothing(&SCAN_ROUTE).reply();
    let mut scan = request(&core, &SCAN);
    scan.file(
        "scan",
        UploadContent::bytes("1,2")
            .file_name("a\".csv")
            .content_type("text/csv"),
    );
    scan.body::<i32>("count", 3);
    scan.body_map::<String>("marks", [("a", "b")]);
    scan.nothing().await.unwrap();
    let expected = json!({
        "scan": {"file_name": "a\".csv", "content_type": "text/csv", "content": "1,2"},
        "count": 3,
        "marks": {"a": "b"},
        "pages": [],
    });
    assert_eq!(on.requests()[0].body, expected);
    let on = server.on_nothing(&FILE_ROUTE).reply();
    let mut put = request(&core, &PUT);
    put.whole_file(UploadContent::bytes("raw").content_type("image/png"));
    put.nothing().await.unwrap();
    let request = on.requests().remove(0);
    assert_eq!(request.body, json!({"content": "raw"}));
    assert_eq!(request.header("content-type"), Some("image/png"));
}

#[tokio::test]
async fn promise_26_parts_must_match_the_description() {
    let (server, core) = kit();
    let _ = server.on_nothing(&SCAN_ROUTE).reply();
    let mut scan = request(&core, &SCAN);
    scan.body_field("scan", &"text");
    scan.body_field("count", &"three");
    scan.body_field("pin", &"s3cret");
    scan.body_field("admin", &"yes");
    let message = panic_of(scan.nothing()).await;
    for difference in [
        "`scan` must be a file, but a string was sent",
        "`count` must be a 32-bit integer, but a string was sent",
        "`admin` is not in the description",
    ] {
        assert!(message.contains(difference), "{difference}:\n{message}");
    }
    assert!(!message.contains("s3cret"), "{message}");
}
