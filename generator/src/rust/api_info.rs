//! What the runtime is told of the API as a whole.

use crate::model::{Api, Auth};
use proc_macro2::TokenStream;
use quote::quote;

/// The static that holds it.
pub(super) fn emit(api: &Api) -> TokenStream {
    let agent = format!(" (api {})", api.head.version);
    let base_url = &api.head.base_url;
    let base_url_env = option(api.head.base_url_env.as_ref());
    let auth = auth(&api.head.auth);
    let params = api.head.client_params.iter().map(|param| {
        let (name, method, env) = (
            param.name.wire(),
            param.name.rust(),
            option(param.env.as_ref()),
        );
        quote!(runtime::api::ClientParam { name: #name, method: #method, env: #env })
    });
    let (retries, statuses) = (api.head.max_retries, &api.head.retry_statuses);
    let retries = proc_macro2::Literal::u32_unsuffixed(retries);
    let statuses = statuses
        .iter()
        .map(|status| proc_macro2::Literal::u16_unsuffixed(*status));
    let timeout = match u64::try_from(api.head.timeout.as_millis()).unwrap_or(u64::MAX) {
        millis if millis % 1000 == 0 => {
            let seconds = proc_macro2::Literal::u64_unsuffixed(millis / 1000);
            quote!(Duration::from_secs(#seconds))
        }
        millis => {
            let millis = proc_macro2::Literal::u64_unsuffixed(millis);
            quote!(Duration::from_millis(#millis))
        }
    };
    let message = api
        .error
        .as_ref()
        .map(|shape| shape.message.as_slice())
        .unwrap_or_default();
    let request_id = &api.head.request_id;
    quote! {
        pub(crate) static API: runtime::api::Api = runtime::api::Api {
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"), #agent),
            base_url: #base_url,
            base_url_env: #base_url_env,
            auth: #auth,
            client_params: &[#(#params),*],
            max_retries: #retries,
            retry_statuses: &[#(#statuses),*],
            timeout: #timeout,
            error_message: &[#(#message),*],
            request_id_header: #request_id,
        };
    }
}

/// An optional text.
pub(super) fn option(text: Option<&String>) -> TokenStream {
    match text {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    }
}

/// How calls prove who makes them.
fn auth(auth: &Auth) -> TokenStream {
    let key = |header: &str, prefix: &str, env: Option<&String>| {
        let env = option(env);
        quote!(Some(&runtime::auth_key::Key { header: #header, prefix: #prefix, env: #env }))
    };
    match auth {
        Auth::None => quote!(None),
        Auth::Bearer { env } => key("authorization", "Bearer ", env.as_ref()),
        Auth::Header { name, env } => key(name, "", env.as_ref()),
        Auth::Basic { username, password } => {
            let (username, password) = (option(username.as_ref()), option(password.as_ref()));
            quote!(Some(&runtime::auth_basic::Basic { username_env: #username, password_env: #password }))
        }
    }
}
