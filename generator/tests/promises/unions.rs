//! Unions without a tag, tags of all kinds, constants and integers in requests: the testing kit checks them, and what is not known
//! is sent back.

use std::{collections::BTreeMap, error::Error};

use serde_json::json;
use zoo_client::{models, testing::Server};

type Outcome = Result<(), Box<dyn Error>>;

/// Returns the message with which the kit refuses a request.
async fn refusal<T: Send + 'static>(
    call: impl Future<Output = Result<T, zoo_client::Error>> + Send + 'static,
) -> String {
    let failed = tokio::spawn(call).await.err().expect("the kit refuses it");
    *failed.into_panic().downcast().expect("a message")
}

#[tokio::test]
async fn promise_26_each_form_of_a_union_is_sent_and_checked() -> Outcome {
    let server = Server::new();
    let cook = server.on_one_of_cook().reply(models::Course::from("soup"));
    let call = || {
        let soup = models::Soup::new("clear");
        let client = server.client().one_of();
        client.cook(soup, Some(models::OtherDiner::new("Zoe").into()))
    };
    let tables = BTreeMap::from([("a", models::Cake::new(3))]);
    let course = call()
        .side(vec![1, 2])
        .courses(["pie".into(), models::Course::Parts(Vec::new())])
        .tables(tables)
        .amount(models::Mass::Light)
        .await?;
    assert_eq!(course, models::Course::Name("soup".to_owned()));
    let sent = json!({
        "meal": { "broth": "clear" }, "side": [1, 2], "courses": ["pie", []],
        "tables": { "a": { "kind": "cake", "layers": 3 } }, "guest": { "name": "Zoe" }, "amount": "LIGHT",
    });
    assert_eq!(cook.requests()[0].body, sent);
    let message = refusal(call().body_field("meal", json!({ "broth": 1 })).send()).await;
    assert!(
        message.contains("`meal.broth` must be a string"),
        "{message}"
    );
    Ok(())
}

#[tokio::test]
async fn promise_26_each_form_of_a_union_is_sent_in_a_form() -> Outcome {
    let server = Server::new();
    let order = server.on_one_of_order().reply();
    let client = server.client().one_of();
    client
        .order(models::Cake::new(2))
        .amount(true)
        .guest(models::KnownDiner::new("17"))
        .await?;
    client
        .order(vec!["a".to_owned(), "b".to_owned()])
        .amount(7_i64)
        .await?;
    client.order("stew").await?;
    let sent = [
        json!({ "meal": { "kind": "cake", "layers": 2 }, "amount": true, "guest": { "card": "17" } }),
        json!({ "meal": ["a", "b"], "amount": 7 }),
        json!({ "meal": "stew" }),
    ];
    for (request, sent) in order.requests().iter().zip(sent) {
        assert_eq!(request.body, sent);
    }
    Ok(())
}

#[tokio::test]
async fn promise_26_another_value_than_the_constant_is_refused() {
    let server = Server::new();
    let _ = server.on_constants_post().reply();
    let call = || server.client().constants().post("Zoe");
    assert!(call().await.is_ok());
    let message = refusal(call().body_field("kind", "parcel").send()).await;
    assert!(message.contains("`kind` must be `\"letter\"`"), "{message}");
}

#[tokio::test]
async fn promise_14_what_no_variant_is_comes_back_unchanged() -> Outcome {
    let server = Server::new();
    let unknown = [
        json!({ "new": [1, { "a": null }] }),
        json!(1.5),
        json!(true),
        json!([[1]]),
    ];
    let tray = json!({ "meal": unknown[0], "next": unknown[1], "last": [unknown[2]], "guests": [unknown[3], "Zoe"] });
    let tray: models::Tray = serde_json::from_value(tray)?;
    let serve = server.on_one_of_serve().reply(tray.clone());
    assert_eq!(
        server.client().one_of().serve("a", tray.clone()).await?,
        tray
    );
    assert_eq!(serve.requests()[0].body, serde_json::to_value(&tray)?);
    let voice = json!({ "kind": { "type": "howl", "at": [1] }, "far": true });
    let voice: models::Voice =
        serde_json::from_value(voice.clone()).inspect(|read: &models::Voice| {
            assert_eq!(serde_json::to_value(read).ok(), Some(voice));
        })?;
    assert!(matches!(&voice, models::Voice::Unknown(unknown) if unknown.tag() == "howl"));
    let hear = server.on_tags_hear().reply(voice.clone());
    assert_eq!(
        server.client().tags().hear("a", voice.clone()).await?,
        voice
    );
    assert_eq!(hear.requests()[0].body, serde_json::to_value(&voice)?);
    Ok(())
}

#[test]
fn a_tag_that_is_a_constant_is_read_with_the_rest() -> Outcome {
    let trill = json!({ "kind": { "type": "trill", "speed": 2 }, "length": 3 });
    let voice: models::Voice = serde_json::from_value(trill.clone())?;
    let models::Voice::Trill(inner) = &voice else {
        panic!("{voice:?}");
    };
    assert_eq!((inner.length, inner.kind.speed), (3, Some(2)));
    assert_eq!(serde_json::to_value(&voice)?, trill);
    let note = json!({ "size": 4, "name": "c", "inner": { "size": 1, "name": "d" } });
    let note: models::Note = serde_json::from_value(note)?;
    assert!(matches!(note, models::Note::Long(_)));
    Ok(())
}

#[test]
fn numbers_and_the_empty_text_are_values() -> Outcome {
    let ranking = json!({ "first": -3, "last": null, "all": [2, 7], "names": { "a": 9_007_199_254_740_993_i64 }, "mark": "", "place": 5 });
    let read: models::Ranking = serde_json::from_value(ranking.clone())?;
    assert_eq!(serde_json::to_value(&read)?, ranking);
    assert_eq!(read.first, models::Rank::Lowest);
    assert_eq!(read.mark, models::Mark::Cleared);
    assert!(matches!(&read.all[1], models::Rank::Unknown(number) if number.get() == 7));
    assert_eq!(read.place, models::Standing::Rank(models::Rank::from(5)));
    assert!(serde_json::from_value::<models::Rank>(json!("2")).is_err());
    Ok(())
}
