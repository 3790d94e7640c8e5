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
      reply.on("end", () => resolve({ status: reply.statusCode, text }));
    });
    call.on("error", reject);
    call.end(body);
  });
}

// Returns `true` if the request was right, and only no response could be made up for it: a stream of objects, one without
// content although a media type is asked for, or a value that contains itself.
function isWithoutMock({ text }) {
  if (/#(NO_COMPLEX_OBJECT_TEXT|NOT_ACCEPTABLE)"/.test(text)) {
    return true;
  }
  const { validation } = /#VIOLATIONS"/.test(text) ? JSON.parse(text) : {};
  return validation?.every(({ location }) => location[0] === "response") ?? false;
}

let wrong = 0;
let withoutMock = 0;
for (const line of lines) {
  const sent = JSON.parse(line);
  const reply = await send(sent);
  if (isWithoutMock(reply)) {
    withoutMock += 1;
    console.log(`${sent[0]} ${sent[1]}\n  right, but no response is made up: ${reply.text.slice(0, 400)}`);
  } else if (reply.status >= 400) {
    wrong += 1;
    console.log(`${sent[0]} ${sent[1]}\n  wrong: ${reply.status} ${reply.text}`);
  }
}
console.log(`${lines.length} requests, ${wrong} wrong; ${withoutMock} right, but without a response`);
process.exit(wrong > 0 || lines.length === 0 ? 1 : 0);
