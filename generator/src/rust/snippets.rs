//! Code of the README of the emitted crate. Each snippet is complete, so that it compiles as a doctest of any API.

mod choice;
mod client;
mod kit;
mod optional;
mod scaffold;

use super::{
    example::{
        docs::{call, usage},
        result,
    },
    value_path::ValuePath,
    webhooks::sample_secret,
};
use crate::model::{Api, Method};
use choice::{Choice, ExampleMethod};
use proc_macro2::{Ident, TokenStream, TokenTree};
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
        ("wait", choice.wait.map(|example| wait(api, example))),
        ("upload", choice.upload.map(|example| upload(api, example))),
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
        ("reqwest", Some(client::reqwest(api))),
        ("transport", Some(client::transport(api))),
        ("middleware", Some(client::middleware(api))),
        ("credentials", client::credentials(api)),
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
    let (name, print) = received(api, example, "item");
    let body = quote! {
        let page = #list.await?;
        println!("{} items on the first page", page.items.len());
        let mut items = #list.into_stream();
        while let Some(#name) = items.try_next().await? {
            #print
        }
    };
    formatted(&imports, &[with_client("list", &body)])
}

fn errors(api: &Api, example: ExampleMethod<'_>) -> String {
    let imports = imports(api, &["Client"]);
    let call = call(api, example.resource, example.method, &imports);
    let (name, print) = received(api, example, "response");
    let print = without_semicolon(print);
    let body = quote! {
        match #call.await {
            Ok(#name) => #print,
            Err(error) if error.is_not_found() => println!("not found"),
            Err(error) => eprintln!("{error}, with status {:?}", error.status()),
        }
    };
    formatted(&imports, &[with_client("errors", &body)])
}

fn wait(api: &Api, example: ExampleMethod<'_>) -> String {
    let imports = imports(api, &["Client"]);
    imports.add("std::time::Duration");
    let call = call(api, example.resource, example.method, &imports);
    let (name, print) = received(api, example, "response");
    let print = without_semicolon(print);
    let body = quote! {
        let wait = #call.wait().at_most(Duration::from_secs(900));
        match wait.on_progress(|_| println!("waiting")).await {
            Ok(#name) => #print,
            Err(failed) if failed.error().is_wait_failed() => println!("{failed}: {:?}", failed.value()),
            Err(error) => return Err(error.into()),
        }
    };
    formatted(&imports, &[with_client("wait", &body)])
}

fn upload(api: &Api, example: ExampleMethod<'_>) -> String {
    let imports = imports(api, &["Client", "UploadContent"]);
    let call = call(api, example.resource, example.method, &imports);
    let (name, print) = received(api, example, "response");
    let print = without_semicolon(print);
    let file = file_name(api, example.method).unwrap_or_else(|| "content.bin".to_owned());
    let body = quote! {
        let upload = #call.upload(UploadContent::path(#file));
        match upload.on_progress(|sent, total| println!("{sent} of {total} bytes")).await {
            Ok(#name) => #print,
            Err(failed) if failed.error().is_upload() => println!("{failed}: {:?}", failed.value()),
            Err(error) => return Err(error.into()),
        }
    };
    formatted(&imports, &[with_client("upload", &body)])
}

/// Returns the file name at the end of the example of the URL to which content is uploaded.
fn file_name(api: &Api, method: &Method) -> Option<String> {
    let path = ValuePath::new(api, method, &method.upload.as_ref()?.url);
    let url = path.example()?.as_str()?;
    let (path, _) = url.split_once(['?', '#']).unwrap_or((url, ""));
    let (_, name) = path.strip_prefix("https://")?.rsplit_once('/')?;
    name.contains('.').then(|| name.to_owned())
}

fn options(api: &Api, example: ExampleMethod<'_>) -> String {
    let imports = imports(api, &["Client"]);
    imports.add("std::time::Duration");
    let call = call(api, example.resource, example.method, &imports);
    let field = example
        .method
        .returns
        .ty()
        .and_then(|ty| result::field(api, ty));
    let print = match field {
        Some(field) => quote!(println!("{}: {}", response.status(), response.data #field);),
        None => quote!(println!("{}: {:?}", response.status(), response.data);),
    };
    let body = quote! {
        let call = #call.timeout(Duration::from_secs(2)).max_retries(0);
        let curl = call.to_curl()?;
        println!("{curl}");
        let response = call.header("x-trace", "t1").with_response().await?;
        #print
    };
    formatted(&imports, &[with_client("options", &body)])
}

fn raw(api: &Api) -> String {
    let imports = imports(api, &["Client", "Method"]);
    let body = quote! {
        let value: serde_json::Value = client.request(Method::GET, "/v1/beta?limit=1").send_as().await?;
        println!("{value}");
        let table = client.request(Method::POST, "/v1/tables").body("text/csv", "a,b").await?;
        println!("{}: {} bytes", table.status(), table.data.len());
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
    let secret = sample_secret(webhooks.signature.as_ref());
    let function = quote! {
        fn receive(body: &[u8], headers: &HeaderMap) -> #outcome {
            let webhooks = Webhooks::new(#secret)?;
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
    let (name, print) = received(api, example, "response");
    let function = quote! {
        fn blocking(client: &Client) -> #outcome {
            let #name = #call.send_blocking()?;
            #print
            Ok(())
        }
    };
    formatted(&imports, &[function])
}

/// Returns the variable of the result of a call, and the statement that prints it.
fn received(api: &Api, example: ExampleMethod<'_>, otherwise: &str) -> (Ident, TokenStream) {
    match example.method.returns.ty() {
        Some(ty) => {
            let name = result::variable(api, ty, otherwise);
            let print = result::print(api, ty, &name);
            (name, print)
        }
        None => {
            let (name, format) = (crate::names::ident(otherwise), format!("{{{otherwise}:?}}"));
            (name, quote!(println!(#format);))
        }
    }
}

/// Returns a statement as the expression of an arm.
fn without_semicolon(statement: TokenStream) -> TokenStream {
    let tokens = statement.into_iter();
    tokens
        .filter(|token| !matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';'))
        .collect()
}
