import { shortName } from "../../files/limits.ts";
import type { FileKind } from "../../files/types.ts";
import type { Presigned } from "../schema.ts";

/** A file that was attached and is in no message yet, as this browser stores it. Its bytes are stored separately. */
export type KeptFile = {
  /** An id made by this browser. */
  id: string;
  viewerId: string;
  /** The draft or unsent message to which it belongs, from `draftOwner` or `messageOwner` of ./file-owners. */
  owner: string;
  /** Its position among the files of its owner. */
  position: number;
  name: string;
  size: number;
  type: string;
  kind: FileKind;
  alt: string;
  /** In px, as this browser measured it. */
  width: number | null;
  height: number | null;
  durationMs: number | null;
  /** The id of the video whose still this file is. A still is not listed by itself. */
  posterOf: string | null;
  /** The URL with which its upload resumes, also after a reload. */
  presigned: Presigned | null;
  /** The server's id of the finished upload, and the time in ms at which it was finished. */
  fileId: string | null;
  uploadedAt: number | null;
  attachedAt: number;
};

/**
 * `waiting` for its turn; `uploading`; `stalled` until the network is back; `ready`; `refused` by the server for good.
 */
type UploadStatus = "waiting" | "uploading" | "stalled" | "ready" | "refused";

/** The state of a file's upload. Each change makes another object. */
export type Upload = {
  readonly file: Readonly<KeptFile>;
  readonly status: UploadStatus;
  /** The share of its bytes that the server has, from 0 to 1. */
  readonly progress: number;
  /** The reason why it is stalled or refused, in words for the sender. */
  readonly error: string | null;
  /** The object URL of an image or of a video's still, to draw it. */
  readonly preview: string | null;
};

/** The server deletes an upload without a message after a day; well before that, the file is uploaded again. */
export const UPLOAD_GOOD_MS = 20 * 60 * 60 * 1000;

/**
 * Says why a file was refused: "photo.png was refused: It is no picture." A reason that names the file is returned
 * unchanged.
 */
export function describeRefusal(name: string, reason: string | null): string {
  const isNamed = reason?.includes(name) || reason?.includes(shortName(name));
  return reason && isNamed ? reason : `${name} was refused: ${reason ?? "It cannot be shared."}`;
}
