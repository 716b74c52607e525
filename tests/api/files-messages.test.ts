// Files of messages are sent once, seen by members, and deleted with their message.
import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { roomFilesReplySchema, sharersReplySchema, storageReplySchema } from "@/lib/files/schema.ts";
import { cast, type Person } from "../support/cast.ts";
import { expectReply, refusal } from "../support/client.ts";
import { startServer } from "../support/server.ts";
import { fetchFile, pdf, picture, upload, wav } from "../support/upload-files.ts";

const server = await startServer();
const people = await cast(server);
afterAll(() => server.stop());

const kept = (id: string) => existsSync(path.join(server.dataDir, "files", id.slice(0, 2), id));
const status = async (person: Person | null, id: string, init?: RequestInit, rest = "") =>
  (await fetchFile(person, server.url, `/api/files/${id}${rest}`, init)).status;

function mp4(): Buffer {
  const bytes = Buffer.alloc(200);
  bytes.write("\0\0\0\x18ftypisom", 0, "latin1");
  return bytes;
}

async function sharedRoom() {
  const room = await people.ada.createRoom({ kind: "PRIVATE", name: "Pictures" });
  await people.ada.add(room, people.grace);
  return room;
}

describe("a message with files", () => {
  test("carries them in the sender's order, with what was said of them, to everybody", async () => {
    const { ada, grace } = people;
    const room = await sharedRoom();
    const image = await upload(ada, "beach.png", await picture("png", 64, 32));
    const sound = await upload(ada, "voice.wav", wav(400));
    const files = [
      { id: sound.id, durationMs: 1500 },
      { id: image.id, alt: "  The beach " },
    ];
    const sent = await ada.send(room, "", { files });
    expect(sent.files).toEqual([
      { ...sound, durationMs: 1500 },
      { ...image, alt: "The beach" },
    ]);
    expect(image).toMatchObject({ kind: "image", width: 64, height: 32, animated: false });
    expect(image.placeholder).toMatch(/^data:image\/webp;base64,/);
    expect((await grace.fullHistory(room)).at(-1)).toEqual(sent);
    expect((await grace.changes(room, sent.rev - 1)).messages).toEqual([sent]);
    expect((await grace.room(room)).lastMessage).toMatchObject({ body: "", shared: "2 files" });
  });

  test("is made once, however often it is sent", async () => {
    const room = await sharedRoom();
    const { id } = await upload(people.ada, "a.txt", Buffer.from("words"));
    const more = { clientId: crypto.randomUUID(), files: [{ id }] };
    const sends = await Promise.all([1, 2, 3, 4].map(() => people.ada.send(room, "look", more)));
    const later = await people.ada.send(room, "look", more);
    expect(new Set([...sends, later].map((message) => message.id)).size).toBe(1);
    expect(later.files.map((file) => file.id)).toEqual([id]);
  });

  test("takes no file that is in another message, also when both are sent at once", async () => {
    const room = await sharedRoom();
    const { id } = await upload(people.ada, "a.txt", Buffer.from("words"));
    const send = () => people.ada.api.post(`/api/chat/rooms/${room.id}/messages`, { body: "x", files: [{ id }] });
    const statuses = (await Promise.all([send(), send(), send()])).map((reply) => reply.status);
    expect(statuses.sort()).toEqual([201, 422, 422]);
    expect((await people.ada.fullHistory(room)).filter((message) => message.kind === "USER")).toHaveLength(1);
  });

  test.each([
    ["somebody else's", async () => [{ id: (await upload(people.grace, "a.txt", Buffer.from("x"))).id }]],
    ["one that is nobody's", async () => [{ id: "0nothing0nothing0000" }]],
    [
      "one that is a profile's picture",
      async () => [{ id: (await upload(people.ada, "a.png", await picture(), "picture")).id }],
    ],
    [
      "the same twice",
      async () => {
        const { id } = await upload(people.ada, "a.txt", Buffer.from("x"));
        return [{ id }, { id }];
      },
    ],
    ["more than ten", async () => Array.from({ length: 11 }, (_, n) => ({ id: `file${n}` }))],
    [
      "a still that is no image",
      async () => {
        const { id } = await upload(people.ada, "a.wav", wav(100));
        return [{ id, posterId: (await upload(people.ada, "a.txt", Buffer.from("x"))).id }];
      },
    ],
  ])("with %s is refused, and nothing is sent", async (_, files) => {
    const room = await sharedRoom();
    const body = { body: "look", files: await files() };
    expect(await refusal(people.ada.api.post(`/api/chat/rooms/${room.id}/messages`, body))).toBe("422 invalid");
    expect((await people.ada.fullHistory(room)).filter((message) => message.kind === "USER")).toEqual([]);
  });

  test("with neither words nor files is none; words can be taken away where there are files", async () => {
    const room = await sharedRoom();
    expect(await refusal(people.ada.api.post(`/api/chat/rooms/${room.id}/messages`, { body: " " }))).toBe(
      "422 invalid",
    );
    const plain = await people.ada.send(room, "words");
    expect(await refusal(people.ada.api.patch(`/api/chat/messages/${plain.id}`, { body: "" }))).toBe("422 invalid");
    const { id } = await upload(people.ada, "a.txt", Buffer.from("x"));
    const sent = await people.ada.send(room, "words", { files: [{ id }] });
    const edited = await people.ada.edit(sent, "");
    expect([edited.body, edited.files]).toEqual(["", sent.files]);
  });

  test("a video shows the still that came with it", async () => {
    const room = await sharedRoom();
    const { id } = await upload(people.ada, "film.mp4", mp4());
    const still = await upload(people.ada, "still.jpg", await picture("jpeg", 320, 180));
    const sent = await people.ada.send(room, "", { files: [{ id, posterId: still.id, durationMs: 9000 }] });
    expect(sent.files).toMatchObject([{ kind: "video", posterId: still.id, width: 320, height: 180 }]);
    expect(await status(people.grace, still.id)).toBe(200);
    await people.grace.deleteAsModerator(sent, people.ada);
    await expect.poll(() => kept(still.id)).toBe(false);
  });
});

