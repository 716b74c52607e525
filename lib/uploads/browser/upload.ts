import { shortName } from "../../files/limits.ts";
import type { FileKind } from "../../files/types.ts";

/** An address to upload to, as uploadthing's route gives it. `customId` is the file's id on the server. */
export type Presigned = { key: string; url: string; name: string; customId: string | null };

/** What this browser keeps of a file that was attached and is in no message yet; its bytes are kept beside it. */
export type KeptFile = {
  /** This browser's own. */
  id: string;
  viewerId: string;
  /** The draft or the unsent message it belongs to: `draftOwner` or `messageOwner` of lib/browser/database. */
  owner: string;
  /** Its place among those of its owner. */
  position: number;
  name: string;
  size: number;
  type: string;
  kind: FileKind;
  alt: string;
  /** In px, as seen in this browser. */
  width: number | null;
  height: number | null;
  durationMs: number | null;
  /** This is the still of that video, and not shown by itself. */
  posterOf: string | null;
  /** Where its upload goes on, also after a reload. */
  presigned: Presigned | null;
  /** The server's id of the finished upload, and when it was finished, in ms. */
  fileId: string | null;
  uploadedAt: number | null;
  attachedAt: number;
};

/**
 * `waiting` for its turn; `uploading`; `stalled` and tried again by itself when the network is back; `ready`; `refused`
 * by the server for good.
 */
type UploadStatus = "waiting" | "uploading" | "stalled" | "ready" | "refused";

/** How far a file is. Another object after each change. */
export type Upload = {
  readonly file: Readonly<KeptFile>;
  readonly status: UploadStatus;
  /** The part of its bytes that the server has, 0 to 1. */
  readonly progress: number;
  /** Why it is stalled or refused, in words for its sender. */
  readonly error: string | null;
  /** To draw it from: an image, or a video's still. */
  readonly preview: string | null;
};

/** An upload that nobody claimed is swept by the server after a day; well before, it is made anew. */
export const UPLOAD_GOOD_MS = 20 * 60 * 60 * 1000;

/** "photo.png was refused: It is no picture." A reason that names the file already is a sentence by itself. */
export function refusedWords(name: string, reason: string | null): string {
  const isNamed = reason?.includes(name) || reason?.includes(shortName(name));
  return reason && isNamed ? reason : `${name} was refused: ${reason ?? "It cannot be shared."}`;
}
