import "server-only";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, openAsBlob } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { AwsV4Signer } from "aws4fetch";
import { getConfig, type S3Config } from "../../config.ts";
import { AppError } from "../../errors.ts";
import { contentDisposition, contentType } from "../../http/ranges.ts";
import { incomingPath, makeFolderOf, requireId } from "./paths.ts";
import type { Storage } from "./storage.ts";

/** The prefix of all keys, so that a bucket can be shared and access be granted for this part only. */
const PREFIX = "files/";
/**
 * A reply to a request without a body must begin within this time; that to a PUT has one second more for each
 * SLOW_BYTES.
 */
const ANSWER_MS = 15_000;
const SLOW_BYTES = 256 * 1024;
/** The signed URLs of a file change at this interval; within it a browser finds the file in its cache. */
const WINDOW_SECONDS = 5 * 60;
/**
 * A signed URL is valid for at least this time, and for at most WINDOW_SECONDS more. A player requests further ranges
 * while it plays.
 */
const GOOD_SECONDS = 5 * 60;
const GOOD_PLAYING_SECONDS = 60 * 60;
const RETRY_AFTER_SECONDS = 5;

/**
 * Stores files in an S3-compatible store, private. This server sends them there after it has checked them
 * (docs/decisions/042).
 */
export const s3Storage: Storage = {
  async toLocalPath({ id, storageKey }, scratch) {
    if (storageKey === null) return incomingPath(id);
    await makeFolderOf(scratch);
    const { body } = await ask("GET", storageKey);
    await pipeline(Readable.fromWeb(body as NodeStream), createWriteStream(scratch, { mode: 0o600 }));
    return scratch;
  },

  async store({ id, type }, source) {
    const headers = { "Content-Type": contentType(type), "X-Amz-Content-Sha256": await hashOf(source) };
    // A PUT is atomic: the store has either the whole object or none.
    await ask("PUT", keyOf(id), headers, await openAsBlob(source));
    return keyOf(id);
  },

  async publicUrl({ id, storageKey, name, type }) {
    const store = requireStore();
    if (!store.publicEndpoint) return null;
    const url = urlOf(store, store.publicEndpoint, storageKey ?? keyOf(id));
    const good = /^(audio|video)\//.test(type) ? GOOD_PLAYING_SECONDS : GOOD_SECONDS;
    url.searchParams.set("X-Amz-Expires", String(good + WINDOW_SECONDS));
    url.searchParams.set("response-content-type", contentType(type));
    // Browsers ignore the `download` attribute of links to another origin, so the response itself must say that it is
    // to be saved. Images and players ignore this header.
    url.searchParams.set("response-content-disposition", contentDisposition(name, false));
    url.searchParams.set("response-cache-control", `private, max-age=${WINDOW_SECONDS}`);
    const windowMs = WINDOW_SECONDS * 1000;
    const datetime = toAmzDate(new Date(Math.floor(Date.now() / windowMs) * windowMs));
    const signed = await new AwsV4Signer({ ...credentials(store), url: url.href, datetime, signQuery: true }).sign();
    // Some stores decode a plus as a space and others as a plus, so it is not used.
    signed.url.search = signed.url.search.replaceAll("+", "%20");
    return signed.url;
  },

  async open({ id, storageKey }, range) {
    const response = await ask("GET", storageKey ?? keyOf(id), range && { Range: `bytes=${range.start}-${range.end}` });
    if (range && response.status !== 206) {
      await response.body?.cancel();
      throw new Error("the store does not answer with a part of a file");
    }
    // Empty files are refused, so a response of 200 or 206 has a body.
    return response.body as ReadableStream<Uint8Array>;
  },

  async remove({ id, storageKey }) {
    for (const key of new Set([keyOf(id), storageKey ?? keyOf(id)])) await ask("DELETE", key);
    await rm(incomingPath(id), { force: true });
  },
};

/** The key is the file's id, whatever its name is. */
const keyOf = (id: string): string => `${PREFIX}${requireId(id)}`;

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

/** Formats a date as `20130524T000000Z`. */
const toAmzDate = (date: Date): string => date.toISOString().replace(/[:-]|\.\d{3}/g, "");

type Method = "GET" | "PUT" | "DELETE";
const EMPTY_HASH = createHash("sha256").digest("hex");

/**
 * A request to the store, signed with its body's hash. Resolves to an answer of 200 to 299, for DELETE also to one of an
 * object that is not there. Throws `unavailable` while the store is away or does not take our word, and an `Error` for an
 * object that is not there.
 */
async function ask(method: Method, key: string, headers: Record<string, string> = {}, body?: Blob): Promise<Response> {
  const store = requireStore();
  const signer = new AwsV4Signer({
    ...credentials(store),
    method,
    url: urlOf(store, store.endpoint, key).href,
    headers: { "X-Amz-Content-Sha256": EMPTY_HASH, ...headers },
  });
  const signed = await signer.sign();
  const late = new AbortController();
  const patience = ANSWER_MS + ((body?.size ?? 0) / SLOW_BYTES) * 1000;
  const timer = setTimeout(() => late.abort(new Error(`no answer within ${Math.round(patience)} ms`)), patience);
  const init = { method, headers: signed.headers, body, signal: late.signal };
  try {
    const response = await fetch(signed.url, { ...init, redirect: "manual", cache: "no-store" });
    if (response.ok) return response;
    const code = await codeOf(response);
    if (response.status !== 404 || code === "NoSuchBucket") throw refusedBy(method, response.status, code);
    if (method === "DELETE") return response;
  } catch (error) {
    throw error instanceof AppError ? error : unavailable(error);
  } finally {
    clearTimeout(timer);
  }
  throw new Error(`the store has no object ${key}`);
}

/** Returns the error code of a refusal. The rest of the reply quotes the request, which must not be logged. */
async function codeOf(response: Response): Promise<string> {
  return /<Code>(\w{1,100})<\/Code>/.exec(await response.text())?.[1] ?? "without a reason";
}

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

async function hashOf(place: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(place), hash);
  return hash.digest("hex");
}
