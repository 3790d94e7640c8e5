//! Form bodies.

use http::Method;
use sdk_runtime::models::Badges;
use sdk_runtime::runtime::request::Request;
use sdk_runtime::runtime::request::form::{BRACKETS, INDEXED, REPEATED};
use sdk_runtime::runtime::request::format::BodyFormat;
use sdk_runtime::runtime::request::operation::{CallSettings, Operation};
use sdk_runtime::runtime::secret::secret_string::SecretString;
use serde_json::json;

use crate::support::api::{Animal, client, fake_client, request};
use crate::support::fake::{Fake, answer};
use crate::support::server::{Reply, Server};

/// Returns a method that sends a form.
const fn sends(format: BodyFormat) -> Operation {
    Operation {
        name: "animals.register",
        method: Method::POST,
        path: "/v1/animals:register",
        query: &[],
        body: Some(format),
        idempotency_key: None,
        settings: CallSettings::DEFAULT,
    }
}

static BY_BRACKETS: Operation = sends(BRACKETS);
static REPEATING: Operation = sends(REPEATED);
static BY_INDEX: Operation = sends(INDEXED);

fn new(operation: &'static Operation) -> Request {
    request(&fake_client(&Fake::new([answer(200, "")])), operation)
}

/// Returns the decoded pairs of a form.
fn pairs(request: &Request) -> Vec<String> {
    let http = request.to_http().unwrap();
    let pairs = form_urlencoded::parse(http.body());
    pairs
        .map(|(name, value)| format!("{name}={value}"))
        .collect()
}

#[tokio::test]
async fn a_form_arrives_as_its_pairs() {
    let server = Server::start([Reply::new(200, r#"{"id":"a"}"#)]).await;
    let mut request = request(&client(server.url()), &BY_BRACKETS);
    request.body::<String>("name", "Ä & Ö=1");
    request.body::<bool>("tame", false);
    request.body_list::<String>("tags", ["a b", "c"]);
    request.value::<Animal>().await.unwrap();
    let requests = server.requests();
    assert_eq!(
        requests[0].body,
        "name=%C3%84%20%26%20%C3%96%3D1&tame=false&tags%5B%5D=a%20b&tags%5B%5D=c"
    );
    assert_eq!(
        requests[0].headers["content-type"],
        "application/x-www-form-urlencoded"
    );
}

#[test]
fn each_kind_of_value_has_its_form() {
    let mut request = new(&BY_BRACKETS);
    request.body_field("large", &u64::MAX);
    request.body_field("precise", &0.1_f64);
    request.body_field("none", &json!(null));
    request.body_field("empty", &json!([[], {}]));
    request.body_field(
        "owner",
        &json!({"address": {"lines": ["a", "b"], "zip": "1"}}),
    );
    request.body_field("items", &json!([{"a": 1, "b": 2}, {"a": 3}, [4, [5]]]));
    let expected = [
        "large=18446744073709551615",
        "precise=0.1",
        "none=",
        "owner[address][lines][]=a",
        "owner[address][lines][]=b",
        "owner[address][zip]=1",
        "items[0][a]=1",
        "items[0][b]=2",
        "items[1][a]=3",
        "items[2][]=4",
        "items[2][1][]=5",
    ];
    assert_eq!(pairs(&request), expected);
}

#[test]
fn lists_have_three_formats() {
    let list = json!(["x", ["y"], {"z": [1]}]);
    let expected: [(_, [&str; 3]); 3] = [
        (&BY_BRACKETS, ["l[]=x", "l[1][]=y", "l[2][z][]=1"]),
        (&REPEATING, ["l=x", "l[1]=y", "l[2][z]=1"]),
        (&BY_INDEX, ["l[0]=x", "l[1][0]=y", "l[2][z][0]=1"]),
    ];
    for (operation, expected) in expected {
        let mut request = new(operation);
        request.body_field("l", &list);
        assert_eq!(pairs(&request), expected);
    }
}

#[test]
fn a_whole_body_has_the_fields_of_its_object() {
    let mut request = new(&BY_BRACKETS);
    request.set_body(&json!({"a": {"b": 1}, "c": ["d"]}));
    assert_eq!(pairs(&request), ["a[b]=1", "c[]=d"]);
    request.set_body(&json!(["a"]));
    let error = request.to_http().unwrap_err();
    assert_eq!(
        error.to_string(),
        "animals.register: the body of a form must be an object"
    );
}

#[test]
fn a_form_without_values_is_sent_with_its_media_type() {
    let http = new(&BY_BRACKETS).to_http().unwrap();
    assert_eq!(http.body(), "");
    assert_eq!(
        http.headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
}

#[test]
fn neither_keys_nor_values_add_pairs() {
    let hostile = "a=1&admin=true;x%26y\r\n+#";
    let mut request = new(&BY_BRACKETS);
    request.body_map::<String>("labels", [(hostile, hostile)]);
    request.body_field(hostile, &hostile);
    let expected = [
        format!("labels[{hostile}]={hostile}"),
        format!("{hostile}={hostile}"),
    ];
    assert_eq!(pairs(&request), expected);
}

#[test]
fn a_key_of_a_map_cannot_change_the_structure() {
    for key in ["x][admin", "x[", "]", ""] {
        let mut field = new(&BY_BRACKETS);
        field.body_map::<String>("labels", [(key, "v")]);
        let mut whole = new(&BY_BRACKETS);
        whole.whole_body_map::<String>([(key, "v")]);
        for (request, name) in [(field, "labels"), (whole, "body")] {
            assert_eq!(
                request.to_http().unwrap_err().to_string(),
                format!(
                    "animals.register: the body field `{name}` cannot be sent in a form: a key in it is empty or has a bracket"
                )
            );
        }
    }
}

#[test]
fn read_only_fields_are_not_sent() {
    let badge = json!({"name": "n", "number": "s3cret"});
    let badges: Badges = serde_json::from_value(json!({
        "one": badge, "list": [badge], "map": {}, "keyed": {"kind": "badge", "badge": badge},
        "flat": {"kind": "worn", "name": "n"}, "rest": {"id": "r"},
    }))
    .unwrap();
    let mut request = new(&BY_BRACKETS);
    request.put_field("badges", &badges);
    let sent = pairs(&request).join("\n");
    assert!(sent.contains("badges[one][name]=n"), "{sent}");
    assert!(!sent.contains("number"), "{sent}");
}

#[test]
fn curl_has_the_form_without_secrets() {
    let mut request = new(&BY_BRACKETS);
    request.body::<SecretString>("pin", "s3cret&=1");
    request.body::<String>("note", "it's");
    let curl = request.to_curl().unwrap();
    assert!(
        curl.ends_with(r"--data-raw 'pin=%5Bredacted%5D&note=it%27s'"),
        "{curl}"
    );
    assert!(!curl.contains("s3cret"), "{curl}");
}
