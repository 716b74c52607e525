import "server-only";
import { UTApi, UTFile } from "uploadthing/server";
import { getConfig } from "../../config.ts";
import { AppError } from "../../errors.ts";
import { type ByteRange, wholeSize } from "../../http/ranges.ts";
import { THUMBNAIL_SIZES } from "../message-file.ts";
import { fileTypeOf } from "../types.ts";
import type { Storage, StoredFile } from "./storage.ts";
import { blobOfPiece, type Piece, Workspace } from "./workspace.ts";

/** The validity of a URL for readers, in seconds: enough to begin, and for a player to request further ranges. */
const ADDRESS_SECONDS = 60 * 60;
/** The custom id under which changed bytes are uploaded, so that they are found again after a crash. */
const changedId = (id: string) => `${id}-changed`;

/** The custom id of an image's smaller version. */
const stillId = (id: string, size: number) => `${id}-${size}`;

/** Stores files on UploadThing's servers, private, and reached by URLs that expire. */
export const uploadthingStorage: Storage = {
  async look(file, length) {
    const answer = await read(file.uploadKey ?? "", { start: 0, end: Math.min(length, file.size) - 1 });
    const head = Buffer.from(await new Response(answer.body).arrayBuffer()).subarray(0, length);
    return { head, size: wholeSize(answer.headers) ?? file.size, version: null };
  },

  async fetch(file, workspace) {
    return workspace.receive((await read(file.storageKey ?? file.uploadKey ?? "")).body);
  },

  async store(file, _arrived, changed) {
    // UploadThing serves a file as the type of the upload, which was known by its name only.
    if (changed === null && file.type === fileTypeOf(file.name).type) return file.uploadKey ?? "";
    return Workspace.run(file.id, async (workspace) =>
      replace(file, changedId(file.id), changed ?? (await uploadthingStorage.fetch(file, workspace))),
    );
  },

  async removeArrived({ uploadKey, storageKey }) {
    // An upload that is stored as it is keeps its key.
    if (uploadKey && storageKey && uploadKey !== storageKey) await api().deleteFiles([uploadKey]);
  },

  async storeStill(file, size, bytes) {
    const still = { ...file, name: `${file.id}-${size}.webp`, type: "image/webp" };
    return replace(still, stillId(file.id, size), bytes);
  },

  async publicUrl(file) {
    return new URL(await sign(file.storageKey ?? ""));
  },

  async open(file, range) {
    return (await read(file.storageKey ?? "", range)).body;
  },

  async remove(file) {
    const keys = [file.uploadKey, file.storageKey].filter((key) => key !== null);
    if (keys.length > 0) await api().deleteFiles([...new Set(keys)]);
    const stills = THUMBNAIL_SIZES.map((size) => stillId(file.id, size));
    await api().deleteFiles([file.id, changedId(file.id), ...stills], { keyType: "customId" });
  },
};

function api(): UTApi {
  const { uploadthing } = getConfig().files;
  if (!uploadthing) throw new AppError("unavailable", "This file is at UploadThing, and no UPLOADTHING_TOKEN is set.");
  return new UTApi({ token: uploadthing.token, logLevel: "Error" });
}

async function sign(key: string): Promise<string> {
  const { ufsUrl } = await api().generateSignedURL(key, { expiresIn: ADDRESS_SECONDS });
  return ufsUrl;
}

async function read(key: string, range?: ByteRange): Promise<Response & { body: ReadableStream<Uint8Array> }> {
  const headers: HeadersInit = range ? { Range: `bytes=${range.start}-${range.end}` } : {};
  const answer = await fetch(await sign(key), { headers });
  if (!answer.ok || !answer.body) throw new Error(`UploadThing answered ${answer.status} for a file`);
  return answer as Response & { body: ReadableStream<Uint8Array> };
}

/** Uploads bytes under a custom id, in place of others that have it, and returns their key. */
async function replace({ name, type }: Pick<StoredFile, "name" | "type">, customId: string, piece: Piece) {
  // An earlier attempt may have uploaded the bytes and failed before it wrote to the database.
  await api().deleteFiles([customId], { keyType: "customId" });
  const upload = new UTFile([await blobOfPiece(piece)], name, { type, customId });
  const { data, error } = await api().uploadFiles(upload, { contentDisposition: "attachment" });
  if (!data) throw new Error(`UploadThing did not take a changed file: ${error.message}`);
  return data.key;
}
