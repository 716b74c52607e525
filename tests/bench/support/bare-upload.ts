// The server that uploads are compared with. It has no accounts, no checks and no multipart parsing: each body is
// streamed into a file of the folder that is its argument, and answered when it is on disk.
import { createWriteStream } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pipeline } from "node:stream/promises";

const folder = process.argv[2] ?? ".";
let count = 0;

const server = createServer(async (req, res) => {
  await pipeline(req, createWriteStream(path.join(folder, String(count++)), { flags: "wx", mode: 0o600, flush: true }));
  res.writeHead(200, { "content-type": "application/json" }).end("{}");
});
process.once("disconnect", () => process.exit(0));
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
