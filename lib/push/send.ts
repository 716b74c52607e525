import "server-only";
import { createHash } from "node:crypto";
import { getConfig } from "../config.ts";
import { OutsideRefusal } from "../outside/refusal.ts";
import { type OutsideReply, requestOutside } from "../outside/request.ts";
import { withoutControls } from "../text.ts";
import { encryptPush } from "./encrypt.ts";
import type { PushTarget } from "./find-devices.ts";
import { getVapidKeys } from "./keys.ts";
import type { PushPayload } from "./payload.ts";
import { ERROR_MAX } from "./schema.ts";
import { vapidHeader } from "./vapid.ts";

/** For how long a push service keeps a notification for a device that is away, in seconds. */
const TTL = 24 * 3600;
const TIMEOUT_MS = 10_000;
const REPLY_BYTES_MAX = 1024;
/** A longer pause that a push service asks for is cut. */
const RETRY_AFTER_MAX_MS = 5 * 60_000;

export type PushOutcome =
  | { type: "delivered" }
  /** The browser has ended the subscription. */
  | { type: "gone" }
  /** It may be taken later, after at least `afterMs`. */
  | { type: "retry"; afterMs: number; error: string }
  | { type: "refused"; error: string };

/** Sends one notification to one browser, through its push service. It throws nothing. */
export async function sendPush(target: PushTarget, payload: PushPayload): Promise<PushOutcome> {
  try {
    return toOutcome(await post(new URL(target.endpoint), target, payload));
  } catch (error) {
    if (error instanceof OutsideRefusal)
      return { type: "refused", error: `The push service cannot be used. ${error.message}` };
    const { name, code } = error as NodeJS.ErrnoException;
    const isLate = name === "TimeoutError" || name === "AbortError";
    const words = isLate
      ? "The push service does not answer."
      : `The push service cannot be reached (${code ?? name}).`;
    return { type: "retry", afterMs: 0, error: words };
  }
}

function post(service: URL, { p256dh, auth, origin }: PushTarget, payload: PushPayload): Promise<OutsideReply> {
  const keys = { p256dh: Buffer.from(p256dh, "base64url"), auth: Buffer.from(auth, "base64url") };
  return requestOutside(service, {
    method: "POST",
    headers: {
      Authorization: vapidHeader(getVapidKeys(), service, contact(origin)),
      TTL: String(TTL),
      Urgency: "high",
      Topic: topicOf(payload.notification.tag),
      "Content-Type": "application/octet-stream",
      "Content-Encoding": "aes128gcm",
    },
    body: encryptPush(Buffer.from(JSON.stringify(payload)), keys),
    timeoutMs: TIMEOUT_MS,
    bytesMax: REPLY_BYTES_MAX,
  });
}

/** Whom the push service may ask about us. Apple refuses what is not public, so there is a stand-in where nothing else is known. */
function contact(origin: string): string {
  const { appUrl, push } = getConfig();
  if (push.contact) return push.contact;
  const own = appUrl ?? new URL(origin);
  return own.protocol === "https:" && own.hostname.includes(".") ? own.origin : "mailto:nobody@example.com";
}

/** A topic has at most 32 characters (RFC 8030, 5.4), and the push service learns nothing from it. */
const topicOf = (tag: string): string => createHash("sha256").update(tag).digest("base64url").slice(0, 32);

function toOutcome({ status, headers, body }: OutsideReply): PushOutcome {
  if (status >= 200 && status < 300) return { type: "delivered" };
  if (status === 404 || status === 410) return { type: "gone" };
  const words = withoutControls(body.toString("utf8")).replaceAll("\uFFFD", "").trim();
  const error = `The push service refused it (${status})${words && `: ${words}`}`.slice(0, ERROR_MAX);
  if (status !== 429 && status < 500) return { type: "refused", error };
  const seconds = /^\d{1,9}$/.exec(headers["retry-after"] ?? "")?.[0] ?? "0";
  return { type: "retry", afterMs: Math.min(Number(seconds) * 1000, RETRY_AFTER_MAX_MS), error };
}
