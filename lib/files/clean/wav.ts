import { type OpenFile, readBytes, writeBytes, zeroBytes } from "./file-bytes.ts";

/** The chunks that a player of a WAV needs. Texts, broadcasters' notes and tags of other formats are blanked. */
const KEPT = new Set(["fmt ", "fact", "data", "ds64", "JUNK", "cue ", "smpl", "inst"]);
const CHUNKS_MAX = 10_000;

/** Removes the metadata from a WAV (RIFF), in place: each chunk that is not in KEPT becomes an empty `JUNK` chunk. */
export async function cleanWav(file: OpenFile): Promise<void> {
  const { size } = await file.stat();
  let at = 12;
  for (let count = 0; at + 8 <= size; count++) {
    if (count > CHUNKS_MAX) throw new Error("the sound is damaged");
    const head = await readBytes(file, at, 8);
    const end = Math.min(size, at + 8 + head.readUInt32LE(4));
    if (!KEPT.has(head.toString("latin1", 0, 4))) {
      await writeBytes(file, Buffer.from("JUNK", "latin1"), at);
      await zeroBytes(file, at + 8, end);
    }
    at = end + (head.readUInt32LE(4) & 1);
  }
}
