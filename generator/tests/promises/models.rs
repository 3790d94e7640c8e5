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

#[test]
fn promise_14_null_is_missing_and_what_is_missing_is_zero() -> Outcome {
    let client = client()?;
    let moment = "2024-01-02T03:04:05Z";
    for text in [
        json!({ "moment": moment }),
        json!({
            "text": null, "flag": null, "small": null, "large": null, "ratio": null, "moment": moment,
            "anything": null, "hidden": null, "raw": null, "count": null, "span": null,
        }),
    ] {
        let reading: models::Reading = serde_json::from_value(text)?;
        assert_eq!((&*reading.text, reading.flag), ("", false));
        assert_eq!((reading.small, reading.large), (0, 0));
        assert_eq!(
            (reading.hidden.expose(), reading.raw.as_bytes()),
            ("", &[][..])
        );
        assert_eq!(reading.moment.to_string(), moment);
    }
    for (json, mood) in [
        (json!({}), None),
        (json!({ "size": null, "mood": null, "diets": null }), None),
        (json!({ "mood": "calm" }), Some(models::Mood::Calm)),
    ] {
        let choose = client.enums().choose(models::Size::ExtraLarge);
        let choice = choose.parse(response(&json))?;
        assert_eq!(choice.size, models::Size::Unspecified);
        assert_eq!((choice.mood, choice.diets.len()), (mood, 0));
    }
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
        json!({ "name": "x" }),
        json!({ "name": "x", "inner": null }),
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
fn promise_14_a_union_with_a_blank_tag_says_nothing() -> Outcome {
    let look = client()?.unions().look("a");
    for blank in [
        json!({}),
        json!({ "kind": "" }),
        json!({ "kind": " ", "x": 1 }),
    ] {
        let json = json!({ "content": blank, "guest": blank, "first": blank, "seen": [] });
        let pen = look.parse(response(&json))?;
        assert_eq!((pen.content, pen.guest, pen.first), (None, None, None));
    }
    let pen = look.parse(response(&json!({
        "content": { "kind": "nothing" }, "first": { "kind": "dragon" },
    })))?;
    assert_eq!(pen.content, Some(models::Content::Nothing));
    assert!(matches!(pen.first, Some(models::Content::Unknown(_))));
    Ok(())
}
