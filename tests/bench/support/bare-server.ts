// The server that live delivery is compared with. It has no accounts, rooms or checks: each request's body is sent to
// every socket. With a file as its argument it first inserts the body there, durably; with "group commit" after it, all
// bodies of one turn of the event loop in one transaction.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Database from "better-sqlite3";
import { WebSocketServer } from "ws";

type Message = { frame: Buffer; res: ServerResponse };

const [file, how] = process.argv.slice(2);
const insert = file === undefined ? () => {} : openTable(file);
const sockets = new WebSocketServer({ noServer: true, clientTracking: true });
const waiting: Message[] = [];

const server = createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on("data", (chunk: Buffer) => chunks.push(chunk));
  req.on("end", () => {
    const message = { frame: Buffer.concat(chunks), res };
    if (how !== "group commit") return accept([message]);
    if (waiting.push(message) === 1) setImmediate(() => accept(waiting.splice(0)));
  });
});
server.on("upgrade", (req, socket, head) => sockets.handleUpgrade(req, socket, head, () => {}));
process.once("disconnect", () => process.exit(0));
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));

function accept(messages: Message[]): void {
  insert(messages);
  for (const { frame, res } of messages) {
    for (const socket of sockets.clients) socket.send(frame, { binary: false });
    res.writeHead(201, { "content-type": "application/json" }).end(frame);
  }
}

function openTable(file: string): (messages: Message[]) => void {
  const db = new Database(file);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.exec("CREATE TABLE message (id INTEGER PRIMARY KEY, body TEXT NOT NULL)");
  const one = db.prepare("INSERT INTO message (body) VALUES (?)");
  return db.transaction((messages: Message[]) => {
    for (const { frame } of messages) one.run(frame.toString());
  });
}
