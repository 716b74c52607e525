/** Bytes that are read and overwritten at offsets: an open file of node, or a `MemoryFile`. */
export type OpenFile = {
  stat(): Promise<{ size: number }>;
  read(bytes: Buffer, offset: number, length: number, at: number): Promise<{ bytesRead: number }>;
  write(bytes: Buffer, offset: number, length: number, at: number): Promise<{ bytesWritten: number }>;
};

/** Treats bytes in memory as an open file. They keep their length. */
export class MemoryFile implements OpenFile {
  #all: Buffer;

  constructor(all: Buffer) {
    this.#all = all;
  }

  async stat(): Promise<{ size: number }> {
    return { size: this.#all.length };
  }

  async read(bytes: Buffer, offset: number, length: number, at: number): Promise<{ bytesRead: number }> {
    return { bytesRead: at < this.#all.length ? this.#all.copy(bytes, offset, at, at + length) : 0 };
  }

  async write(bytes: Buffer, offset: number, length: number, at: number): Promise<{ bytesWritten: number }> {
    if (at + length > this.#all.length) throw new Error("the file would become longer");
    return { bytesWritten: bytes.copy(this.#all, at, offset, offset + length) };
  }
}

const ZEROS = Buffer.alloc(256 * 1024);

/** Reads `length` bytes from offset `at`. Throws when the file has fewer. */
export async function readBytes(file: OpenFile, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done, at + done);
    if (bytesRead === 0) throw new Error("the file is shorter than it says");
    done += bytesRead;
  }
  return bytes;
}

/** Writes all of `bytes` at offset `at`. */
export async function writeBytes(file: OpenFile, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}

/** Overwrites the bytes between two offsets with zeros. */
export async function zeroBytes(file: OpenFile, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += ZEROS.length)
    await writeBytes(file, ZEROS.subarray(0, Math.min(ZEROS.length, to - at)), at);
}
