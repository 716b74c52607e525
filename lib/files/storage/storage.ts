import "server-only";
import type { File } from "../../../prisma/generated/client.ts";
import type { ByteRange } from "../../http/ranges.ts";
import { diskStorage } from "./disk.ts";
import { s3Storage } from "./s3.ts";
import { uploadthingStorage } from "./uploadthing.ts";
import type { Piece, Workspace } from "./workspace.ts";

/** The columns of a file that a storage needs. */
export type StoredFile = Pick<File, "id" | "uploadKey" | "storageKey" | "name" | "type" | "size" | "putUntil">;

/** A complete upload that nobody has examined yet. */
export type Arrived = {
  /** Its first bytes. */
  head: Buffer;
  size: number;
  /** The storage's name for exactly these bytes, where others could take their place; else null. */
  version: string | null;
};

/**
 * A place where the bytes of files are stored. To add one, write one more file of this type, add its name to the enum
 * FileHome, and add it to STORAGES.
 */
export type Storage = {
  /** Reads the first `length` bytes of a complete upload. */
  look(file: StoredFile, length: number): Promise<Arrived>;
  /** Brings all bytes of a stored file, or of a complete upload, to this process. */
  fetch(file: StoredFile, workspace: Workspace, arrived?: Arrived): Promise<Piece>;
  /**
   * Stores bytes permanently: those of the upload or, unless null, changed ones, which may be moved. Resolves to the
   * storage key. Repeated and concurrent calls leave the bytes whole.
   */
  store(file: StoredFile, arrived: Arrived, changed: Piece | null): Promise<string>;
  /** Removes the bytes of an upload whose file is stored, if they are still there. */
  removeArrived(file: StoredFile): Promise<void>;
  /**
   * Stores a smaller version of an image beside it and resolves to its storage key. Null where smaller versions are
   * made when somebody asks for them, and cached on this machine.
   */
  storeStill: ((file: StoredFile, size: number, bytes: Buffer) => Promise<string>) | null;
  /** Returns a short-lived URL at another host where readers get the bytes, or null when this server serves them. */
  publicUrl(file: StoredFile): Promise<URL | null>;
  /** Opens the bytes, or a range of them, as a stream. Throws before the first byte when they are not available. */
  open(file: StoredFile, range?: ByteRange): Promise<ReadableStream<Uint8Array>>;
  /** Removes the bytes of a file or an unfinished upload. Bytes that are already gone are no error. */
  remove(file: StoredFile): Promise<void>;
};

const STORAGES: Record<File["home"], Storage> = { DISK: diskStorage, UPLOADTHING: uploadthingStorage, S3: s3Storage };

/** Returns the storage that holds a file, whatever the settings say about new files. */
export const storageOf = (home: File["home"]): Storage => STORAGES[home];
