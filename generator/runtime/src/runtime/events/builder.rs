//! The methods of builders of methods that return a stream of events.

/// Implements the options and the sending of a request builder whose method returns a stream of `$event`.
#[allow(unused_macros, reason = "an API may have no such method")]
macro_rules! event_request_methods {
    ($builder:ident, $event:ty, $shape:ident) => {
        $crate::runtime::call::builder::request_methods!(@options $builder,
            "Sets the timeout of one attempt, until the headers have been received. Waiting for events is not limited.",
            "Sets the deadline for connecting, with all attempts and delays. It starts anew for each reconnection.");
        $crate::runtime::call::builder::request_methods!(@send $builder, $crate::runtime::events::stream::EventStream<$event>, events, events_response, &$shape);

        impl $builder {
            /// Asks for the events behind the one with this id, which an earlier stream had as its `last_event_id`.
            pub fn last_event_id(mut self, id: impl ::core::convert::Into<::std::string::String>) -> Self {
                self.request.last_event_id(&id.into());
                self
            }

            /// Gives the events as they arrive. The request is sent when the stream is first polled.
            #[inline]
            pub fn into_stream(self) -> $crate::runtime::events::stream::EventStream<$event> {
                self.request.event_stream(&$shape)
            }

            /// Gives the events as an iterator that blocks the thread until the next one is there.
            #[cfg(feature = "blocking")]
            #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
            #[inline]
            pub fn into_iter_blocking(self) -> $crate::runtime::events::blocking::BlockingEvents<$event> {
                self.into_stream().into_iter_blocking()
            }
        }
    };
}

#[allow(unused_imports, reason = "an API may have no such method")]
pub(crate) use event_request_methods;
