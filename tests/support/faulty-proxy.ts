import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What a bad network does, between a client and the server on `port` of this machine. */
export type FaultyProxy = {
  port: number;
  url: string;
  /** Ends every connection that is open now, as a lost network does: without a goodbye. */
  cut(): void;
  /** From now on new connections are ended at once; `restore` lets them through again. */
  block(): void;
  restore(): void;
  /** Holds back what both sides send, as a network that went silent, until `resume`. */
  stall(): void;
  resume(): void;
  /** From now on clients can send so many bytes in a second, each; 0 is as fast as they can. */
  slowSending(bytesPerSecond: number): void;
  /** Delays everything that the server sends by so many milliseconds. */
  delayReplies(ms: number): void;
  /**
   * The next `count` connections whose client has sent something are cut at the first byte that the server answers:
   * the server did its work, the client never learns of it.
   */
  cutReplies(count: number): void;
  connections(): number;
  close(): Promise<void>;
};

type Pair = { client: Socket; server: Socket };

/** A TCP proxy on a free port that can make trouble. */
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
