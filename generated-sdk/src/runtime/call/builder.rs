//! Methods that all request builders share.

/// Implements the options of a request builder, and the methods that send it. The builder is a struct with the field
/// `request: Request`.
///
/// The second argument is the kind of response: `nothing`, `value T`, `optional T` (a 404 response may be returned as
/// `None`), or `raw` (the body is not decoded). For other kinds, it is the returned type and the two methods of `Request` that
/// send it, without and with status and headers; behind `optional` is a third one, for responses that may be missing.
///
/// The methods are `#[inline]`, so that each of them, with the decoder of its model, is compiled in the crates that call
/// it. Otherwise this crate would compile them all.
macro_rules! request_methods {
    ($builder:ident, nothing) => {
        $crate::runtime::call::builder::request_methods!(@builder $builder, () {
            $crate::runtime::call::builder::request_methods!(@options);
            $crate::runtime::call::builder::request_methods!(@send (), nothing, nothing_response);
        });
    };
    ($builder:ident, value $output:ty) => {
        $crate::runtime::call::builder::request_methods!(@builder $builder, $output {
            $crate::runtime::call::builder::request_methods!(@options);
            $crate::runtime::call::builder::request_methods!(@send $output, value, response);
        });
    };
    ($builder:ident, optional $output:ty) => {
        $crate::runtime::call::builder::request_methods!(@builder $builder, $output {
            $crate::runtime::call::builder::request_methods!(@options);
            $crate::runtime::call::builder::request_methods!(@send $output, value, response, optional value_or_none);
        });
    };
    ($builder:ident, raw) => {
        $crate::runtime::call::builder::request_methods!(@builder $builder, $crate::runtime::call::response::Response<::bytes::Bytes> {
            $crate::runtime::call::builder::request_methods!(@options);

            /// Sends the request and returns the response with its body, which is not decoded.
            #[inline]
            pub fn send(self) -> $crate::runtime::call::Call<$crate::runtime::call::response::Response<::bytes::Bytes>> {
                $crate::runtime::call::Call::new(self.request, &$crate::runtime::call::decode::Raw)
            }

            $crate::runtime::call::builder::request_methods!(@offline $crate::runtime::call::response::Response<::bytes::Bytes>);
        });
    };
    ($builder:ident, $output:ty, $send:ident, $with_response:ident $(, optional $or_none:ident)? $(, &$shape:expr)?) => {
        $crate::runtime::call::builder::request_methods!(@builder $builder, $output {
            $crate::runtime::call::builder::request_methods!(@options);
            $crate::runtime::call::builder::request_methods!(@send $output, $send, $with_response $(, optional $or_none)? $(, &$shape)?);
        });
    };
    // One block for all methods, because each block costs time to compile.
    (@builder $builder:ident, $output:ty { $($method:tt)* }) => {
        impl $builder {
            $($method)*
        }

        impl ::core::future::IntoFuture for $builder {
            type Output = ::core::result::Result<$output, $crate::runtime::error::Error>;
            type IntoFuture = $crate::runtime::call::Call<$output>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                self.send()
            }
        }
    };
    (@send $output:ty, $send:ident, $with_response:ident, optional $or_none:ident $(, &$shape:expr)?) => {
        $crate::runtime::call::builder::request_methods!(@send $output, $send, $with_response $(, &$shape)?);

        /// Sends the request. Returns `None` if the API responds with 404.
        #[inline]
        pub fn optional(self) -> $crate::runtime::call::Call<::core::option::Option<$output>> {
            self.request.$or_none($(&$shape)?)
        }
    };
    (@send $output:ty, $send:ident, $with_response:ident $(, &$shape:expr)?) => {
        /// Sends the request. Awaiting the builder does the same.
        #[inline]
        pub fn send(self) -> $crate::runtime::call::Call<$output> {
            self.request.$send($(&$shape)?)
        }

        /// Sends the request and returns the decoded value with the status and headers of the response.
        #[inline]
        pub fn with_response(self) -> $crate::runtime::call::Call<$crate::runtime::call::response::Response<$output>> {
            self.request.$with_response($(&$shape)?)
        }

        $crate::runtime::call::builder::request_methods!(@offline $output);
    };
    (@offline $output:ty) => {
        /// Decodes a response that was received by other means, as this call would decode it.
        ///
        /// # Errors
        /// Fails as the call would fail on this response. Nothing is sent or retried, so `attempts()` of the error is
        /// empty.
        #[inline]
        pub fn parse(
            &self,
            response: ::http::Response<::bytes::Bytes>,
        ) -> ::core::result::Result<$output, $crate::runtime::error::Error> {
            self.request.parse(self.clone().send(), response)
        }

        /// Sends the request and blocks the current thread until the call has ended.
        ///
        /// # Errors
        /// Fails as `send` does.
        #[cfg(feature = "blocking")]
        #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
        #[inline]
        pub fn send_blocking(self) -> ::core::result::Result<$output, $crate::runtime::error::Error> {
            self.send().send_blocking()
        }
    };
    (@options) => {
        $crate::runtime::call::builder::request_methods!(@options
            "Sets the timeout of one attempt, which includes reading the response body.",
            "Sets the deadline for all attempts and the delays between them; when iterating, for all pages together.");
    };
    (@options $timeout:literal, $total_timeout:literal) => {
        #[doc = $timeout]
        #[inline]
        pub fn timeout(mut self, timeout: ::core::time::Duration) -> Self {
            self.request.set_timeout(timeout);
            self
        }

        #[doc = $total_timeout]
        #[inline]
        pub fn total_timeout(mut self, timeout: ::core::time::Duration) -> Self {
            self.request.set_total_timeout(timeout);
            self
        }

        /// Sets the maximum number of retries, from 0 to 10. A number above 0 also allows retries of a `POST` or
        /// `PATCH` request.
        #[inline]
        pub fn max_retries(mut self, retries: u32) -> Self {
            self.request.set_max_retries(retries);
            self
        }

        /// Sets a header. It replaces a header of the client with the same name. The call fails if the name or the
        /// value is not valid.
        pub fn header(
            mut self,
            name: impl ::core::convert::TryInto<::http::HeaderName>,
            value: impl ::core::convert::TryInto<::http::HeaderValue>,
        ) -> Self {
            self.request.header(name, value);
            self
        }

        /// Adds a query parameter that has no method of its own. It is sent after all others.
        pub fn query_param(
            mut self,
            name: impl ::core::convert::Into<::std::string::String>,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.request.query_param(name, value);
            self
        }

        /// Sets a field of the JSON request body that has no method of its own.
        pub fn body_field(
            mut self,
            name: impl ::core::convert::Into<::std::string::String>,
            value: impl ::serde::Serialize,
        ) -> Self {
            self.request.body_field(name, &value);
            self
        }

        /// Returns the request that would be sent, including credentials. Nothing is sent.
        ///
        /// # Errors
        /// Fails if the request is not valid, for example because a header is not.
        #[inline]
        pub fn prepare(
            &self,
        ) -> ::core::result::Result<::http::Request<::bytes::Bytes>, $crate::runtime::error::Error> {
            self.request.to_http()
        }

        /// Returns the request as a `curl` command for a POSIX shell. Credentials and secrets are redacted.
        ///
        /// # Errors
        /// Fails if the request is not valid, for example because a header is not.
        #[inline]
        pub fn to_curl(
            &self,
        ) -> ::core::result::Result<::std::string::String, $crate::runtime::error::Error> {
            self.request.to_curl()
        }

        /// Sets whether the server may safely process the request more than once. If so, it is retried even if it
        /// may have been processed.
        #[inline]
        pub fn idempotent(mut self, idempotent: bool) -> Self {
            self.request.idempotent(idempotent);
            self
        }
    };
}

pub(crate) use request_methods;
