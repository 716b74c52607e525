// docs/reliability.md F12. These tests use a stand-in store that checks each signature (tests/support/sigv4.ts).
import { mkdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Config, getConfig } from "@/lib/config.ts";
import { incomingPath } from "@/lib/files/storage/paths.ts";
import { s3Storage } from "@/lib/files/storage/s3.ts";
import { arrivedSize, signPut, takesUploads } from "@/lib/files/storage/s3-uploads.ts";
import type { Arrived, StoredFile } from "@/lib/files/storage/storage.ts";
import { readPiece, Workspace } from "@/lib/files/storage/workspace.ts";
import { startStore } from "@/tests/support/s3.ts";

const store = await startStore();
Object.assign(process.env, store.env);
afterAll(() => store.close());

const ID = "aa1bb2cc3dd4ee5ff6gg";
const KEY = `files/${ID}`;
const ARRIVED = `files/incoming/${ID}`;
const NAME = 'Ada’s plan + "notes" (1)*~.pdf';
const bytes = Buffer.from(Uint8Array.from({ length: 700_001 }, (_, index) => index % 251));
const file: StoredFile = {
  ...{ id: ID, uploadKey: `${ID}/key`, storageKey: KEY, name: NAME, type: "application/pdf" },
  ...{ size: bytes.length, putUntil: null },
};

const source = path.join(process.env.DATA_DIR ?? "", "source");
writeFileSync(source, bytes);

/** An upload that came through this machine. */
const through: Arrived = { head: bytes.subarray(0, 10), size: bytes.length, version: null };
const keep = () => s3Storage.store(file, through, source);
const fetchAll = (given: StoredFile, arrived?: Arrived) =>
  Workspace.run(ID, async (workspace) => readPiece(await s3Storage.fetch(given, workspace, arrived)));

const settings = getConfig().files as { -readonly [K in keyof Config["files"]]: Config["files"][K] };
const { s3 } = settings;
/** Changes the settings until the test ends. */
const set = (change: Partial<NonNullable<typeof s3>>) => {
  if (s3) settings.s3 = { ...s3, ...change };
};

beforeEach(async () => {
  store.objects.clear();
  await keep();
  store.seen.length = 0;
});
afterEach(() => {
  store.turn("well");
  settings.s3 = s3;
  vi.useRealTimers();
});

const all = async (stream: ReadableStream<Uint8Array>) => Buffer.from(await new Response(stream).arrayBuffer());
const writeHere = (some: Buffer) => {
  mkdirSync(path.dirname(incomingPath(ID)), { recursive: true });
  writeFileSync(incomingPath(ID), some);
};
/** The refusal of a call: its code, its message for people, and the line in the log. */
async function refusal(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (reason: Error & { code?: string; retryAfterSeconds?: number }) => reason,
  );
  return { code: error?.code, after: error?.retryAfterSeconds, words: error?.message, log: String(error?.cause) };
}

