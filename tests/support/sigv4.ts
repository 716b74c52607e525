// Checks AWS Signature Version 4 as Amazon describes it for S3: computes the signature from the request as it arrived,
// byte for byte, and compares. It is code of its own, because the app signs with a library.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const ALGORITHM = "AWS4-HMAC-SHA256";
const SKEW_MS = 15 * 60 * 1000;
const EXPIRES_MAX_SECONDS = 7 * 24 * 60 * 60;
export const UNSIGNED = "UNSIGNED-PAYLOAD";

export type Keys = { accessKeyId: string; secretAccessKey: string; region: string };
/** A request. `target` is path and query as in its first line; the names of headers are in lower case. */
export type Signed = { method: string; target: string; headers: Record<string, string | undefined> };
/** The hash that the body must have, or the code of a refusal. */
export type Verdict = { payloadHash: string } | { refusal: string };

type Claim = { credential: string; signedHeaders: string; signature: string; date: string; payloadHash: string };

const sha256 = (text: string | Buffer) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/** Checks whether a request is signed with these keys and in time, in its headers or in its query. */
export function verify(request: Signed, keys: Keys, now = new Date()): Verdict {
  const isPresigned = /[?&]X-Amz-Signature=/.test(request.target);
  const claim = isPresigned ? fromQuery(request) : fromHeader(request);
  if (typeof claim === "string") return { refusal: claim };
  const at = parseDate(claim.date);
  const [accessKeyId, day, region, service, end, ...more] = claim.credential.split("/");
  if (!at || day !== claim.date.slice(0, 8) || service !== "s3" || end !== "aws4_request" || more.length > 0)
    return { refusal: "AuthorizationHeaderMalformed" };
  if (region !== keys.region) return { refusal: "AuthorizationHeaderMalformed" };
  if (accessKeyId !== keys.accessKeyId) return { refusal: "InvalidAccessKeyId" };
  const late = isPresigned ? presignedRefusal(request, at, now) : skewRefusal(at, now);
  if (late) return { refusal: late };
  const open = unsignedOf(request, claim.signedHeaders);
  if (open) return { refusal: open };
  const scope = [day, region, service, end].join("/");
  const canonical = sha256(canonicalRequest(request, claim));
  const toSign = [ALGORITHM, claim.date, scope, canonical].join("\n");
  const key = ["s3", "aws4_request"].reduce(hmac, hmac(hmac(`AWS4${keys.secretAccessKey}`, day), region));
  const expected = hmac(key, toSign);
  const given = Buffer.from(claim.signature, "hex");
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return { refusal: "SignatureDoesNotMatch" };
  return { payloadHash: claim.payloadHash };
}

/** Whether a body is the one that was signed. */
export const isPayload = (body: Buffer, payloadHash: string): boolean =>
  payloadHash === UNSIGNED || sha256(body) === payloadHash;

function fromHeader({ headers }: Signed): Claim | string {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([a-z0-9;-]+),\s*Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? "",
    );
  const [, credential, signedHeaders, signature] = match ?? [];
  if (!credential || !signedHeaders || !signature) return "AccessDenied";
  const payloadHash = headers["x-amz-content-sha256"];
  if (!payloadHash) return "MissingSecurityHeader";
  return { credential, signedHeaders, signature, date: headers["x-amz-date"] ?? "", payloadHash };
}

function fromQuery({ target }: Signed): Claim | string {
  const given = new Map(queryOf(target));
  if (given.get("X-Amz-Algorithm") !== ALGORITHM) return "AuthorizationQueryParametersError";
  return {
    credential: given.get("X-Amz-Credential") ?? "",
    signedHeaders: given.get("X-Amz-SignedHeaders") ?? "",
    signature: given.get("X-Amz-Signature") ?? "",
    date: given.get("X-Amz-Date") ?? "",
    payloadHash: UNSIGNED,
  };
}

function presignedRefusal({ target }: Signed, at: Date, now: Date): string | null {
  const seconds = Number(new Map(queryOf(target)).get("X-Amz-Expires"));
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > EXPIRES_MAX_SECONDS)
    return "AuthorizationQueryParametersError";
  const isEarly = at.getTime() - now.getTime() > SKEW_MS;
  return isEarly || now.getTime() > at.getTime() + seconds * 1000 ? "AccessDenied" : null;
}

const skewRefusal = (at: Date, now: Date): string | null =>
  Math.abs(at.getTime() - now.getTime()) > SKEW_MS ? "RequestTimeTooSkewed" : null;

/** A header that should have been signed and was not: the host, and all that begin with x-amz-. */
function unsignedOf({ headers }: Signed, signedHeaders: string): string | null {
  const signed = new Set(signedHeaders.split(";"));
  const needed = ["host", ...Object.keys(headers).filter((name) => name.startsWith("x-amz-"))];
  return needed.every((name) => signed.has(name)) ? null : "AccessDenied";
}

function canonicalRequest(request: Signed, { signedHeaders, payloadHash }: Claim): string {
  const [path = "/"] = request.target.split("?");
  const query = queryOf(request.target)
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : 1));
  const headers = signedHeaders.split(";");
  return [
    request.method,
    path
      .split("/")
      .map((part) => encode(decodeURIComponent(part)))
      .join("/"),
    query.map((pair) => pair.join("=")).join("&"),
    ...headers.map((name) => `${name}:${(request.headers[name] ?? "").trim().replace(/\s+/g, " ")}`),
    "",
    signedHeaders,
    payloadHash,
  ].join("\n");
}

/** The decoded names and values. A plus is a plus, because a space has to be written as %20. */
function queryOf(target: string): [string, string][] {
  const query = target.split("?")[1] ?? "";
  if (query === "") return [];
  return query.split("&").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return [decodeURIComponent(name), decodeURIComponent(value.join("="))];
  });
}

/** Encodes everything but letters, digits and -._~ as %XX of its UTF-8 bytes. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

function parseDate(text: string): Date | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  return match ? new Date(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}Z`) : null;
}
