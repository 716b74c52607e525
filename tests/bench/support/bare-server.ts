// The server that live delivery is compared with. It has no accounts, rooms or checks: each request's body is sent to
// every socket. With a file as its argument it first inserts the body there, durably.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Database from "better-sqlite3";
import { WebSocketServer } from "ws";

const insert = process.argv[2] === undefined ? null : openTable(process.argv[2]);
const sockets = new WebSocketServer({ noServer: true, clientTracking: true });

const server = createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on("data", (chunk: Buffer) => chunks.push(chunk));
  req.on("end", () => {
    const frame = Buffer.concat(chunks);
    insert?.run(frame.toString());
    for (const socket of sockets.clients) socket.send(frame, { binary: false });
    res.writeHead(201, { "content-type": "application/json" }).end(frame);
  });
});
server.on("upgrade", (req, socket, head) => sockets.handleUpgrade(req, socket, head, () => {}));
process.once("disconnect", () => process.exit(0));
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));

function openTable(file: string): Database.Statement {
  const db = new Database(file);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.exec("CREATE TABLE message (id INTEGER PRIMARY KEY, body TEXT NOT NULL)");
  return db.prepare("INSERT INTO message (body) VALUES (?)");
}
