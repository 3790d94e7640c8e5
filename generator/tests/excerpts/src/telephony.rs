//! Forms with repeated lists and constants, integers as values, user name and password or a token, a region in the host, text behind
//! identifiers, URLs of the next page in the body, times after RFC 2822, and prices as text.

use crate::{
    Outcome, json, lines,
    server::{Reply, Server},
};
use std::error::Error;
use telephony_client::{
    Client, Date, Decimal, TransportFuture, Url, bytes, http,
    models::{Channels, Message},
    testing,
};

/// Sums up the messages of a day, sends a message with pictures, and places a call. Returns what it has learned.
async fn notify(client: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let mut seen = vec![client.status().read().await?];
    let messages = client.messages();
    let page = messages.list().sent_after("2026-01-30".parse::<Date>()?).sent_before("2026-02-01".parse::<Date>()?).await?;
    seen.push(format!("{} per page", page.envelope.page_size));
    let mut page = Some(page);
    while let Some(current) = page {
        seen.extend(current.items.iter().map(summary));
        page = current.next_page().await?;
    }

    let pictures = ["https://example.com/1.png".parse::<Url>()?, "https://example.com/2.png".parse::<Url>()?];
    let sent = messages.create("+15550100").body("Tea & cake?").media_url(pictures).await?;
    messages.redact(&sent.sid).await?;
    messages.delete(&sent.sid).await?;
    let call = client.calls().create("+15550100", "+15550199").status_callback_event(["initiated", "answered"]).ring_seconds(20_u64);
    match call.await {
        Ok(call) => {
            client.calls().hang_up(&call.sid).await?;
            let recording = client.recordings().retrieve("RE1").await?;
            seen.push(format!("in stereo: {}", recording.channels == Channels::Stereo));
            seen.push(client.recordings().sound("RE1").await?.bytes().await?.len().to_string());
        }
        Err(error) => seen.push(format!("{:?}: {}", error.code(), error.message().unwrap_or_default())),
    }
    Ok(seen)
}

/// Describes a message.
fn summary(message: &Message) -> String {
    let price = message.price.as_ref().map_or("free", Decimal::as_str);
    let year = message.date_sent.value().map(ToString::to_string);
    format!("{} in {} for {price}, {}", message.sid, message.num_segments, year.unwrap_or_default())
}

/// Messages as the API writes them.
fn message(sid: &str) -> String {
    format!(
        r#"{{ "sid": "{sid}", "body": "Hello", "date_sent": "Fri, 13 Aug 2027 01:16:22 +0000", "price": "-0.00750",
            "num_segments": "2", "status": "sent", "error_code": null, "subresource_uris": {{ "media": "/m.json" }} }}"#
    )
}

#[tokio::test]
async fn with_the_testing_kit() -> Outcome {
    use testing::fixtures;
    let server = testing::Server::new();
    server.on_status_read().reply("ok\n");
    let listed: Message = serde_json::from_str(&message("SM1"))?;
    let facts = fixtures::page_facts();
    let next = "/2026-04-01/Accounts/AC5/Messages.json?PageToken=x";
    let pages = server.on_messages_list().reply_page_with([listed.clone()], Some(next), facts.clone());
    pages.reply_page_with([listed.clone()], None, facts);
    server.on_messages_create().reply(listed.clone());
    server.on_messages_redact().reply(listed);
    server.on_messages_delete().reply();
    server.on_calls_create().error(400, serde_json::json!({ "code": 21211, "message": "Invalid number" }));
    let seen = notify(&server.client()).await?;
    let line = "SM1 in 2 for -0.00750, Fri, 13 Aug 2027 01:16:22 +0000";
    assert_eq!(seen, ["ok\n", "1 per page", line, line, "Some(21211): Invalid number"]);
    let requests = server.requests();
    let created = requests.iter().find(|sent| sent.operation == Some("messages.create"));
    let pictures = &created.expect("a message was sent").body["MediaUrl"];
    assert_eq!(pictures[1], "https://example.com/2.png");
    Ok(())
}

