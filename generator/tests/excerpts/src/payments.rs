//! Forms with nested values, values that are identifiers or objects, a constant header, idempotency keys, pages that
//! continue behind the last item, files on another host.

use crate::{
    Outcome, json, lines,
    server::{Reply, Server},
};
use payments_client::{
    Client, Decimal, UnixSeconds, UploadContent, Webhooks,
    models::{Address, Event, CustomerOrDeleted, FilePurpose, Month, Source, TaxExempt, Times, Transfer},
    testing,
};
use std::{error::Error, time::SystemTime};

/// Sells something to a new customer, and uploads the receipt. Returns the sources of other customers and the receipt.
async fn sell(client: &Client) -> Result<(Vec<String>, Vec<u8>), Box<dyn Error>> {
    let year = Times::new().gte("1767225600".parse::<UnixSeconds>()?);
    let mut customers = client.customers().list().created(year).expand(["default_source"]).into_stream();
    let mut sources = Vec::new();
    while let Some(customer) = customers.try_next().await? {
        match customer.default_source {
            Some(Source::Id(id)) => sources.push(id),
            Some(Source::Card(card)) if card.exp_month == Month::February => sources.push(card.last4),
            _ => {}
        }
    }

    let customer = client
        .customers()
        .create()
        .email("ada@example.com")
        .address(Address::new().city("Lyon").country("FR"))
        .metadatum("order", "6735")
        .preferred_locales(["fr", "en"])
        .await?;
    let payment = client
        .payment_intents()
        .create(2000, "eur")
        .transfers([Transfer::new("acct_1", 500), Transfer::new("acct_2", 100)])
        .application_fee_percent("12.50".parse::<Decimal>()?)
        .await?;
    client.payment_intents().confirm(&payment.id).idempotency_key("order-6735").await?;
    client.customers().update(&customer.id).clear_email().tax_exempt(TaxExempt::NotStated).await?;
    if let CustomerOrDeleted::Deleted(deleted) = client.customers().retrieve(&customer.id).await? {
        return Err(format!("{} was deleted", deleted.id).into());
    }

    let receipt = UploadContent::bytes("%PDF").file_name("receipt.pdf").content_type("application/pdf");
    let file = client.files().create(receipt, FilePurpose::DisputeEvidence).await?;
    let content = client.files().contents(&file.id).await?.bytes().await?;
    Ok((sources, content.to_vec()))
}

#[tokio::test]
async fn with_the_testing_kit() -> Outcome {
    use testing::fixtures;
    let server = testing::Server::new();
    let pages = server.on_customers_list();
    pages.reply_page([fixtures::customer()], Some("obj_1Ab")).reply_page([fixtures::customer()], None);
    server.on_customers_create().reply(fixtures::customer());
    server.on_customers_update().reply(fixtures::customer());
    server.on_customers_retrieve().reply(fixtures::deleted_customer().into()).reply(fixtures::customer().into());
    server.on_payment_intents_create().reply(fixtures::payment_intent());
    let mut declined = fixtures::failure();
    declined.error.code = Some("card_declined".into());
    server.on_payment_intents_confirm().error(402, declined).reply(fixtures::payment_intent());
    server.on_files_create().reply(fixtures::file());
    server.on_files_contents().reply("%PDF");

    let declined = sell(&server.client()).await.expect_err("the card is declined");
    let declined = declined.downcast::<payments_client::Error>()?;
    assert_eq!(declined.error().and_then(|details| details.code).as_deref(), Some("card_declined"));
    server.on_customers_list().reply_page([], None);
    server.on_customers_create().reply(fixtures::customer());
    server.on_payment_intents_create().reply(fixtures::payment_intent());
    let deleted = sell(&server.client()).await.expect_err("the customer was deleted");
    assert_eq!(deleted.to_string(), "cus_4Q was deleted");
    assert_eq!(sell(&server.client()).await?, (Vec::new(), b"%PDF".to_vec()));
    let requests = server.requests();
    let payment = requests.iter().rfind(|sent| sent.operation == Some("payment_intents.create"));
    let form = &payment.expect("a payment was created").body;
    assert_eq!(form["transfers"][1], serde_json::json!({ "destination": "acct_2", "amount": 100 }));
    assert_eq!(form["application_fee_percent"], "12.50");
    Ok(())
}

