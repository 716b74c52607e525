import "server-only";
import type { File } from "../../prisma/generated/client.ts";
import { diskStorage } from "./disk.ts";
import { uploadthingStorage } from "./uploadthing.ts";

/** A file as storages know it. */
export type Stored = Pick<File, "id" | "uploadKey" | "storageKey" | "name" | "type">;
/** Inclusive at both ends, as in HTTP. */
export type Range = { start: number; end: number };

/**
 * Where the bytes of files are. Another home, such as an S3-compatible one, is one more file with this shape, its name
 * in the enum FileHome, and a line below.
 */
export type Storage = {
  /** A finished upload as a file on this machine, to be looked at; `keep` or `discard` takes it away again. */
  collect(file: Stored): Promise<string>;
  /** Keeps the bytes at `path` (the upload's own, or `changed` ones) for good; resolves to the storage's key. */
  keep(file: Stored, path: string, changed: boolean): Promise<string>;
  /** Where readers find the bytes: a short-lived address elsewhere, or null when they come through us. */
  addressOf(file: Stored): Promise<URL | null>;
  /** The bytes, or some of them. Throws before the first when they cannot be had. */
  open(file: Stored, range?: Range): Promise<ReadableStream<Uint8Array>>;
  /** Removes whatever there is of it, finished or not. What is gone already is no fault. */
  remove(file: Stored): Promise<void>;
};

/** The storage of a file's home, whatever the settings say about new files. */
export function storageOf(home: File["home"]): Storage {
  return home === "DISK" ? diskStorage : uploadthingStorage;
}
