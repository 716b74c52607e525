// docs/reliability.md F11 and F12, and the other promises of files once more, with the bytes in an S3-compatible store: a
// stand-in that checks each signature as real stores do. The data folder stays the same while the settings change as an
// administrator changes them.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { uploadedSchema } from "@/lib/files/schema.ts";
import { type Cast, cast, type Person } from "../support/cast.ts";
import { refusal } from "../support/client.ts";
import { startStore } from "../support/s3.ts";
import { newDataDir, startServer, type TestServer } from "../support/server.ts";
import { until } from "../support/until.ts";
import {
  askForUpload,
  fetchFile,
  finish,
  finished,
  pathOf,
  pdf,
  picture,
  put,
  putToStore,
  rangeStart,
  refused,
  type SignedUpload,
  ticketFor,
  upload,
} from "../support/upload-files.ts";

const BEFORE = pdf(900);
const LARGE_BYTES = 12 * 1024 * 1024;
const large = Buffer.alloc(LARGE_BYTES).fill("0123456789abcdef~");

const store = await startStore();
const dataDir = await newDataDir();
let server: TestServer;
let people: Cast;
/** The id of a file that was stored while files went to the disk. */
let before: string;

/** Starts the same installation with these settings. */
async function restart(env: Record<string, string>): Promise<void> {
  await server.stop();
  server = await startServer({ dataDir, port: server.port, env });
  store.seen.length = 0;
}

beforeAll(async () => {
  server = await startServer({ dataDir });
  people = await cast(server);
  const { file } = await shared("before.pdf", BEFORE);
  before = file.id;
  await restart(store.env);
});
afterAll(async () => {
  expect(server.logs()).not.toContain(store.keys.secretAccessKey);
  await server.stop();
  await store.close();
});

async function shared(name: string, bytes: Buffer) {
  const room = await people.ada.createRoom({ kind: "PRIVATE", name: "Pictures" });
  await people.ada.add(room, people.grace);
  const file = await upload(people.ada, name, bytes);
  return { room, file, message: await people.ada.send(room, "", { files: [{ id: file.id }] }) };
}

const fetched = (person: Person | null, id: string, init?: RequestInit) =>
  fetchFile(person, server.url, `/api/files/${id}`, init);
const bytesOf = async (answer: Response | Promise<Response>) => Buffer.from(await (await answer).arrayBuffer());
const keyOf = ({ id }: { id: string }) => `files/${id}`;
const onDisk = (id: string) => existsSync(path.join(dataDir, "files", id.slice(0, 2), id));
const incoming = () => readdirSync(path.join(dataDir, "files", "incoming"));

