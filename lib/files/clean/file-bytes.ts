import type { FileHandle } from "node:fs/promises";

const ZEROS = Buffer.alloc(256 * 1024);

/** Reads `length` bytes from offset `at`. Throws when the file has fewer. */
export async function readBytes(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done, at + done);
    if (bytesRead === 0) throw new Error("the file is shorter than it says");
    done += bytesRead;
  }
  return bytes;
}

/** Writes all of `bytes` at offset `at`. */
export async function writeBytes(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}

/** Overwrites the bytes between two offsets with zeros. */
export async function zeroBytes(file: FileHandle, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += ZEROS.length)
    await writeBytes(file, ZEROS.subarray(0, Math.min(ZEROS.length, to - at)), at);
}
