//! Uploads of content after a call.

use crate::{
    model::{Api, Method, Resource, Returns, Upload},
    rust::{docs, imports::Imports, types, value_path::ValuePath},
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// Returns the methods of a request that upload, and the constant that tells the runtime where the values are; nothing if
/// it has none.
pub(super) fn emit(
    api: &Api,
    resource: &Resource,
    method: &Method,
    imports: &Imports<'_>,
) -> TokenStream {
    let (Some(upload), Returns::Value(ty)) = (&method.upload, &method.returns) else {
        return TokenStream::new();
    };
    let (request, ty) = (method.request.ident(), types::rust(api, ty, imports));
    let docs = docs::attributes(lines(api, method, upload));
    let content = imports.exported("UploadContent");
    let call = imports.exported("UploadCall");
    let call = quote!(#call<#ty>);
    let earlier = earlier(api, resource, method, [&ty, &content, &call], upload);
    let verb = Ident::new(upload.verb.as_str(), Span::call_site());
    let url = &upload.url;
    let content_type = optional(upload.content_type.as_deref());
    let content_length = optional(upload.content_length.as_deref());
    let headers = optional(upload.headers.as_deref());
    quote! {
        impl #request {
            const UPLOAD: runtime::upload::shape::UploadShape = runtime::upload::shape::UploadShape {
                method: http::Method::#verb,
                url: &[#(#url),*],
                content_type: #content_type,
                content_length: #content_length,
                headers: #headers,
            };

            #docs
            #[inline]
            pub fn upload(
                self,
                content: #content,
            ) -> #call {
                self.request.upload(&Self::UPLOAD, content)
            }

            #earlier
        }
    }
}

/// Returns the function that uploads content to the URL in a result that was returned earlier.
fn earlier(
    api: &Api,
    resource: &Resource,
    method: &Method,
    [ty, content, call]: [&TokenStream; 3],
    upload: &Upload,
) -> TokenStream {
    let (handle, operation) = (resource.handle.ident(), method.name.const_ident());
    let docs = docs::attributes([
        format!(
            "Sends content to the URL in {} of an earlier result, as [`upload`](Self::upload()) does after the request.",
            ValuePath::new(api, method, &upload.url).code()
        ),
        "`earlier` is a result of this request, or of another request that returns the same resource with its URL."
            .to_owned(),
    ]);
    quote! {
        #docs
        #[inline]
        pub fn upload_to(
            resource: &#handle,
            earlier: &#ty,
            content: #content,
        ) -> #call {
            let request = runtime::request::Request::new(&resource.core, &#operation);
            request.upload_to(&Self::UPLOAD, earlier, content)
        }
    }
}

fn optional(path: Option<&[String]>) -> TokenStream {
    match path {
        Some(path) => quote!(Some(&[#(#path),*])),
        None => quote!(None),
    }
}

/// Returns the documentation of the method that uploads.
fn lines(api: &Api, method: &Method, upload: &Upload) -> Vec<String> {
    let code = |path: &[String]| ValuePath::new(api, method, path).code();
    let mut lines = vec![
        format!(
            "Sends the request, and then the content to the URL in {} of the result, by `{}`.",
            code(&upload.url),
            upload.verb.as_str()
        ),
        String::new(),
    ];
    if let Some(path) = &upload.content_type {
        lines.push(format!("The media type is that in {}.", code(path)));
    }
    if let Some(path) = &upload.content_length {
        lines.push(format!(
            "The content must have exactly {} bytes.",
            code(path)
        ));
    }
    if let Some(path) = &upload.headers {
        lines.push(format!("It has the headers in {}.", code(path)));
    }
    lines.push("Credentials of the client are not sent with the content. The".to_owned());
    lines.push(
        "[`ErrorWithValue`](crate::ErrorWithValue) of an upload has the result of the request."
            .to_owned(),
    );
    lines
}
