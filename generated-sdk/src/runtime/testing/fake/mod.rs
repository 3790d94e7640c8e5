//! Fakes of resources, which store what they are sent.

pub mod items;
pub mod shape;
pub mod updates;

use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::runtime::config::api::Api;
use crate::runtime::testing::canned_reply::{CannedReply, to_json};
use crate::runtime::testing::fake::items::{Items, listed};
use crate::runtime::testing::fake::shape::{Failure, FakeShape};
use crate::runtime::testing::fake::updates::fields_of_mask;
use crate::runtime::testing::pages::page;
use crate::runtime::testing::replies::Target;
use crate::runtime::testing::request::Request;
use crate::runtime::testing::rules::Route;
use crate::runtime::testing::server::Server;

/// Fake of a resource: it stores items in memory, in the order in which they were created.
#[derive(Clone)]
pub struct Fake<T> {
    state: Arc<Mutex<Items>>,
    item: PhantomData<fn() -> T>,
}

impl Server {
    /// Installs a fake that answers the methods of a resource. `blank` contains the read-only fields of new items.
    #[allow(
        clippy::must_use_candidate,
        reason = "a test need not look at the items of the fake"
    )]
    pub fn fake<T: Serialize>(&self, shape: &'static FakeShape, blank: &T) -> Fake<T> {
        let state = Arc::new(Mutex::new(Items::new(shape, to_json(blank))));
        let api = self.api();
        let methods: [(&Route, Method); 5] = [
            (shape.create, |items, _, request| {
                Ok(item_reply(
                    items.create(request.collection(), &request.body),
                ))
            }),
            (shape.list, list),
            (shape.retrieve, retrieve),
            (shape.update, update),
            (shape.delete, delete),
        ];
        for (route, method) in methods {
            let state = Arc::clone(&state);
            let answer = move |request: &Request| {
                let mut items = state.lock().unwrap_or_else(PoisonError::into_inner);
                let rejected = |failure| error_reply(api, request, failure);
                method(&mut items, shape, request).unwrap_or_else(rejected)
            };
            self.install(&Target::Operation(route.name), Arc::new(answer));
        }
        let item = PhantomData;
        Fake { state, item }
    }
}

impl<T: DeserializeOwned> Fake<T> {
    /// Returns the current items of all collections, in the order in which they were created.
    ///
    /// # Panics
    /// Panics if an item cannot be decoded, because required fields were not sent when it was created.
    #[must_use]
    pub fn items(&self) -> Vec<T> {
        let items = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let items = items.all().map(|item| {
            serde_json::from_value(item.clone())
                .unwrap_or_else(|error| panic!("an item of the fake cannot be decoded: {error}"))
        });
        items.collect()
    }
}

impl<T> fmt::Debug for Fake<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let items = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        f.debug_struct("Fake")
            .field("items", &items.all().count())
            .finish()
    }
}

/// Implementation of a method in a fake.
type Method = fn(&mut Items, &'static FakeShape, &Request) -> Result<CannedReply, Failure>;

fn list(
    items: &mut Items,
    shape: &'static FakeShape,
    request: &Request,
) -> Result<CannedReply, Failure> {
    let (chosen, next) = listed(items, shape, request)?;
    Ok(page(
        shape.page,
        Value::Null,
        chosen.into(),
        next.as_deref(),
    ))
}

fn retrieve(
    items: &mut Items,
    _: &'static FakeShape,
    request: &Request,
) -> Result<CannedReply, Failure> {
    items.get(request).map(item_reply)
}

fn update(
    items: &mut Items,
    shape: &'static FakeShape,
    request: &Request,
) -> Result<CannedReply, Failure> {
    let mask = shape.mask.and_then(|mask| request.body.get(mask));
    let mask = mask.and_then(Value::as_str).map(fields_of_mask);
    items.update(request, mask.as_deref()).map(item_reply)
}

fn delete(
    items: &mut Items,
    _: &'static FakeShape,
    request: &Request,
) -> Result<CannedReply, Failure> {
    items.delete(request)?;
    Ok(CannedReply::new(StatusCode::NO_CONTENT, Bytes::new()))
}

/// Returns the reply that contains an item.
fn item_reply(item: &Value) -> CannedReply {
    CannedReply::json(StatusCode::OK, item)
}

/// Returns the error reply to a request that a fake rejects.
fn error_reply(api: &Api, request: &Request, failure: Failure) -> CannedReply {
    match failure {
        Failure::NotFound => {
            let message = format!("there is no item `{}`", request.item().1);
            CannedReply::error(api, StatusCode::NOT_FOUND, &message)
        }
        Failure::Invalid(message) => CannedReply::error(api, StatusCode::BAD_REQUEST, &message),
    }
}
