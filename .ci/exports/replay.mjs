// Sends recorded requests to a mock server, and lists those that it finds wrong.
//
//     node replay.mjs RECORDED PORT
import { readFileSync } from "node:fs";
import { request } from "node:http";

const [recorded, port] = process.argv.slice(2);
const lines = readFileSync(recorded, "utf8").split("\n").filter(Boolean);
// These belong to the connection to the server that recorded them.
const ofConnection = ["host", "content-length", "transfer-encoding", "accept-encoding"];

function send([method, path, headers, body]) {
  const kept = Object.entries(headers).filter(([name]) => !ofConnection.includes(name));
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

// The mock server cannot make up a stream of objects; the request was right until then.
const isWithoutMock = ({ text }) => text.includes("#NO_COMPLEX_OBJECT_TEXT");

let wrong = 0;
let withoutMock = 0;
for (const line of lines) {
  const sent = JSON.parse(line);
  const reply = await send(sent);
  if (isWithoutMock(reply)) {
    withoutMock += 1;
  } else if (reply.status >= 400) {
    wrong += 1;
    console.log(`${sent[0]} ${sent[1]}\n  ${reply.status} ${reply.text}`);
  }
}
console.log(`${lines.length} requests, ${wrong} wrong, ${withoutMock} right but without a mocked stream`);
process.exit(wrong > 0 || lines.length === 0 ? 1 : 0);
