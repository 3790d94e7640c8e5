//! Waits for a state of a value.

use crate::{
    Outcome, client, json,
    server::{Reply, Server},
};
use generated_sdk::{Error, ErrorWithValue, models::*};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

/// Repeats a request until an upload is complete, or has failed.
pub async fn waits() -> Outcome {
    let replies = ["PENDING", "PENDING", "NEWER", "COMPLETE", "EXPIRED"].map(upload);
    let server = Server::start(replies).await;
    let uploads = client(&server)?.uploads();
    let seen = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&seen);
    let complete: Upload = uploads
        .retrieve("upl_1")
        .wait()
        .every(Duration::from_millis(1))
        .at_most(Duration::from_secs(60))
        .on_progress(move |_: &Upload| {
            count.fetch_add(1, Ordering::Relaxed);
        })
        .await?;
    assert_eq!(complete.info.status, UploadStatus::Complete);
    assert_eq!(seen.load(Ordering::Relaxed), 4);
    let targets = server.requests().into_iter().map(|request| request.target);
    assert!(targets.eq(["/v1/workspaces/ws_1/uploads/upl_1"; 4]));

    let failed: ErrorWithValue<Upload> = uploads
        .retrieve("upl_1")
        .wait()
        .await
        .expect_err("the upload has expired");
    assert!(failed.error().is_wait_failed(), "{failed}");
    let last = failed.value().expect("there was a response");
    assert_eq!(last.info.status, UploadStatus::Expired);
    let error = Error::from(failed);
    assert_eq!(
        error.to_string(),
        "uploads.retrieve: the wait failed: `info.status` is `UPLOAD_STATUS_EXPIRED`"
    );
    Ok(())
}

/// Creates a reply with an upload.
fn upload(status: &str) -> Reply {
    let metadata = r#"{ "id": "upl_1", "createdAt": "2019-12-27T18:11:19.117Z" }"#;
    let info = format!(r#"{{ "uploadUrl": "https://x", "status": "UPLOAD_STATUS_{status}" }}"#);
    json(
        200,
        &format!(r#"{{ "metadata": {metadata}, "spec": {{}}, "info": {info} }}"#),
    )
}