describe("bytes", () => {
  test("are kept under the file's id, with their type, and nothing of its name", async () => {
    expect([...store.objects.keys()]).toEqual([KEY]);
    expect(store.objects.get(KEY)?.bytes.equals(bytes)).toBe(true);
    expect(store.objects.get(KEY)?.type).toBe("application/pdf");
  });

  test("are kept once, whoever keeps them twice at the same time", async () => {
    const keys = await Promise.all([keep(), s3Storage.store(file, through, bytes)]);
    expect(keys).toEqual([KEY, KEY]);
    expect([...store.objects.keys()]).toEqual([KEY]);
    expect(store.objects.get(KEY)?.bytes.equals(bytes)).toBe(true);
  });

  test("come back whole, and a part of them from the first to the last asked for", async () => {
    expect((await all(await s3Storage.open(file))).equals(bytes)).toBe(true);
    const part = await all(await s3Storage.open(file, { start: 300_001, end: 600_000 }));
    expect(part.equals(bytes.subarray(300_001, 600_001))).toBe(true);
    expect(await all(await s3Storage.open(file, { start: 700_000, end: 700_000 }))).toEqual(
      bytes.subarray(700_000, 700_001),
    );
    expect(store.seen).toContain(`GET ${KEY} bytes=300001-600000 206`);
  });

  test("are fetched to be examined; those of an upload that came through this machine are here", async () => {
    expect((await fetchAll(file)).equals(bytes)).toBe(true);
    writeHere(bytes);
    const arrived = await s3Storage.look(file, 1000);
    expect([arrived.size, arrived.version, arrived.head.equals(bytes.subarray(0, 1000))]).toEqual([
      700_001,
      null,
      true,
    ]);
    store.objects.clear();
    expect((await fetchAll({ ...file, storageKey: null }, arrived)).equals(bytes)).toBe(true);
    expect(await s3Storage.store(file, arrived, null)).toBe(KEY);
    expect(store.objects.get(KEY)?.bytes.equals(bytes)).toBe(true);
    await s3Storage.removeArrived(file);
    await expect(readFile(incomingPath(ID))).rejects.toThrow("ENOENT");
  });

  test("go when they are removed, and what is gone already is no fault", async () => {
    writeHere(Buffer.from("half of it"));
    store.objects.set(ARRIVED, { bytes, type: "image/png" });
    const image = { ...file, type: "image/png", putUntil: new Date() };
    await s3Storage.storeStill?.(image, 320, bytes);
    for (let n = 0; n < 2; n++) await s3Storage.remove(image);
    expect(store.objects.size).toBe(0);
    await expect(readFile(incomingPath(ID))).rejects.toThrow("ENOENT");
  });

  test("that are not there are a fault of ours, and no store that is away", async () => {
    store.objects.clear();
    expect(await refusal(s3Storage.open(file))).toMatchObject({
      code: undefined,
      words: `the store has no object ${KEY}`,
    });
  });

  test("of what is no id are neither kept nor looked for", async () => {
    for (const id of ["../secrets.json", "plan.pdf", ""]) {
      await expect(s3Storage.store({ ...file, id }, through, source)).rejects.toThrow("not the id of a file");
      await expect(s3Storage.remove({ ...file, id })).rejects.toThrow("not the id of a file");
    }
    expect(store.seen).toEqual([]);
  });
});

