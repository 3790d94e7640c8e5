//! Optional: needed by an API with resources of which the description declares a fake, together with
//! `testing_fake_items.rs`.

pub mod items;
pub mod shape;

use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::runtime::config::api::Api;
use crate::runtime::testing::answer::{CannedReply, to_json};
use crate::runtime::testing::fake::items::{Items, fields_of_mask, listed};
use crate::runtime::testing::fake::shape::{Failure, FakeShape};
use crate::runtime::testing::pages::page;
use crate::runtime::testing::request::Request;
use crate::runtime::testing::rules::Route;
use crate::runtime::testing::server::{Server, Target};

/// A fake that keeps what it is given, in the order in which it came.
#[derive(Clone)]
pub struct Fake<T> {
    state: Arc<Mutex<Items>>,
    item: PhantomData<fn() -> T>,
}

impl Server {
    /// Lets a fake answer the methods of a resource. `blank` lends new items what only the API sets.
    #[allow(
        clippy::must_use_candidate,
        reason = "what the fake keeps need not be looked at"
    )]
    pub fn fake<T: Serialize>(&self, shape: &'static FakeShape, blank: &T) -> Fake<T> {
        let state = Arc::new(Mutex::new(Items::new(shape, to_json(blank))));
        let api = self.api();
        let methods: [(&Route, Method); 5] = [
            (shape.create, |items, _, request| {
                Ok(found(items.create(&request.path, &request.body)))
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
                let failed = |failure| failed(api, request, failure);
                method(&mut items, shape, request).unwrap_or_else(failed)
            };
            self.install(&Target::Operation(route.name), Arc::new(answer));
        }
        let item = PhantomData;
        Fake { state, item }
    }
}

impl<T: DeserializeOwned> Fake<T> {
    /// What it keeps at the moment, in the order in which it was made; of all collections together.
    ///
    /// # Panics
    /// If an item was made of so little that it is none.
    #[must_use]
    pub fn items(&self) -> Vec<T> {
        let items = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let items = items.all().map(|item| {
            serde_json::from_value(item.clone())
                .unwrap_or_else(|error| panic!("the fake keeps something that is no item: {error}"))
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

/// How a fake answers a method.
type Method = fn(&mut Items, &'static FakeShape, &Request) -> Result<CannedReply, Failure>;

fn list(
    items: &mut Items,
    shape: &'static FakeShape,
    request: &Request,
) -> Result<CannedReply, Failure> {
    let (chosen, next) = listed(items, shape, request)?;
    Ok(page(shape.page, chosen.into(), next.as_deref()))
}

fn retrieve(
    items: &mut Items,
    _: &'static FakeShape,
    request: &Request,
) -> Result<CannedReply, Failure> {
    items.get(request).map(found)
}

fn update(
    items: &mut Items,
    shape: &'static FakeShape,
    request: &Request,
) -> Result<CannedReply, Failure> {
    let mask = shape.mask.and_then(|mask| request.body.get(mask));
    let mask = mask.and_then(Value::as_str).map(fields_of_mask);
    items.update(request, mask.as_deref()).map(found)
}

fn delete(
    items: &mut Items,
    _: &'static FakeShape,
    request: &Request,
) -> Result<CannedReply, Failure> {
    items.delete(request)?;
    Ok(CannedReply::new(StatusCode::NO_CONTENT, Bytes::new()))
}

/// The answer with an item.
fn found(item: &Value) -> CannedReply {
    CannedReply::json(StatusCode::OK, item)
}

/// The answer to what a fake refuses.
fn failed(api: &Api, request: &Request, failure: Failure) -> CannedReply {
    match failure {
        Failure::Missing => {
            let message = format!("nothing is called `{}`", request.last_segment());
            CannedReply::error(api, StatusCode::NOT_FOUND, &message)
        }
        Failure::Wrong(message) => CannedReply::error(api, StatusCode::BAD_REQUEST, &message),
    }
}
