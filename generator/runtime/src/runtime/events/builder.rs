//! Methods that request builders for streams of events have.

/// Implements the options of a request builder whose method returns a stream of `$event`, and the methods that send it.
#[allow(unused_macros, reason = "an API may have no such method")]
macro_rules! event_request_methods {
    ($builder:ident, $event:ty) => {
        $crate::runtime::call::builder::request_methods!(@builder $builder, $crate::runtime::events::stream::EventStream<$event> {
            $crate::runtime::call::builder::request_methods!(@options
                "Sets the timeout of one attempt, until the headers have been received. Waiting for events is not limited.",
                "Sets the deadline for connecting, with all attempts and delays. It starts anew for each reconnection.");
            $crate::runtime::call::builder::request_methods!(
                @send $crate::runtime::events::stream::EventStream<$event>, events, events_response, &Self::EVENTS
            );

            /// Resumes after the event with this id: the `last_event_id` of an earlier stream.
            pub fn last_event_id(mut self, id: impl ::core::convert::Into<::std::string::String>) -> Self {
                self.request.last_event_id(&id.into());
                self
            }

            /// Returns a stream of events. The request is sent when the stream is first polled.
            #[inline]
            pub fn into_stream(self) -> $crate::runtime::events::stream::EventStream<$event> {
                self.request.event_stream(&Self::EVENTS)
            }

            /// Returns an iterator over the events. It blocks the current thread until the next event has arrived.
            #[cfg(feature = "blocking")]
            #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
            #[inline]
            pub fn into_iter_blocking(self) -> $crate::runtime::events::blocking::BlockingEvents<$event> {
                self.into_stream().into_iter_blocking()
            }
        });
    };
}

#[allow(unused_imports, reason = "an API may have no such method")]
pub(crate) use event_request_methods;
