// docs/decisions/042: of two processes that finish the same image at the same moment one examines it, by a lease, and the
// other finds what it made. At UploadThing they would otherwise delete each other's version.
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDoors, openDoors, write } from "@/lib/db/doors.ts";
import { finishUpload, reserveUploads, storeUploadKeys } from "@/lib/files/commands.ts";
import { createId } from "@/lib/ids.ts";
import { startStore } from "@/tests/support/s3.ts";
import { picture } from "@/tests/support/upload-files.ts";
import { START_MS, signUp } from "../unit/accounts/register-viewer.ts";
import { startOne } from "./support/processes.ts";
import "./support/not-alone.ts";

const store = await startStore();
Object.assign(process.env, { ...store.env, S3_PUBLIC_ENDPOINT: store.origin });

const IMAGES = 4;
/** Another process has to load everything first. */
const TIMEOUT_MS = 120_000;
const started = startOne();
beforeAll(openDoors, START_MS);
afterAll(async () => {
  await closeDoors();
  await store.close();
});

test(
  "two processes that examine the same images leave each of them once, whole, and know the same of it",
  async () => {
    const ada = await signUp("ada");
    const bytes = await picture("jpeg", 600, 400);
    const files = Array.from({ length: IMAGES }, () => ({ name: "photo.jpg", size: bytes.length }));
    const ids = await reserveUploads(ada, "attachment", { files });
    const uploads = ids.map((id) => ({ id, key: createId() }));
    await storeUploadKeys(uploads);
    for (const id of ids) store.objects.set(`files/incoming/${id}`, { bytes, type: "image/jpeg" });
    await write((tx) => tx.file.updateMany({ where: { id: { in: ids } }, data: { putUntil: new Date() } }));

    const other = await started;
    const [said, own] = await Promise.all(
      [other.finishUpload, finishUpload].map((finish) => Promise.all(uploads.map(({ id, key }) => finish(id, key)))),
    );
    expect(said).toEqual(own);
    const keysOf = (id: string) => [`files/${id}`, `files/small/${id}-320`, `files/small/${id}-800`];
    expect(store.seen.filter((one) => one.startsWith("PUT")).sort(), "each once").toEqual(
      ids.flatMap((id) => keysOf(id).map((key) => `PUT ${key} 200`)).sort(),
    );
    expect([...store.objects.keys()].sort()).toEqual(ids.flatMap(keysOf).sort());
  },
  TIMEOUT_MS,
);