#[tokio::test]
async fn over_a_network() -> Outcome {
    let customer = r#"{ "object": "customer", "id": "cus_1", "created": 1767225600, "livemode": false, "email": null,
        "default_source": "card_9", "metadata": {} }"#;
    let card = r#"{ "object": "card", "id": "card_8", "last4": "4242", "exp_month": 2 }"#;
    let page = |source: &str, more| {
        let customer = customer.replace("\"card_9\"", source);
        json(&format!(r#"{{ "data": [{customer}], "has_more": {more} }}"#))
    };
    let payment = r#"{ "object": "payment_intent", "id": "pi_1", "created": 1767225600, "livemode": false, "amount": 2000, "currency": "eur",
        "status": "processing", "last_payment_error": null }"#;
    let file = r#"{ "id": "file_1", "created": 1767225600, "livemode": false, "purpose": "dispute_evidence", "size": 4 }"#;
    let replies = [
        page(card, true),
        page("\"card_9\"", false),
        json(customer),
        json(payment),
        Reply::new(503, ""),
        json(payment),
        json(customer),
        json(customer),
    ];
    let server = Server::start(replies).await;
    let files = Server::start([json(file), Reply::new(200, "%PDF")]).await;
    let client = Client::builder().base_url(server.url()).files_url(files.url()).api_key("key").build()?;
    assert_eq!(sell(&client).await?, (vec!["4242".into(), "card_9".into()], b"%PDF".to_vec()));

    let sent = server.requests();
    let created = "/customers?created%5Bgte%5D=1767225600&expand%5B%5D=default_source";
    let expected = [
        format!("GET {created}"),
        format!("GET {created}&starting_after=cus_1"),
        "POST /customers".into(),
        "POST /payment_intents".into(),
        "POST /payment_intents/pi_1/confirm".into(),
        "POST /payment_intents/pi_1/confirm".into(),
        "POST /customers/cus_1".into(),
        "GET /customers/cus_1".into(),
    ];
    assert_eq!(lines(&sent), expected);
    let form = "email=ada%40example.com&address%5Bcity%5D=Lyon&address%5Bcountry%5D=FR&metadata%5Border%5D=6735\
        &preferred_locales%5B%5D=fr&preferred_locales%5B%5D=en";
    assert_eq!(sent[2].body, form);
    let form = "amount=2000&currency=eur&transfers%5B0%5D%5Bdestination%5D=acct_1&transfers%5B0%5D%5Bamount%5D=500\
        &transfers%5B1%5D%5Bdestination%5D=acct_2&transfers%5B1%5D%5Bamount%5D=100&application_fee_percent=12.50";
    assert_eq!(sent[3].body, form);
    assert_eq!(sent[6].body, "email=&tax_exempt=");
    for sent in &sent {
        assert_eq!(sent.headers["payments-version"], "2026-06-24");
    }
    // Each call has a key of its own, which its second attempt repeats.
    assert_ne!(sent[2].headers["idempotency-key"], sent[3].headers["idempotency-key"]);
    assert_eq!(sent[4].headers["idempotency-key"], "order-6735");
    assert_eq!(sent[5].headers["idempotency-key"], "order-6735");

    let sent = files.requests();
    assert_eq!(lines(&sent), ["POST /files", "GET /files/file_1/contents"]);
    assert!(sent[0].headers["content-type"].starts_with("multipart/form-data; boundary="));
    for part in ["name=\"purpose\"\r\n\r\ndispute_evidence\r\n", "filename=\"receipt.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n"] {
        assert!(sent[0].body.contains(part), "{}", sent[0].body);
    }
    Ok(())
}

#[test]
fn webhooks_are_verified() -> Outcome {
    let webhooks = Webhooks::new("whsec_of_the_endpoint")?;
    let body = r#"{ "type": "payment_intent.succeeded", "id": "evt_1", "data": { "object": { "object": "payment_intent",
        "id": "pi_1", "created": 1767225600, "livemode": false, "amount": 2000, "currency": "eur", "status": "succeeded" } } }"#;
    let headers = webhooks.sign(body.as_bytes());
    assert!(headers["payments-signature"].to_str()?.starts_with("t="), "{headers:?}");
    let Event::PaymentIntentSucceeded(event) = webhooks.unwrap(body.as_bytes(), &headers)? else {
        return Err("it is the event of a payment".into());
    };
    assert_eq!(event.data.object.amount, 2000);
    let other = body.replace("2000", "1");
    let refused = webhooks.unwrap(other.as_bytes(), &headers).expect_err("the body is another one");
    assert!(refused.is_webhook(), "{refused}");
    let old = webhooks.sign_at(body.as_bytes(), SystemTime::UNIX_EPOCH);
    assert!(webhooks.verify(body.as_bytes(), &old).is_err_and(|error| error.is_webhook()));
    Ok(())
}