describe("addresses for readers", () => {
  const address = async (change: Partial<StoredFile> = {}) => {
    const url = await s3Storage.publicUrl({ ...file, ...change });
    if (!url) throw new Error("there is no address");
    return url;
  };

  test("there are none unless the settings say that browsers reach the store", async () => {
    expect(await s3Storage.publicUrl(file)).toBeNull();
  });

  test("give the bytes and parts of them, as a download under the file's name, to who has nothing else", async () => {
    set({ publicEndpoint: new URL(store.origin) });
    const url = await address();
    const answer = await fetch(url, { headers: { range: "bytes=5-9" } });
    expect(answer.status).toBe(206);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes.subarray(5, 10));
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    expect(answer.headers.get("cache-control")).toBe("private, max-age=300");
    const disposition = answer.headers.get("content-disposition") ?? "";
    expect(disposition).toMatch(/^attachment; filename="/);
    expect(decodeURIComponent(/filename\*=UTF-8''(\S+)$/.exec(disposition)?.[1] ?? "")).toBe(NAME);
    expect(url.href).not.toContain(store.keys.secretAccessKey);
  });

  test("text is UTF-8, whatever it was called", async () => {
    set({ publicEndpoint: new URL(store.origin) });
    const answer = await fetch(await address({ name: "page.html", type: "text/plain" }));
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  });

  test("stay the same for some minutes, so that a browser finds in its cache what it has", async () => {
    set({ publicEndpoint: new URL(store.origin) });
    vi.useFakeTimers({ now: new Date("2026-01-01T12:00:01Z"), toFake: ["Date"] });
    const first = (await address()).href;
    vi.setSystemTime(new Date("2026-01-01T12:04:59Z"));
    expect((await address()).href).toBe(first);
    vi.setSystemTime(new Date("2026-01-01T12:05:00Z"));
    expect((await address()).href).not.toBe(first);
  });

  test.each([
    ["a document", "application/pdf", 5],
    ["a film, in which one looks around,", "video/mp4", 60],
  ])("of %s end", async (_, type, minutes) => {
    set({ publicEndpoint: new URL(store.origin) });
    vi.useFakeTimers({ now: new Date("2026-01-01T12:04:59Z"), toFake: ["Date"] });
    const url = await address({ type });
    vi.setSystemTime(new Date("2026-01-01T12:04:59Z").getTime() + minutes * 60_000);
    expect((await fetch(url)).status).toBe(200);
    vi.setSystemTime(new Date("2026-01-01T12:05:01Z").getTime() + minutes * 60_000);
    expect((await fetch(url)).status).toBe(403);
  });

  test("are good for nothing else: no other object, no other type, no change", async () => {
    set({ publicEndpoint: new URL(store.origin) });
    store.objects.set("files/of-grace", { bytes, type: "application/pdf" });
    const { href } = await address();
    expect((await fetch(href.replace(KEY, "files/of-grace"))).status).toBe(403);
    expect((await fetch(href.replace("application%2Fpdf", "text%2Fhtml"))).status).toBe(403);
    expect((await fetch(href.replace("Expires=600", "Expires=6000"))).status).toBe(403);
    expect((await fetch(href, { method: "DELETE" })).status).toBe(403);
    expect((await fetch(href, { method: "PUT", body: "mallory was here" })).status).toBe(403);
    expect((await fetch(href.split("?")[0] ?? "")).status).toBe(403);
  });
});

describe("what browsers send", () => {
  beforeEach(() => set({ publicEndpoint: new URL(store.origin) }));
  const upload = { ...file, storageKey: null };
  async function send(change: { headers?: Record<string, string>; body?: Buffer; url?: (url: string) => string } = {}) {
    const signed = await signPut(upload);
    if (!signed) throw new Error("there is no address");
    const headers = { ...signed.headers, ...change.headers };
    const body = new Uint8Array(change.body ?? bytes);
    return fetch(change.url?.(signed.url) ?? signed.url, { method: "PUT", headers, body });
  }

  test("comes under a key of its own, and gets the key of the file when it was examined", async () => {
    expect(await arrivedSize(ID)).toBeNull();
    expect((await send()).status).toBe(200);
    expect(await arrivedSize(ID)).toBe(bytes.length);
    store.objects.delete(KEY);
    const arrived = await s3Storage.look(upload, 1000);
    expect([arrived.size, arrived.head.equals(bytes.subarray(0, 1000))]).toEqual([bytes.length, true]);
    expect(store.seen.at(-1)).toBe(`GET ${ARRIVED} bytes=0-999 206`);
    expect((await fetchAll(upload, arrived)).equals(bytes)).toBe(true);
    expect(await s3Storage.store({ ...upload, type: "text/plain" }, arrived, null)).toBe(KEY);
    expect(store.objects.get(KEY)?.bytes.equals(bytes)).toBe(true);
    expect(store.objects.get(KEY)?.type, "what it is says the examination").toBe("text/plain; charset=utf-8");
    expect(
      store.seen.some((one) => one.startsWith("GET files/aa1")),
      "it was copied in the store",
    ).toBe(false);
  });

  test("in place of what was examined is not taken", async () => {
    await send();
    const arrived = await s3Storage.look(upload, 1000);
    await send({ body: Buffer.alloc(bytes.length, "x") });
    store.objects.delete(KEY);
    expect((await refusal(s3Storage.store(upload, arrived, null))).code).toBe("unsupported_type");
    expect((await refusal(fetchAll(upload, arrived))).code).toBe("unsupported_type");
    expect(store.objects.has(KEY)).toBe(false);
  });

  test.each([
    ["of another size", { body: bytes.subarray(1) }],
    ["of another type", { headers: { "Content-Type": "text/html" } }],
    ["for another file", { url: (url: string) => url.replace(ID, "bb1bb2cc3dd4ee5ff6gg") }],
    ["for a file that is there", { url: (url: string) => url.replace("incoming/", "") }],
    ["for longer", { url: (url: string) => url.replace("Expires=300", "Expires=3000") }],
  ])("is refused by the store when it is %s", async (_, change) => {
    expect((await send(change)).status).toBe(403);
    expect([...store.objects.keys()]).toEqual([KEY]);
  });

  test("is not taken after five minutes, and is waited for until it may have come slowly", async () => {
    vi.useFakeTimers({ now: new Date("2026-01-01T12:00:00Z"), toFake: ["Date"] });
    const signed = await signPut(upload);
    expect(signed?.until).toEqual(new Date(Date.parse("2026-01-01T12:06:00Z") + (bytes.length / 262_144) * 1000));
    vi.setSystemTime(new Date("2026-01-01T12:05:01Z"));
    const late = await fetch(signed?.url ?? "", {
      method: "PUT",
      headers: signed?.headers,
      body: new Uint8Array(bytes),
    });
    expect(late.status).toBe(403);
  });

  test("comes to us instead where the settings do not say that browsers reach the store", async () => {
    set({ publicEndpoint: null });
    expect([takesUploads(), await signPut(upload), await arrivedSize(ID)]).toEqual([false, null, null]);
  });
});

