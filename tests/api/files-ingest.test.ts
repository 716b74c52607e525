// docs/reliability.md F1, F2, F4, F10: what the ingest accepts and refuses.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import type { StorageUse } from "@/lib/files/schema.ts";
import { cast, type Person } from "../support/cast.ts";
import { client, refusal } from "../support/client.ts";
import { heldUpload } from "../support/raw-http.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";
import {
  askForUpload,
  fetchFile,
  pdf,
  picture,
  put,
  rangeStart,
  refused,
  type SignedUpload,
  ticketFor,
  upload,
} from "../support/upload-files.ts";

const server = await startServer({ env: { UPLOAD_MAX_MB: "2", QUOTA_PERSON_MB: "40" } });
const people = await cast(server);
afterAll(() => server.stop());

const FOLDER = "files";
const incoming = () => readdirSync(path.join(server.dataDir, FOLDER, "incoming"));
const storedPath = (id: string) => path.join(server.dataDir, FOLDER, id.slice(0, 2), id);

describe("an upload address", () => {
  const changes: [string, (ticket: SignedUpload) => string][] = [
    ["another key", ({ url, key }) => url.replace(key, `${key.slice(0, -1)}${key.endsWith("a") ? "b" : "a"}`)],
    ["a larger size", ({ url }) => url.replace("x-ut-file-size=", "x-ut-file-size=9")],
    ["another type", ({ url }) => url.replace("application", "text")],
    ["another file's id", ({ url, customId }) => url.replace(customId, "0nothing0nothing0000")],
    ["a later end", ({ url }) => url.replace(/expires=\d+/, `expires=${Date.now() + 1e9}`)],
    ["another signature", ({ url }) => url.replace(/.$/, (last) => (last === "0" ? "1" : "0"))],
    ["no signature", ({ url }) => url.replace(/&signature=.*/, "")],
    ["something behind its signature", ({ url }) => `${url}&x-ut-file-size=999999`],
  ];
  test.each(changes)("with %s is worth nothing, to HEAD and to PUT", async (_, change) => {
    const bytes = pdf(300);
    const ticket = await ticketFor(people.ada, "plan.pdf", bytes.length);
    const forged = { ...ticket, url: change(ticket) };
    expect(forged.url).not.toBe(ticket.url);
    expect(await rangeStart(people.ada, forged)).toBe(-1);
    expect((await put(people.ada, forged.url, bytes)).status).toBe(403);
    expect((await put(people.ada, ticket.url, bytes)).status, "the right one").toBe(200);
  });

  test("of ada's is worth nothing to grace, nor to who is not logged in", async () => {
    const ticket = await ticketFor(people.ada, "plan.pdf", 300);
    expect(await refusal(put(people.grace, ticket.url, pdf(300)))).toBe("404 not_found");
    expect((await fetch(ticket.url, { method: "PUT" })).status).toBe(401);
    expect(await rangeStart(people.ada, ticket)).toBe(0);
  });

  test("finishes nothing for who has logged out in the middle of it", async () => {
    const bytes = pdf(200_000);
    const device = await people.grace.logIn();
    const ticket = await ticketFor(device, "plan.pdf", bytes.length);
    const held = await heldUpload(server.port, ticket.url, device.token, bytes);
    await held.send(100_000);
    await until(() => incoming().some((name) => name.startsWith(ticket.customId)), { what: "the first half is there" });
    await device.logOut();
    expect(await held.finish()).toBe(401);
    expect(
      (await fetchFile(people.grace, server.url, `/api/files/${ticket.customId}`)).status,
      "and there is no such file",
    ).toBe(404);
    expect((await put(people.grace, ticket.url, bytes)).status, "from where she is still logged in it goes on").toBe(
      200,
    );
  });

  test("is used once: the second PUT is refused and the first bytes stay", async () => {
    const bytes = pdf(5000);
    const ticket = await ticketFor(people.ada, "plan.pdf", bytes.length);
    expect((await put(people.ada, ticket.url, bytes)).status).toBe(200);
    expect(await refusal(put(people.ada, ticket.url, Buffer.alloc(5000, "y")))).toBe("409 conflict");
    expect(readFileSync(storedPath(ticket.customId)).equals(bytes)).toBe(true);
  });

  test("whose answer was lost gives it again to who has nothing left to send", async () => {
    const bytes = pdf(5000);
    const ticket = await ticketFor(people.ada, "plan.pdf", bytes.length);
    const first = await put(people.ada, ticket.url, bytes);
    expect(await rangeStart(people.ada, ticket)).toBe(bytes.length);
    const again = await put(people.ada, ticket.url, new Uint8Array(), { start: bytes.length });
    expect(again).toMatchObject({ status: 200, body: first.body });
  });

  test("two PUTs at once end with the bytes of one file, whole", async () => {
    const bytes = pdf(1_500_000);
    const ticket = await ticketFor(people.ada, "plan.pdf", bytes.length);
    const replies = await Promise.all([put(people.ada, ticket.url, bytes), put(people.ada, ticket.url, bytes)]);
    expect(replies.map((reply) => reply.status)).toContain(200);
    expect(readFileSync(storedPath(ticket.customId)).equals(bytes)).toBe(true);
  });

  test("goes on from the last byte after the connection broke", async () => {
    const bytes = pdf(1_000_000);
    const ticket = await ticketFor(people.ada, "plan.pdf", bytes.length);
    const broken = await heldUpload(server.port, ticket.url, people.ada.token, bytes);
    await broken.send(400_000);
    await until(async () => (await rangeStart(people.ada, ticket)) === 400_000, { what: "so much is there" });
    broken.reset();
    const start = await rangeStart(people.ada, ticket);
    expect(start).toBe(400_000);
    expect((await put(people.ada, ticket.url, bytes.subarray(start), { start })).status).toBe(200);
    expect(readFileSync(storedPath(ticket.customId)).equals(bytes)).toBe(true);
  });

  // docs/reliability.md M10.
  test("that somebody goes on with tells the sender before that its connection ends with the reply", async () => {
    const bytes = pdf(1_000_000);
    const ticket = await ticketFor(people.ada, "plan.pdf", bytes.length);
    const opening = Buffer.from('--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n');
    const body = new ReadableStream({
      // The rest never comes.
      start: (controller) => controller.enqueue(Buffer.concat([opening, bytes.subarray(0, 400_000)])),
    });
    const headers = {
      authorization: `Bearer ${people.ada.token}`,
      "content-type": "multipart/form-data; boundary=x",
    };
    const before = fetch(ticket.url, { method: "PUT", headers, body, duplex: "half" } as RequestInit);
    await until(async () => (await rangeStart(people.ada, ticket)) === 400_000, { what: "so much is there" });
    expect((await put(people.ada, ticket.url, bytes)).status).toBe(200);
    const reply = await before;
    expect([reply.status, reply.headers.get("connection")]).toEqual([409, "close"]);
    expect(await rangeStart(people.ada, ticket), "nothing else is disturbed").toBe(bytes.length);
  });

  test("is not gone on with from beyond what is there", async () => {
    const ticket = await ticketFor(people.ada, "plan.pdf", 1000);
    expect(await refusal(put(people.ada, ticket.url, pdf(500), { start: 500 }))).toBe("409 conflict");
  });
});

