import { connect } from "node:net";

export type RawReply = { status: number; head: string; body: string };

/** One HTTP exchange written by hand, for what no client library would send. Resolves when the server closes. */
export function raw(port: number, text: string | Buffer): Promise<RawReply> {
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

/** A connection that is reset, without a goodbye, as soon as the text is on its way. */
export function resetAfter(port: number, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text, () => socket.resetAndDestroy()));
    socket.on("error", reject);
    socket.on("close", () => resolve());
  });
}

/** A request whose body is held back until `finish`; resolves once the server has its head. */
export async function heldRequest(port: number, head: string, body: string) {
  const socket = connect(port, "127.0.0.1");
  socket.setEncoding("latin1");
  let received = "";
  socket.on("data", (chunk) => {
    received += chunk;
  });
  const closed = new Promise<void>((resolve, reject) => socket.on("close", () => resolve()).on("error", reject));
  // `Expect` makes the server say that it has read the head: from there on it works for this request.
  const lines = [head, `Content-Length: ${body.length}`, "Expect: 100-continue", "Connection: close", "", ""];
  socket.write(lines.join("\r\n"));
  await new Promise<void>((resolve) => {
    const look = () => (received.includes("100 Continue") ? resolve() : socket.once("data", look));
    look();
  });
  return {
    async finish(): Promise<number> {
      received = "";
      socket.write(body);
      await closed;
      return Number(received.split(" ")[1]);
    },
  };
}
