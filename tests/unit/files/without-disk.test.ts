// docs/reliability.md F12, in a process as a function is: nothing is written to a folder. The store is a stand-in that
// checks each signature.
import { existsSync } from "node:fs";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { getConfig } from "@/lib/config.ts";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { discardUpload, finishUpload, reserveUploads, storeUploadKeys } from "@/lib/files/commands.ts";
import { fileSweep } from "@/lib/files/removal.ts";
import { readExcerpt, serveFile } from "@/lib/files/serve-file.ts";
import { getStoredStill } from "@/lib/files/stills.ts";
import { createId } from "@/lib/ids.ts";
import { getRuntime } from "@/lib/runtime.ts";
import { singleton } from "@/lib/singleton.ts";
import { box, film } from "@/tests/support/movie.ts";
import { startStore } from "@/tests/support/s3.ts";
import { picture } from "@/tests/support/upload-files.ts";
import { START_MS, signUp } from "../accounts/register-viewer.ts";

const store = await startStore();
Object.assign(process.env, { ...store.env, S3_PUBLIC_ENDPOINT: store.origin });
const { folder } = getConfig().files;

let ada: Viewer;
beforeAll(async () => {
  await openDoors();
  ada = await signUp("ada");
  // From here on no program of ours runs this process.
  singleton("process.long-lived", () => ({ isLongLived: true })).isLongLived = false;
  expect(getRuntime().hasDisk).toBe(false);
}, START_MS);
afterAll(async () => {
  expect(existsSync(folder)).toBe(false);
  await closeDoors();
  await store.close();
});

const MINUTE_MS = 60_000;
const PATIENT = { timeout: 10_000 };
const arrivedKey = (id: string) => `files/incoming/${id}`;
/** An upload whose bytes a browser has sent to the store. Its address is good until `putUntil`. */
async function sent(name: string, bytes: Buffer, putUntil = new Date(Date.now() + MINUTE_MS)) {
  const [id = ""] = await reserveUploads(ada, "attachment", { files: [{ name, size: bytes.length }] });
  const key = createId();
  await storeUploadKeys([{ id, key }]);
  await write((tx) => tx.file.update({ where: { id }, data: { putUntil } }));
  store.objects.set(arrivedKey(id), { bytes, type: "of no importance" });
  return { id, key, finish: () => finishUpload(id, key) };
}
const read = async (id: string, size?: number) => {
  const served = await serveFile(ada, id, size);
  return { ...served, bytes: Buffer.from(await new Response(await served.open()).arrayBuffer()) };
};

test("an image is cleaned and made small in memory, and served from the store", async () => {
  const dirty = await sharp(await picture("jpeg", 1000, 600))
    .withExif({ IFD0: { Artist: "Ada L." } })
    .jpeg()
    .toBuffer();
  const { id, finish } = await sent("photo.jpg", dirty);
  expect(await finish()).toMatchObject({ kind: "image", width: 1000, height: 600 });
  expect((await sharp((await read(id)).bytes).metadata()).exif).toBeUndefined();
  const small = await read(id, 320);
  expect([small.address?.origin, small.size]).toEqual([store.origin, small.bytes.length]);
  expect((await sharp(small.bytes).metadata()).width).toBe(320);
});

test("film loses its metadata, a text has its first lines, and a damaged image is refused and removed", async () => {
  const { bytes } = film(true);
  const clip = await sent("clip.mp4", Buffer.concat([box("ftyp", Buffer.from("isom\0\0\0\0")), bytes]));
  await clip.finish();
  expect((await read(clip.id)).bytes.includes("secret")).toBe(false);
  const note = await sent("a.md", Buffer.from("# Hi\nyou"));
  await note.finish();
  expect(await readExcerpt(ada, note.id)).toEqual({ text: "# Hi\nyou", truncated: false });
  const half = await sent("half.png", (await picture("png", 400, 300)).subarray(0, 600));
  await expect(half.finish()).rejects.toThrow("damaged");
  await expect.poll(() => store.objects.has(arrivedKey(half.id)), PATIENT).toBe(false);
});

test("an upload of another size than was announced is refused, whatever the store has let through", async () => {
  const { id, finish } = await sent("a.txt", Buffer.from("four"));
  store.objects.set(arrivedKey(id), { bytes: Buffer.from("seven…"), type: "text/plain" });
  await expect(finish()).rejects.toThrow("another size than was announced");
});