#[tokio::test]
async fn over_a_network() -> Outcome {
    let next = r#""/2026-04-01/Accounts/AC9/Messages.json?PageSize=1&PageToken=PASM1""#;
    let page = |sid: &str, next: &str| {
        json(&format!(r#"{{ "messages": [{}], "page": 0, "page_size": 1, "next_page_uri": {next} }}"#, message(sid)))
    };
    let call = r#"{ "sid": "CA1", "status": "queued", "duration": null, "start_time": null, "price": null }"#;
    let server = Server::start([
        Reply::new(200, "ok\n").header("content-type", "text/plain"),
        page("SM1", next),
        page("SM2", "null"),
        json(&message("SM3")),
        json(&message("SM3")),
        Reply::new(204, ""),
        json(call),
        json(call),
        json(r#"{ "sid": "RE1", "channels": 2, "duration": "7" }"#),
        Reply::new(200, "sound").header("content-type", "audio/mpeg"),
    ])
    .await;
    let builder = Client::builder().username("AC9").password("token").account_sid("AC9");
    let client = builder.base_url(server.url()).build()?;
    let seen = notify(&client).await?;
    let line = "in 2 for -0.00750, Fri, 13 Aug 2027 01:16:22 +0000";
    assert_eq!(seen, ["ok\n", "1 per page", &format!("SM1 {line}"), &format!("SM2 {line}"), "in stereo: true", "5"]);

    let sent = server.requests();
    let account = "/2026-04-01/Accounts/AC9";
    let expected = [
        "GET /status".into(),
        format!("GET {account}/Messages.json?DateSent%3C=2026-02-01&DateSent%3E=2026-01-30"),
        format!("GET {account}/Messages.json?PageSize=1&PageToken=PASM1"),
        format!("POST {account}/Messages.json"),
        format!("POST {account}/Messages/SM3.json"),
        format!("DELETE {account}/Messages/SM3.json"),
        format!("POST {account}/Calls.json"),
        format!("POST {account}/Calls/CA1.json"),
        format!("GET {account}/Recordings/RE1.json"),
        format!("GET {account}/Recordings/RE1.mp3"),
    ];
    assert_eq!(lines(&sent), expected);
    assert!(!sent[0].headers.contains_key("authorization"));
    assert_eq!(sent[1].headers["authorization"], "Basic QUM5OnRva2Vu");
    let pictures = "MediaUrl=https%3A%2F%2Fexample.com%2F1.png&MediaUrl=https%3A%2F%2Fexample.com%2F2.png";
    assert_eq!(sent[3].body, format!("To=%2B15550100&Body=Tea%20%26%20cake%3F&{pictures}"));
    assert_eq!(sent[4].body, "Body=");
    let events = "StatusCallbackEvent=initiated&StatusCallbackEvent=answered";
    assert_eq!(sent[6].body, format!("To=%2B15550100&From=%2B15550199&{events}&Timeout=20"));
    assert_eq!(sent[7].body, "Status=completed");
    Ok(())
}

#[test]
fn a_region_is_a_part_of_the_host() {
    // Nothing is sent.
    let transport = |_: http::Request<bytes::Bytes>| -> TransportFuture { Box::pin(std::future::pending()) };
    let client = |region: &str| {
        let builder = Client::builder().username("AC9").password("token").account_sid("AC9");
        builder.transport(transport).region(region).build()
    };
    let curl = client("au1").and_then(|client| client.status().read().to_curl()).expect("a request");
    assert!(curl.contains("https://api.au1.telephony.example/status"), "{curl}");
    for other in ["evil.example/", "evil.example#", "a@evil.example", "", "a.b"] {
        let error = client(other).expect_err(other).to_string();
        assert!(error.contains("region"), "{error}");
    }
}

/// A second attempt could place a second call.
#[tokio::test]
async fn a_call_is_placed_once() -> Outcome {
    let call = r#"{ "sid": "CA1", "status": "queued", "duration": null, "start_time": null, "price": null }"#;
    let server = Server::start([Reply::new(503, ""), json(call)]).await;
    let builder = Client::builder().username("AC9").password("token").account_sid("AC9");
    let client = builder.base_url(server.url()).build()?;
    let failed = client.calls().create("+15550100", "+15550199").await.expect_err("the server is down");
    assert_eq!(failed.status().map(|status| status.as_u16()), Some(503));
    assert_eq!(server.requests().len(), 1);
    client.calls().retrieve("CA1").await?;
    Ok(())
}

/// An account has a password, an application has a token.
#[tokio::test]
async fn a_client_has_a_password_or_a_token() -> Outcome {
    let call = r#"{ "sid": "CA1", "status": "queued", "duration": null, "start_time": null, "price": null }"#;
    let server = Server::start([json(call), json(call), json(call)]).await;
    let builder = || Client::builder().account_sid("AC9").base_url(server.url());
    let with_password = || builder().username("AC9").password("token");
    for builder in [with_password(), builder().api_key("t1"), with_password().api_key("t1")] {
        builder.build()?.calls().retrieve("CA1").await?;
    }
    let sent = server.requests().into_iter().map(|sent| sent.headers["authorization"].clone());
    let basic = "Basic QUM5OnRva2Vu";
    assert_eq!(sent.collect::<Vec<_>>(), [basic, "Bearer t1", basic]);

    let neither = builder().build().expect_err("no credentials").to_string();
    for method in ["username", "password", "api_key"] {
        assert!(neither.contains(&format!("`ClientBuilder::{method}`")), "{neither}");
    }
    // The testing kit checks them.
    let kit = testing::Server::new();
    kit.on_calls_retrieve().reply(serde_json::from_str(call)?);
    let retrieve = || kit.client().calls().retrieve("CA1");
    retrieve().header("authorization", "Bearer t1").await?;
    let other = retrieve().header("authorization", "Digest x");
    let failed = tokio::spawn(other.send()).await.expect_err("the kit panics");
    let message = failed.into_panic().downcast::<String>().expect("a message");
    assert!(message.contains("`authorization` with `Basic`, or the header `authorization` with `Bearer`"), "{message}");
    Ok(())
}
