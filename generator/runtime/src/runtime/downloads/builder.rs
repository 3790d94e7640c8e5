//! Methods that request builders for downloads have.

/// Implements the options of a request builder whose method returns a download, and the methods that send it.
#[allow(unused_macros, reason = "an API may have no such method")]
macro_rules! download_request_methods {
    ($builder:ident $(, $optional:ident)?) => {
        $crate::runtime::call::builder::request_methods!(@builder $builder, $crate::runtime::downloads::download::Download {
            $crate::runtime::call::builder::request_methods!(@options
                "Sets the timeout of one attempt, until the headers have been received, and of each wait for more of the body.",
                "Sets the deadline for receiving the headers, with all attempts and delays. Reading the body is not limited.");
            $crate::runtime::call::builder::request_methods!(
                @send $crate::runtime::downloads::download::Download, download, download_response $(, $optional download_or_none)?
            );
        });
    };
}

#[allow(unused_imports, reason = "an API may have no such method")]
pub(crate) use download_request_methods;
