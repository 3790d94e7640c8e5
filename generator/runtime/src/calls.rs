//! Calls for tests: requests are sent without a builder, and with shapes that are not those of a method.

use crate::runtime::call::Call;
use crate::runtime::call::builder::RequestBuilder;
use crate::runtime::call::by_status::{ByStatus, by_status};
use crate::runtime::call::decode::Decode;
use crate::runtime::call::outcome::Outcome;
use crate::runtime::call::redirect::Redirect;
use crate::runtime::call::response::Response;
use crate::runtime::call::returns::{Optional, OrNone, Returns};
use crate::runtime::call::text::Text;
use crate::runtime::downloads::download::Download;
use crate::runtime::events::shape::EventShape;
use crate::runtime::events::stream::EventStream;
use crate::runtime::json::value::FromJson;
use crate::runtime::lines::stream::{LineShape, LineStream};
use crate::runtime::pages::Page;
use crate::runtime::pages::envelope::Envelope;
use crate::runtime::pages::shape::PageShape;
use crate::runtime::request::Request;

/// Method of the requests of tests.
pub enum Any {}

/// Method with a value that may be missing, pending or not modified.
pub enum Report {}

by_status! {
    Report => Outcome<String> {
        accept: None,
        unread_bodies: Only[],
        expected: [304],
        statuses: [202 => pending, 204 => nothing, 205 => nothing, 304 => not_modified],
        others: value,
    }
}

by_status! {
    Any => Outcome<String> {
        accept: None,
        unread_bodies: Only[],
        expected: [],
        statuses: [202 => pending],
        others: value,
    }
}

/// Sends a request for what `R` stands for.
fn send<R: Returns<Any>>(request: Request) -> Call<R::Output> {
    Call::new(R::prepared(request), R::DECODER)
}

/// Sends a request for what `R` stands for, with the status and headers of the response.
fn send_response<R: Returns<Any>>(request: Request) -> Call<Response<R::Output>>
where
    R::Decoder: Decode<Response<R::Output>>,
{
    Call::new(R::prepared(request), R::DECODER)
}

/// Sends a request that may have no result.
fn send_optional<R: Returns<Any> + 'static>(request: Request) -> Call<Option<R::Output>> {
    Call::new(R::prepared(request), &OrNone::<Any, R>::DECODER)
}

/// Methods that send the request. Those with a final `_response` return the status and the headers as well.
#[allow(missing_docs, reason = "the names say what is returned")]
impl Request {
    pub fn value<T: FromJson + 'static>(self) -> Call<T> {
        send::<T>(self)
    }

    pub fn response<T: FromJson + 'static>(self) -> Call<Response<T>> {
        send_response::<T>(self)
    }

    pub fn nothing(self) -> Call<()> {
        send::<()>(self)
    }

    pub fn nothing_response(self) -> Call<Response<()>> {
        send_response::<()>(self)
    }

    pub fn text(self) -> Call<String> {
        send::<Text>(self)
    }

    pub fn text_response(self) -> Call<Response<String>> {
        send_response::<Text>(self)
    }

    pub fn redirect(self) -> Call<String> {
        send::<Redirect>(self)
    }

    pub fn redirect_response(self) -> Call<Response<String>> {
        send_response::<Redirect>(self)
    }

    pub fn download(self) -> Call<Download> {
        send::<Download>(self)
    }

    pub fn download_response(self) -> Call<Response<Download>> {
        send_response::<Download>(self)
    }

    pub fn value_or_none<T: FromJson + 'static>(self) -> Call<Option<T>> {
        send_optional::<T>(self)
    }

    pub fn text_or_none(self) -> Call<Option<String>> {
        send_optional::<Text>(self)
    }

    pub fn redirect_or_none(self) -> Call<Option<String>> {
        send_optional::<Redirect>(self)
    }

    pub fn download_or_none(self) -> Call<Option<Download>> {
        send_optional::<Download>(self)
    }

    pub fn page<T: FromJson + 'static>(self, shape: &'static PageShape) -> Call<Page<T>> {
        Call::new(self, shape)
    }

    pub fn page_response<T: FromJson + 'static>(
        self,
        shape: &'static PageShape,
    ) -> Call<Response<Page<T>>> {
        Call::new(self, shape)
    }

    pub fn events<T: FromJson + 'static>(self, shape: &'static EventShape) -> Call<EventStream<T>> {
        Call::new(self.for_events(), shape)
    }

    pub fn events_response<T: FromJson + 'static>(
        self,
        shape: &'static EventShape,
    ) -> Call<Response<EventStream<T>>> {
        Call::new(self.for_events(), shape)
    }

    pub fn lines<T: FromJson + 'static>(self, shape: &'static LineShape) -> Call<LineStream<T>> {
        Call::new(self.for_lines(shape), shape)
    }

    pub fn lines_response<T: FromJson + 'static>(
        self,
        shape: &'static LineShape,
    ) -> Call<Response<LineStream<T>>> {
        Call::new(self.for_lines(shape), shape)
    }

    pub fn outcome(self) -> RequestBuilder<Report, Optional<Outcome<String>>> {
        self.into()
    }

    pub fn pending_outcome(self) -> RequestBuilder<Any, Outcome<String>> {
        self.into()
    }

    pub fn enveloped_page<T: FromJson + 'static, E: Envelope + 'static>(
        self,
        shape: &'static PageShape,
    ) -> Call<Page<T, E>> {
        Call::new(self, shape)
    }

    pub fn by_status<T: 'static>(self, shape: &'static ByStatus<T>) -> Call<T> {
        Call::new(shape.prepared(self), shape)
    }

    pub fn by_status_response<T: 'static>(self, shape: &'static ByStatus<T>) -> Call<Response<T>> {
        Call::new(shape.prepared(self), shape)
    }
}