describe("sizes", () => {
  test("a file above the limit is refused before a byte, by a sentence that names the limit", async () => {
    const reply = await askForUpload(people.ada, "film.mp4", 2 * 1024 * 1024 + 1);
    expect(reply).toMatchObject({
      status: 413,
      body: { error: { code: "too_large", message: "film.mp4 has 2.1 MB. A file can have at most 2 MB." } },
    });
    expect((await askForUpload(people.ada, "film.mp4", 2 * 1024 * 1024)).status).toBe(200);
  });

  test.each([
    ["more than announced", 1000, 1001, "413 too_large"],
    ["far more than announced", 1000, 1_500_000, "413 too_large"],
    ["less than announced", 1000, 999, "422 invalid"],
    ["nothing", 1000, 0, "422 invalid"],
  ])("%s is refused and leaves nothing behind", async (_, announced, sent, expected) => {
    const ticket = await ticketFor(people.ada, "plan.pdf", announced);
    expect(await refusal(put(people.ada, ticket.url, pdf(Math.max(sent, 9)).subarray(0, sent)))).toBe(expected);
    expect(incoming().filter((name) => name.startsWith(ticket.customId))).toEqual([]);
  });

  test("a sender who says no length is cut at the size that was announced", async () => {
    const ticket = await ticketFor(people.ada, "plan.pdf", 1000);
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (sent === 0)
          controller.enqueue(Buffer.from(`--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n%PDF-1.7`));
        controller.enqueue(Buffer.alloc(64 * 1024, "y"));
        sent += 64 * 1024;
        if (sent > 50_000_000) controller.close();
      },
    });
    const response = await fetch(ticket.url, {
      method: "PUT",
      headers: { authorization: `Bearer ${people.ada.token}`, "content-type": "multipart/form-data; boundary=x" },
      body,
      duplex: "half",
    } as RequestInit).catch(() => null);
    expect(response?.status ?? 413).toBe(413);
    expect(sent).toBeLessThan(50_000_000);
    expect(incoming().filter((name) => name.startsWith(ticket.customId))).toEqual([]);
  });

  test.each([
    ["no form", "application/json", "{}", 415],
    [
      "another field",
      "multipart/form-data; boundary=x",
      '--x\r\nContent-Disposition: form-data; name="other"\r\n\r\nabc\r\n--x--',
      400,
    ],
    [
      "an unfinished form",
      "multipart/form-data; boundary=x",
      '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nabc',
      400,
    ],
  ])("%s is refused", async (_, type, body, status) => {
    const ticket = await ticketFor(people.ada, "plan.pdf", 1000);
    const headers = { authorization: `Bearer ${people.ada.token}`, "content-type": type };
    expect((await fetch(ticket.url, { method: "PUT", headers, body })).status).toBe(status);
  });

  // docs/reliability.md F9.
  test("what somebody's files may take together is a limit, for bytes that are only announced too", async () => {
    const half = Array.from({ length: 10 }, (_, i) => ({ name: `${i}.pdf`, size: 2 * 1024 * 1024, type: "" }));
    const grab = () => people.linus.api.post("/api/uploadthing?slug=attachment&actionType=upload", { files: half });
    expect([(await grab()).status, (await grab()).status]).toEqual([200, 200]);
    expect(await refusal(askForUpload(people.linus, "one-more.pdf", 1))).toBe("413 too_large");
    expect((await askForUpload(people.mallory, "one-more.pdf", 1)).status, "somebody else").toBe(200);
    const { body } = await people.linus.api.get("/api/chat/me/storage");
    expect(body).toMatchObject({ used: { bytes: 40 * 1024 * 1024, files: 20 }, quota: { bytes: 40 * 1024 * 1024 } });
  });
});

