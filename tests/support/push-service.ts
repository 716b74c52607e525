// A stand-in for the push services of browsers, with browsers that have subscribed there. It checks what such services check:
// who sends (RFC 8292), the headers (RFC 8030) and the size; the browsers decrypt with WebCrypto (RFC 8291), which our own code
// does not use.
import { randomBytes, webcrypto } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { PushSubscriptionInput } from "@/lib/push/schema.ts";
import { until } from "./until.ts";

const { subtle } = webcrypto;
const BODY_BYTES_MAX = 4096;

export type Notification = { title: string; body: string; navigate: string; tag: string };

/** A status, one with further headers or words, or no answer at all. */
type Answer = number | { status: number; headers?: Record<string, string>; words?: string } | "never";

export type PushBrowser = {
  /** What the browser would tell its site. */
  subscription: PushSubscriptionInput;
  /** What has come, decrypted, in order. */
  notifications: Notification[];
  /** The topics of what has come. */
  topics: string[];
  /** All requests so far, answered or not. */
  requests: number;
  /** How the next requests are answered, each by one of these. Afterwards they are taken with 201. */
  answers: Answer[];
  /** The title and the words of the notification at this place, counted from 0, once it is here. */
  told(at: number, timeoutMs?: number): Promise<string>;
};

export type PushService = {
  /** The environment of a Parley server that may send to it. */
  env: Record<string, string>;
  subscribe(): Promise<PushBrowser>;
  /** What was wrong with requests, in words. */
  faults: string[];
  close(): Promise<void>;
};

export async function startPushService(): Promise<PushService> {
  const browsers = new Map<string, PushBrowser & { receive(body: Buffer): Promise<Notification> }>();
  const faults: string[] = [];
  const server = createServer((request, reply) => {
    answer(request, reply).catch((error) => {
      faults.push(String(error));
      reply.writeHead(400).end("That is no notification.");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const browser = browsers.get(`${origin}${request.url}`);
    if (!browser) throw new Error(`nobody has subscribed at ${request.url}`);
    browser.requests += 1;
    await checkRequest(request, origin);
    const next = browser.answers.shift() ?? 201;
    if (next === "never") return;
    const { status, headers = {}, words = "" } = typeof next === "number" ? { status: next } : next;
    if (body.length > BODY_BYTES_MAX) return void reply.writeHead(413).end();
    if (status >= 200 && status < 300) {
      browser.notifications.push(await browser.receive(body));
      browser.topics.push(String(request.headers.topic));
    }
    reply.writeHead(status, headers).end(words);
  }

  return {
    env: { OUTSIDE_TEST_ORIGIN: origin, PUSH_WAIT_SECONDS: "0.4" },
    faults,
    async subscribe() {
      const pair = await subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
      const own = Buffer.from(await subtle.exportKey("raw", pair.publicKey));
      const auth = randomBytes(16);
      const endpoint = `${origin}/push/${randomBytes(12).toString("base64url")}`;
      const keys = { p256dh: own.toString("base64url"), auth: auth.toString("base64url") };
      const browser = {
        subscription: { endpoint, keys },
        notifications: [] as Notification[],
        topics: [],
        requests: 0,
        answers: [],
        receive: async (body: Buffer) => readPayload(await decrypt(body, pair.privateKey, own, auth)),
        async told(at: number, timeoutMs = 15_000) {
          const what = `the notification number ${at} comes`;
          await until(() => browser.notifications.length > at, { timeoutMs, what });
          const { title = "", body = "" } = browser.notifications[at] ?? {};
          return `${title}: ${body}`;
        },
      };
      browsers.set(endpoint, browser);
      return browser;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What a browser does with Declarative Web Push: it needs a title and where to go. */
function readPayload(text: string): Notification {
  const { web_push: version, notification } = JSON.parse(text) as { web_push: number; notification: Notification };
  if (version !== 8030) throw new Error("the payload is not declarative");
  if (!notification.title || !URL.canParse(notification.navigate)) throw new Error(`not to be shown: ${text}`);
  return notification;
}

async function checkRequest({ method, headers }: IncomingMessage, origin: string): Promise<void> {
  const expected = { method: "POST", encoding: "aes128gcm", ttl: "86400", urgency: "high" };
  const got = { method, encoding: headers["content-encoding"], ttl: headers.ttl, urgency: headers.urgency };
  if (JSON.stringify(got) !== JSON.stringify(expected)) throw new Error(`not as expected: ${JSON.stringify(got)}`);
  if (!/^[\w-]{1,32}$/.test(String(headers.topic))) throw new Error(`no topic: ${headers.topic}`);
  if (headers.cookie) throw new Error("a cookie was sent to the outside");
  const [, signed = "", claims = "", signature = "", key = ""] =
    /^vapid t=([\w-]+\.([\w-]+))\.([\w-]+), k=([\w-]+)$/.exec(headers.authorization ?? "") ?? [];
  const bytes = (text: string) => Buffer.from(text, "base64url");
  const ecdsa = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const sender = await subtle.importKey("raw", bytes(key), ecdsa, false, ["verify"]);
  if (!(await subtle.verify(ecdsa, sender, bytes(signature), Buffer.from(signed))))
    throw new Error("a false signature");
  const { aud, exp, sub } = JSON.parse(bytes(claims).toString()) as { aud: string; exp: number; sub: string };
  const inSeconds = exp - Date.now() / 1000;
  if (aud !== origin || inSeconds < 0 || inSeconds > 24 * 3600) throw new Error(`claims of another: ${aud} ${exp}`);
  if (!/^(mailto:\S+@\S+|https:\/\/\S+)$/.test(sub) || sub.includes("localhost"))
    throw new Error(`nobody to ask: ${sub}`);
}

type Key = webcrypto.CryptoKey;

/** RFC 8291, on the side of the browser. */
async function decrypt(body: Buffer, privateKey: Key, own: Buffer, auth: Buffer): Promise<string> {
  const salt = body.subarray(0, 16);
  const recordBytes = body.readUInt32BE(16);
  const idLength = body.readUInt8(20);
  const senderPoint = body.subarray(21, 21 + idLength);
  const sealed = body.subarray(21 + idLength);
  if (sealed.length > recordBytes) throw new Error("more than one record");
  const sender = await subtle.importKey("raw", senderPoint, { name: "ECDH", namedCurve: "P-256" }, false, []);
  const shared = await subtle.deriveBits({ name: "ECDH", public: sender }, privateKey, 256);
  const secret = await expand(shared, auth, Buffer.concat([Buffer.from("WebPush: info\0"), own, senderPoint]), 256);
  const key = await expand(secret, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 128);
  const iv = await expand(secret, salt, Buffer.from("Content-Encoding: nonce\0"), 96);
  const aes = await subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  const plain = Buffer.from(await subtle.decrypt({ name: "AES-GCM", iv }, aes, sealed));
  const end = plain.lastIndexOf(2);
  if (end < 0 || plain.subarray(end + 1).some((byte) => byte !== 0)) throw new Error("the padding is wrong");
  return plain.subarray(0, end).toString("utf8");
}

async function expand(secret: ArrayBuffer, salt: Buffer, info: Buffer, bits: number): Promise<ArrayBuffer> {
  const key = await subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  return subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, key, bits);
}
