//! Code of the README of the emitted crate. Each snippet is complete, so that it compiles as a doctest of any API.

mod choice;
mod client;
mod kit;
mod optional;
mod scaffold;

use super::example::docs::{call, usage};
use crate::model::Api;
use choice::{Choice, ExampleMethod};
use quote::quote;
use scaffold::{formatted, imports, outcome, with_client};

/// Returns the names and the code of the snippets that an API supports.
#[must_use]
pub fn snippets(api: &Api) -> Vec<(&'static str, String)> {
    let choice = Choice::new(api);
    let code = [
        ("start", Some(client::start(api, &choice))),
        ("builder", Some(client::builder(api))),
        ("call", choice.write.map(|example| calls(api, example))),
        ("optional", optional::setter(api, &choice)),
        ("newer", optional::newer_value(api)),
        ("list", choice.list.map(|example| list(api, example))),
        ("errors", choice.read.map(|example| errors(api, example))),
        ("options", choice.read.map(|example| options(api, example))),
        ("raw", Some(raw(api))),
        ("events", choice.events.map(|example| events(api, example))),
        ("webhooks", webhooks(api)),
        (
            "blocking",
            choice.read.map(|example| blocking(api, example)),
        ),
        ("testing", Some(kit::testing(api, &choice))),
        ("fake", kit::fake(api)),
        ("hooks", Some(client::hooks(api))),
        ("transport", Some(client::transport(api))),
    ];
    let code = code.into_iter();
    code.filter_map(|(name, code)| Some((name, code?)))
        .collect()
}

fn calls(api: &Api, example: ExampleMethod<'_>) -> String {
    let imports = imports(api, &["Client"]);
    let body = usage(api, example.resource, example.method, &imports);
    formatted(&imports, &[with_client("call", &body)])
}

fn list(api: &Api, example: ExampleMethod<'_>) -> String {
    let imports = imports(api, &["Client"]);
    let list = call(api, example.resource, example.method, &imports);
    let body = quote! {
        let page = #list.await?;
        println!("{} items on the first page", page.items.len());
        let mut items = #list.into_stream();
        while let Some(item) = items.try_next().await? {
            println!("{item:?}");
        }
    };
    formatted(&imports, &[with_client("list", &body)])
}

fn errors(api: &Api, example: ExampleMethod<'_>) -> String {
    let imports = imports(api, &["Client"]);
    let call = call(api, example.resource, example.method, &imports);
    let body = quote! {
        match #call.await {
            Ok(response) => println!("{response:?}"),
            Err(error) if error.is_not_found() => println!("not found"),
            Err(error) => eprintln!("{error}, with status {:?}", error.status()),
        }
    };
    formatted(&imports, &[with_client("errors", &body)])
}

fn options(api: &Api, example: ExampleMethod<'_>) -> String {
    let imports = imports(api, &["Client"]);
    imports.add("std::time::Duration");
    let call = call(api, example.resource, example.method, &imports);
    let body = quote! {
        let call = #call.timeout(Duration::from_secs(2)).max_retries(0);
        let curl = call.to_curl()?;
        println!("{curl}");
        let response = call.header("x-trace", "t1").with_response().await?;
        println!("{}: {:?}", response.status(), response.data);
    };
    formatted(&imports, &[with_client("options", &body)])
}

fn raw(api: &Api) -> String {
    let imports = imports(api, &["Client", "Method"]);
    let body = quote! {
        let value: serde_json::Value = client.request(Method::GET, "/v1/beta").send_as().await?;
        println!("{value}");
    };
    formatted(&imports, &[with_client("raw", &body)])
}

fn events(api: &Api, example: ExampleMethod<'_>) -> String {
    let imports = imports(api, &["Client"]);
    let body = usage(api, example.resource, example.method, &imports);
    formatted(&imports, &[with_client("events", &body)])
}

fn webhooks(api: &Api) -> Option<String> {
    let webhooks = api.webhooks.as_ref()?;
    let imports = imports(api, &["HeaderMap", "Webhooks"]);
    let event = imports.model(api, webhooks.event);
    let outcome = outcome();
    let function = quote! {
        fn receive(body: &[u8], headers: &HeaderMap) -> #outcome {
            let webhooks = Webhooks::new("whsec_c2VjcmV0IG9mIHR3ZW50eS1mb3VyLi4u")?;
            let event: #event = webhooks.unwrap(body, headers)?;
            println!("{event:?}");
            Ok(())
        }
    };
    Some(formatted(&imports, &[function]))
}

fn blocking(api: &Api, example: ExampleMethod<'_>) -> String {
    let imports = imports(api, &["Client"]);
    let call = call(api, example.resource, example.method, &imports);
    let outcome = outcome();
    let function = quote! {
        fn blocking(client: &Client) -> #outcome {
            let response = #call.send_blocking()?;
            println!("{response:?}");
            Ok(())
        }
    };
    formatted(&imports, &[function])
}
