import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";

const PREFIX = "hmac-sha256=";

/** Signs a URL or a callback's body, in the form of uploadthing's `signPayload`. */
export function signPayload(payload: string, secret: string): string {
  return PREFIX + createHmac("sha256", secret).update(payload).digest("hex");
}

/** Whether `signature` is the signature of `payload`, compared in constant time. */
export function isSigned(payload: string, signature: string, secret: string): boolean {
  const expected = Buffer.from(signPayload(payload, secret));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

export type SignedUpload = { key: string; size: number; fileId: string; expiresAt: number };

/**
 * Reads what a signed upload URL allows, or returns null when its signature is wrong. `base` is the origin and path
 * that were signed, because browsers reach the server by several names.
 */
export function readSignedUpload(base: string, key: string, search: string, secret: string): SignedUpload | null {
  const match = /^(\?.+)&signature=([^&]+)$/.exec(search);
  if (!match?.[1] || !match[2]) return null;
  const signature = decoded(match[2]);
  if (signature === null || !isSigned(`${base}/${key}${match[1]}`, signature, secret)) return null;
  const params = new URLSearchParams(match[1]);
  return {
    key,
    size: Number(params.get("x-ut-file-size")),
    fileId: params.get("x-ut-custom-id") ?? "",
    expiresAt: Number(params.get("expires")),
  };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