test("an image that came before there were small versions in the store gets them when somebody asks", async () => {
  const { id, finish } = await sent("photo.png", await picture("png", 500, 300));
  await finish();
  await write((tx) => tx.file.update({ where: { id }, data: { stills: null } }));
  for (const size of [320, 800]) store.objects.delete(`files/small/${id}-${size}`);
  const all = await Promise.all([320, 800, 1600].map((size) => read(id, size)));
  const widths = await Promise.all(all.map(async ({ bytes }) => (await sharp(bytes).metadata()).width));
  expect(widths).toEqual([320, 500, 500]);
  expect([...store.objects.keys()].filter((key) => key.startsWith(`files/small/${id}`))).toHaveLength(2);
});

test("an image that is taken away while its small versions are made keeps its bytes until nothing can show them", async () => {
  const { id, finish } = await sent("photo.png", await picture("png", 500, 300));
  await finish();
  const change = (where: object, data: object) => write((tx) => tx.file.updateMany({ where, data }));
  await change({ id }, { stills: null });
  const image = await db().file.findUniqueOrThrow({ where: { id } });
  const copy = { ...image, id: createId(), uploadKey: null, bytesId: id };
  await write((tx) => tx.file.create({ data: copy }));
  const hasBytes = () => store.objects.has(`files/${id}`);
  const stillsOf = async (one: string) => (await db().file.findUniqueOrThrow({ where: { id: one } })).stills;
  // A deleted message that may be restored has it.
  await change({ OR: [{ id }, { bytesId: id }] }, { state: "HELD" });
  const [made, same] = await Promise.all([getStoredStill(image, 320), getStoredStill(copy, 320)]);
  expect([made.edge, same.key, hasBytes()]).toEqual([320, made.key, true]);
  expect(await stillsOf(copy.id)).toBe(await stillsOf(id));
  // What it was copied from has gone.
  await change({ OR: [{ id }, { bytesId: id }] }, { stills: null });
  await change({ id }, { state: "GONE" });
  expect((await getStoredStill(image, 320)).key).toBe(made.key);
  expect([hasBytes(), await stillsOf(copy.id)]).toEqual([true, expect.any(String)]);
  await change({ id: copy.id }, { state: "GONE", stills: null });
  await expect(getStoredStill(copy, 320)).rejects.toMatchObject({ code: "not_found" });
  expect([hasBytes(), store.objects.has(made.key)]).toEqual([false, false]);
});

test("what is sent once more after the examination is removed when its address has ended", async () => {
  const { id, finish } = await sent("a.txt", Buffer.from("four"));
  await finish();
  store.objects.set(arrivedKey(id), { bytes: Buffer.from("evil"), type: "text/plain" });
  await fileSweep.run();
  expect(store.objects.has(arrivedKey(id)), "it may come again").toBe(true);
  await write((tx) => tx.file.update({ where: { id }, data: { putUntil: new Date(Date.now() - 1) } }));
  await fileSweep.run();
  expect(store.objects.has(arrivedKey(id))).toBe(false);
  expect((await read(id)).bytes.toString()).toBe("four");
});

test("a store that is away keeps nobody waiting, and what was sent once more is removed when it is back", async () => {
  const [one, two] = [await sent("a.txt", Buffer.from("four")), await sent("b.txt", Buffer.from("five"))];
  for (const { id, finish } of [one, two]) {
    await finish();
    store.objects.set(arrivedKey(id), { bytes: Buffer.from("evil"), type: "text/plain" });
    await write((tx) => tx.file.update({ where: { id }, data: { putUntil: new Date(Date.now() - 1) } }));
  }
  const removals = () => store.seen.filter((line) => line.startsWith("DELETE")).length;
  store.turn("broken");
  const before = removals();
  await fileSweep.run();
  expect(removals() - before, "of many files one is tried").toBe(1);
  store.turn("well");
  await fileSweep.run();
  for (const { id } of [one, two]) {
    expect(store.objects.has(arrivedKey(id))).toBe(false);
    expect(await db().file.findUnique({ where: { id } })).toMatchObject({ state: "READY", putUntil: null });
  }
});

test("what is sent after an upload was given up is removed when its address has ended, and its row with it", async () => {
  const { id } = await sent("a.txt", Buffer.from("four"));
  await discardUpload(ada, id);
  await expect.poll(() => store.objects.has(arrivedKey(id)), PATIENT).toBe(false);
  store.objects.set(arrivedKey(id), { bytes: Buffer.from("four"), type: "text/plain" });
  await fileSweep.run();
  expect(await db().file.findUnique({ where: { id } })).toMatchObject({ state: "GONE" });
  await write((tx) => tx.file.update({ where: { id }, data: { putUntil: new Date(Date.now() - 1) } }));
  await fileSweep.run();
  expect([store.objects.has(arrivedKey(id)), await db().file.findUnique({ where: { id } })]).toEqual([false, null]);
});
