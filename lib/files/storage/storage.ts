import "server-only";
import type { File } from "../../../prisma/generated/client.ts";
import type { ByteRange } from "../../http/ranges.ts";
import { diskStorage } from "./disk.ts";
import { s3Storage } from "./s3.ts";
import { uploadthingStorage } from "./uploadthing.ts";

/** A file as storages know it. */
export type Stored = Pick<File, "id" | "uploadKey" | "storageKey" | "name" | "type">;

/**
 * Where the bytes of files are. Another home is one more file with this shape, its name in the enum FileHome, and a
 * line below.
 */
export type Storage = {
  /** An upload that has arrived, or a kept file, as a file on this machine to be looked at; at `scratch` if it has to be fetched. */
  collect(file: Stored, scratch: string): Promise<string>;
  /**
   * Keeps the bytes at `path` (the upload's own, or `changed` ones, which may be moved away) for good; resolves to the
   * storage's key. Done twice, also at the same time, it leaves them whole.
   */
  keep(file: Stored, path: string, changed: boolean): Promise<string>;
  /** Where readers find the bytes: a short-lived address elsewhere, or null when they come through us. */
  addressOf(file: Stored): Promise<URL | null>;
  /** The bytes, or some of them. Throws before the first when they cannot be had. */
  open(file: Stored, range?: ByteRange): Promise<ReadableStream<Uint8Array>>;
  /** Removes whatever there is of it, finished or not. What is gone already is no fault. */
  remove(file: Stored): Promise<void>;
};

const STORAGES: Record<File["home"], Storage> = { DISK: diskStorage, UPLOADTHING: uploadthingStorage, S3: s3Storage };

/** The storage of a file's home, whatever the settings say about new files. */
export const storageOf = (home: File["home"]): Storage => STORAGES[home];
