import "server-only";
import type { Viewer } from "../../auth/viewer-type.ts";
import { write } from "../../db/doors.ts";
import { notFound } from "../../errors.ts";
import { signPut } from "../../files/storage/s3-uploads.ts";
import { getRuntime } from "../../runtime.ts";
import type { StoreRequest } from "../schema.ts";
import { bytesThereOf } from "./ingest.ts";
import { requireSigned } from "./requested-upload.ts";

/**
 * Tells a browser how to send an upload to the store itself: by a request that is signed for exactly this size and type.
 * There is none when all bytes have arrived, or when they are to be sent to us. Throws as `receivedBytes`.
 */
export async function requestForStore(viewer: Viewer, key: string, address: string): Promise<StoreRequest> {
  const { file, size } = await requireSigned(viewer, key, address);
  const takesForms = getRuntime().hasDisk;
  const received = await bytesThereOf({ file, size });
  const signed = received === size ? null : await signPut(file);
  if (!signed) return { received, put: null, takesForms };
  const { url, headers, until } = signed;
  // Until then the row stays, so that whatever is sent to the store is found and removed.
  const { count } = await write((tx) =>
    tx.file.updateMany({ where: { id: file.id, state: "UPLOADING" }, data: { putUntil: until } }),
  );
  if (count === 0) throw notFound("upload");
  return { received, put: { url, headers }, takesForms };
}
