import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A TCP proxy between clients and the server on `port` of this machine, which behaves like a bad network. */
export type FaultyProxy = {
  port: number;
  url: string;
  /** Ends every open connection without a close frame, as a lost network does. */
  cut(): void;
  /** Ends new connections at once, until `restore`. */
  block(): void;
  restore(): void;
  /** Holds back what both sides send, like a silent network, until `resume`. */
  stall(): void;
  resume(): void;
  /** Limits what each client can send per second; 0 is no limit. */
  slowSending(bytesPerSecond: number): void;
  /** Delays everything that the server sends by this time. */
  delayReplies(ms: number): void;
  /**
   * Cuts the next `count` connections at the first byte of the server's reply: the server has done its work, and the
   * client never learns of it.
   */
  cutReplies(count: number): void;
  connections(): number;
  close(): Promise<void>;
};

type Pair = { client: Socket; server: Socket };

/** Starts a TCP proxy on a free port that can be told to make network faults. */
export async function startFaultyProxy(port: number): Promise<FaultyProxy> {
  const pairs = new Set<Pair>();
  let blocked = false;
  let stalled = false;
  let delayMs = 0;
  let sendingRate = 0;
  let cuts = 0;

  const proxy = createServer((client) => {
    if (blocked) return void client.destroy();
    const pair: Pair = { client, server: connect(port, "127.0.0.1") };
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      pair.server.destroy();
    };
    client.setNoDelay(true).on("error", end).on("close", end);
    pair.server.setNoDelay(true).on("error", end);
    pair.server.on("close", () => setTimeout(end, delayMs));
    client.on("data", (chunk) => {
      pair.server.write(chunk);
      if (sendingRate === 0) return;
      client.pause();
      setTimeout(() => stalled || client.resume(), (chunk.length / sendingRate) * 1000);
    });
    pair.server.on("data", (chunk) => {
      if (cuts > 0) {
        cuts -= 1;
        end();
      } else if (delayMs > 0) setTimeout(() => client.writable && client.write(chunk), delayMs);
      else client.write(chunk);
    });
    if (stalled) hold(pair);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const own = (proxy.address() as AddressInfo).port;

  return {
    port: own,
    url: `http://127.0.0.1:${own}`,
    cut() {
      for (const { client, server } of pairs) {
        client.resetAndDestroy();
        server.resetAndDestroy();
      }
    },
    block() {
      blocked = true;
    },
    restore() {
      blocked = false;
    },
    stall() {
      stalled = true;
      for (const pair of pairs) hold(pair);
    },
    resume() {
      stalled = false;
      for (const { client, server } of pairs) {
        client.resume();
        server.resume();
      }
    },
    slowSending(bytesPerSecond) {
      sendingRate = bytesPerSecond;
    },
    delayReplies(ms) {
      delayMs = ms;
    },
    cutReplies(count) {
      cuts = count;
    },
    connections: () => pairs.size,
    async close() {
      for (const { client } of pairs) client.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

function hold({ client, server }: Pair): void {
  client.pause();
  server.pause();
}
