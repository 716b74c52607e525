import "server-only";
import Pusher from "pusher";
import { getConfig } from "../config.ts";
import { singleton } from "../singleton.ts";

/** A transport that does not answer within this time has failed. */
const TIMEOUT_MS = 5000;

/** The `pusher` client: it signs for both transports, and posts to the external one. */
export function getPusher(): Pusher {
  return singleton("realtime.pusher", () => {
    const { realtime } = getConfig();
    const { appId, key, secret } = realtime;
    if (realtime.transport === "embedded") return new Pusher({ appId, key, secret, host: "embedded.invalid" });
    const { host, port, tls } = realtime;
    return new Pusher({ appId, key, secret, host, port: String(port), useTLS: tls, timeout: TIMEOUT_MS });
  });
}

/**
 * Throws what an API reply says went wrong. The status does not suffice: Soketi answers refused calls with 200 and
 * `{ error, code }` in the body.
 */
export async function readReply(response: { text(): Promise<string> }): Promise<unknown> {
  const text = await response.text();
  const body: unknown = text.startsWith("{") ? JSON.parse(text) : {};
  if (body && typeof body === "object" && "error" in body) throw new Error(`refused: ${String(body.error)}`);
  return body;
}
