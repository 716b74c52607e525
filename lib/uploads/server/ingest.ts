import "server-only";
import { open, rm, stat } from "node:fs/promises";
import type { File } from "../../../prisma/generated/client.ts";
import { requireSession } from "../../auth/sessions.ts";
import type { Viewer } from "../../auth/viewer-type.ts";
import { getConfig } from "../../config.ts";
import { db } from "../../db/doors.ts";
import { AppError, notFound } from "../../errors.ts";
import { knownKey } from "../../files/commands.ts";
import { megabytes } from "../../files/limits.ts";
import { toFile } from "../../files/rows.ts";
import type { Uploaded } from "../../files/schema.ts";
import { incomingPath, makeFolderOf } from "../../files/storage/paths.ts";
import { singleton } from "../../singleton.ts";
import { INGEST_BASE } from "../addresses.ts";
import { boundaryOf, fileBytes } from "./multipart.ts";
import { completeUpload } from "./router.ts";
import { readTicket } from "./signed.ts";

/** What UploadThing's ingest answers to a PUT. The addresses are ours and need a session, like every file's. */
type IngestReply = { url: string; appUrl: string; ufsUrl: string; fileHash: string; serverData: Uploaded };

const stale = () => new AppError("conflict", "This upload is further or less far than that. Ask again where to go on.");

/**
 * How many bytes of an upload are here: a browser that was interrupted goes on from there. Throws `forbidden` for an
 * address that was not signed by us or is too old, `not_found` for an upload that nobody waits for.
 */
export async function receivedBytes(viewer: Viewer, key: string, address: string): Promise<number> {
  const { file, size } = await requireTicket(viewer, key, address);
  return file.state === "READY" ? size : sizeOf(file.id);
}

/**
 * Takes the bytes of an upload as they come, has them checked, and answers what UploadThing's servers would. A PUT that
 * goes on with an upload takes the place of one that still hangs; bytes that are here already are skipped, never
 * replaced. Throws as `receivedBytes`, `unauthorized` for who logged out meanwhile, `conflict`, `too_large`, `invalid`, `unsupported_type`; `unavailable` while
 * the disk is full.
 */
export async function receiveUpload(viewer: Viewer, key: string, request: Request): Promise<IngestReply> {
  try {
    return await receive(viewer, key, request);
  } catch (error) {
    await hearOut(request);
    throw isFull(error) ? new AppError("unavailable", FULL, { cause: error }) : error;
  }
}

const FULL = "The server's disk is full at the moment. What has arrived is kept; try again later.";

function isFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}

async function receive(viewer: Viewer, key: string, request: Request): Promise<IngestReply> {
  const { file, size } = await requireTicket(viewer, key, request.url);
  const start = Number(/^bytes=(\d{1,15})-$/.exec(request.headers.get("range") ?? "bytes=0-")?.[1]);
  if (file.state === "READY") {
    // The answer was lost on its way: whoever has nothing left to send gets it again.
    if (start !== size) throw new AppError("conflict", "This file has been uploaded already.");
    return toReply({ file: toFile(file) });
  }
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > size - start + FORM_BYTES_MAX) throw tooLarge(size);
  await taking(file.id, request, async (signal) => {
    const there = await sizeOf(file.id);
    if (!(start <= there)) throw stale();
    await append(file.id, request, { skip: there - start, there, size, signal });
  });
  await requireSession(viewer);
  return toReply(await completeUpload(file, key));
}

/**
 * Reads on without keeping anything, as far as an honest upload goes: a browser hears a refusal only when it has sent
 * everything. Whoever sends more, or slowly, is cut off by server.ts.
 */
async function hearOut(request: Request): Promise<void> {
  if (!request.body || request.body.locked) return;
  const reader = request.body.getReader();
  const end = Date.now() + HEAR_OUT_MS;
  try {
    for (let left = getConfig().files.maxBytes + FORM_BYTES_MAX; left > 0 && Date.now() < end; ) {
      const { done, value } = await reader.read();
      if (done) return;
      left -= value.length;
    }
  } catch {
    // The sender has gone.
  } finally {
    reader.releaseLock();
  }
}

const HEAR_OUT_MS = 10_000;

/** What a form adds to the bytes of its file. */
const FORM_BYTES_MAX = 16 * 1024;

async function requireTicket(viewer: Viewer, key: string, address: string): Promise<{ file: File; size: number }> {
  const { home, apiKey } = getConfig().files;
  // Those of UploadThing go to its servers; nothing is taken here.
  if (home === "UPLOADTHING") throw notFound("upload");
  const ticket = readTicket(INGEST_BASE, key, new URL(address).search, apiKey);
  if (!ticket || !(ticket.expiresAt > Date.now()))
    throw new AppError("forbidden", "This address for an upload is not valid, or too old. Attach the file again.");
  const file = await db().file.findUnique({ where: { id: ticket.fileId } });
  if (!file || file.ownerId !== viewer.id || file.state === "GONE") throw notFound("upload");
  if (file.uploadKey !== knownKey(file.home, file.id, key)) throw notFound("upload");
  return { file, size: ticket.size };
}

type Taking = { stop: AbortController; done: Promise<void> };

/** One at a time for each upload: the newest request is the one whose sender is still there. */
async function taking(id: string, request: Request, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const all = singleton("uploads.taking", () => new Map<string, Taking>());
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
 * Adds what comes to the bytes that are there. What came before a connection broke stays, for whoever goes on: in
 * another process that shares the folder, too, so that each looks whether it is still the one who writes.
 */
async function append(id: string, request: Request, { skip, there, size, signal }: Part): Promise<void> {
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
      if ((await handle.stat()).size !== there) throw stale();
      // Unlike `write`, to its end: on a disk that is nearly full a part of it may be written.
      await handle.appendFile(fresh);
      there += fresh.length;
    }
    if (there < size) throw new AppError("invalid", "The file ended before the size that was announced.");
    await handle.sync();
    if ((await handle.stat()).size !== size) throw new AppError("unavailable", "The upload was disturbed. Try again.");
  } catch (error) {
    // A whole form of another size than announced: its sender lies, and nobody can go on from here.
    if (error instanceof AppError && error.code !== "conflict") await rm(place, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/** The body's chunks until it ends or `signal` says to stop. */
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
  new AppError("too_large", `The file is larger than the ${megabytes(size)} that were announced.`);

function toReply(serverData: Uploaded): IngestReply {
  if ("error" in serverData) {
    const { code, message } = serverData.error;
    throw new AppError(code === "not_found" ? code : "unsupported_type", message);
  }
  const address = `/api/files/${serverData.file.id}`;
  return { url: address, appUrl: address, ufsUrl: address, fileHash: serverData.file.id, serverData };
}
