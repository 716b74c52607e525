import "server-only";
import { createWriteStream, openAsBlob } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { UTApi, UTFile } from "uploadthing/server";
import { getConfig } from "../../config.ts";
import { AppError } from "../../errors.ts";
import { makeFolderOf } from "./paths.ts";
import type { Storage, StoredFile } from "./storage.ts";

/** The validity of a URL for readers, in seconds: enough to begin, and for a player to request further ranges. */
const ADDRESS_SECONDS = 60 * 60;
/** The custom id under which changed bytes are uploaded, so that they are found again after a crash. */
const changedId = (id: string) => `${id}-changed`;

/** Stores files on UploadThing's servers, private, and reached by URLs that expire. */
export const uploadthingStorage: Storage = {
  async toLocalPath(file, scratch) {
    await makeFolderOf(scratch);
    const response = await fetch(await sign(file.storageKey ?? file.uploadKey ?? ""));
    if (!response.ok || !response.body) throw new Error(`UploadThing answered ${response.status} for a whole file`);
    await pipeline(Readable.fromWeb(response.body as NodeStream), createWriteStream(scratch, { mode: 0o600 }));
    return scratch;
  },

  async store(file, source, changed) {
    return changed ? replace(file, source) : (file.uploadKey ?? "");
  },

  async publicUrl(file) {
    return new URL(await sign(file.storageKey ?? ""));
  },

  async open(file, range) {
    const headers: HeadersInit = range ? { Range: `bytes=${range.start}-${range.end}` } : {};
    const response = await fetch(await sign(file.storageKey ?? ""), { headers });
    if (!response.ok || !response.body) throw new Error(`UploadThing answered ${response.status} for a file`);
    return response.body;
  },

  async remove(file) {
    const keys = [file.uploadKey, file.storageKey].filter((key) => key !== null);
    if (keys.length > 0) await api().deleteFiles([...new Set(keys)]);
    await api().deleteFiles([file.id, changedId(file.id)], { keyType: "customId" });
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

async function replace(file: StoredFile, source: string): Promise<string> {
  // An earlier attempt may have uploaded the changed bytes and failed before it wrote to the database.
  await api().deleteFiles([changedId(file.id)], { keyType: "customId" });
  const blob = await openAsBlob(source, { type: file.type });
  const upload = new UTFile([blob], file.name, { type: file.type, customId: changedId(file.id) });
  const { data, error } = await api().uploadFiles(upload, { contentDisposition: "attachment" });
  if (!data) throw new Error(`UploadThing did not take a changed file: ${error.message}`);
  if (file.uploadKey) await api().deleteFiles([file.uploadKey]);
  return data.key;
}