describe("with a store in the settings", () => {
  test("a photo, a document and a large file go there under their ids, and come back to members", async () => {
    const dirty = await sharp(await picture("jpeg", 500, 300))
      .withExif({ IFD0: { Artist: "Ada L." } })
      .jpeg()
      .toBuffer();
    const photo = await shared("photo of ada.jpg", dirty);
    const plan = await shared("plan.pdf", pdf(2000));
    const film = await shared("archive.bin", large);
    expect(photo.file).toMatchObject({ kind: "image", width: 500, height: 300, type: "image/jpeg" });
    const small = [320, 800].map((size) => `files/small/${photo.file.id}-${size}`);
    expect([...store.objects.keys()].sort()).toEqual(
      [...[photo, plan, film].map(({ file }) => keyOf(file)), ...small].sort(),
    );
    const held = store.objects.get(keyOf(photo.file));
    expect((await sharp(held?.bytes).metadata()).exif).toBeUndefined();
    expect((await bytesOf(fetched(people.grace, photo.file.id))).equals(held?.bytes ?? Buffer.alloc(0))).toBe(true);
    expect((await bytesOf(fetched(people.grace, plan.file.id))).equals(pdf(2000))).toBe(true);
    expect((await bytesOf(fetched(people.grace, film.file.id))).equals(large)).toBe(true);
    expect(incoming(), "nothing is left here").toEqual([]);
    expect([photo, plan, film].filter(({ file }) => onDisk(file.id))).toEqual([]);
  });

  test("they come as those from the disk do, and opened by their address run nothing", async () => {
    const { file } = await shared("a “plan”.pdf", pdf(100));
    const [here, there] = [await fetched(people.grace, before), await fetched(people.grace, file.id)];
    expect(there.status).toBe(200);
    for (const name of ["content-type", "cache-control", "content-security-policy", "x-content-type-options", "vary"])
      expect(there.headers.get(name), name).toBe(here.headers.get(name));
    expect(there.headers.get("content-disposition")).toMatch(/^attachment; .*filename\*=UTF-8''a%20%E2%80%9Cplan/);
    expect([there.headers.get("content-length"), there.headers.get("etag")]).toEqual(["100", `"${file.id}"`]);
  });

  test("parts of them are asked for there as parts, and what a browser has is not asked for at all", async () => {
    const { file } = await shared("archive.bin", large);
    store.seen.length = 0;
    const part = (range: string, more = {}) => fetched(people.grace, file.id, { headers: { range, ...more } });
    const middle = await part("bytes=5000000-5000099");
    expect([middle.status, middle.headers.get("content-range")]).toEqual([206, `bytes 5000000-5000099/${LARGE_BYTES}`]);
    expect(await bytesOf(middle)).toEqual(large.subarray(5_000_000, 5_000_100));
    expect(await bytesOf(part("bytes=-7"))).toEqual(large.subarray(-7));
    expect(store.seen).toEqual([
      `GET ${keyOf(file)} bytes=5000000-5000099 206`,
      `GET ${keyOf(file)} bytes=${LARGE_BYTES - 7}-${LARGE_BYTES - 1} 206`,
    ]);
    expect((await part(`bytes=${LARGE_BYTES}-`)).status).toBe(416);
    const known = await fetched(people.grace, file.id, { headers: { "if-none-match": `"${file.id}"` } });
    expect(known.status).toBe(304);
    expect((await fetched(people.grace, file.id, { method: "HEAD" })).headers.get("content-length")).toBe(
      String(LARGE_BYTES),
    );
    expect(store.seen).toHaveLength(2);
  });

  test("small versions of a picture and the first lines of a text are made of them", async () => {
    const { file: photo } = await shared("photo.png", await picture("png", 500, 300));
    const { file: text } = await shared("a.md", Buffer.from("# Hi\nyou"));
    expect(store.seen, "made when it arrived").toContain(`PUT files/small/${photo.id}-320 200`);
    store.seen.length = 0;
    const small = await fetched(people.grace, `${photo.id}?size=320`);
    expect([small.status, small.headers.get("content-type")]).toEqual([200, "image/webp"]);
    const bytes = await bytesOf(small);
    expect([(await sharp(bytes).metadata()).width, Number(small.headers.get("content-length"))]).toEqual([
      320,
      bytes.length,
    ]);
    expect(store.seen, "and kept there").toEqual([`GET files/small/${photo.id}-320 200`]);
    expect(existsSync(path.join(dataDir, "files", "small")), "nothing is here").toBe(false);
    expect((await people.grace.api.get(`/api/files/${text.id}/text`)).body).toEqual({
      text: "# Hi\nyou",
      truncated: false,
    });
  });

  test("an outsider and who is not logged in get nothing, and the store does not hear of it", async () => {
    const { file, room } = await shared("photo.png", await picture());
    expect((await fetched(people.grace, file.id)).status).toBe(200);
    store.seen.length = 0;
    for (const init of [{}, { method: "HEAD" }, { headers: { range: "bytes=0-3" } }])
      expect((await fetched(people.mallory, file.id, init)).status).toBe(404);
    expect((await fetched(people.mallory, `${file.id}?size=320`)).status).toBe(404);
    expect((await people.mallory.api.get(`/api/files/${file.id}/text`)).status).toBe(404);
    expect((await people.mallory.api.delete(`/api/files/${file.id}`)).status).toBe(404);
    expect((await fetched(null, file.id)).status).toBe(401);
    await people.ada.remove(room, people.grace);
    expect((await fetched(people.grace, file.id)).status).toBe(404);
    expect(store.seen).toEqual([]);
  });

  test("nothing gets there before it is whole and looked at", async () => {
    const there = store.objects.size;
    const whole = await picture("png", 400, 300);
    expect(await refused(people.ada, "half.png", whole.subarray(0, whole.length / 2))).toBe("415 unsupported_type");
    const ticket = await ticketFor(people.ada, "plan.pdf", 500);
    expect((await put(people.ada, ticket.url, pdf(499))).status, "less than was announced").toBe(422);
    expect((await put(people.grace, ticket.url, pdf(500))).status, "of somebody else").toBe(404);
    expect((await askForUpload(people.ada, "huge.bin", 17 * 1024 * 1024)).status).toBe(413);
    expect(store.objects.size).toBe(there);
    const html = await upload(people.ada, "page.png", Buffer.from("<script>alert(1)</script>"));
    expect([html.kind, html.type]).toEqual(["document", "application/octet-stream"]);
    expect(store.objects.get(keyOf(html))?.type).toBe("application/octet-stream");
  });

  test("a deleted message's files are gone at once for everybody, and then from the store", async () => {
    const { file, message } = await shared("plan.pdf", pdf(100));
    expect(store.objects.has(keyOf(file))).toBe(true);
    const photo = await shared("photo.png", await picture());
    await people.grace.deleteAsModerator(message, people.ada);
    await people.grace.deleteAsModerator(photo.message, people.ada);
    expect((await fetched(people.ada, file.id)).status).toBe(404);
    const left = () => [...store.objects.keys()].filter((key) => key.includes(file.id) || key.includes(photo.file.id));
    await expect.poll(left).toEqual([]);
  });

  test("what was on the disk before stays there and is served from there", async () => {
    store.seen.length = 0;
    expect((await bytesOf(fetched(people.grace, before))).equals(BEFORE)).toBe(true);
    expect(onDisk(before)).toBe(true);
    expect(store.seen.filter((one) => one.includes(before))).toEqual([]);
  });
});

