import { connect } from "node:net";

export type RawReply = { status: number; head: string; body: string };

/** Sends an HTTP request that no client library would send, and resolves when the server closes the connection. */
export function rawRequest(port: number, text: string | Buffer): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    let received = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.setEncoding("latin1").setTimeout(10_000, () => socket.destroy(new Error("no answer within 10 s")));
    socket.on("data", (chunk) => {
      received += chunk;
    });
    socket.on("error", reject);
    socket.on("close", () => {
      const [head = "", ...body] = received.split("\r\n\r\n");
      resolve({ status: Number(head.split(" ")[1]), head, body: body.join("\r\n\r\n") });
    });
  });
}

/** Opens a connection and resets it as soon as the text has been sent. */
export function resetAfter(port: number, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text, () => socket.resetAndDestroy()));
    socket.on("error", reject);
    socket.on("close", () => resolve());
  });
}

/** A request whose body is held back until `finish`. Resolves when the server has read its head. */
export async function heldRequest(port: number, head: string, body: string) {
  const exchange = openExchange(port);
  // With `Expect` the server confirms that it has read the head, so from then on it works on this request.
  const lines = [head, `Content-Length: ${body.length}`, "Expect: 100-continue", "Connection: close", "", ""];
  await exchange.write(lines.join("\r\n"));
  await exchange.heard("100 Continue");
  return {
    async finish(): Promise<number> {
      await exchange.write(body);
      return exchange.status();
    },
  };
}

/** An upload that sends its file up to a given byte and then waits with the connection open. */
export async function heldUpload(port: number, address: string, token: string, bytes: Buffer) {
  const { pathname, search } = new URL(address);
  const opening = '--x\r\nContent-Disposition: form-data; name="file"; filename="blob"\r\n\r\n';
  const closing = "\r\n--x--\r\n";
  const lines = [
    `PUT ${pathname}${search} HTTP/1.1`,
    "Host: x",
    `Authorization: Bearer ${token}`,
    "Content-Type: multipart/form-data; boundary=x",
    `Content-Length: ${opening.length + bytes.length + closing.length}`,
    "Connection: close",
  ];
  const exchange = openExchange(port);
  await exchange.write(`${lines.join("\r\n")}\r\n\r\n${opening}`);
  let sent = 0;
  const send = async (end: number): Promise<void> => {
    await exchange.write(bytes.subarray(sent, end));
    sent = end;
  };
  return {
    send,
    /** Resets the connection, as a lost network does. */
    reset: exchange.reset,
    /** Sends the rest, and resolves to the status of the reply. */
    async finish(): Promise<number> {
      await send(bytes.length);
      await exchange.write(closing);
      return exchange.status();
    },
  };
}

function openExchange(port: number) {
  const socket = connect(port, "127.0.0.1");
  let received = "";
  socket.setEncoding("latin1").on("data", (chunk) => {
    received += chunk;
  });
  const closed = new Promise<void>((resolve, reject) => socket.on("close", () => resolve()).on("error", reject));
  return {
    reset: () => void socket.resetAndDestroy(),
    write: (data: string | Buffer) => new Promise<void>((resolve) => void socket.write(data, () => resolve())),
    heard: (words: string) =>
      new Promise<void>((resolve) => {
        const look = () => (received.includes(words) ? resolve() : socket.once("data", look));
        look();
      }),
    /** The last status that the server has sent, once the connection is closed. */
    async status(): Promise<number> {
      await closed;
      return Number([...received.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].at(-1)?.[1]);
    },
  };
}
