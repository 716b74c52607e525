import "server-only";
import { open, rm, stat } from "node:fs/promises";
import type { File } from "../../../prisma/generated/client.ts";
import { requireSession } from "../../auth/sessions.ts";
import type { Viewer } from "../../auth/viewer-type.ts";
import { getConfig } from "../../config.ts";
import { AppError } from "../../errors.ts";
import { formatMegabytes } from "../../files/limits.ts";
import { toFile } from "../../files/rows.ts";
import { incomingPath, makeFolderOf } from "../../files/storage/paths.ts";
import { arrivedSize } from "../../files/storage/s3-uploads.ts";
import type { ApiRequest } from "../../http/api-request.ts";
import { getRuntime } from "../../runtime.ts";
import { singleton } from "../../singleton.ts";
import { boundaryOf, fileBytes } from "./form-data.ts";
import { type IngestReply, type RequestedUpload, requireSigned, toReply } from "./requested-upload.ts";
import { completeUpload } from "./router.ts";

const wrongOffset = () =>
  new AppError("conflict", "This upload is further or less far than that. Ask again where to go on.");

type UploadRequest = Pick<ApiRequest, "url" | "headers" | "body" | "signal">;

/**
 * Returns how many bytes of an upload are here, from which a browser resumes. Throws `forbidden` for a URL that we did
 * not sign or that has expired, `not_found` for an upload that was given up.
 */
export async function receivedBytes(viewer: Viewer, key: string, address: string): Promise<number> {
  return bytesThereOf(await requireSigned(viewer, key, address));
}

/** Returns how many bytes of an upload are here or, sent by a browser, in the store. */
export async function bytesThereOf({ file, size }: RequestedUpload): Promise<number> {
  return file.state === "READY" || (await arrivedSize(file.id)) === size ? size : sizeOf(file.id);
}

/**
 * Receives the bytes of an upload, unless the store has them from the browser, has the file checked, and answers as
 * UploadThing's servers would. A PUT that resumes replaces one that still hangs; bytes that are here are skipped, never
 * replaced. Throws as `receivedBytes`, and `unauthorized` after a log-out, `conflict`, `too_large`, `bad_request`,
 * `invalid`, `unsupported_type`, `unavailable` while the disk is full.
 */
export async function receiveUpload(viewer: Viewer, key: string, request: UploadRequest): Promise<IngestReply> {
  try {
    return await receive(viewer, key, request);
  } catch (error) {
    await discardBody(request);
    throw isFull(error) ? new AppError("unavailable", FULL, { cause: error }) : error;
  }
}

const FULL = "The server's disk is full at the moment. What has arrived is kept; try again later.";

function isFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}

async function receive(viewer: Viewer, key: string, request: UploadRequest): Promise<IngestReply> {
  const { file, size } = await requireSigned(viewer, key, request.url);
  const start = Number(/^bytes=(\d{1,15})-$/.exec(request.headers.get("range") ?? "bytes=0-")?.[1]);
  if (file.state === "READY") {
    // The first reply was lost, so a client with nothing left to send gets it again.
    if (start !== size) throw new AppError("conflict", "This file has been uploaded already.");
    return toReply({ file: toFile(file) });
  }
  // A browser that has sent everything to the store only says so, without a form.
  if (start !== size || request.headers.has("content-type")) await receiveRest(file, { start, size }, request);
  else if ((await arrivedSize(file.id)) === null && (await sizeOf(file.id)) !== size) throw wrongOffset();
  await requireSession(viewer);
  return toReply(await completeUpload(file, key));
}

/** Receives the bytes of an upload from `start` on. */
async function receiveRest(file: File, { start, size }: { start: number; size: number }, request: UploadRequest) {
  if (!getRuntime().hasDisk) throw new AppError("invalid", ELSEWHERE);
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > size - start + FORM_BYTES_MAX) throw tooLarge(size);
  await asOnlyWriter(file.id, request, async (signal) => {
    const there = await sizeOf(file.id);
    if (!(start <= there)) throw wrongOffset();
    await append(file.id, request, { skip: there - start, there, size, signal });
  });
}

