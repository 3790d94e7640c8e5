//! Secrets, date-times, enums and masks.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashSet};
use std::time::{Duration, SystemTime};

use sdk_runtime::models::{HouseMask, Kind};
use sdk_runtime::runtime::request::body::field_mask;
use sdk_runtime::runtime::secret::secret_string::SecretString;
use sdk_runtime::runtime::values::base64::Base64;
use sdk_runtime::runtime::values::timestamp::Timestamp;

#[test]
fn secrets_are_redacted_and_survive_the_wire() {
    let secret = SecretString::from("hunter2");
    assert_eq!(
        format!("{:?} {:#?}", Some(&secret), secret),
        "Some([redacted]) [redacted]"
    );
    assert_eq!(serde_json::to_string(&secret).unwrap(), r#""hunter2""#);
    let back: SecretString = serde_json::from_str(r#""hunter2""#).unwrap();
    assert_eq!((back.expose(), &back), ("hunter2", &secret));
    assert!(serde_json::from_str::<SecretString>("null").is_err());
    assert_eq!(SecretString::default().expose(), "");
}

#[test]
fn timestamps_read_and_print() {
    for (text, seconds, nanos, printed) in [
        ("1970-01-01T00:00:00Z", 0, 0, "1970-01-01T00:00:00Z"),
        (
            "2026-01-31t12:00:00.25z",
            1_769_860_800,
            250_000_000,
            "2026-01-31T12:00:00.250Z",
        ),
        (
            "2026-01-31T12:00:00.000001+02:00",
            1_769_853_600,
            1_000,
            "2026-01-31T10:00:00.000001Z",
        ),
        (
            "1969-12-31T23:59:59.999999999Z",
            -1,
            999_999_999,
            "1969-12-31T23:59:59.999999999Z",
        ),
        (
            "0001-01-01T00:00:00Z",
            -62_135_596_800,
            0,
            "0001-01-01T00:00:00Z",
        ),
        (
            "9999-12-31T23:59:59.999999999Z",
            253_402_300_799,
            999_999_999,
            "9999-12-31T23:59:59.999999999Z",
        ),
        (
            "2016-12-31T23:59:60Z",
            1_483_228_800,
            0,
            "2017-01-01T00:00:00Z",
        ),
        (
            "2016-12-31T23:59:60.5Z",
            1_483_228_800,
            500_000_000,
            "2017-01-01T00:00:00.500Z",
        ),
    ] {
        let time: Timestamp = text.parse().unwrap();
        assert_eq!((time.seconds(), time.nanos()), (seconds, nanos), "{text}");
        assert_eq!(
            (time.to_string(), format!("{time:?}")),
            (printed.to_owned(), printed.to_owned())
        );
        assert_eq!(Timestamp::from_unix(seconds, nanos), Some(time));
        let json = serde_json::to_string(&time).unwrap();
        assert_eq!(serde_json::from_str::<Timestamp>(&json).unwrap(), time);
        assert_eq!(
            Timestamp::try_from(SystemTime::try_from(time).unwrap()).unwrap(),
            time
        );
    }
}

#[test]
fn timestamps_out_of_range() {
    for text in [
        "",
        "2026-01-31",
        "2026-01-31T12:00:00",
        "2026-02-30T00:00:00Z",
        "0000-12-31T23:59:59Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "9999-12-31T23:59:60Z",
        "10000-01-01T00:00:00Z",
        "2026-01-31T24:00:00Z",
        "ä",
    ] {
        assert!(text.parse::<Timestamp>().is_err(), "{text}");
        assert!(
            serde_json::from_value::<Timestamp>(text.into()).is_err(),
            "{text}"
        );
    }
    for (seconds, nanos) in [
        (-62_135_596_801, 0),
        (253_402_300_800, 0),
        (0, 1_000_000_000),
        (i64::MIN, 0),
        (i64::MAX, 0),
    ] {
        assert_eq!(Timestamp::from_unix(seconds, nanos), None);
    }
    assert!(Timestamp::try_from(SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 40)).is_err());
    assert!(Timestamp::from_unix(-1, 999_999_999) < Timestamp::from_unix(0, 0));
}

#[test]
fn enums_keep_what_they_do_not_know() {
    let kinds: Vec<Kind> = serde_json::from_str(r#"["cat", "c\u0061t", "huge\n"]"#).unwrap();
    assert_eq!(kinds, [Kind::Cat, Kind::Cat, Kind::from("huge\n")]);
    let written = r#"["cat","cat","huge\n"]"#;
    assert_eq!(serde_json::to_string(&kinds).unwrap(), written);
    assert_eq!(format!("{:9}|", Kind::SmallDog), "small dog|");
    let Kind::Unknown(value) = Kind::from(String::from("x")) else {
        panic!("`x` is a known value");
    };
    assert_eq!((value.as_str(), value.to_string()), ("x", "x".to_owned()));
    assert!(serde_json::from_str::<Kind>("5").is_err());
}

#[test]
fn known_values_are_never_unknown() {
    assert_eq!(Kind::VALUES, [Kind::Cat, Kind::SmallDog]);
    for known in Kind::VALUES {
        let text: &str = known.as_ref();
        for parsed in [
            Kind::from(text),
            Kind::from(text.to_owned()),
            text.parse().unwrap(),
            serde_json::from_value(text.into()).unwrap(),
        ] {
            assert!(!matches!(parsed, Kind::Unknown(_)), "{text}");
            assert_eq!(&parsed, known);
        }
    }
}

/// An unknown value has the place of the known one that it may become.
#[test]
fn values_are_ordered_and_hashed_by_their_text() {
    let words = ["dog", "small dog", "ant", "cat"];
    let ordered: BTreeSet<_> = words.map(Kind::from).into();
    let ordered: Vec<_> = ordered.iter().map(Kind::as_str).collect();
    assert_eq!(ordered, ["ant", "cat", "dog", "small dog"]);
    let hashed: HashSet<_> = words.map(Kind::from).into();
    assert!(hashed.contains(&Kind::Cat) && hashed.contains(&"ant".into()));
    // A value of another type that got here although it is a known word.
    let HouseMask::Other(foreign) = HouseMask::from("cat") else {
        panic!("`cat` is a path");
    };
    let foreign = Kind::Unknown(foreign);
    assert_eq!(foreign, Kind::Cat);
    assert_eq!(foreign.cmp(&Kind::Cat), Ordering::Equal);
    assert!(hashed.contains(&foreign));
}

#[test]
fn paths_of_masks_are_written_and_read() {
    let paths = [HouseMask::ByName, "x".into()];
    let written = serde_json::to_string(&paths).unwrap();
    assert_eq!(written, r#"["byName","x"]"#);
    let read: [HouseMask; 2] = serde_json::from_str(&written).unwrap();
    assert_eq!(read, paths);
}

#[test]
fn masks() {
    assert_eq!(field_mask::<String>(["a.b", "c"]), "a.b,c");
    assert_eq!(field_mask::<&str>([""; 0]), "");
    assert_eq!(
        field_mask::<HouseMask>([HouseMask::ByName, "x".into()]),
        "byName,x"
    );
}

#[test]
fn bytes_travel_as_base64_of_any_kind() {
    for (text, bytes) in [
        ("", &b""[..]),
        ("c2FtcGxl", b"sample"),
        ("_-8=", &[0xff, 0xef]),
        ("/+8", &[0xff, 0xef]),
    ] {
        let read: Base64 = serde_json::from_str(&format!("{text:?}")).unwrap();
        assert_eq!(read.as_bytes(), bytes, "{text}");
    }
    let value = Base64::from(&[0xff, 0xef]);
    assert_eq!(serde_json::to_string(&value).unwrap(), r#""/+8=""#);
    assert_eq!(format!("{value:?}"), "Base64(2 bytes)");
    assert_eq!(Base64::from(b"ab".to_vec()).into_bytes(), b"ab");
    let error = serde_json::from_str::<Base64>(r#""hunter2 is no base64""#).unwrap_err();
    assert!(!error.to_string().contains("hunter2"), "{error}");
}