// docs/reliability.md F5.
describe("who may see a file", () => {
  test("members may, as long as they are; an outsider gets what is said of nothing", async () => {
    const { ada, grace, mallory } = people;
    const room = await sharedRoom();
    const { id } = await upload(ada, "beach.png", await picture());
    expect(await status(grace, id), "before it is sent").toBe(404);
    expect(await status(ada, id), "her own").toBe(200);
    await ada.send(room, "", { files: [{ id }] });
    const range = { headers: { range: "bytes=0-3" } };
    expect([await status(grace, id), await status(grace, id, range), await status(grace, id, {}, "?size=320")]).toEqual(
      [200, 206, 200],
    );
    const nothing = await fetchFile(mallory, server.url, "/api/files/0nothing0nothing0000");
    for (const init of [{}, range, { method: "HEAD" }, { headers: { "if-none-match": `"${id}"` } }])
      for (const rest of ["", "?size=320"]) expect(await status(mallory, id, init, rest)).toBe(404);
    expect(await (await fetchFile(mallory, server.url, `/api/files/${id}`)).json()).toEqual(await nothing.json());
    expect(await status(null, id)).toBe(401);
    await ada.remove(room, grace);
    for (const init of [{}, range, { method: "HEAD" }, { headers: { "if-none-match": `"${id}"` } }])
      for (const rest of ["", "?size=320"]) expect(await status(grace, id, init, rest)).toBe(404);
  });

  test("an upload that was given up is gone; one that was sent cannot be", async () => {
    const room = await sharedRoom();
    const { id } = await upload(people.ada, "a.txt", Buffer.from("x"));
    expect(await refusal(people.grace.api.delete(`/api/files/${id}`))).toBe("404 not_found");
    expect((await people.ada.api.delete(`/api/files/${id}`)).status).toBe(204);
    await expect.poll(() => kept(id)).toBe(false);
    const { id: sent } = await upload(people.ada, "a.txt", Buffer.from("x"));
    await people.ada.send(room, "", { files: [{ id: sent }] });
    expect(await refusal(people.ada.api.delete(`/api/files/${sent}`))).toBe("404 not_found");
  });

  test("with their message files go, for everybody, and their bytes with them", async () => {
    const room = await sharedRoom();
    const { id } = await upload(people.grace, "beach.png", await picture());
    const message = await people.grace.send(room, "look", { files: [{ id }] });
    expect(await status(people.ada, id, {}, "?size=320")).toBe(200);
    await people.ada.deleteMessage(message);
    expect((await people.ada.fullHistory(room)).at(-1)).toMatchObject({ body: "", files: [] });
    expect([await status(people.ada, id), await status(people.grace, id, {}, "?size=320")]).toEqual([404, 404]);
    await expect.poll(() => kept(id)).toBe(false);
  });

  test("with their room they go, too", async () => {
    const room = await sharedRoom();
    const { id } = await upload(people.ada, "a.txt", Buffer.from("x"));
    await people.ada.send(room, "", { files: [{ id }] });
    expect(kept(id)).toBe(true);
    await people.ada.deleteRoom(room);
    expect(await status(people.ada, id)).toBe(404);
    await expect.poll(() => kept(id)).toBe(false);
  });
});

