//! Promises of webhooks whose signatures the description describes.

use std::error::Error;
use std::time::{Duration, UNIX_EPOCH};

use tickets_client::Webhooks;
use tickets_client::models::Sale;

const SECRET: &str = "tickets_c2VjcmV0IG9mIHR3ZW50eS1mb3VyLi4u";
const BODY: &[u8] = br#"{"type":"sold","show":"s","seats":["A1"]}"#;

#[test]
fn promise_25_webhooks_are_signed_as_described() -> Result<(), Box<dyn Error>> {
    let webhooks = Webhooks::new(SECRET)?;
    let headers = webhooks.sign_at(BODY, UNIX_EPOCH + Duration::from_secs(4_102_444_800));
    assert_eq!(headers["tickets-id"], "test");
    // Computed by another program.
    let signature = "b6c5a709896aaaaef2086397281cdbb6d253c8f298376b7ec97f5e3383a352bc";
    let expected = format!("t=4102444800,v1={signature}");
    assert_eq!(headers["tickets-signature"], expected.as_str());
    Ok(())
}

#[test]
fn promise_25_webhooks_are_verified_as_described() -> Result<(), Box<dyn Error>> {
    let webhooks = Webhooks::new(SECRET)?;
    let headers = webhooks.sign(BODY);
    let Sale::Sold(seats) = webhooks.unwrap(BODY, &headers)? else {
        return Err("seats were sold".into());
    };
    assert_eq!(seats.seats, ["A1"]);
    let mut other = headers.clone();
    other.insert("tickets-id", "other".parse()?);
    for (body, headers) in [(BODY, &other), (b"{}", &headers)] {
        let verified = webhooks.verify(body, headers);
        let error = verified.expect_err("it is not signed");
        assert!(error.is_webhook());
    }
    Ok(())
}
