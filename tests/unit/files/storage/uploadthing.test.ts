// The servers of UploadThing are a stand-in that checks signatures as they do (tests/support/uploadthing.ts).
import { afterAll, beforeEach, expect, test } from "vitest";
import type { StoredFile } from "@/lib/files/storage/storage.ts";
import { uploadthingStorage } from "@/lib/files/storage/uploadthing.ts";
import { startUploadthing } from "@/tests/support/uploadthing.ts";

const theirs = await startUploadthing();
Object.assign(process.env, theirs.env);
afterAll(() => theirs.close());

const ID = "aa1bb2cc3dd4ee5ff6gg";
const UPLOADED = "the-key-of-the-upload";
const dirty = Buffer.from("dirty");
const file: StoredFile = {
  ...{ id: ID, uploadKey: UPLOADED, storageKey: null, name: "photo.jpg", type: "image/jpeg" },
  ...{ size: dirty.length, putUntil: null },
};
const arrived = { head: dirty, size: dirty.length, version: null };

beforeEach(() => {
  theirs.files.clear();
  const held = { name: file.name, type: file.type, disposition: "inline", customId: ID };
  theirs.files.set(UPLOADED, { bytes: dirty, ...held });
});

test("an upload stays while changed bytes take its place, and goes when its file is stored", async () => {
  // A process may end before the row is READY, and whoever finishes the upload then needs the bytes again.
  const keys: string[] = [];
  for (let n = 0; n < 2; n++) {
    keys.push(await uploadthingStorage.store(file, arrived, Buffer.from("clean")));
    expect((await uploadthingStorage.look(file, 1000)).head).toEqual(dirty);
  }
  const storageKey = keys[1] ?? "";
  expect([...theirs.files.keys()].sort()).toEqual([UPLOADED, storageKey].sort());
  await uploadthingStorage.removeArrived({ ...file, storageKey });
  expect([...theirs.files].map(([key, { bytes }]) => [key, bytes.toString()])).toEqual([[storageKey, "clean"]]);
});

test("an upload that is stored as it is stays", async () => {
  const storageKey = await uploadthingStorage.store(file, arrived, null);
  expect(storageKey).toBe(UPLOADED);
  await uploadthingStorage.removeArrived({ ...file, storageKey });
  expect([...theirs.files.keys()]).toEqual([UPLOADED]);
});
