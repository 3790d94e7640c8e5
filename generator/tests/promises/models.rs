//! Promises of the emitted models: the values that they send, and the values of a newer API that they accept.

use std::error::Error;

use bytes::Bytes;
use serde_json::{Value, json};
use zoo_client::{Client, models};

type Outcome = Result<(), Box<dyn Error>>;

/// Creates a client that sends nothing: the tests prepare requests and parse responses.
fn client() -> Result<Client, zoo_client::Error> {
    let builder = Client::builder().base_url("http://localhost:1");
    builder.api_key("key").park("park").build()
}

/// Returns the JSON body of a request.
fn body(request: &http::Request<Bytes>) -> serde_json::Result<Value> {
    serde_json::from_slice(request.body())
}

/// Creates a response with a JSON body.
fn response(json: &Value) -> http::Response<Bytes> {
    http::Response::new(json.to_string().into())
}

#[test]
fn promise_02_a_required_parameter_is_not_taken_from_the_client() -> Outcome {
    let paths = client()?.paths();
    let shut = paths.shut("other").prepare()?;
    assert_eq!(shut.uri().path(), "/parks/other/paths");
    let leave = paths.leave("other", "gate").prepare()?;
    assert_eq!(leave.uri().path(), "/parks/other/paths/gate");
    for blank in ["", " ", ".", ".."] {
        let error = paths.shut(blank).prepare().expect_err("it is blank");
        assert!(
            error.is_request() && error.to_string().contains("park"),
            "{error}"
        );
    }
    let all = paths.all(1, models::PathKind::First, "a");
    assert_eq!(
        all.prepare()?.uri().path(),
        "/parks/park/paths/1/KIND.first/a"
    );
    Ok(())
}

#[test]
fn promise_09_a_fetched_value_is_sent_back_without_its_read_only_fields() -> Outcome {
    let client = client()?;
    let fetched = json!({
        "id": "r1",
        "bornAt": "2024-01-02T03:04:05Z",
        "history": ["made"],
        "facts": { "weight": "7" },
        "name": "Zoe",
        "inner": { "serial": 9, "colour": "grey" },
    });
    let write = client
        .read_only()
        .write(models::Record::new("x", models::Inner::new()));
    let mut record = write.parse(response(&fetched))?;
    assert_eq!((&*record.id, record.inner.serial), ("r1", 9));
    assert!(record.born_at.is_some() && record.facts["weight"] == "7");

    assert_eq!(serde_json::to_value(&record)?, fetched);

    record.name = "Zoë".to_owned();
    record.inner.colour = None;
    let sent = client.read_only().write(record).prepare()?;
    assert_eq!(
        body(&sent)?,
        json!({ "record": { "name": "Zoë", "inner": {} } })
    );
    Ok(())
}

#[test]
fn promise_09_variants_have_read_only_fields_as_well() -> Outcome {
    let client = client()?;
    let feed = |food| client.unions().feed("a", food);
    let fetched = json!({ "type": "FOOD_WORM", "id": "w1", "length": 2.5 });
    let food = feed(models::Food::Seed(models::Seed::new(1.0))).parse(response(&fetched))?;
    assert!(matches!(&food, models::Food::Worm(worm) if worm.id == "w1"));
    assert_eq!(serde_json::to_value(&food)?, fetched);
    let sent = feed(food).prepare()?;
    assert_eq!(body(&sent)?, json!({ "type": "FOOD_WORM", "length": 2.5 }));
    Ok(())
}

#[test]
fn promise_14_unknown_words_fail_nothing_and_come_back() -> Outcome {
    let json =
        json!({ "size": "SIZE_HUGE", "mood": "", "diets": { "a": "plants", "b": "stones" } });
    let choose = client()?.enums().choose(models::Size::ExtraLarge);
    let choice = choose.parse(response(&json))?;
    assert!(matches!(&choice.size, models::Size::Unknown(size) if size.as_str() == "SIZE_HUGE"));
    assert_eq!(choice.diets["a"], models::Diet::Plants);
    assert_eq!(serde_json::to_value(&choice)?, json);
    let sent = client()?.enums().choose(choice.size).prepare()?;
    assert_eq!(body(&sent)?, json!({ "size": "SIZE_HUGE" }));
    Ok(())
}

