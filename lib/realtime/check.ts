import "server-only";
import Pusher from "pusher";
import { getConfig } from "../config.ts";
import { getHub } from "./hub.ts";

const TIMEOUT_MS = 2_000;

/** Resolves when live events have a way out; rejects with the reason when they have none. */
export async function checkTransport(): Promise<void> {
  const { realtime } = getConfig();
  if (realtime.transport === "embedded") {
    if (!getHub()) throw new Error("The embedded live server is not running.");
    return;
  }
  const { appId, key, secret, host, port, tls } = realtime;
  const pusher = new Pusher({ appId, key, secret, host, port: String(port), useTLS: tls, timeout: TIMEOUT_MS });
  const reply = await pusher.get({ path: "/channels" });
  // Soketi answers a refusal with 200 and says so in the body only (RELIABILITY.md, fact 4).
  const body: unknown = await reply.json();
  if (typeof body !== "object" || body === null || !("channels" in body))
    throw new Error("The live server refused us.");
}
