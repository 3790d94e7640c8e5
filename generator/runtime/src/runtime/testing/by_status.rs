//! Replies of methods whose status says which kind of response it is.
#![allow(
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    reason = "the call itself prepares the reply; the returned value is only needed to prepare another one"
)]

use std::marker::PhantomData;

use bytes::Bytes;
use serde::Serialize;

use crate::runtime::testing::canned_reply::CannedReply;
use crate::runtime::testing::on::{On, status_code};
use crate::runtime::testing::replies::Target;
use crate::runtime::testing::rules::Route;
use crate::runtime::testing::server::Server;

/// Marker for a method that returns `T`, an enum with a variant for each kind of response.
#[derive(Debug)]
pub struct ReturnsByStatus<T>(PhantomData<fn() -> T>);

// `derive` would ask for `T: Clone`, which results with a download are not.
impl<T> Clone for ReturnsByStatus<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ReturnsByStatus<T> {}

impl Server {
    /// Prepares replies of a method whose status says which kind of response it is.
    #[must_use]
    pub fn on_by_status<T>(&self, route: &'static Route) -> On<ReturnsByStatus<T>> {
        self.on(Target::Operation(route.name), ReturnsByStatus(PhantomData))
    }
}

#[allow(dead_code, reason = "the methods that the macro implements call them")]
impl<T> On<ReturnsByStatus<T>> {
    /// Replies with a status and a JSON value.
    pub(crate) fn push_value(self, status: u16, value: &impl Serialize) -> Self {
        self.push(CannedReply::json(status_code(status), value))
    }

    /// Replies with a status and a content of a media type.
    pub(crate) fn push_content(
        self,
        status: u16,
        content: Bytes,
        media_type: &'static str,
    ) -> Self {
        self.push(CannedReply::new(status_code(status), content).with_media_type(media_type))
    }

    /// Replies with a status alone.
    pub(crate) fn push_status(self, status: u16) -> Self {
        self.push(CannedReply::new(status_code(status), Bytes::new()))
    }
}

/// Implements a method for each kind of reply that a method can have, with its status.
#[allow(unused_macros, reason = "an API may have no such method")]
macro_rules! by_status_replies {
    ($result:ty { $($kind:ident $($value:ty)? => $status:literal,)* }) => {
        #[allow(
            clippy::must_use_candidate,
            clippy::return_self_not_must_use,
            reason = "the call itself prepares the reply; the returned value is only needed to prepare another one"
        )]
        impl $crate::runtime::testing::on::On<$crate::runtime::testing::by_status::ReturnsByStatus<$result>> {
            $($crate::runtime::testing::by_status::by_status_replies!(@$kind $($value)?, $status);)*
        }
    };
    (@value $value:ty, $status:literal) => {
        #[doc = concat!("Replies with a value and the status ", $status, ".")]
        pub fn reply(self, value: $value) -> Self {
            self.push_value($status, &value)
        }
    };
    (@text, $status:literal) => {
        #[doc = concat!("Replies with a text and the status ", $status, ".")]
        pub fn reply_text(self, text: impl ::core::convert::Into<::std::string::String>) -> Self {
            self.push_content($status, text.into().into(), $crate::runtime::text::media_types::UTF_8_TEXT)
        }
    };
    (@download, $status:literal) => {
        #[doc = concat!(
            "Replies with the content of a file and the status ", $status,
            ". [`header`](Self::header) sets its type, or a name in `content-disposition`."
        )]
        pub fn reply_download(self, content: impl ::core::convert::Into<::bytes::Bytes>) -> Self {
            self.push_content($status, content.into(), $crate::runtime::text::media_types::OCTET_STREAM)
        }
    };
    (@redirect, $status:literal) => {
        #[doc = concat!("Replies with a location and the status ", $status, ".")]
        ///
        /// # Panics
        /// Panics if the location is not allowed in a header.
        pub fn reply_redirect(self, location: &str) -> Self {
            self.push_status($status).header("location", location)
        }
    };
    (@pending, $status:literal) => {
        #[doc = concat!(
            "Replies that there is no response yet, with the status ", $status,
            ". [`header`](Self::header) sets `retry-after` or `location`."
        )]
        pub fn reply_pending(self) -> Self {
            self.push_status($status)
        }
    };
    (@nothing, $status:literal) => {
        #[doc = concat!("Replies with no content and the status ", $status, ".")]
        pub fn reply_nothing(self) -> Self {
            self.push_status($status)
        }
    };
    (@not_modified, $status:literal) => {
        #[doc = concat!("Replies that the caller has the response already, with the status ", $status, ".")]
        pub fn reply_not_modified(self) -> Self {
            self.push_status($status)
        }
    };
}

#[allow(unused_imports, reason = "an API may have no such method")]
pub(crate) use by_status_replies;
