import "server-only";
import { createRouteHandler, createUploadthing, type FileRouter, UTFiles } from "uploadthing/server";
import { z } from "zod";
import type { File } from "../../../prisma/generated/client.ts";
import type { Viewer } from "../../auth/viewer-type.ts";
import { getConfig } from "../../config.ts";
import { AppError } from "../../errors.ts";
import { finishUpload, noteUploadKeys, reserveUploads } from "../../files/commands.ts";
import { FILES_PER_MESSAGE_MAX, UNCLAIMED_KEPT_MS } from "../../files/limits.ts";
import { type Uploaded, type UploadInput, type UploadSlug, uploadedSchema } from "../../files/schema.ts";
import { fileTypeOf } from "../../files/types.ts";
import { log } from "../../log.ts";
import { singleFlight } from "../../single-flight.ts";
import { singleton } from "../../singleton.ts";
import { INGEST_BASE, reachable } from "../addresses.ts";
import { signPayload } from "./signed.ts";

/** In requests that we make ourselves: the ids of the uploads that were reserved. No request from outside has it. */
const RESERVED = "x-parley-reserved";
/** Of `callback-result`: what the app answered for which upload. */
const results = () => singleton("uploads.results", () => new Map<string, Uploaded>());

const route = createUploadthing();
const any = () =>
  route(
    // The limits are ours and are checked before: of size, type and number this one has none.
    { blob: { maxFileSize: "16GB", maxFileCount: FILES_PER_MESSAGE_MAX, contentDisposition: "attachment" } },
    { presignedURLTTL: UNCLAIMED_KEPT_MS / 1000, awaitServerData: true },
  )
    .middleware(({ req, files }) => {
      const ids = (req.headers.get(RESERVED) ?? "").split(",");
      return { [UTFiles]: files.map((file, index) => ({ ...file, customId: ids[index] })) };
    })
    .onUploadComplete(({ file }) => finished(file.customId ?? "", file.key));

const router = { attachment: any(), picture: any() } satisfies FileRouter;

/** uploadthing's own handler. Unless uploads go to its servers, what it says to them is heard in this process. */
function handle(request: Request): Promise<Response> {
  const handler = singleton("uploads.handler", () => {
    const { home, token } = getConfig().files;
    const own = home === "UPLOADTHING" ? {} : { ingestUrl: INGEST_BASE, fetch: toOwnIngest };
    return createRouteHandler({
      router,
      config: { token, isDev: false, handleDaemonPromise: "await", logLevel: "Error", ...own },
    });
  });
  return handler(request);
}

/** Where a browser reaches us, and where UploadThing's servers do. */
type Origins = { browser: string; callback: string };

/** Reserves uploads and answers their signed addresses, as uploadthing's client expects them. Throws as `reserveUploads`. */
export async function beginUploads(
  viewer: Viewer,
  slug: UploadSlug,
  input: UploadInput,
  origins: Origins,
): Promise<unknown> {
  const ids = await reserveUploads(viewer, slug, input);
  const files = input.files.map(({ name, size }) => ({ name, size, type: fileTypeOf(name).type }));
  const response = await handle(
    new Request(`${origins.callback}/api/uploadthing?actionType=upload&slug=${slug}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", [RESERVED]: ids.join(","), ...addressed(origins.callback) },
      body: JSON.stringify({ files, input: null }),
    }),
  );
  if (!response.ok) throw new Error(`uploadthing refused an upload: ${response.status} ${await response.text()}`);
  const addresses = presignedSchema.parse(await response.json());
  await noteUploadKeys(addresses.map(({ key, customId }) => ({ id: customId, key })));
  return addresses.map((address) => ({ ...address, url: reachable(address.url, origins.browser) }));
}

/** uploadthing's handler reads off these where UploadThing's servers are to call it, not off the request's address. */
function addressed(origin: string): Record<string, string> {
  const { host, protocol } = new URL(origin);
  return { Host: host, "X-Forwarded-Proto": protocol.slice(0, -1) };
}

const presignedSchema = z.array(z.object({ url: z.string(), key: z.string(), name: z.string(), customId: z.string() }));

/** A call of UploadThing's servers, checked by uploadthing itself: only what is signed with our key is believed. */
export function handleHook(body: string, slug: UploadSlug, headers: Headers, origin: string): Promise<Response> {
  const passed = new Headers({ "Content-Type": "application/json" });
  for (const name of ["uploadthing-hook", "x-uploadthing-signature"]) {
    const value = headers.get(name);
    if (value !== null) passed.set(name, value);
  }
  return handle(new Request(`${origin}/api/uploadthing?slug=${slug}`, { method: "POST", headers: passed, body }));
}

/** What our own ingest does when all bytes are here: the signed callback that UploadThing's would send, one at a time. */
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

/** What the sender is told when the bytes are there; a refusal is an answer too, or uploadthing would say nothing. */
async function finished(id: string, key: string): Promise<Uploaded> {
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

/** Our ingest's side of what uploadthing's handler says to its servers, without a network in between. */
async function toOwnIngest(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  const request = new Request(input, init);
  if (request.url === `${INGEST_BASE}/callback-result`) {
    const { fileKey, callbackData } = resultSchema.parse(await request.json());
    results().set(fileKey, callbackData);
  } else if (request.url !== `${INGEST_BASE}/route-metadata`) return new Response(null, { status: 404 });
  return Response.json({ ok: true });
}
