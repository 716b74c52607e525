import "server-only";
import type { File } from "../../../prisma/generated/client.ts";
import type { Viewer } from "../../auth/viewer-type.ts";
import { getConfig } from "../../config.ts";
import { db } from "../../db/doors.ts";
import { AppError, notFound } from "../../errors.ts";
import { storedUploadKey } from "../../files/commands.ts";
import type { Uploaded } from "../../files/schema.ts";
import { INGEST_BASE } from "../upload-urls.ts";
import { readSignedUpload } from "./signed-upload.ts";

/** The reply to a PUT, in the form of UploadThing's ingest. The URLs are ours and need a session, like every file's. */
export type IngestReply = { url: string; appUrl: string; ufsUrl: string; fileHash: string; serverData: Uploaded };

export type RequestedUpload = { file: File; size: number };

/**
 * Returns the file of an upload whose URL the viewer has, and the size that was announced. Throws `forbidden` for a URL
 * that we did not sign or that has expired, `not_found` for an upload that was given up or is somebody else's.
 */
export async function requireSigned(viewer: Viewer, key: string, address: string): Promise<RequestedUpload> {
  const { home, apiKey } = getConfig().files;
  // Files stored at UploadThing are sent to its servers, not here.
  if (home === "UPLOADTHING") throw notFound("upload");
  const upload = readSignedUpload(INGEST_BASE, key, new URL(address).search, apiKey);
  if (!upload || !(upload.expiresAt > Date.now()))
    throw new AppError("forbidden", "This address for an upload is not valid, or too old. Attach the file again.");
  const file = await db().file.findUnique({ where: { id: upload.fileId } });
  if (!file || file.ownerId !== viewer.id || file.state === "GONE") throw notFound("upload");
  if (file.uploadKey !== storedUploadKey(file.home, file.id, key)) throw notFound("upload");
  return { file, size: upload.size };
}

export function toReply(serverData: Uploaded): IngestReply {
  if ("error" in serverData) {
    const { code, message } = serverData.error;
    throw new AppError(code === "not_found" ? code : "unsupported_type", message);
  }
  const address = `/api/files/${serverData.file.id}`;
  return { url: address, appUrl: address, ufsUrl: address, fileHash: serverData.file.id, serverData };
}
