import type { WebSocket } from "ws";

/** A server under load. The numbers of readers and senders begin at 0. */
export type Target = {
  name: string;
  url: string;
  pid: number;
  /** Everything that works for it, where that is more than its own process. Descendants count with each. */
  pids?: number[];
  /** The port of its inspector, which is closed until it is asked for. */
  inspectPort: number;
  /** Whether every message carries its seq in the room. */
  givesPlaces: boolean;
  /** Whether messages may come in another order than they were stored in, which clients put right by their seq. */
  comesInAnyOrder?: boolean;
  /** Connects a reader who receives every message from the moment at which this resolves. */
  connect(reader: number): Promise<WebSocket>;
  /** Resolves when the server has confirmed the message. */
  send(sender: number, text: string): Promise<unknown>;
  stop(): Promise<unknown>;
};

export type StartTarget = () => Promise<Target>;

/** The first frame that `isWanted` accepts. Call it before the frame can arrive. */
export function nextFrame(socket: WebSocket, isWanted: (text: string) => boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const hear = (data: Buffer) => {
      const text = data.toString();
      if (!isWanted(text)) return;
      socket.off("message", hear);
      resolve(text);
    };
    socket.on("message", hear).once("error", reject);
    socket.once("close", (code: number) => reject(new Error(`The server closed a connection (${code}).`)));
  });
}

/** Subscribes a Pusher connection to a private channel; `sign` fetches the signature. */
export async function subscribe(
  socket: WebSocket,
  channel: string,
  sign: (socketId: string) => Promise<{ auth: string }>,
): Promise<void> {
  const greeting = await nextFrame(socket, (text) => text.includes("pusher:connection_established"));
  const socketId = (JSON.parse(JSON.parse(greeting).data) as { socket_id: string }).socket_id;
  const { auth } = await sign(socketId);
  const answer = nextFrame(socket, (text) => /subscription_(succeeded|error)/.test(text));
  socket.send(JSON.stringify({ event: "pusher:subscribe", data: { channel, auth } }));
  if (!(await answer).includes("subscription_succeeded")) throw new Error(`A reader was refused: ${await answer}`);
}