describe("a store that is not as it should be is answered with 503 and when to come again", () => {
  const words = "The store of this server's files does not answer at the moment. Try again soon.";

  const everyCall = [() => s3Storage.open(file), keep, () => s3Storage.remove(file)];

  test.each(["away", "broken"] as const)("%s", async (mood) => {
    store.turn(mood);
    for (const call of everyCall) expect(await refusal(call())).toMatchObject({ code: "unavailable", after: 5, words });
    store.turn("well");
    expect((await all(await s3Storage.open(file))).equals(bytes)).toBe(true);
  });

  test("one that never answers", async () => {
    store.turn("mute");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const asked = refusal(s3Storage.open(file));
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await asked).toMatchObject({ code: "unavailable", log: "Error: no answer within 15000 ms" });
  });

  test("one that breaks off in the middle does not pass half a file for a whole one", async () => {
    store.turn("cut");
    await expect(s3Storage.open(file).then(all)).rejects.toThrow();
    await expect(fetchAll(file)).rejects.toThrow();
  });

  test.each([
    ["S3_SECRET_ACCESS_KEY", { secretAccessKey: "of-somebody-else" }, "403 SignatureDoesNotMatch"],
    ["S3_ACCESS_KEY_ID", { accessKeyId: "AKNOBODY" }, "403 InvalidAccessKeyId"],
    ["S3_REGION", { region: "us-east-1" }, "400 AuthorizationHeaderMalformed"],
    ["S3_BUCKET", { bucket: "another" }, "404 NoSuchBucket"],
  ])("a wrong %s, which only the log names", async (name, change, answer) => {
    set(change);
    const before = store.objects.size;
    for (const call of everyCall) {
      const refused = await refusal(call());
      expect(refused).toMatchObject({ code: "unavailable", words });
      expect(refused.log).toContain(answer);
      expect(refused.log).toContain(`see ${name}`);
      expect(refused.log).not.toContain("of-somebody-else");
    }
    expect(store.objects.size).toBe(before);
  });

  test("no settings for it any more", async () => {
    settings.s3 = null;
    const refused = await refusal(s3Storage.publicUrl(file));
    expect(refused).toMatchObject({ code: "unavailable", words: expect.stringContaining("no S3_ENDPOINT is set") });
  });

  test("a store that knows no parts is not believed", async () => {
    const seen = vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response("the whole file"));
    await expect(s3Storage.open(file, { start: 4, end: 8 })).rejects.toThrow("does not answer with a part");
    seen.mockRestore();
  });
});
