import { mkdirSync, readdirSync, readlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openLocalFile } from "../../../../lib/files/storage/disk.ts";

const folder = path.join(process.env.DATA_DIR ?? "", "files");
mkdirSync(folder);
const place = path.join(folder, "film");
const bytes = Buffer.alloc(1_500_000).map((_, index) => index % 251);
writeFileSync(place, bytes);

/** How many files of the folder this process has open. */
const openFiles = () =>
  readdirSync("/proc/self/fd").filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder);
    } catch {
      return false;
    }
  }).length;
const all = async (stream: ReadableStream<Uint8Array>) => Buffer.from(await new Response(stream).arrayBuffer());

test("a file comes whole, and a part of it from the first asked for byte to the last", async () => {
  expect((await all(await openLocalFile(place))).equals(bytes)).toBe(true);
  const part = await all(await openLocalFile(place, { start: 300_001, end: 900_000 }));
  expect(part.equals(bytes.subarray(300_001, 900_001))).toBe(true);
  expect(await all(await openLocalFile(place, { start: 7, end: 7 }))).toEqual(bytes.subarray(7, 8));
});

test("a file that is not there is an error before the first byte", async () => {
  await expect(openLocalFile(`${place}-of-nobody`)).rejects.toThrow("ENOENT");
});

test.skipIf(process.platform !== "linux")("whoever stops reading, in whatever way, leaves no open file", async () => {
  const kept: unknown[] = [];
  for (let n = 0; n < 50; n++) {
    // The streams are never read, read in part and dropped, and cancelled while a chunk is being read.
    const [untouched, forgotten, cancelled] = await Promise.all([
      openLocalFile(place),
      openLocalFile(place),
      openLocalFile(place),
    ]);
    const reader = forgotten.getReader();
    await reader.read();
    const other = cancelled.getReader();
    await other.read();
    const onItsWay = other.read();
    await other.cancel();
    await onItsWay;
    kept.push(untouched, reader, other);
  }
  expect(kept).toHaveLength(150);
  await expect.poll(openFiles).toBe(0);
});
