
/// Writes a request on a line of the file that the environment names.
fn record(request: &Received) {
    use std::io::Write;
    let path = std::env::var_os("RECORDED").expect("`RECORDED` names a file");
    let file = std::fs::OpenOptions::new().create(true).append(true).open(path);
    let line = serde_json::json!([request.method, request.target, request.headers, request.body]);
    let mut file = file.expect("the file can be written");
    file.write_all(format!("{line}\n").as_bytes()).expect("the file can be written");
}