describe("pictures", () => {
  test("a person's is a square that everybody signed in sees, until there is another", async () => {
    const { ada, mallory } = people;
    const first = await upload(ada, "me.png", await picture("png", 900, 600), "picture");
    expect(first).toMatchObject({ width: 512, height: 512, type: "image/webp" });
    expect(await status(mallory, first.id), "not yet hers").toBe(404);
    expect((await ada.api.patch("/api/chat/me", { pictureId: first.id })).body).toMatchObject({
      user: { pictureId: first.id },
    });
    expect([await status(mallory, first.id), await status(null, first.id)]).toEqual([200, 401]);
    const second = await upload(ada, "me.jpg", await picture("jpeg", 60, 90), "picture");
    await ada.api.patch("/api/chat/me", { pictureId: second.id });
    expect([await status(mallory, first.id), await status(mallory, second.id)]).toEqual([404, 200]);
    const message = await ada.send(await ada.general(), "hello");
    expect(message.author.pictureId).toBe(second.id);
    await ada.api.patch("/api/chat/me", { pictureId: null });
    expect(await status(mallory, second.id)).toBe(404);
  });

  test("nobody takes what is not theirs, not a picture, or taken already", async () => {
    const { ada, grace } = people;
    const hers = await upload(grace, "me.png", await picture(), "picture");
    const words = await upload(ada, "a.txt", Buffer.from("x"));
    for (const pictureId of [hers.id, words.id, "0nothing0nothing0000"])
      expect(await refusal(ada.api.patch("/api/chat/me", { pictureId }))).toBe("422 invalid");
    await grace.api.patch("/api/chat/me", { pictureId: hers.id });
    const room = await grace.createRoom({ kind: "PRIVATE", name: "Another" });
    expect(await refusal(grace.api.patch(`/api/chat/rooms/${room.id}`, { pictureId: hers.id }))).toBe("422 invalid");
  });

  test("a private room's is for its members, an open room's for everybody signed in", async () => {
    const { ada, grace, mallory } = people;
    const room = await sharedRoom();
    const { id } = await upload(ada, "us.png", await picture(), "picture");
    expect((await ada.updateRoom(room, { pictureId: id })).pictureId).toBe(id);
    expect((await ada.fullHistory(room)).at(-1)).toMatchObject({
      kind: "SYSTEM",
      system: { type: "picture", removed: false },
    });
    expect([await status(grace, id), await status(mallory, id)]).toEqual([200, 404]);
    const other = await upload(grace, "me.png", await picture(), "picture");
    expect(await refusal(grace.api.patch(`/api/chat/rooms/${room.id}`, { pictureId: other.id }))).toBe("403 forbidden");
    await ada.updateRoom(room, { kind: "OPEN", name: `Open ${id}` });
    expect(await status(mallory, id)).toBe(200);
  });
});