#[test]
fn promise_14_unknown_variants_fail_nothing_and_come_back() -> Outcome {
    let json = r#"{ "length": 1e2, "type": "FOOD_LEAF", "id": "kept" }"#;
    let food: models::Food = serde_json::from_str(json)?;
    assert!(matches!(&food, models::Food::Unknown(food) if food.tag() == "FOOD_LEAF"));
    let sent = client()?.unions().feed("a", food).prepare()?;
    assert_eq!(sent.body(), json, "word for word");
    Ok(())
}

#[test]
fn promise_14_unknown_fields_fail_nothing() -> Outcome {
    let json = json!({ "must": "m", "mustFlag": true, "new": { "deep": [1, null] } });
    let half = client()?
        .optional()
        .store("x", models::Half::new("x", false))
        .parse(response(&json))?;
    assert_eq!(half, models::Half::new("m", true));
    Ok(())
}

/// A complete value of each scalar.
fn reading() -> Value {
    json!({
        "text": "t", "flag": true, "small": 1, "large": 2, "ratio": 1.5, "moment": "2024-01-02T03:04:05Z",
        "anything": [1], "hidden": "h", "raw": "aGk=", "count": "7", "span": "1s",
    })
}

#[test]
fn promise_14_what_is_required_is_never_zero() -> Outcome {
    let client = client()?;
    let body = reading();
    let parse = |json: &Value| {
        let measure = client.scalars().measure(
            "t",
            true,
            1,
            2,
            1.5,
            "2024-01-02T03:04:05Z".parse::<zoo_client::Timestamp>()?,
            json!(1),
            "h",
            b"hi",
            7,
            "1s".parse::<zoo_client::SignedDuration>()?,
        );
        Ok::<_, Box<dyn Error>>(measure.parse(response(json)))
    };
    assert!(parse(&body)?.is_ok());
    let fields = body
        .as_object()
        .into_iter()
        .flat_map(|object| object.keys());
    for field in fields {
        let mut missing = body.clone();
        missing
            .as_object_mut()
            .and_then(|object| object.remove(field));
        let mut null = body.clone();
        null[field] = Value::Null;
        for json in [missing, null] {
            // Any JSON value includes `null`.
            if field == "anything" && json.get(field).is_some() {
                assert_eq!(parse(&json)?.map(|reading| reading.anything)?, Value::Null);
                continue;
            }
            let Err(error) = parse(&json)? else {
                return Err(format!("it is decoded: {json}").into());
            };
            assert!(error.is_decode(), "{error}");
            assert!(error.to_string().contains(&format!("`{field}`")), "{error}");
        }
    }
    Ok(())
}

#[test]
fn promise_14_enums_lists_and_maps_are_never_zero() -> Outcome {
    let choose = client()?.enums().choose(models::Size::ExtraLarge);
    let complete = json!({ "size": "SIZE_EXTRA_LARGE", "diets": {} });
    let choice = choose.parse(response(&complete))?;
    assert_eq!((choice.mood, choice.diets.len()), (None, 0));
    for (json, place) in [
        (json!({ "diets": {} }), "`size`"),
        (json!({ "size": null, "diets": {} }), "`size`"),
        (json!({ "size": "SIZE_2XL" }), "`diets`"),
        (json!({ "size": "SIZE_2XL", "diets": null }), "`diets`"),
        (
            json!({ "size": "SIZE_2XL", "diets": { "a": null } }),
            "`diets.a`",
        ),
    ] {
        let error = choose
            .parse(response(&json))
            .expect_err("a value is missing");
        assert!(
            error.is_decode() && error.to_string().contains(place),
            "{error}"
        );
    }
    let json = json!({ "size": "SIZE_2XL", "mood": null, "diets": {} });
    assert_eq!(choose.parse(response(&json))?.mood, None);
    Ok(())
}

