import type { FileHandle } from "node:fs/promises";

const ZEROS = Buffer.alloc(256 * 1024);

/** So many bytes from a place on. Throws when there are fewer. */
export async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done, at + done);
    if (bytesRead === 0) throw new Error("the file is shorter than it says");
    done += bytesRead;
  }
  return bytes;
}

/** Puts bytes in the place of others, all of them. */
export async function write(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}

/** Puts zeros from one place up to another. */
export async function zero(file: FileHandle, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += ZEROS.length)
    await write(file, ZEROS.subarray(0, Math.min(ZEROS.length, to - at)), at);
}
