import "server-only";
import { createRouteHandler, createUploadthing, type FileRouter, UTFiles } from "uploadthing/server";
import { z } from "zod";
import type { File } from "../../../prisma/generated/client.ts";
import type { Viewer } from "../../auth/viewer-type.ts";
import { getConfig } from "../../config.ts";
import { AppError } from "../../errors.ts";
import { finishUpload, reserveUploads, storeUploadKeys } from "../../files/commands.ts";
import { FILES_PER_MESSAGE_MAX, UNSENT_KEPT_MS } from "../../files/limits.ts";
import { type Uploaded, type UploadInput, type UploadSlug, uploadedSchema } from "../../files/schema.ts";
import { takesUploads } from "../../files/storage/s3-uploads.ts";
import { fileTypeOf } from "../../files/types.ts";
import type { RequestHeaders } from "../../http/api-request.ts";
import { log } from "../../log.ts";
import { singleFlight } from "../../single-flight.ts";
import { singleton } from "../../singleton.ts";
import { announcedSchema, type Presigned } from "../schema.ts";
import { INGEST_BASE, toReachableUrl } from "../upload-urls.ts";
import { signPayload } from "./signed-upload.ts";

/**
 * A header of requests that this process makes itself, with the ids of reserved uploads. Requests from outside never
 * have it.
 */
const RESERVED = "x-parley-reserved";
/** The results of finished uploads by key, from the `callback-result` that uploadthing's handler sends. */
const results = () => singleton("uploads.results", () => new Map<string, Uploaded>());

const route = createUploadthing();
const unlimitedRoute = () =>
  route(
    // `reserveUploads` has checked size, type and number already, so these limits only have to allow everything.
    { blob: { maxFileSize: "16GB", maxFileCount: FILES_PER_MESSAGE_MAX, contentDisposition: "attachment" } },
    { presignedURLTTL: UNSENT_KEPT_MS / 1000, awaitServerData: true },
  )
    .middleware(({ req, files }) => {
      const ids = (req.headers.get(RESERVED) ?? "").split(",");
      return { [UTFiles]: files.map((file, index) => ({ ...file, customId: ids[index] })) };
    })
    .onUploadComplete(({ file }) => finishResult(file.customId ?? "", file.key));

const router = { attachment: unlimitedRoute(), picture: unlimitedRoute() } satisfies FileRouter;

/**
 * Calls uploadthing's own handler. Unless files go to UploadThing's servers, its requests to them are answered in this
 * process.
 */
function handle(request: Request): Promise<Response> {
  const handler = singleton("uploads.handler", () => {
    const { home, token } = getConfig().files;
    const own = home === "UPLOADTHING" ? {} : { ingestUrl: INGEST_BASE, fetch: answerLocally };
    return createRouteHandler({
      router,
      config: { token, isDev: false, handleDaemonPromise: "await", logLevel: "Error", ...own },
    });
  });
  return handler(request);
}

/** The origins at which a browser reaches us, and at which UploadThing's servers do. */
type UploadOrigins = { browser: string; callback: string };

/**
 * Reserves uploads and returns their signed URLs, in the form that uploadthing's client expects. Throws as
 * `reserveUploads`.
 */
export async function beginUploads(
  viewer: Viewer,
  slug: UploadSlug,
  input: UploadInput,
  origins: UploadOrigins,
): Promise<Presigned[]> {
  const ids = await reserveUploads(viewer, slug, input);
  const files = input.files.map(({ name, size }) => ({ name, size, type: fileTypeOf(name).type }));
  const response = await handle(
    new Request(`${origins.callback}/api/uploadthing?actionType=upload&slug=${slug}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", [RESERVED]: ids.join(","), ...hostHeaders(origins.callback) },
      body: JSON.stringify({ files, input: null }),
    }),
  );
  if (!response.ok) throw new Error(`uploadthing refused an upload: ${response.status} ${await response.text()}`);
  const addresses = announcedSchema.parse(await response.json());
  await storeUploadKeys(addresses.map(({ key, customId }) => ({ id: customId, key })));
  const more = takesUploads() ? { toStore: true } : {};
  return addresses.map((address) => ({ ...address, ...more, url: toReachableUrl(address.url, origins.browser) }));
}

/**
 * The headers from which uploadthing's handler takes the callback address for UploadThing's servers; it ignores the
 * request's URL.
 */
function hostHeaders(origin: string): Record<string, string> {
  const { host, protocol } = new URL(origin);
  return { Host: host, "X-Forwarded-Proto": protocol.slice(0, -1) };
}

/** Handles a call of UploadThing's servers. uploadthing's handler checks that it is signed with our key. */
export function handleHook(body: string, slug: UploadSlug, headers: RequestHeaders, origin: string): Promise<Response> {
  const passed = new Headers({ "Content-Type": "application/json" });
  for (const name of ["uploadthing-hook", "x-uploadthing-signature"]) {
    const value = headers.get(name);
    if (value !== null) passed.set(name, value);
  }
  return handle(new Request(`${origin}/api/uploadthing?slug=${slug}`, { method: "POST", headers: passed, body }));
}

/**
 * Finishes an upload whose bytes are all here, by the signed callback that UploadThing's servers would send. Concurrent
 * calls for a file share one result.
 */
export function completeUpload(file: File, key: string): Promise<Uploaded> {
  return singleFlight("uploads.completing", file.id, () => callBack(file, key));
}

async function callBack(file: File, key: string): Promise<Uploaded> {
  const { id, name, size, type, purpose } = file;
  const address = `/api/files/${id}`;
  const stored = { key, name, size, type, customId: id, url: address, appUrl: address, ufsUrl: address, fileHash: id };
  const body = JSON.stringify({ status: "uploaded", file: stored, origin: INGEST_BASE, metadata: {} });
  const headers = new Headers({
    "uploadthing-hook": "callback",
    "x-uploadthing-signature": signPayload(body, getConfig().files.apiKey),
  });
  const response = await handleHook(
    body,
    purpose === "PICTURE" ? "picture" : "attachment",
    headers,
    "http://app.invalid",
  );
  const result = results().get(key);
  results().delete(key);
  if (!response.ok || !result)
    throw new AppError("unavailable", "The file has arrived, but could not be checked. Try again.", {
      retryAfterSeconds: 5,
    });
  return result;
}

/**
 * Returns what the sender is told when the bytes are there. A refusal is returned too, because uploadthing would
 * swallow an error.
 */
async function finishResult(id: string, key: string): Promise<Uploaded> {
  try {
    return { file: await finishUpload(id, key) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "unavailable") {
      const cause = error instanceof AppError ? error.cause : undefined;
      log.error("an upload could not be checked", { fileId: id, error, cause });
      throw error;
    }
    return { error: { code: error.code, message: error.message } };
  }
}

const resultSchema = z.object({ fileKey: z.string(), callbackData: uploadedSchema });

/** Answers, without a network, what uploadthing's handler sends to UploadThing's servers. */
async function answerLocally(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  const request = new Request(input, init);
  if (request.url === `${INGEST_BASE}/callback-result`) {
    const { fileKey, callbackData } = resultSchema.parse(await request.json());
    results().set(fileKey, callbackData);
  } else if (request.url !== `${INGEST_BASE}/route-metadata`) return new Response(null, { status: 404 });
  return Response.json({ ok: true });
}