describe("a store that goes away and comes back", () => {
  test("is no reason to lose an upload, to show what was deleted, or to stop", async () => {
    const kept = await shared("plan.pdf", pdf(300));
    const deleted = await shared("secret.pdf", pdf(400));
    const ticket = await ticketFor(people.ada, "new.pdf", 500);
    store.turn("away");

    const reading = await fetched(people.grace, kept.file.id);
    expect([reading.status, reading.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(((await reading.json()) as { error: unknown }).error).toEqual({
      code: "unavailable",
      message: "The store of this server's files does not answer at the moment. Try again soon.",
    });
    const sending = await put(people.ada, ticket.url, pdf(500));
    expect([await refusal(sending), sending.headers.get("retry-after")]).toEqual(["503 unavailable", "5"]);
    expect(await rangeStart(people.ada, ticket), "what has arrived is kept").toBe(500);
    await people.grace.deleteAsModerator(deleted.message, people.ada);
    expect((await fetched(people.grace, deleted.file.id)).status).toBe(404);
    await until(() => server.logs().includes("the bytes of a file could not be removed"));
    await people.ada.send(kept.room, "We go on.");
    expect((await people.ada.api.get("/api/health")).status).toBe(200);

    store.turn("well");
    expect((await bytesOf(fetched(people.grace, kept.file.id))).equals(pdf(300))).toBe(true);
    const again = await put(people.ada, ticket.url, new Uint8Array(), { start: 500 });
    const result = uploadedSchema.parse((again.body as { serverData: unknown }).serverData);
    if ("error" in result) throw new Error(result.error.message);
    expect(store.objects.get(keyOf(result.file))?.bytes.equals(pdf(500))).toBe(true);
    expect(store.objects.has(keyOf(deleted.file))).toBe(true);
    // A removal that failed is repeated by the next removal, or by the sweep.
    await people.grace.deleteAsModerator(kept.message, people.ada);
    await expect.poll(() => [deleted, kept].some(({ file }) => store.objects.has(keyOf(file)))).toBe(false);
  });

  test("and one that breaks off in the middle does not pass half a file for a whole one", async () => {
    const { file } = await shared("archive.bin", large);
    store.turn("cut");
    const half = await fetched(people.grace, file.id)
      .then(bytesOf)
      .catch(() => null);
    expect(half).toBeNull();
    store.turn("well");
    expect((await bytesOf(fetched(people.grace, file.id))).equals(large)).toBe(true);
  });
});

describe("where browsers reach the store", () => {
  let where: string;
  beforeAll(async () => {
    where = store.origin.replace("127.0.0.1", "localhost");
    await restart({ ...store.env, S3_PUBLIC_ENDPOINT: where });
  });

  test("members are sent there for the bytes, by an address for this file that is signed and ends", async () => {
    const { room, file } = await shared("plan.pdf", pdf(2000));
    const answer = await fetched(people.grace, file.id);
    const address = answer.headers.get("location") ?? "";
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([302, "private, no-store"]);
    expect(new URL(address).origin).toBe(where);
    const there = await fetch(address, { headers: { range: "bytes=10-19" } });
    expect([there.status, there.headers.get("content-type")]).toEqual([206, "application/pdf"]);
    expect(there.headers.get("content-disposition")).toMatch(/^attachment; filename="plan\.pdf"/);
    expect(await bytesOf(there)).toEqual(pdf(2000).subarray(10, 20));
    expect((await fetch(address.replace(file.id, before))).status).toBe(403);
    expect((await fetch(address.replace(/.$/, (last) => (last === "0" ? "1" : "0")))).status).toBe(403);
    for (const init of [{}, { method: "HEAD" }])
      expect((await fetched(people.mallory, file.id, init)).status).toBe(404);
    await people.ada.remove(room, people.grace);
    expect((await fetched(people.grace, file.id)).status).toBe(404);
  });

  test("what is asked with HEAD or on the disk comes from here all the same", async () => {
    const { file } = await shared("photo.png", await picture("png", 500, 300));
    expect((await fetched(people.grace, file.id)).status).toBe(302);
    for (const [id, type] of [
      [file.id, "image/png"],
      [`${file.id}?size=320`, "image/webp"],
    ]) {
      const head = await fetched(people.grace, id ?? "", { method: "HEAD" });
      expect([head.status, head.headers.get("content-type")]).toEqual([200, type]);
    }
    expect((await bytesOf(fetched(people.grace, before))).equals(BEFORE)).toBe(true);
  });

  test("pages may show what is there, and may send there", async () => {
    const policy = (await fetch(`${server.url}/login`)).headers.get("content-security-policy") ?? "";
    const allowed = (kind: string) => (new RegExp(`${kind} ([^;]*)`).exec(policy)?.[1] ?? "").split(" ");
    expect(allowed("img-src")).toEqual(["'self'", "data:", "blob:", where]);
    expect(allowed("media-src")).toEqual(["'self'", "blob:", where]);
    expect(allowed("connect-src")).toContain(where);
    for (const kind of ["script-src", "default-src"]) expect(allowed(kind)).not.toContain(where);
  });

  describe("what browsers send there", () => {
    const arrived = (ticket: SignedUpload) => `files/incoming/${ticket.customId}`;
    const sent = async (ticket: SignedUpload, bytes: Buffer) => (await putToStore(people.ada, ticket, bytes)).status;

    test("is examined, cleaned and made small before anybody sees it, and passes us once or not at all", async () => {
      const dirty = await sharp(await picture("jpeg", 1000, 600))
        .withExif({ IFD0: { Artist: "Ada L." } })
        .jpeg()
        .toBuffer();
      const [photo, plan] = [
        await ticketFor(people.ada, "a.jpg", dirty.length),
        await ticketFor(people.ada, "b.pdf", 900),
      ];
      expect([photo.toStore, await sent(photo, dirty), await sent(plan, pdf(900))]).toEqual([true, 200, 200]);
      expect((await fetched(people.ada, photo.customId)).status, "not before").toBe(404);
      expect(await rangeStart(people.ada, photo), "it is there").toBe(dirty.length);
      store.seen.length = 0;
      const [image, document] = [await finished(people.ada, photo), await finished(people.ada, plan)];
      expect([image.kind, document.type]).toEqual(["image", "application/pdf"]);
      expect((await sharp(store.objects.get(keyOf(image))?.bytes).metadata()).exif).toBeUndefined();
      expect(store.objects.get(keyOf(document))?.bytes.equals(pdf(900))).toBe(true);
      expect(store.seen.filter((one) => one.startsWith("GET") && one.includes(document.id))).toEqual([
        `GET ${arrived(plan)} bytes=0-65535 206`,
      ]);
      expect([photo, plan].filter((one) => store.objects.has(arrived(one)))).toEqual([]);
      for (const [size, edge] of [
        [320, 320],
        [800, 800],
        [1600, 1000],
      ]) {
        const small = await fetched(people.ada, `${image.id}?size=${size}`);
        const bytes = await bytesOf(fetch(small.headers.get("location") ?? ""));
        expect([small.status, (await sharp(bytes).metadata()).width]).toEqual([302, edge]);
      }
      expect((await finished(people.ada, photo)).id, "said once more it is the same file").toBe(image.id);
      const room = await people.ada.createRoom({});
      await people.ada.send(room, "", { files: [{ id: image.id }, { id: document.id }] });
    });

    test("of another size or type is refused by the store, and by whom it was not announced here", async () => {
      const ticket = await ticketFor(people.ada, "plan.pdf", 500);
      expect(await sent(ticket, pdf(499))).toBe(403);
      expect((await putToStore(people.ada, ticket, pdf(500), { "Content-Type": "text/html" })).status).toBe(403);
      expect(await refusal(await people.grace.api.post(pathOf(ticket)))).toBe("404 not_found");
      expect(await refusal(await people.ada.api.post(pathOf(ticket).replace(/.$/, "x")))).toBe("403 forbidden");
      expect(await refusal(await finish(people.ada, ticket)), "nothing has come").toBe("409 conflict");
      expect(store.objects.has(arrived(ticket))).toBe(false);
    });

    test("that is not what its name says is refused with words, and gone at once", async () => {
      const whole = await picture("png", 400, 300);
      const ticket = await ticketFor(people.ada, "half.png", 600);
      expect(await sent(ticket, whole.subarray(0, 600))).toBe(200);
      const reply = await finish(people.ada, ticket);
      expect(await refusal(reply)).toBe("415 unsupported_type");
      expect(reply.body).toMatchObject({ error: { message: "This image is damaged, or is no image." } });
      await expect.poll(() => store.objects.has(arrived(ticket))).toBe(false);
      const html = await ticketFor(people.ada, "page.png", 25);
      await sent(html, Buffer.from("<script>alert(1)</script>"));
      expect(await finished(people.ada, html)).toMatchObject({ kind: "document", type: "application/octet-stream" });
    });

    test("and is given up is removed, and counts for as long as its address is good", async () => {
      const used = async () =>
        ((await people.ada.api.get("/api/chat/me/storage")).body as { used: { bytes: number } }).used.bytes;
      const before = await used();
      const ticket = await ticketFor(people.ada, "plan.pdf", 5000);
      expect(await sent(ticket, pdf(5000))).toBe(200);
      expect((await people.ada.api.delete(`/api/files/${ticket.customId}`)).status).toBe(204);
      await expect.poll(() => store.objects.has(arrived(ticket))).toBe(false);
      expect([await used(), await refusal(await people.ada.api.post(pathOf(ticket)))]).toEqual([
        before + 5000,
        "404 not_found",
      ]);
    });

    test("comes through us all the same when a program sends the form", async () => {
      const file = await upload(people.ada, "plan.pdf", pdf(700));
      expect(store.objects.get(keyOf(file))?.bytes.equals(pdf(700))).toBe(true);
      expect(incoming()).toEqual([]);
    });

    test("while the store is away is tried again and nothing is lost", async () => {
      const ticket = await ticketFor(people.ada, "plan.pdf", 800);
      expect(await sent(ticket, pdf(800))).toBe(200);
      store.turn("away");
      expect(await refusal(await finish(people.ada, ticket))).toBe("503 unavailable");
      store.turn("well");
      expect((await finished(people.ada, ticket)).size).toBe(800);
    });
  });
});

test("with a wrong secret nothing is stored or shown, and the log names the setting and not the secret", async () => {
  const { file } = await shared("plan.pdf", pdf(100));
  const wrong = "of-another-store/1234";
  await restart({ ...store.env, S3_SECRET_ACCESS_KEY: wrong });
  const there = store.objects.size;
  expect((await fetched(people.grace, file.id)).status).toBe(503);
  expect(await refused(people.ada, "new.pdf", pdf(100))).toBe("503 unavailable");
  expect(store.objects.size).toBe(there);
  expect(server.logs()).toContain("403 SignatureDoesNotMatch to GET: see S3_SECRET_ACCESS_KEY");
  expect(server.logs()).toContain("403 SignatureDoesNotMatch to PUT: see S3_SECRET_ACCESS_KEY");
  expect(server.logs()).not.toContain(wrong);
  await restart(store.env);
  expect((await fetched(people.grace, file.id)).status).toBe(200);
});