#[test]
fn promise_14_the_value_of_a_variant_is_never_zero() -> Outcome {
    let look = client()?.unions().look("a");
    for tag in ["bird", "food", "count", "names", "old", "type"] {
        for content in [json!({ "kind": tag }), json!({ "kind": tag, tag: null })] {
            let json = json!({ "content": content, "first": {}, "seen": [] });
            let error = look
                .parse(response(&json))
                .expect_err("the value is missing");
            assert!(error.to_string().contains(&format!("{tag}`")), "{error}");
        }
    }
    Ok(())
}

#[test]
fn promise_14_an_empty_object_is_never_a_struct_of_zeros() -> Outcome {
    let client = client()?;
    let write = client
        .read_only()
        .write(models::Record::new("x", models::Inner::new()));
    let json = json!({ "id": "r1", "history": [], "facts": {}, "name": "n", "inner": {} });
    let error = write.parse(response(&json)).expect_err("`inner` is empty");
    assert!(error.is_decode(), "{error}");
    let words = "at `inner`: missing field `serial`";
    assert!(error.to_string().contains(words), "{error}");
    Ok(())
}

#[test]
fn promise_14_missing_structs_dates_and_unions_are_named() -> Outcome {
    let client = client()?;
    let write = client
        .read_only()
        .write(models::Record::new("x", models::Inner::new()));
    let look = client.unions().look("a");
    let words = |error: zoo_client::Error| {
        assert!(error.is_decode() && error.status().is_some());
        error.to_string()
    };
    for json in [
        json!({ "id": "r1", "history": [], "facts": {}, "name": "x" }),
        json!({ "id": "r1", "history": [], "facts": {}, "name": "x", "inner": null }),
    ] {
        let error = words(
            write
                .parse(response(&json))
                .expect_err("there is no `inner`"),
        );
        assert!(error.contains("`inner`"), "{error}");
    }
    let water = json!({ "kind": "water", "water": {} });
    for json in [
        json!({ "first": water }),
        json!({ "first": water, "content": null }),
    ] {
        let error = words(
            look.parse(response(&json))
                .expect_err("there is no `content`"),
        );
        assert!(error.contains("`content`"), "{error}");
    }
    for json in [r"{}", r#"{"at":null}"#, r#"{"at":""}"#] {
        assert!(
            serde_json::from_str::<models::Dated>(json).is_err(),
            "{json}"
        );
    }
    Ok(())
}

#[test]
fn promise_14_an_empty_union_is_none() -> Outcome {
    let look = client()?.unions().look("a");
    for blank in [
        json!({}),
        json!({ "kind": "" }),
        json!({ "kind": null, "bird": null }),
    ] {
        let json = json!({ "content": blank, "guest": blank, "first": blank, "seen": [] });
        let pen = look.parse(response(&json))?;
        assert_eq!((pen.content, pen.guest, pen.first), (None, None, None));
    }
    let pen = look.parse(response(&json!({
        "content": { "kind": "nothing" }, "first": { "kind": "dragon" }, "seen": [],
    })))?;
    assert_eq!(pen.content, Some(models::Content::Nothing));
    assert!(matches!(pen.first, Some(models::Content::Unknown(_))));
    Ok(())
}

#[test]
fn promise_14_a_union_with_content_but_no_tag_is_kept() -> Outcome {
    let look = client()?.unions().look("a");
    for content in [
        json!({ "bird": { "wings": 2 } }),
        json!({ "kind": " ", "x": 1 }),
        json!({ "kind": null, "count": 0 }),
    ] {
        let json = json!({
            "content": content, "guest": content, "seen": [content, {}], "first": content,
        });
        let pen = look.parse(response(&json))?;
        assert!(matches!(&pen.content, Some(models::Content::Unknown(_))));
        assert_eq!(serde_json::to_value(&pen)?, json);
    }
    let flat = json!({ "weight": 1.5, "shell": true });
    let food: models::Food = serde_json::from_value(flat.clone())?;
    let sent = client()?.unions().feed("a", food).prepare()?;
    assert_eq!(body(&sent)?, flat);
    Ok(())
}