const ELSEWHERE = "This server takes no files itself. Ask with POST where to send this one.";

/**
 * Discards the rest of a refused body, up to the size of an honest upload, because a browser reads a refusal only after
 * sending everything. The connection of whoever sends more, or slowly, ends with the reply (http/front/unread-body.ts).
 */
async function discardBody(request: UploadRequest): Promise<void> {
  if (!request.body || request.body.locked) return;
  const reader = request.body.getReader();
  // It is not waited for: what is left of a copied body ends only when the other copy is given up as well.
  const late = setTimeout(() => void reader.cancel().catch(() => undefined), DISCARD_MS);
  try {
    for (let left = getConfig().files.maxBytes + FORM_BYTES_MAX; left > 0; ) {
      const { done, value } = await reader.read();
      if (done) return;
      left -= value.length;
    }
  } catch {
    // The client has disconnected.
  } finally {
    clearTimeout(late);
    reader.releaseLock();
  }
}

const DISCARD_MS = 10_000;
/** The bytes that a form adds to those of its file. */
const FORM_BYTES_MAX = 16 * 1024;

type Writer = { stop: AbortController; done: Promise<void> };

/** Allows one writer per upload. A newer request replaces the older, whose client has probably gone. */
async function asOnlyWriter(
  id: string,
  request: UploadRequest,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const all = singleton("uploads.writers", () => new Map<string, Writer>());
  const before = all.get(id);
  const stop = new AbortController();
  const done = (async () => {
    before?.stop.abort();
    await before?.done.catch(() => undefined);
    await work(AbortSignal.any([stop.signal, request.signal]));
  })();
  const own = { stop, done };
  all.set(id, own);
  try {
    await done;
  } finally {
    if (all.get(id) === own) all.delete(id);
  }
}

type Part = { skip: number; there: number; size: number; signal: AbortSignal };

/**
 * Appends the body to the bytes that are here. They stay when the connection breaks, so that the client can resume, at
 * another process too; each process checks that it is still the writer.
 */
async function append(id: string, request: UploadRequest, { skip, there, size, signal }: Part): Promise<void> {
  if (!request.body) throw new AppError("bad_request", "There is no file in this upload.");
  const place = incomingPath(id);
  await makeFolderOf(place);
  const handle = await open(place, "a", 0o600);
  try {
    const boundary = boundaryOf(request.headers.get("content-type"));
    for await (const chunk of fileBytes(chunksOf(request.body, signal), boundary)) {
      const fresh = chunk.subarray(skip);
      skip -= chunk.length - fresh.length;
      if (there + fresh.length > size) throw tooLarge(size);
      if ((await handle.stat()).size !== there) throw wrongOffset();
      // `appendFile` writes all bytes; `write` may write a part of them on a disk that is nearly full.
      await handle.appendFile(fresh);
      there += fresh.length;
    }
    if (there < size) throw new AppError("invalid", "The file ended before the size that was announced.");
    await handle.sync();
    if ((await handle.stat()).size !== size) throw new AppError("unavailable", "The upload was disturbed. Try again.");
  } catch (error) {
    // A complete form of another size than announced cannot be resumed, so its bytes are deleted.
    if (error instanceof AppError && error.code !== "conflict") await rm(place, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/** Yields the body's chunks until it ends or `signal` aborts. */
async function* chunksOf(body: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const stop = () => void reader.cancel(signal.reason).catch(() => undefined);
  signal.addEventListener("abort", stop, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (signal.aborted) throw new AppError("conflict", "The connection was lost, or another one went on.");
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener("abort", stop);
    reader.releaseLock();
  }
}

async function sizeOf(id: string): Promise<number> {
  return (await stat(incomingPath(id)).catch(() => null))?.size ?? 0;
}

const tooLarge = (size: number) =>
  new AppError("too_large", `The file is larger than the ${formatMegabytes(size)} that were announced.`);
