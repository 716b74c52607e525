import "server-only";
import { createHash } from "node:crypto";
import { AwsV4Signer } from "aws4fetch";
import { getConfig, type S3Config } from "../../config.ts";
import { AppError } from "../../errors.ts";

/**
 * A reply to a request without a body must begin within this time; one to a request that moves bytes has one second
 * more for each SLOW_BYTES.
 */
const ANSWER_MS = 15_000;
export const SLOW_BYTES = 256 * 1024;
const RETRY_AFTER_SECONDS = 5;

function requireStore(): S3Config {
  const { s3 } = getConfig().files;
  if (!s3) throw new AppError("unavailable", "This file is in an S3-compatible store, and no S3_ENDPOINT is set.");
  return s3;
}

/** The bucket is part of the path, which every store supports, whatever its host name. */
const urlOf = ({ bucket }: S3Config, endpoint: URL, key: string): URL => new URL(`/${bucket}/${key}`, endpoint);

const credentials = ({ accessKeyId, secretAccessKey, region }: S3Config) => ({
  ...{ accessKeyId, secretAccessKey, region },
  service: "s3",
});

type Presigned = {
  method: "GET" | "PUT";
  key: string;
  /** The validity in seconds, from `now` on. */
  seconds: number;
  now: Date;
  query?: Record<string, string>;
  /** Headers that the request must have exactly like this. */
  headers?: Record<string, string>;
};

/** Signs a URL by which a browser sends one request to the store; null when browsers do not reach it. */
export async function presign({ method, key, seconds, now, query = {}, headers }: Presigned): Promise<URL | null> {
  const store = requireStore();
  if (!store.publicEndpoint) return null;
  const url = urlOf(store, store.publicEndpoint, key);
  for (const [name, value] of Object.entries({ "X-Amz-Expires": String(seconds), ...query }))
    url.searchParams.set(name, value);
  // `allHeaders` signs the content's type and length too.
  const options = { method, url: url.href, headers, datetime: toAmzDate(now), signQuery: true, allHeaders: true };
  const signed = await new AwsV4Signer({ ...credentials(store), ...options }).sign();
  // Some stores decode a plus as a space and others as a plus, so it is not used.
  signed.url.search = signed.url.search.replaceAll("+", "%20");
  return signed.url;
}

/** Formats a date as `20130524T000000Z`. */
const toAmzDate = (date: Date): string => date.toISOString().replace(/[:-]|\.\d{3}/g, "");

type Method = "HEAD" | "GET" | "PUT" | "DELETE";
const EMPTY_HASH = createHash("sha256").digest("hex");

type Options = {
  headers?: Record<string, string>;
  body?: Blob;
  /** The number of bytes that the store moves before it answers. */
  moves?: number;
};

/**
 * Sends a request to the store, signed with its body's hash. Resolves to an answer of 200 to 299, or to null when the
 * store has no such object. Throws `unavailable` while the store is away or does not accept our keys, and
 * `unsupported_type` when the object is not in the version that the request is about.
 */
export async function ask(method: Method, key: string, options: Options = {}): Promise<Response | null> {
  const { headers = {}, body, moves = body?.size ?? 0 } = options;
  const store = requireStore();
  const signer = new AwsV4Signer({
    ...credentials(store),
    method,
    url: urlOf(store, store.endpoint, key).href,
    headers: { "X-Amz-Content-Sha256": EMPTY_HASH, ...headers },
  });
  const signed = await signer.sign();
  const late = new AbortController();
  const patience = ANSWER_MS + (moves / SLOW_BYTES) * 1000;
  const timer = setTimeout(() => late.abort(new Error(`no answer within ${Math.round(patience)} ms`)), patience);
  const init = { method, headers: signed.headers, body, signal: late.signal };
  try {
    const response = await fetch(signed.url, { ...init, redirect: "manual", cache: "no-store" });
    if (response.ok) return response;
    // To a key that may not list the bucket, S3 says 403 for what is not there. Other calls find out what is wrong.
    if (method === "HEAD" && response.status === 403) return null;
    if (response.status === 412) throw new AppError("unsupported_type", CHANGED);
    const code = await codeOf(response);
    if (response.status !== 404 || code === "NoSuchBucket") throw refusedBy(method, response.status, code);
    return null;
  } catch (error) {
    throw error instanceof AppError ? error : unavailable(error);
  } finally {
    clearTimeout(timer);
  }
}

const CHANGED = "This file was changed while it was examined.";

/** Copies an object to another key, in this version only. Resolves to false when it is not there. */
export async function copyObject(from: string, to: string, version: string, type: string, size: number) {
  const headers = {
    "Content-Type": type,
    "X-Amz-Copy-Source": `/${requireStore().bucket}/${from}`,
    "X-Amz-Copy-Source-If-Match": version,
    "X-Amz-Metadata-Directive": "REPLACE",
  };
  const answer = await ask("PUT", to, { headers, moves: size });
  // A copy that fails after the store has begun to answer is an error with the status 200.
  const words = (await answer?.text()) ?? "";
  if (words.includes("<Error>")) throw unavailable(new Error(`the store could not copy an object: ${codeIn(words)}`));
  return answer !== null;
}

/** Returns the error code of a refusal. The rest of the reply quotes the request, which must not be logged. */
const codeOf = async (response: Response): Promise<string> => codeIn(await response.text());
const codeIn = (words: string): string => /<Code>(\w{1,100})<\/Code>/.exec(words)?.[1] ?? "without a reason";

/** The setting that is probably wrong, by the error code of a refusal. */
const SETTINGS: Record<string, string> = {
  InvalidAccessKeyId: "S3_ACCESS_KEY_ID",
  SignatureDoesNotMatch: "S3_SECRET_ACCESS_KEY",
  NoSuchBucket: "S3_BUCKET",
  AuthorizationHeaderMalformed: "S3_REGION",
  PermanentRedirect: "S3_REGION or S3_ENDPOINT",
  AccessDenied: "the rights of S3_ACCESS_KEY_ID",
  RequestTimeTooSkewed: "the clock of this machine",
};

function refusedBy(method: Method, status: number, code: string): AppError {
  const suspect = SETTINGS[code];
  return unavailable(
    new Error(`the store answered ${status} ${code} to ${method}${suspect ? `: see ${suspect}` : ""}`),
  );
}

const unavailable = (cause: unknown): AppError =>
  new AppError("unavailable", "The store of this server's files does not answer at the moment. Try again soon.", {
    cause,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
