import { createHmac, timingSafeEqual } from "node:crypto";

export type AppCredentials = { readonly id: string; readonly key: string; readonly secret: string };

/** HMAC SHA-256 as 64 lower-case hexadecimal digits, as Pusher's "Authentication signatures" demands. */
export function sign(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

/**
 * Compares hexadecimal digests in constant time. The length and alphabet are checked first (they are public), because
 * timingSafeEqual throws on different lengths and Buffer.from drops what is not hexadecimal.
 */
export function equalDigests(expected: string, actual: unknown): boolean {
  if (typeof actual !== "string" || actual.length !== expected.length || !/^[0-9a-f]+$/.test(actual)) return false;
  return timingSafeEqual(Buffer.from(expected, "hex"), Buffer.from(actual, "hex"));
}

/** Whether `auth` is `<key>:<signature of text>`. Returns false for any other shape or type. */
export function verifyAuth(app: AppCredentials, auth: unknown, text: string): boolean {
  if (typeof auth !== "string") return false;
  const colon = auth.lastIndexOf(":");
  if (auth.slice(0, colon) !== app.key) return false;
  return equalDigests(sign(app.secret, text), auth.slice(colon + 1));
}
