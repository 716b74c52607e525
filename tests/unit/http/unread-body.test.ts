// docs/reliability.md M10.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { closeUnread } from "@/lib/http/front/unread-body.ts";

const after: (() => void)[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const undo of after.splice(0)) undo();
});

type Answer = (req: IncomingMessage, res: ServerResponse) => void;

/** A client's connection to a server that answers each request with `answer`. */
async function connected(answer: Answer) {
  const server = createServer((req, res) => {
    closeUnread(req, res);
    answer(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const socket = connect({
    ...{ port: (server.address() as AddressInfo).port, host: "127.0.0.1" },
    // The connection is ended by the server alone.
    allowHalfOpen: true,
  });
  after.push(() => {
    socket.destroy();
    server.close();
  });
  let received = "";
  let error: Error | null = null;
  socket.setEncoding("latin1").on("error", (fault) => {
    error = fault;
  });
  socket.on("data", (chunk) => {
    received += chunk;
  });
  return {
    socket,
    replies: () => received.split("HTTP/1.1 ").slice(1),
    error: () => error,
    /** Resolves when the server has said that it sends no more. */
    ended: new Promise<void>((resolve) => socket.once("end", resolve)),
  };
}

const head = (length: number) => `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`;
const refuse: Answer = (_req, res) => void res.writeHead(409).end("no");
/** Reads the beginning of the body and no more, as a route that has seen enough. */
const refuseInTheMiddle: Answer = (req, res) => void req.once("readable", () => refuse(req, res));
const whenComplete: Answer = (req, res) => void req.resume().once("end", () => refuse(req, res));

test.each([
  ["of which nothing was read", refuse, 10],
  ["that was read in part", refuseInTheMiddle, 10],
  ["of which more has come than was read", refuseInTheMiddle, 500_000],
])(
  "who is answered before a body %s has come is told that the connection ends, and it does",
  async (_, answer, sent) => {
    const { socket, replies, ended, error } = await connected(answer);
    socket.write(head(1_000_000) + "x".repeat(sent));
    await ended;
    expect(replies()).toHaveLength(1);
    expect(replies()[0]).toMatch(/^409 Conflict\r\nConnection: close\r\n.*no/is);
    expect(error(), "and the reply is not cut off").toBeNull();
  },
);

test("a client that goes on sending after its reply is cut off", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { socket, ended } = await connected(refuseInTheMiddle);
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.write(head(1_000_000_000));
  const more = () => void (socket.writable && socket.write("x".repeat(64 * 1024)) && setImmediate(more));
  socket.on("drain", more);
  more();
  await ended;
  expect(socket.closed, "it has a moment to read the reply").toBe(false);
  vi.advanceTimersByTime(1_000);
  await closed;
});

test("a connection whose body has come carries the next request", async () => {
  const { socket, replies } = await connected(whenComplete);
  socket.write(`${head(5)}hello`);
  await expect.poll(() => replies().length).toBe(1);
  socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  await expect.poll(() => replies().length).toBe(2);
  expect(replies().join()).not.toMatch(/connection: close/i);
});

test("a request without a body, answered at once, ends no connection", async () => {
  const { socket, replies } = await connected(refuse);
  for (const count of [1, 2]) {
    socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    await expect.poll(() => replies().length).toBe(count);
  }
  expect(replies().join()).not.toMatch(/connection: close/i);
});
