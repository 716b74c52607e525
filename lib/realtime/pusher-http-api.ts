import "server-only";
import http from "node:http";
import https from "node:https";
import Pusher from "pusher";
import { getConfig } from "../config.ts";
import { getRuntime } from "../runtime.ts";
import { singleton } from "../singleton.ts";

/** A request to an external transport fails after this time. */
const TIMEOUT_MS = 5000;
/** A connection that is idle is kept for less time than a live server or a proxy keeps it: Soketi ends it after ten seconds. */
const IDLE_MS = 4000;

/** Returns the `pusher` client. It signs for both transports, and sends requests to the external one. */
export function getPusher(): Pusher {
  return singleton("realtime.pusher", () => {
    const { realtime } = getConfig();
    const { appId, key, secret } = realtime;
    if (realtime.transport === "embedded") return new Pusher({ appId, key, secret, host: "embedded.invalid" });
    const { host, port, tls } = realtime;
    const agent = connections(tls ? https : http);
    return new Pusher({ appId, key, secret, host, port: String(port), useTLS: tls, timeout: TIMEOUT_MS, agent });
  });
}

/** Without an agent each event would be published on a new connection. A function that was frozen would find a dead one. */
function connections({ Agent }: typeof http | typeof https): http.Agent | undefined {
  return getRuntime().isLongLived ? new Agent({ keepAlive: true, timeout: IDLE_MS }) : undefined;
}

/**
 * Returns the body of an API reply, or throws the error in it. The status alone does not tell: Soketi answers refused
 * calls with 200 and `{ error, code }` in the body.
 */
export async function readReply(response: { text(): Promise<string> }): Promise<unknown> {
  const text = await response.text();
  const body: unknown = text.startsWith("{") ? JSON.parse(text) : {};
  if (body && typeof body === "object" && "error" in body) throw new Error(`refused: ${String(body.error)}`);
  return body;
}
