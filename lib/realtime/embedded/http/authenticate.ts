import { createHash } from "node:crypto";
import { type AppCredentials, equalDigests, sign } from "../signatures.ts";
import { type ApiUrl, decode } from "./api-url.ts";
import { ApiError } from "./reply.ts";

const AUTH_VERSION = "1.0";
const MAX_CLOCK_SKEW_SECONDS = 600;

/**
 * Authenticates the request before its body is read ("HTTP API Reference", Authentication): key, version, a time within
 * 600 s, and the signature over method, path and all other parameters sorted by lower-cased key, unescaped. Client
 * libraries differ in whether they sign the path before or after escaping it, so both are accepted. Throws ApiError
 * 401.
 */
export function authenticate(app: AppCredentials, method: string, url: ApiUrl): void {
  const { query, path } = url;
  if (query.get("auth_key") !== app.key) throw new ApiError(401, "Unknown auth_key");
  if (query.get("auth_version") !== AUTH_VERSION) throw new ApiError(401, "Unknown auth_version: expected 1.0");
  const timestamp = query.get("auth_timestamp") ?? "";
  const skewSeconds = Math.abs(Date.now() / 1_000 - Number(timestamp));
  if (!/^\d{1,15}$/.test(timestamp) || skewSeconds > MAX_CLOCK_SKEW_SECONDS) {
    throw new ApiError(401, "auth_timestamp is not within 600 s of the server's time");
  }
  const parameters = canonicalQuery(url);
  const given = query.get("auth_signature");
  const signed = [path, decode(path)].some((form) =>
    equalDigests(sign(app.secret, `${method}\n${form}\n${parameters}`), given),
  );
  if (!signed) throw new ApiError(401, "Invalid auth_signature");
}

/** Compares the body with the signed `body_md5`, which a non-empty body must have. Throws ApiError 401. */
export function authenticateBody(url: ApiUrl, body: Buffer): void {
  const given = url.query.get("body_md5");
  if (body.length === 0 && given === undefined) return;
  if (!equalDigests(createHash("md5").update(body).digest("hex"), given)) throw new ApiError(401, "Invalid body_md5");
}

function canonicalQuery({ query, channels }: ApiUrl): string {
  const pairs: [string, string][] = [...query].filter(([key]) => key !== "auth_signature");
  for (const channel of channels) pairs.push(["channels[]", channel]);
  pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return pairs.map(([key, value]) => `${key}=${value}`).join("&");
}