#[test]
fn promise_16_fields_of_the_api_do_not_hide_methods_of_errors() -> Outcome {
    let body = json!({
        "fault": { "text": "no access" },
        "message": "other",
        "kind": "HIGH",
        "status": 7,
        "source": "the gate",
        "request_id": "r",
        "to_string": "t",
        "new": "n",
        "type": "https://zoo.example/closed",
        "details": [{ "text": "late" }],
        "match": { "kind": "note", "text": "flat" },
        "extra": 1,
    });
    let response = http::Response::builder()
        .status(409)
        .body(body.to_string().into())?;
    let rename = client()?.enums().choose(models::Size::ExtraLarge);
    let error = rename.parse(response).expect_err("the status is an error");
    assert_eq!(error.message(), Some("no access"));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(409));
    assert_eq!(error.kind(), zoo_client::ErrorKind::Api);
    assert!(error.source().is_none());
    assert!(error.to_string().contains("409 Conflict: no access"));
    assert_eq!(error.r#type(), Some("https://zoo.example/closed"));
    assert_eq!(error.details().map(|details| details.len()), Some(1));
    assert!(matches!(error.r#match(), Some(models::Remark::Note(_))));

    let fault: models::Fault = error.body_as().ok_or("the body is a fault")?;
    assert_eq!(
        (fault.status, fault.kind),
        (Some(7), Some(models::Severity::High))
    );
    assert_eq!(fault.source.as_deref(), Some("the gate"));
    assert_eq!(fault.newly.as_deref(), Some("n"));
    assert_eq!(fault.additional["extra"], 1);
    Ok(())
}

#[tokio::test]
async fn promise_26_a_fake_of_paths_that_end_with_a_slash() -> Outcome {
    let server = zoo_client::testing::Server::new();
    let fake = server.fake_slashes();
    let slashes = server.client().slashes();
    let tile = slashes.add("blue").await?;
    assert_eq!(slashes.look(&tile.id).await?, tile);
    let green = slashes.change(&tile.id).name("green").await?;
    assert_eq!(slashes.list().await?.items, std::slice::from_ref(&green));
    assert_eq!(fake.items(), [green]);
    slashes.drop(&tile.id).await?;
    assert!(
        slashes
            .look(&tile.id)
            .await
            .is_err_and(|error| error.is_not_found())
    );
    let paths: Vec<_> = server
        .requests()
        .into_iter()
        .map(|request| request.path)
        .collect();
    assert_eq!(
        paths[..3],
        ["/slashes/", "/slashes/slashes_1/", "/slashes/slashes_1/"]
    );

    let _ = server.on_slashes_root_read().reply("root".to_owned());
    assert_eq!(slashes.root().read().await?, "root");
    let curl = slashes.root().read().to_curl()?;
    assert!(curl.contains("'https://api.zoo.example/base/'"), "{curl}");
    Ok(())
}

#[test]
fn promise_14_additional_values_may_have_any_type() -> Outcome {
    let client = client()?;
    let sent = json!({
        "frame": { "kind": "dot" },
        "a": { "kind": "label", "label": "b" },
        "b": { "kind": "group", "first": [{ "kind": "dot" }, { "kind": "newer", "new": 1 }] },
        "c": { "kind": "metered", "unit": "m", "width": 0.1, "height": 1e-7 },
    });
    let empty = models::Shapes::new(models::Shape::Dot);
    let shapes = client.additional().draw(empty).parse(response(&sent))?;
    let Some(models::Shape::Group(group)) = shapes.additional.get("b") else {
        panic!("it is a group: {shapes:?}");
    };
    assert!(group.additional.keys().eq(["first"]), "{group:?}");
    let Some(models::Shape::Metered(sizes)) = shapes.additional.get("c") else {
        panic!("it has measures: {shapes:?}");
    };
    assert!(sizes.additional.keys().eq(["height", "width"]), "{sizes:?}");
    let again = client.additional().draw(shapes.clone()).prepare()?;
    assert_eq!(body(&again)?, json!({ "shapes": sent }));
    assert_eq!(
        serde_json::from_str::<models::Shapes>(&sent.to_string())?,
        shapes
    );
    Ok(())
}

#[test]
fn promise_08_numbers_that_are_not_finite_are_not_sent() -> Outcome {
    let mut sizes = models::Sizes::new("m");
    sizes.additional.insert("width".to_owned(), f64::NAN);
    let shapes = models::Shapes::new(models::Shape::Metered(sizes));
    let error = client()?
        .additional()
        .draw(shapes)
        .prepare()
        .expect_err("it is not a number");
    assert!(
        error.to_string().contains("at `frame.width`: found NaN"),
        "{error}"
    );
    Ok(())
}

#[tokio::test]
async fn promise_09_a_fetched_value_with_an_empty_union_is_sent_back() -> Outcome {
    let server = zoo_client::testing::Server::new();
    let pen = json!({ "content": {}, "seen": [{}, { "kind": "nothing" }], "first": {} });
    let pen: models::Pen = serde_json::from_value(pen)?;
    let carry = server.on_unions_carry().reply(pen.clone());
    let back = server.client().unions().carry(pen.clone()).await?;
    assert_eq!(back, pen);
    let sent = json!({ "content": {}, "seen": [{}, { "kind": "nothing" }] });
    assert_eq!(carry.requests()[0].body, sent);
    Ok(())
}

#[test]
fn promise_14_fields_of_a_newer_api_are_kept_if_the_description_says_so() -> Outcome {
    let client = client()?;
    let cabins = client.unknown_fields();
    let text = r#"{"id":"c","place":{"row":1,"hall":"A"},"lock":{"kind":"bolt","from":"a","to":"b","mm":1.50},"colour":"red"}"#;
    let newer: Value = serde_json::from_str(text)?;
    let read = cabins.read("c");
    let cabin: models::Cabin = read.parse(response(&newer))?;
    assert_eq!(cabin.unknown_fields.get("colour"), Some(r#""red""#));
    assert_eq!(cabin.place.unknown_fields.get("hall"), Some(r#""A""#));
    let mut sent = newer.clone();
    sent.as_object_mut().ok_or("an object")?.remove("id");
    assert_eq!(body(&cabins.replace("c", cabin.clone()).prepare()?)?, sent);
    // A conversion takes over what is unknown to both models, and not what the other knows as a field.
    let mut other = cabin.clone();
    other.lock = None;
    let mut with_reason = newer.clone();
    with_reason["reason"] = "new".into();
    let with_reason: models::Cabin = serde_json::from_value(with_reason)?;
    let change = models::CabinChange::from(with_reason);
    assert_eq!(change.reason, None);
    let expected = json!({ "place": { "row": 1, "hall": "A" }, "colour": "red" });
    assert_eq!(body(&cabins.alter("c", change).prepare()?)?, expected);
    let label = models::CabinLabel::from(cabin);
    let expected = json!({ "place": { "row": 1, "hall": "A" } });
    assert_eq!(serde_json::to_value(label)?, expected);
    Ok(())
}

#[tokio::test]
async fn promise_16_described_headers_of_responses_have_methods() -> Outcome {
    let server = zoo_client::testing::Server::new();
    let of = |left: &'static str| {
        let on = server.on_unknown_fields_read().reply(cabin()?);
        Ok::<_, serde_json::Error>(on.header("zoo-left", left).header("Zoo-Region", "north"))
    };
    let cabins = server.client().unknown_fields();
    for (left, expected) in [("7", Some(7)), (" 7 ", Some(7)), ("many", None), ("", None)] {
        let _on = of(left)?;
        let response = cabins.read("c").with_response().await?;
        assert_eq!(response.zoo_left(), expected, "{left:?}");
        assert_eq!(response.zoo_region(), Some("north"));
    }
    let _on = server.on_unknown_fields_read().reply(cabin()?);
    let response = cabins.read("c").with_response().await?;
    assert_eq!((response.zoo_left(), response.zoo_region()), (None, None));
    Ok(())
}

fn cabin() -> Result<models::Cabin, serde_json::Error> {
    serde_json::from_value(json!({ "id": "c", "place": {} }))
}
