// Sends recorded requests to a mock server, and lists those that it finds wrong.
//
//     node replay.mjs DOCUMENT RECORDED PORT
import { readFileSync } from "node:fs";
import { request } from "node:http";

const [document, recorded, port] = process.argv.slice(2);
const lines = readFileSync(recorded, "utf8").split("\n").filter(Boolean);
// These belong to the connection to the server that recorded them.
const ofConnection = ["host", "content-length", "transfer-encoding", "accept-encoding"];
// Paths with a parameter whose slashes are kept. No path of OpenAPI has one, so that a mock server only knows encoded slashes.
const slashes = Object.values(JSON.parse(readFileSync(document, "utf8")).paths)
  .flatMap((item) => Object.values(item))
  .flatMap((operation) => operation["x-sdk"]?.path ?? [])
  .map((path) => path.replace(/[.+$^()|]/g, "\\$&").replace(/\{[^}]*\*\}/g, "(.+)").replace(/\{[^}]*\}/g, "[^/]+"))
  .map((pattern) => new RegExp(`^${pattern}$`));

function target(recordedTarget) {
  // The wire tests put the name of a server before its paths.
  const [path, query] = recordedTarget.replace(/^\/[a-z0-9_]+_url(?=\/)/, "").split("?");
  const kept = slashes.map((pattern) => pattern.exec(path)?.[1]).find(Boolean);
  const encoded = kept ? path.replace(kept, encodeURIComponent(decodeURIComponent(kept))) : path;
  return query === undefined ? encoded : `${encoded}?${query}`;
}

function send([method, recordedTarget, headers, body]) {
  const kept = Object.entries(headers).filter(([name]) => !ofConnection.includes(name));
  const path = target(recordedTarget);
  const options = { host: "127.0.0.1", port, method, path, headers: Object.fromEntries(kept) };
  return new Promise((resolve, reject) => {
    const call = request(options, (reply) => {
      let text = "";
      reply.on("data", (chunk) => (text += chunk));
      reply.on("end", () => resolve({ status: reply.statusCode, found: violations(reply, text), text }));
    });
    call.on("error", reject);
    call.end(body);
  });
}

// Returns what the mock server finds wrong: it is in a header, or in the body where there is no response of the API.
function violations(reply, text) {
  const header = reply.headers["sl-violations"];
  const body = () => (text.includes('errors#VIOLATIONS"') ? JSON.parse(text).validation : []);
  return header ? JSON.parse(header) : body();
}

// Returns `true` for what the mock server does not read as OpenAPI has it: a list of objects in a form, and a part that is JSON.
function isUnread({ code, message }, [, , headers]) {
  const isMultipart = (headers["content-type"] ?? "").startsWith("multipart/");
  return message.startsWith("Cannot deserialize JSON object array") || (isMultipart && code === "type" && message.endsWith(" must be object"));
}

// Returns `true` if the request was right, and only no response could be made up for it: a stream of objects, one without
// content although a media type is asked for, or a value that contains itself.
function isWithoutMock({ found, text }) {
  const ofRequest = found.filter(({ location }) => location[0] === "request");
  return /#(NO_COMPLEX_OBJECT_TEXT|NOT_ACCEPTABLE)"/.test(text) || (found.length > 0 && ofRequest.length === 0);
}

const counts = { right: 0, "right, but without a response": 0, "not read by the mock server": 0, wrong: 0 };
for (const line of lines) {
  const sent = JSON.parse(line);
  const reply = await send(sent);
  const isRead = !reply.found.some((violation) => isUnread(violation, sent));
  const failed = reply.status < 400 ? "right" : "wrong";
  const outcome = !isRead ? "not read by the mock server" : isWithoutMock(reply) ? "right, but without a response" : failed;
  counts[outcome] += 1;
  if (outcome !== "right") {
    const reason = reply.found.length > 0 ? JSON.stringify(reply.found) : reply.text;
    console.log(`${sent[0]} ${sent[1]}\n  ${outcome}: ${reply.status} ${reason.slice(0, 500)}`);
  }
}
console.log(`${lines.length} requests: ${JSON.stringify(counts)}`);
process.exit(counts.wrong > 0 || lines.length === 0 ? 1 : 0);
