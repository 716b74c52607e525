import "server-only";
import type { File } from "../../../prisma/generated/client.ts";
import type { ByteRange } from "../../http/ranges.ts";
import { diskStorage } from "./disk.ts";
import { s3Storage } from "./s3.ts";
import { uploadthingStorage } from "./uploadthing.ts";

/** The columns of a file that a storage needs. */
export type StoredFile = Pick<File, "id" | "uploadKey" | "storageKey" | "name" | "type">;

/**
 * A place where the bytes of files are stored. To add one, write one more file of this type, add its name to the enum
 * FileHome, and add it to STORAGES.
 */
export type Storage = {
  /**
   * Returns the path of a file on this machine with the bytes of a complete upload or a stored file. A remote storage
   * downloads them to `scratch`.
   */
  toLocalPath(file: StoredFile, scratch: string): Promise<string>;
  /**
   * Stores the bytes at `path` permanently: the uploaded bytes themselves or, when `changed`, other ones, which may be
   * moved. Resolves to the storage key. Repeated and concurrent calls leave the bytes whole.
   */
  store(file: StoredFile, path: string, changed: boolean): Promise<string>;
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
