//! Values of several forms, constants, streams that end with a word or with an error, unions, recursive models, files in
//! forms, text and sound as responses, and an answer that takes a while.

use crate::{
    Outcome, json, lines,
    server::{Reply, Server},
};
use assistants_client::{
    Client, UploadContent,
    models::{
        ChatMessage, ContentPart, FilePart, FilePurpose, FunctionTool, InputItem, Message, OutputContent, OutputItem,
        Response, ResponseEvent, Role, Schema, TextPart, Tool, ToolName,
    },
    testing,
};
use std::{collections::BTreeMap, error::Error, time::Duration};

/// Asks a model about a file, and follows the answer. Returns the texts that the model has written.
async fn ask(client: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let mut texts = Vec::new();
    let content = UploadContent::bytes("a,b\n").file_name("numbers.csv").content_type("text/csv");
    let file = client.files().create(content, FilePurpose::Assistants).await?;
    let question = || {
        let parts = [ContentPart::InputText(TextPart::new("Which number is missing?")), ContentPart::InputFile(FilePart::new(&file.id))];
        vec![InputItem::Message(Message::builder().role(Role::User).content(parts.to_vec()).build())]
    };
    let cell = Schema::new().r#type(vec!["number".to_owned(), "null".to_owned()]);
    let properties = BTreeMap::from([("column".to_owned(), Schema::new().r#type("array").items(cell))]);
    let tool = FunctionTool::new("column", Some(Schema::new().properties(properties))).strict(true);
    let answer = client.responses().create("small-1", question()).tools([Tool::Function(tool), Tool::LocalShell]).tool_choice(ToolName::new("column"));
    let answer = answer.await?;
    let answer = client.responses().retrieve(&answer.id).wait().every(Duration::from_millis(1)).await?;
    texts.push(text(&answer));

    let mut events = client.responses().stream("small-1", "Which number is missing?").await?;
    while let Some(event) = events.try_next().await? {
        match event {
            ResponseEvent::ResponseOutputTextDelta(delta) => texts.push(delta.delta),
            ResponseEvent::Unknown(event) => texts.push(format!("unknown: {}", event.tag())),
            _ => {}
        }
    }
    let message = ChatMessage::builder().role("user").content(Some("Hello".into())).build();
    let mut chunks = client.chat().stream("small-1", [message]).stop("\n").await?;
    loop {
        match chunks.try_next().await {
            Ok(Some(chunk)) => texts.extend(chunk.choices.into_iter().filter_map(|choice| choice.delta.content.into_value())),
            Ok(None) => break,
            Err(error) => {
                texts.push(error.message().unwrap_or_default().to_owned());
                break;
            }
        }
    }

    let sound = client.speech().create("voice-1", &texts[0]).await?.bytes().await?;
    let recording = UploadContent::bytes(sound).file_name("answer.mp3").content_type("audio/mpeg");
    texts.push(client.speech().transcribe(recording, "hearing-1").await?);
    Ok(texts)
}

/// Returns the text of an answer.
fn text(answer: &Response) -> String {
    let messages = answer.output.iter().filter_map(|item| match item {
        OutputItem::Message(message) => Some(&message.content),
        _ => None,
    });
    let texts = messages.flatten().filter_map(|content| match content {
        OutputContent::OutputText(part) => Some(&*part.text),
        _ => None,
    });
    texts.collect()
}

/// Result of [`ask`] in both tests.
const TEXTS: [&str; 6] = ["3 is missing.", "3 is ", "missing.", "Hi", "Too many tokens.", "three is missing\n"];

/// Answer of a model in the state `completed`.
const ANSWER: &str = r#"{
    "id": "resp_1", "object": "response", "created_at": 1767225600, "status": "completed", "error": null,
    "output": [
        { "type": "function_call", "call_id": "call_1", "name": "column", "arguments": "{}" },
        { "type": "message", "id": "msg_1", "content": [{ "type": "output_text", "text": "3 is missing." }] }
    ],
    "usage": { "input_tokens": 9, "output_tokens": 4 }
}"#;

/// Events of an answer.
fn delta(text: &str) -> String {
    format!(r#"{{ "type": "response.output_text.delta", "item_id": "msg_1", "delta": "{text}", "sequence_number": 1 }}"#)
}

/// Part of a message.
const CHUNK: &str = r#"{ "id": "chat-1", "created": 1767225600, "choices": [{ "index": 0, "delta": { "content": "Hi" }, "finish_reason": null }] }"#;

/// Error in the middle of a stream.
const FAILURE: &str = r#"{ "error": { "message": "Too many tokens.", "type": "limit", "param": null, "code": null } }"#;

#[tokio::test]
async fn with_the_testing_kit() -> Outcome {
    use testing::fixtures;
    let server = testing::Server::new();
    server.on_files_create().reply(fixtures::file());
    let answer: Response = serde_json::from_str(ANSWER)?;
    let mut unfinished = answer.clone();
    unfinished.status = serde_json::from_value("in_progress".into())?;
    server.on_responses_create().reply(unfinished.clone());
    server.on_responses_retrieve().reply(unfinished).reply(answer);
    let deltas = ["3 is ", "missing."].map(|text| serde_json::from_str::<ResponseEvent>(&delta(text)));
    let [first, second] = deltas;
    server.on_responses_stream().reply_events([("1", first?), ("2", second?)]);
    let chat = server.on_chat_stream().reply_raw(200, format!("data: {CHUNK}\n\nevent: error\ndata: {FAILURE}\n\n"));
    chat.header("content-type", "text/event-stream");
    server.on_speech_create().reply("sound");
    server.on_speech_transcribe().reply("three is missing\n");
    assert_eq!(ask(&server.client()).await?, TEXTS);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn over_a_network() -> Outcome {
    let file = r#"{ "id": "file-1", "object": "file", "bytes": 4, "created_at": 1767225600, "purpose": "assistants" }"#;
    let stream = |text: &str| Reply::new(200, text).header("content-type", "text/event-stream");
    let (first, second) = (delta("3 is "), delta("missing."));
    let server = Server::start([
        json(file),
        json(&ANSWER.replace("completed", "queued")),
        json(&ANSWER.replace("completed", "in_progress")),
        json(ANSWER),
        stream(&format!("event: response.output_text.delta\ndata: {first}\n\ndata: {second}\n\ndata: [DONE]\n\ndata: not read")),
        stream(&format!(": comment\n\ndata: {CHUNK}\n\nevent: error\ndata: {FAILURE}\n\n")),
        Reply::new(200, "sound").header("content-type", "audio/mpeg"),
        Reply::new(200, "three is missing\n").header("content-type", "text/plain"),
    ])
    .await;
    let client = Client::builder().base_url(server.url()).api_key("key").build()?;
    assert_eq!(ask(&client).await?, TEXTS);

    let sent = server.requests();
    let expected = [
        "POST /files",
        "POST /responses",
        "GET /responses/resp_1",
        "GET /responses/resp_1",
        "POST /responses",
        "POST /chat/completions",
        "POST /audio/speech",
        "POST /audio/transcriptions",
    ];
    assert_eq!(lines(&sent), expected);
    let part = "name=\"file\"; filename=\"numbers.csv\"\r\nContent-Type: text/csv\r\n\r\na,b\n\r\n";
    assert!(sent[0].body.contains(part), "{}", sent[0].body);
    let question = r#"[{"type":"message","role":"user","content":[{"type":"input_text","text":"Which number is missing?"},{"type":"input_file","file_id":"file-1"}]}]"#;
    let tools = r#"[{"type":"function","name":"column","parameters":{"properties":{"column":{"type":"array","items":{"type":["number","null"]}}}},"strict":true},{"type":"local_shell"}]"#;
    let choice = r#"{"type":"function","name":"column"}"#;
    assert_eq!(sent[1].body, format!(r#"{{"model":"small-1","input":{question},"tools":{tools},"tool_choice":{choice}}}"#));
    let body: serde_json::Value = serde_json::from_str(&sent[4].body)?;
    assert_eq!(body, serde_json::json!({ "stream": true, "model": "small-1", "input": "Which number is missing?" }));
    let body: serde_json::Value = serde_json::from_str(&sent[5].body)?;
    assert_eq!((&body["stream"], &body["stop"]), (&true.into(), &"\n".into()));
    assert_eq!(sent[4].headers["accept"], "text/event-stream");
    let part = "filename=\"answer.mp3\"\r\nContent-Type: audio/mpeg\r\n\r\nsound\r\n";
    assert!(sent[7].body.contains(part), "{}", sent[7].body);
    assert!(sent[7].body.contains("name=\"response_format\"\r\n\r\ntext\r\n"), "{}", sent[7].body);
    Ok(())
}