describe("names and places", () => {
  test.each(["../../../etc/passwd.txt", "/etc/cron.d/job.txt", "C:\\windows\\con.txt", "..%2f..%2fx.txt", "CON.txt"])(
    "%s is a name and not a place",
    async (name) => {
      const file = await upload(people.ada, name, Buffer.from("words"));
      expect(file.name).toBe(name);
      expect(readFileSync(storedPath(file.id), "utf8")).toBe("words");
    },
  );

  test.each(["nul\0.txt", `${"x".repeat(300)}.txt`, "  ", "\ud800.txt"])(
    "a name that nobody can store is refused",
    async (name) => {
      expect(await refusal(askForUpload(people.ada, name, 5))).toBe("422 invalid");
    },
  );

  test("files are for the server's own user only", async () => {
    const { id } = await upload(people.ada, "a.txt", Buffer.from("words"));
    expect((statSync(storedPath(id)).mode & 0o777).toString(8)).toBe("600");
    expect((statSync(path.dirname(storedPath(id))).mode & 0o777).toString(8)).toBe("700");
    const { id: image } = await upload(people.ada, "a.png", await picture());
    expect((statSync(storedPath(image)).mode & 0o777).toString(8)).toBe("600");
  });

  test.each(["../uploads", "%2e%2e%2fsecrets.json", "a".repeat(33), "A-Z"])(
    "no path leads out by /api/files/%s",
    async (id) => {
      expect((await fetchFile(people.ada, server.url, `/api/files/${id}`)).status).toBe(404);
    },
  );
});

