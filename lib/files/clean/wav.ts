import type { FileHandle } from "node:fs/promises";
import { read, write, zero } from "./in-place.ts";

/** What plays a WAV. Its lists of words, what broadcasters note, and tags of other formats are blanked. */
const KEPT = new Set(["fmt ", "fact", "data", "ds64", "JUNK", "cue ", "smpl", "inst"]);
const CHUNKS_MAX = 10_000;

/** Takes the words out of a WAV (RIFF), in place: each chunk that plays nothing becomes one to be passed over. */
export async function cleanWav(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  let at = 12;
  for (let count = 0; at + 8 <= size; count++) {
    if (count > CHUNKS_MAX) throw new Error("the sound is damaged");
    const head = await read(file, at, 8);
    const end = Math.min(size, at + 8 + head.readUInt32LE(4));
    if (!KEPT.has(head.toString("latin1", 0, 4))) {
      await write(file, Buffer.from("JUNK", "latin1"), at);
      await zero(file, at + 8, end);
    }
    at = end + (head.readUInt32LE(4) & 1);
  }
}
