import type { Presigned } from "../schema.ts";

/** Thrown when the stored upload URL is not valid any more. The upload starts anew with another. */
export class StaleUploadUrl extends Error {}

/** Thrown when this browser cannot send to the store of files, but the server takes the file too. */
export class StoreIsClosed extends Error {}

/** One attempt to send a file to its upload URL. */
export type Sending = {
  presigned: Presigned;
  file: File;
  /** Receives a number from 0 to 1. */
  onProgress: (part: number) => void;
  signal: AbortSignal;
};
