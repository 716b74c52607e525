import "server-only";
import { createWriteStream, openAsBlob } from "node:fs";
import { open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { getRuntime } from "../../runtime.ts";
import { makeFolderOf, scratchPath } from "./paths.ts";

/** The bytes of a file while it is examined: the path of a file on this machine, or the bytes where there is no disk. */
export type Piece = string | Buffer;

/** Keeps the bytes of one file while it is examined. Where there is no disk they are in memory. */
export class Workspace {
  #fileId: string;
  #places: string[] = [];

  private constructor(fileId: string) {
    this.#fileId = fileId;
  }

  /** Runs `work`, and removes afterwards what it has kept. */
  static async run<T>(fileId: string, work: (workspace: Workspace) => Promise<T>): Promise<T> {
    const workspace = new Workspace(fileId);
    try {
      return await work(workspace);
    } finally {
      for (const place of workspace.#places) await rm(place, { force: true });
    }
  }

  async receive(stream: ReadableStream<Uint8Array>): Promise<Piece> {
    if (!getRuntime().hasDisk) return Buffer.from(await new Response(stream).arrayBuffer());
    const place = await this.#newPlace();
    await pipeline(Readable.fromWeb(stream as NodeStream), createWriteStream(place, { mode: 0o600 }));
    return place;
  }

  keep = async (bytes: Buffer): Promise<Piece> => (getRuntime().hasDisk ? this.write(bytes) : bytes);

  /** Writes bytes to a temporary file and returns its path. */
  async write(bytes: Buffer): Promise<string> {
    const place = await this.#newPlace();
    await writeFile(place, bytes, { mode: 0o600 });
    return place;
  }

  async #newPlace(): Promise<string> {
    const place = scratchPath(this.#fileId);
    await makeFolderOf(place);
    this.#places.push(place);
    return place;
  }
}

export const sizeOfPiece = async (piece: Piece): Promise<number> =>
  typeof piece === "string" ? (await stat(piece)).size : piece.length;

/** Returns the bytes as a body to send. Those of a file are read while they are sent. */
export const blobOfPiece = async (piece: Piece): Promise<Blob> =>
  // A blob copies its bytes, and none of ours are in shared memory.
  typeof piece === "string" ? openAsBlob(piece) : new Blob([piece as Buffer<ArrayBuffer>]);

export const readPiece = async (piece: Piece): Promise<Buffer> => (typeof piece === "string" ? readFile(piece) : piece);

/** Returns `length` bytes of a file on this machine from `at` on, or fewer where it ends. */
export async function readPart(place: string, at: number, length: number): Promise<Buffer> {
  const handle = await open(place, "r");
  try {
    // The buffer is not from Node's pool, because its reader may keep it for long.
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafeSlow(length), 0, length, at);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
