// The promises of files with the bytes at UploadThing: a stand-in for its servers that checks signatures as they do.
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { uploadedSchema } from "@/lib/files/schema.ts";
import { cast } from "../support/cast.ts";
import { startServer } from "../support/server.ts";
import { fetchFile, pdf, picture, put, refused, ticketFor, upload } from "../support/upload-files.ts";
import { startUploadthing } from "../support/uploadthing.ts";

const theirs = await startUploadthing();
const server = await startServer({ env: { ...theirs.env, UPLOAD_FORBIDDEN_TYPES: "exe" } });
const people = await cast(server);
afterAll(async () => {
  await server.stop();
  await theirs.close();
});

async function shared(name: string, bytes: Buffer) {
  const room = await people.ada.createRoom({ kind: "PRIVATE", name: "Pictures" });
  await people.ada.add(room, people.grace);
  const file = await upload(people.ada, name, bytes);
  return { room, file, message: await people.ada.send(room, "", { files: [{ id: file.id }] }) };
}

describe("with UPLOADTHING_TOKEN", () => {
  test("bytes go to UploadThing, and members are sent there by an address that is signed and ends", async () => {
    const { room, file } = await shared("plan.pdf", pdf(2000));
    expect([...theirs.files.values()].map((held) => held.customId)).toContain(file.id);
    const answer = await fetchFile(people.grace, server.url, `/api/files/${file.id}`);
    const address = answer.headers.get("location") ?? "";
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([302, "private, no-store"]);
    expect(Buffer.from(await (await fetch(address)).arrayBuffer()).equals(pdf(2000))).toBe(true);
    expect((await fetch(address.replace(/.$/, (last) => (last === "0" ? "1" : "0")))).status).toBe(403);
    expect((await fetch(address.replace(/expires=\d+/, `expires=${Date.now() + 1e9}`))).status).toBe(403);
    for (const init of [{}, { method: "HEAD" }, { headers: { range: "bytes=0-3" } }])
      expect((await fetchFile(people.mallory, server.url, `/api/files/${file.id}`, init)).status).toBe(404);
    await people.ada.remove(room, people.grace);
    expect((await fetchFile(people.grace, server.url, `/api/files/${file.id}`)).status).toBe(404);
  });

  test("an image is cleaned there, too, and its dirty bytes do not stay", async () => {
    const dirty = await sharp(await picture("jpeg", 500, 300))
      .withExif({ IFD0: { Artist: "Ada L." } })
      .jpeg()
      .toBuffer();
    const { file } = await shared("photo.jpg", dirty);
    expect(file).toMatchObject({ width: 500, height: 300, type: "image/jpeg" });
    const held = [...theirs.files.values()].filter((one) => one.customId?.startsWith(file.id));
    const stills = [320, 800].map((size) => `${file.id}-${size}`);
    expect(held.map(({ customId }) => customId).sort()).toEqual([...stills, `${file.id}-changed`]);
    for (const one of held) expect((await sharp(one.bytes).metadata()).exif).toBeUndefined();
    const small = await fetchFile(people.grace, server.url, `/api/files/${file.id}?size=320`);
    const there = await fetch(small.headers.get("location") ?? "");
    expect((await sharp(await there.arrayBuffer()).metadata()).width).toBe(320);
  });

  test("text is shown from there", async () => {
    const { file } = await shared("a.md", Buffer.from("# Hi\nyou"));
    expect((await people.grace.api.get(`/api/files/${file.id}/text`)).body).toEqual({
      text: "# Hi\nyou",
      truncated: false,
    });
  });

  test("what is not what its name says is a download, and what is damaged is refused and removed", async () => {
    const html = await upload(people.ada, "page.png", Buffer.from("<script>alert(1)</script>"));
    expect([html.kind, html.type]).toEqual(["document", "application/octet-stream"]);
    const whole = await picture("png", 400, 300);
    const half = whole.subarray(0, whole.length / 2);
    const ticket = await ticketFor(people.ada, "half.png", half.length);
    const { body } = await put(people.ada, ticket.url, half);
    expect(uploadedSchema.parse((body as { serverData: unknown }).serverData)).toMatchObject({
      error: { code: "unsupported_type" },
    });
    expect((await fetchFile(people.ada, server.url, `/api/files/${ticket.customId}`)).status).toBe(404);
    await expect.poll(() => theirs.files.has(ticket.key)).toBe(false);
  });

  test("a deleted message's files are removed there", async () => {
    const { file, message } = await shared("plan.pdf", pdf(100));
    const isThere = () => [...theirs.files.values()].some((held) => held.customId === file.id);
    expect(isThere()).toBe(true);
    await people.grace.deleteAsModerator(message, people.ada);
    await expect.poll(isThere).toBe(false);
  });

  test("a callback sent again changes nothing, and one that was changed is refused", async () => {
    const { room, file } = await shared("plan.pdf", pdf(100));
    const callback = theirs.callbacks.find(({ body }) => body.includes(file.id));
    if (!callback) throw new Error("no callback was sent");
    const before = await people.ada.fullHistory(room);
    for (let n = 0; n < 2; n++) {
      const again = await fetch(callback.url, { method: "POST", headers: callback.headers, body: callback.body });
      expect(again.status).toBe(200);
    }
    expect(await people.ada.fullHistory(room)).toEqual(before);
    const changed = callback.body.replace(file.id, "0nothing0nothing0000");
    expect((await fetch(callback.url, { method: "POST", headers: callback.headers, body: changed })).status).toBe(400);
  });

  test("our own ingest takes nothing, and a refusal comes before a byte all the same", async () => {
    const ticket = await ticketFor(people.ada, "plan.pdf", 100);
    expect(new URL(ticket.url).origin).toBe(theirs.env.UPLOADTHING_INGEST_URL);
    const { search } = new URL(ticket.url);
    expect((await put(people.ada, `${server.url}/api/uploads/${ticket.key}${search}`, pdf(100))).status).toBe(404);
    expect(await refused(people.ada, "setup.exe", pdf(100))).toBe("415 unsupported_type");
  });
});
