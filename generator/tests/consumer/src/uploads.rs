//! Uploads of content to a URL that the API returns.

use crate::{
    Outcome, client, json,
    server::{Reply, Server},
};
use generated_sdk::{Error, ErrorWithValue, UploadContent, models::*, resources::UploadsCreate};
use std::sync::{Arc, Mutex};

/// Creates an upload, sends its content, and waits until it is complete. Then the storage refuses the content,
/// which is sent again.
pub async fn uploads() -> Outcome {
    let storage = [(200, ""), (403, "expired"), (200, "")];
    let storage = Server::start(storage.map(|(status, body)| Reply::new(status, body))).await;
    let url = format!("{}/put?signature=s3cret", storage.url());
    let states = ["PENDING", "COMPLETE", "PENDING"];
    let server = Server::start(states.map(|state| upload(&url, state))).await;
    let uploads = client(&server)?.uploads();
    let spec = || UploadSpec::builder().filename("a.md").content_type("text/markdown").size_bytes(7).build();
    let create = || uploads.create(CreateResourceMetadata::new("a"), spec());

    let seen = Arc::new(Mutex::new(Vec::new()));
    let progress = Arc::clone(&seen);
    let created: Upload = create()
        .upload(UploadContent::bytes("content"))
        .on_progress(move |sent, total| progress.lock().expect("no panic").push((sent, total)))
        .await?;
    assert_eq!(*seen.lock().expect("no panic"), [(0, 7), (7, 7)]);
    let complete = uploads.retrieve(&created.metadata.id).wait().await?;
    assert_eq!(complete.info.status, UploadStatus::Complete);
    let sent = &storage.requests()[0];
    assert_eq!((&*sent.method, &*sent.target, &*sent.body), ("PUT", "/put?signature=s3cret", "content"));
    assert_eq!(sent.headers["content-type"], "text/markdown");
    assert!(!sent.headers.contains_key("authorization"));

    let refused: ErrorWithValue<Upload> = create()
        .upload(UploadContent::bytes("content"))
        .await
        .expect_err("the storage refuses the content");
    assert!(refused.error().is_upload(), "{refused}");
    assert_eq!(refused.value().map(|created| &*created.metadata.id), Some("upl_1"));
    let earlier = refused.value().expect("the request succeeded");
    UploadsCreate::upload_to(&uploads, earlier, UploadContent::bytes("content")).await?;
    assert_eq!(storage.requests()[2].body, "content");
    let error = Error::from(refused);
    assert_eq!(error.body().map(|body| &body[..]), Some(&b"expired"[..]));
    assert!(!format!("{error} {error:?}").contains("s3cret"));
    Ok(())
}

/// Creates a reply with an upload.
fn upload(url: &str, status: &str) -> Reply {
    let metadata = r#"{ "id": "upl_1", "createdAt": "2019-12-27T18:11:19.117Z" }"#;
    let spec = r#"{ "contentType": "text/markdown", "sizeBytes": "7" }"#;
    let info = format!(r#"{{ "uploadUrl": "{url}", "status": "UPLOAD_STATUS_{status}" }}"#);
    json(
        200,
        &format!(r#"{{ "metadata": {metadata}, "spec": {spec}, "info": {info} }}"#),
    )
}
