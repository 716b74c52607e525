import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";

const PREFIX = "hmac-sha256=";

/** A signature as uploadthing's `signPayload` makes it: of an address, or of a callback's body. */
export function signPayload(payload: string, secret: string): string {
  return PREFIX + createHmac("sha256", secret).update(payload).digest("hex");
}

/** Whether `signature` is that of `payload`, compared in constant time. */
export function isSigned(payload: string, signature: string, secret: string): boolean {
  const expected = Buffer.from(signPayload(payload, secret));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

export type Ticket = { key: string; size: number; fileId: string; expiresAt: number };

/**
 * What a signed upload address allows, or null when its signature is not that of this very address. `base` stands for
 * the origin and path that were signed: the address is reached under whatever name a browser knows this server by.
 */
export function readTicket(base: string, key: string, search: string, secret: string): Ticket | null {
  const match = /^(\?.+)&signature=([^&]+)$/.exec(search);
  if (!match?.[1] || !match[2]) return null;
  if (!isSigned(`${base}/${key}${match[1]}`, decodeURIComponent(match[2]), secret)) return null;
  const params = new URLSearchParams(match[1]);
  return {
    key,
    size: Number(params.get("x-ut-file-size")),
    fileId: params.get("x-ut-custom-id") ?? "",
    expiresAt: Number(params.get("expires")),
  };
}
