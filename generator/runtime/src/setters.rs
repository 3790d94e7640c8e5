//! Tests for the setters of requests and models that the macros of the runtime define, in every form.

use std::collections::BTreeMap;
use std::time::Duration;

use bytes::Bytes;

use crate::runtime::client::Core;
use crate::runtime::config::api::Api;
use crate::runtime::config::settings::Settings;
use crate::runtime::json::object::object;
use crate::runtime::json::setters::setters;
use crate::runtime::request::Request;
use crate::runtime::request::builder::request;
use crate::runtime::request::operation::operations;

static API: Api = Api {
    user_agent: "zoo",
    base_url: "http://localhost:1",
    base_url_env: None,
    servers: None,
    connect: None,
    tokens: None,
    schemes: &[],
    auth: &[&[]],
    client_params: &[],
    max_retries: 0,
    retry_statuses: &[],
    timeout: Duration::from_secs(60),
    error_message: &["message"],
    headers: &[],
    request_id_header: "x-request-id",
};

operations! {
    "zoo" {
        FEED: "feed" POST "/zoos/{zoo}" ["day", "often", "tags", "pairs"] body,
        CLOSE: "close" DELETE "/zoos/{zoo}" [],
    }
}

request! {
    /// Request with a setter of each form.
    Feed {
        /// The zoo.
        zoo: into String => path "zoo",
        day: into i32 => query "day",
        often: value bool => query "often",
        tags: each String => query "tags",
        pairs: pairs String => query "pairs",
        pair: pair String => query "pairs",
        r#type: into String => body "type",
        names: list String => body "names",
        sizes: map i32 => body "sizes",
        mask: mask Path => body "mask",
        size: entry i32 => body "sizes",
        flag: value_entry bool => body "flags",
        team: list_entry String => body "teams",
        table: map_entry i32 => body "tables",
    }
}

/// Path of a mask.
pub struct Path(&'static str);

impl AsRef<str> for Path {
    fn as_ref(&self) -> &str {
        self.0
    }
}

/// Model with a setter of each form.
#[derive(Clone, Debug, Default, PartialEq)]
struct Cage {
    r#type: Option<String>,
    open: Option<bool>,
    names: Option<Vec<String>>,
    sizes: Option<BTreeMap<String, i32>>,
    flags: BTreeMap<String, bool>,
    teams: Option<BTreeMap<String, Vec<String>>>,
    tables: BTreeMap<String, BTreeMap<String, i32>>,
}

object! {
    Cage {
        r#type: optional "type" => into String as "type",
        open: optional "open" => #[allow(unused, reason = "attributes are kept")] value bool,
        names: optional "names" => list String,
        sizes: optional "sizes" => map i32,
        flags: default "flags",
        teams: optional "teams",
        tables: default "tables",
    }
}

setters! {
    Cage {
        size: entry i32 => optional sizes,
        flag: value_entry bool => required flags,
        team: list_entry String => optional teams,
        #[allow(unused, reason = "attributes are kept")]
        table: map_entry i32 => required tables,
    }
}

#[test]
fn every_form_of_a_setter_of_a_request_is_sent() {
    let core = core();
    let request = Request::new(&core, &FEED);
    let feed = Feed { request }
        .zoo("z")
        .day(2)
        .often(true)
        .tags(["a", "b"])
        .pairs([("c", "d")])
        .pair("e", "f")
        .r#type("t")
        .names(["n"])
        .sizes([("s", 1)])
        .mask([Path("p"), Path("q")])
        .size("m", 3)
        .flag("on", true)
        .team("x", ["y"])
        .table("k", [("l", 4)]);
    let request = feed.request.to_http().expect("the request is valid");
    let target = "/zoos/z?day=2&often=true&tags=a&tags=b&pairs=c%3Dd%2Ce%3Df";
    assert_eq!(request.uri().path_and_query().expect("a path"), target);
    let body = r#"{"type":"t","names":["n"],"sizes":{"m":3,"s":1},"mask":"p,q","flags":{"on":true},"teams":{"x":["y"]},"tables":{"k":{"l":4}}}"#;
    assert_eq!(request.body(), body);
}

#[test]
fn operations_have_the_names_of_their_resource_and_their_method() {
    assert_eq!((FEED.name, FEED.body.is_some()), ("zoo.feed", true));
    assert_eq!((CLOSE.name, CLOSE.body.is_some()), ("zoo.close", false));
    assert_eq!(
        (&CLOSE.method, CLOSE.query.len()),
        (&http::Method::DELETE, 0)
    );
}

#[test]
fn every_form_of_a_setter_of_a_model_sets_its_field() {
    let cage = Cage::default()
        .r#type("t")
        .open(true)
        .names(["n"])
        .sizes([("s", 1)])
        .size("m", 3)
        .flag("on", true)
        .team("x", ["y"])
        .table("k", [("l", 4)]);
    let json = r#"{"type":"t","open":true,"names":["n"],"sizes":{"m":3,"s":1},"flags":{"on":true},"teams":{"x":["y"]},"tables":{"k":{"l":4}}}"#;
    assert_eq!(
        serde_json::to_string(&cage).expect("a model is encoded"),
        json
    );
    assert_eq!(
        serde_json::from_str::<Cage>(json).expect("a model is decoded"),
        cage
    );
}

fn core() -> Core {
    let mut settings = Settings::new(&API);
    settings.base_url("http://localhost:1".to_owned());
    // Requests are only prepared; without the feature `hyper`, there is no other transport.
    settings.transport(|_: http::Request<Bytes>| async { Ok(http::Response::new("".into())) });
    settings.build_with(&|_| None).expect("a client")
}