describe("what was shared in a room", () => {
  test("is listed newest first, page by page, by kind and by person", async () => {
    const { ada, grace } = people;
    const room = await sharedRoom();
    const send = async (person: Person, ...names: string[]) => {
      const files = [];
      for (const name of names)
        files.push({ id: (await upload(person, name, name.endsWith("png") ? await picture() : pdf(50))).id });
      return person.send(room, "", { files });
    };
    await send(ada, "1.png", "2.png", "3.png");
    await send(grace, "4.png", "a.pdf");
    const gone = await send(ada, "5.png");
    await ada.deleteMessage(gone);
    const page = async (query: string) =>
      expectReply(grace.api.get(`/api/chat/rooms/${room.id}/files?${query}`), roomFilesReplySchema);
    const names = async (query: string) => (await page(query)).files.map(({ file }) => file.name);
    expect(await names("")).toEqual(["4.png", "1.png", "2.png", "3.png"]);
    const first = await page("limit=2");
    expect([first.files.map(({ file }) => file.name), first.next !== null]).toEqual([["4.png", "1.png"], true]);
    const second = await page(`limit=2&before=${first.next}`);
    expect([second.files.map(({ file }) => file.name), second.next]).toEqual([["2.png", "3.png"], null]);
    expect(await names("kind=documents")).toEqual(["a.pdf"]);
    expect(await names(`person=${grace.id}`)).toEqual(["4.png"]);
    expect(await names("until=2020-01-01T00:00:00Z")).toEqual([]);
  });

  test("is told of by whom it is, also when they have left, and by nobody whose files are gone", async () => {
    const { ada, grace, linus } = people;
    const room = await sharedRoom();
    await ada.add(room, linus);
    const sharers = async (kind: string) => {
      const path = `/api/chat/rooms/${room.id}/files/people?kind=${kind}`;
      return (await expectReply(ada.api.get(path), sharersReplySchema)).people.map(({ id }) => id);
    };
    expect(await sharers("media")).toEqual([]);
    const still = await upload(linus, "still.png", await picture());
    const film = await upload(linus, "film.mp4", mp4());
    await linus.send(room, "", { files: [{ id: film.id, posterId: still.id }] });
    const gone = await grace.send(room, "", { files: [{ id: (await upload(grace, "a.png", await picture())).id }] });
    await linus.send(room, "https://a.example/");
    expect(await sharers("media")).toEqual([grace.id, linus.id]);
    await linus.leave(room);
    await grace.deleteMessage(gone);
    expect(await sharers("media")).toEqual([linus.id]);
    expect(await sharers("links")).toEqual([linus.id]);
    // The still of a video is not a document.
    expect(await sharers("documents")).toEqual([]);
  });

  test("links are read off the messages as they are now", async () => {
    const { ada } = people;
    const room = await sharedRoom();
    const links = async () => {
      const page = await ada.api.get(`/api/chat/rooms/${room.id}/files?kind=links`);
      return roomFilesReplySchema.parse(page.body).links.map(({ url, seq }) => [seq, url]);
    };
    const one = await ada.send(
      room,
      "see https://a.example/x and [this](https://b.example/) but not `https://c.example/`",
    );
    const two = await ada.send(room, "https://d.example/");
    expect(await links()).toEqual([
      [two.seq, "https://d.example/"],
      [one.seq, "https://a.example/x"],
      [one.seq, "https://b.example/"],
    ]);
    await ada.edit(one, "never mind");
    await ada.edit(two, "https://e.example/");
    expect(await links()).toEqual([[two.seq, "https://e.example/"]]);
    await ada.deleteMessage(two);
    expect(await links()).toEqual([]);
  });

  test("what files take is told to whom they belong, and the sum to administrators", async () => {
    const before = await expectReply(people.grace.api.get("/api/chat/me/storage"), storageReplySchema);
    await upload(people.grace, "a.pdf", pdf(1000));
    const after = await expectReply(people.grace.api.get("/api/chat/me/storage"), storageReplySchema);
    expect([after.used.bytes - before.used.bytes, after.used.files - before.used.files]).toEqual([1000, 1]);
    expect(after.total).toBeNull();
    const admin = await expectReply(people.ada.api.get("/api/chat/me/storage"), storageReplySchema);
    expect(admin.total?.used.bytes).toBeGreaterThanOrEqual(1000);
  });
});
