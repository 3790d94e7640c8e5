//! The methods that all request builders have, written once.

/// Implements the options and the sending of a request builder: a struct with the field `request: Request`.
///
/// The second argument says what the method returns: `nothing`, `value T`, `optional T` (a value that may be
/// missing), or `raw` (the body as it came).
macro_rules! request_methods {
    ($builder:ident, nothing) => {
        $crate::runtime::call::builder::request_methods!(@options $builder);
        $crate::runtime::call::builder::request_methods!(@send $builder, (), nothing, nothing_response);
    };
    ($builder:ident, value $output:ty) => {
        $crate::runtime::call::builder::request_methods!(@options $builder);
        $crate::runtime::call::builder::request_methods!(@send $builder, $output, value, response);
    };
    ($builder:ident, optional $output:ty) => {
        $crate::runtime::call::builder::request_methods!($builder, value $output);

        impl $builder {
            /// Sends the request, and gives `None` where the API answers 404.
            pub fn optional(self) -> $crate::runtime::call::Call<::core::option::Option<$output>> {
                self.request.value_or_none()
            }
        }
    };
    ($builder:ident, raw) => {
        $crate::runtime::call::builder::request_methods!(@options $builder);

        impl $builder {
            /// Sends the request, and gives the body as it came.
            pub fn send(self) -> $crate::runtime::call::Call<$crate::runtime::call::response::Response<::bytes::Bytes>> {
                $crate::runtime::call::Call::new(self.request, &$crate::runtime::call::decode::Raw)
            }
        }

        $crate::runtime::call::builder::request_methods!(@sans_io $builder, $crate::runtime::call::response::Response<::bytes::Bytes>);
        $crate::runtime::call::builder::request_methods!(@future $builder, $crate::runtime::call::response::Response<::bytes::Bytes>);
    };
    (@send $builder:ident, $output:ty, $send:ident, $with_response:ident $(, $shape:expr)?) => {
        impl $builder {
            /// Sends the request. Awaiting the builder does the same.
            pub fn send(self) -> $crate::runtime::call::Call<$output> {
                self.request.$send($($shape)?)
            }

            /// Sends the request, and gives status and headers as well.
            pub fn with_response(self) -> $crate::runtime::call::Call<$crate::runtime::call::response::Response<$output>> {
                self.request.$with_response($($shape)?)
            }
        }

        $crate::runtime::call::builder::request_methods!(@sans_io $builder, $output);
        $crate::runtime::call::builder::request_methods!(@future $builder, $output);
    };
    (@sans_io $builder:ident, $output:ty) => {
        impl $builder {
            /// Gives what the call would return for a response that something else has received.
            ///
            /// # Errors
            /// Those of the call for such a response. It is not sent again, so `attempts()` is empty.
            pub fn parse(
                &self,
                response: ::http::Response<::bytes::Bytes>,
            ) -> ::core::result::Result<$output, $crate::runtime::error::Error> {
                self.request.parse(&self.clone().send(), response)
            }
        }
    };
    (@future $builder:ident, $output:ty) => {
        #[cfg(feature = "blocking")]
        impl $builder {
            /// Sends the request, and blocks the thread until the call is done.
            ///
            /// # Errors
            /// Those of the call.
            #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
            pub fn send_blocking(self) -> ::core::result::Result<$output, $crate::runtime::error::Error> {
                self.send().send_blocking()
            }
        }

        impl ::core::future::IntoFuture for $builder {
            type Output = <Self::IntoFuture as ::core::future::Future>::Output;
            type IntoFuture = $crate::runtime::call::Call<$output>;

            fn into_future(self) -> Self::IntoFuture {
                self.send()
            }
        }
    };
    (@options $builder:ident) => {
        $crate::runtime::call::builder::request_methods!(@options $builder,
            "Sets the time that one attempt may take, through the end of the body.",
            "Sets the time that all attempts and pauses together may take; for a walk, on all pages.");
    };
    (@options $builder:ident, $timeout:literal, $total_timeout:literal) => {
        impl $builder {
            #[doc = $timeout]
            pub fn timeout(mut self, timeout: ::core::time::Duration) -> Self {
                self.request.set_timeout(timeout);
                self
            }

            #[doc = $total_timeout]
            pub fn total_timeout(mut self, timeout: ::core::time::Duration) -> Self {
                self.request.set_total_timeout(timeout);
                self
            }

            /// Sets how often the request is retried, from 0 to 10, whatever its HTTP method is.
            pub fn max_retries(mut self, retries: u32) -> Self {
                self.request.set_max_retries(retries);
                self
            }

            /// Sets a header, in place of the client's of that name; what is no header fails the call.
            pub fn header(
                mut self,
                name: impl ::core::convert::TryInto<::http::HeaderName>,
                value: impl ::core::convert::TryInto<::http::HeaderValue>,
            ) -> Self {
                self.request.header(name, value);
                self
            }

            /// Adds a query parameter that has no method here, behind all others.
            pub fn query_param(
                mut self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                self.request.query_param(name.into(), value.into());
                self
            }

            /// Sets a field of the JSON body that has no method here.
            pub fn body_field(
                mut self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl ::serde::Serialize,
            ) -> Self {
                self.request.body_field(name.into(), &value);
                self
            }

            /// Gives the request as it would go out, credentials included, and sends nothing.
            ///
            /// # Errors
            /// If the request cannot be sent as it is.
            pub fn prepare(
                &self,
            ) -> ::core::result::Result<::http::Request<::bytes::Bytes>, $crate::runtime::error::Error> {
                self.request.to_http()
            }

            /// Gives the request as a `curl` command for a POSIX shell. Credentials and secrets are redacted.
            ///
            /// # Errors
            /// If the request cannot be sent as it is.
            pub fn to_curl(
                &self,
            ) -> ::core::result::Result<::std::string::String, $crate::runtime::error::Error> {
                self.request.to_curl()
            }

            /// Says whether the request may run twice without harm, which decides on its retries.
            pub fn idempotent(mut self, idempotent: bool) -> Self {
                self.request.idempotent(idempotent);
                self
            }
        }
    };
}

pub(crate) use request_methods;