describe("uploadthing's callback", () => {
  const call = (body: string, headers: Record<string, string>) =>
    client(server.url).post("/api/uploadthing?slug=attachment", body, {
      headers: { "uploadthing-hook": "callback", ...headers },
    });

  test.each([
    ["no signature", {}],
    ["an empty one", { "x-uploadthing-signature": "" }],
    ["a made-up one", { "x-uploadthing-signature": `hmac-sha256=${"0".repeat(64)}` }],
  ])("with %s makes nothing ready", async (_, headers) => {
    const ticket = await ticketFor(people.ada, "plan.pdf", 300);
    const { key, customId, name } = ticket;
    const file = { key, customId, name, size: 300, type: "x", url: "", appUrl: "", ufsUrl: "", fileHash: "" };
    const body = JSON.stringify({
      status: "uploaded",
      file,
      origin: "http://ingest.invalid/api/uploads",
      metadata: {},
    });
    expect((await call(body, headers)).status).toBe(400);
    expect((await fetchFile(people.ada, server.url, `/api/files/${customId}`)).status).toBe(404);
  });
});

// docs/reliability.md F3.
describe("what it says it is", () => {
  const text = (words: string) => Buffer.from(words, "latin1");
  const html = text("<!doctype html><script>alert(1)</script>");

  test.each([
    ["a script with the first letters of a GIF", "trick.gif", text("GIF89a=1;alert(1)/*")],
    ["an image cut off", "half.png", text("\x89PNG\r\n\x1a\n\0\0\0\rIHDR")],
    ["a JPEG that is only its first letters", "photo.png", text("\xff\xd8\xff\xe0")],
  ])("%s is refused", async (_, name, bytes) => {
    expect(await refused(people.ada, name, bytes)).toBe("415 unsupported_type");
  });

  test.each([
    ["HTML named as an image", "page.png", html],
    ["an SVG named as an image", "drawing.png", text('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ["HTML named as a film", "page.mp4", html],
    ["a PDF named as a document of Word", "letter.docx", pdf(500)],
    ["a program named as text", "notes.txt", text("\x7fELF\x02\x01\x01\0\0")],
    ["a program", "setup.exe", text("MZ\x90\0\x03\0")],
    ["a design", "poster.psd", text("8BPS\0\x01")],
    ["an iPhone's picture", "IMG_1.HEIC", text("\0\0\0\x20ftypheic")],
    ["what has no ending", "core", text("\0\x01\x02")],
  ])("%s is a download that nothing opens, byte for byte", async (_, name, bytes) => {
    const file = await upload(people.ada, name, bytes);
    expect(file).toMatchObject({ name, kind: "document", type: "application/octet-stream", width: null });
    const answer = await fetchFile(people.ada, server.url, `/api/files/${file.id}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(answer.headers.get("content-type")).toBe("application/octet-stream");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; /);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none';.*sandbox$/);
    for (const rest of ["?size=320", "/text"])
      expect((await fetchFile(people.ada, server.url, `/api/files/${file.id}${rest}`)).status).toBe(404);
  });

  test("an image is what its bytes are, whatever it is called", async () => {
    const file = await upload(people.ada, "photo.jpg", await picture("png"));
    expect(file).toMatchObject({ name: "photo.jpg", kind: "image", type: "image/png", width: 40 });
    expect(await refused(people.ada, "beach.png", text("\xff\xd8\xff\xe0"))).toBe("415 unsupported_type");
  });

  test("what is empty, and what is no picture of a person, is refused before a byte", async () => {
    expect(await refusal(askForUpload(people.ada, "empty.txt", 0))).toBe("422 invalid");
    expect(await refusal(askForUpload(people.ada, "film.mp4", 10, "picture"))).toBe("415 unsupported_type");
    expect(await refusal(askForUpload(people.ada, "setup.exe", 10, "picture"))).toBe("415 unsupported_type");
    const ticket = await ticketFor(people.ada, "me.png", html.length, "picture");
    expect(await refusal(put(people.ada, ticket.url, html))).toBe("415 unsupported_type");
  });

  test("a refused file leaves nothing behind", async () => {
    const half = text("\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    const ticket = await ticketFor(people.ada, "page.png", half.length);
    expect((await put(people.ada, ticket.url, half)).status).toBe(415);
    expect(await rangeStart(people.ada, ticket)).toBe(-1);
    await expect.poll(() => incoming().filter((name) => name.startsWith(ticket.customId))).toEqual([]);
  });
});

describe("an administrator", () => {
  const forbid = (person: Person, forbiddenTypes: unknown) =>
    person.api.patch("/api/chat/settings/files", { forbiddenTypes });
  const inForce = async (person: Person) =>
    ((await person.api.get("/api/chat/me/storage")).body as StorageUse).upload.forbiddenTypes;

  test("rules out types for everybody, by the ends of names, and lets them in again", async () => {
    expect((await forbid(people.ada, [".EXE", "*.bat", "exe"])).body).toEqual({ forbiddenTypes: ["bat", "exe"] });
    expect(await inForce(people.grace)).toEqual(["bat", "exe"]);
    for (const name of ["setup.exe", "Setup.EXE", "setup.exe.", "notes.txt.bat"])
      expect(await refusal(askForUpload(people.ada, name, 10)), name).toBe("415 unsupported_type");
    expect((await askForUpload(people.ada, "setup.exe.zip", 10)).status).toBe(200);
    expect((await forbid(people.ada, [])).status).toBe(200);
    expect((await askForUpload(people.grace, "setup.exe", 10)).status).toBe(200);
  });

  test("is who decides that, and says it in endings", async () => {
    expect(await refusal(forbid(people.grace, ["exe"]))).toBe("403 forbidden");
    for (const wrong of ["exe", ["a b"], [""], [5], [`${"x".repeat(21)}`], ["../x"]])
      expect(await refusal(forbid(people.ada, wrong))).toBe("422 invalid");
    expect(await inForce(people.grace)).toEqual([]);
  });

  test("need not, where the settings of the server rule types out", async () => {
    const strict = await startServer({ env: { UPLOAD_FORBIDDEN_TYPES: "exe, .scr" } });
    const { ada } = await cast(strict);
    expect(await inForce(ada)).toEqual(["exe", "scr"]);
    expect(await refusal(askForUpload(ada, "saver.scr", 10))).toBe("415 unsupported_type");
    await forbid(ada, []);
    expect((await askForUpload(ada, "saver.scr", 10)).status).toBe(200);
    await strict.stop();
  });
});

// docs/reliability.md N2.
test("a small picture of grace's is ready while three heavy ones of ada's are still being looked at", async () => {
  const heavy = await sharp({ create: { width: 4600, height: 4600, channels: 3, background: "#a53" } })
    .jpeg()
    .toBuffer();
  const done: string[] = [];
  const send = async (person: Person, name: string, bytes: Buffer) => {
    const ticket = await ticketFor(person, name, bytes.length);
    return async () => {
      expect((await put(person, ticket.url, bytes)).status).toBe(200);
      done.push(name);
    };
  };
  const sends = [
    await send(people.ada, "1.jpg", heavy),
    await send(people.ada, "2.jpg", heavy),
    await send(people.ada, "3.jpg", heavy),
    await send(people.grace, "small.png", await picture()),
  ];
  await Promise.all(sends.map((run) => run()));
  expect(done).toHaveLength(4);
  expect(done.indexOf("small.png")).toBeLessThan(3);
});

test("uploads are limited in number, for each person alone", async () => {
  const slow = await startServer({ env: { LIMIT_UPLOAD: "3/3600" } });
  const { ada, grace } = await cast(slow);
  for (let n = 0; n < 3; n++) expect((await askForUpload(ada, "a.txt", 1)).status).toBe(200);
  const reply = await askForUpload(ada, "a.txt", 1);
  expect([reply.status, Number(reply.headers.get("retry-after")) > 0]).toEqual([429, true]);
  expect((await askForUpload(grace, "a.txt", 1)).status).toBe(200);
  await slow.stop();
});
