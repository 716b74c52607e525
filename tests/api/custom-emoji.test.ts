// Emoji that people add: who may, what may be one, and what becomes of messages and reactions that have one.
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { activityReplySchema } from "@/lib/activity/schema.ts";
import { emojiListReplySchema, emojiReplySchema } from "@/lib/emoji/schema.ts";
import { messageReplySchema } from "@/lib/messages/schema.ts";
import { pinsReplySchema } from "@/lib/pins/schema.ts";
import { EVERYONE_CHANNEL } from "@/lib/realtime/channels.ts";
import { type Cast, cast, type Person, register } from "../support/cast.ts";
import { expectReply, refusal } from "../support/client.ts";
import { live } from "../support/live.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { fetchFile, picture, upload, wav } from "../support/upload-files.ts";

let server: TestServer;
let people: Cast;
let room: { id: string };
beforeAll(async () => {
  server = await startServer();
  people = await cast(server);
  room = await people.ada.createRoom({ kind: "PRIVATE", userIds: [people.grace.id] });
});
afterAll(() => server.stop());

const image = async (person: Person, name = "acme.png", bytes?: Uint8Array) =>
  (await upload(person, name, bytes ?? (await picture("png", 64, 64)))).id;
const post = (person: Person, body: object) => person.api.post("/api/chat/emoji", body);
const add = async (person: Person, name: string, aliases: string[] = [], fileId?: string) =>
  (await expectReply(post(person, { name, aliases, fileId: fileId ?? (await image(person)) }), emojiReplySchema)).emoji;
const remove = (person: Person, name: string) => person.api.delete(`/api/chat/emoji/${name}`);
const list = (person: Person) => expectReply(person.api.get("/api/chat/emoji"), emojiListReplySchema);
const names = async (person: Person) => (await list(person)).emoji.map(({ name }) => name);
const allow = (person: Person, membersMayAdd: boolean) =>
  person.api.patch("/api/chat/settings/emoji", { membersMayAdd });
const reaction = (message: { id: string }, emoji: string) =>
  `/api/chat/messages/${message.id}/reactions/${encodeURIComponent(emoji)}`;
const react = async (person: Person, message: { id: string }, emoji: string) =>
  (await expectReply(person.api.put(reaction(message, emoji)), messageReplySchema)).message;

/** An animation of three frames. */
async function animation(edge: number, format: "gif" | "webp" = "gif"): Promise<Buffer> {
  const frame = (background: string) =>
    sharp({ create: { width: edge, height: edge, channels: 3, background } })
      .png()
      .toBuffer();
  const frames = await Promise.all(["#f00", "#0f0", "#00f"].map(frame));
  return sharp(frames, { join: { animated: true } })
    .toFormat(format, { loop: 0 })
    .toBuffer();
}

describe("a custom emoji", () => {
  test("is added by an administrator, listed for everybody, and told to everybody at once", async () => {
    const { ada, grace } = people;
    const socket = await live(grace);
    await socket.subscribe(EVERYONE_CHANNEL);
    const added = await add(ada, ":Acme:", ["polly", "acme", "dance"]);
    expect(added).toMatchObject({ name: "acme", aliases: ["dance", "polly"], addedBy: { id: ada.id } });
    await socket.next(({ event }) => event === "emoji.changed");
    socket.close();
    expect((await list(grace)).emoji).toEqual([added]);
  });

  test("is one of which everybody who is signed in, and nobody else, gets the picture by each of its names", async () => {
    const { ada, grace } = people;
    await add(ada, "wide", ["broad"], await image(ada, "wide.png", await picture("png", 1200, 600)));
    const reply = await fetchFile(grace, server.url, "/api/emoji/broad");
    expect(reply.status).toBe(200);
    expect(reply.headers.get("content-type")).toBe("image/webp");
    expect(reply.headers.get("content-security-policy")).toContain("sandbox");
    expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await sharp(await reply.arrayBuffer()).metadata()).toMatchObject({ width: 320, height: 160 });
    expect((await fetchFile(null, server.url, "/api/emoji/wide")).status).toBe(401);
    expect((await fetchFile(grace, server.url, "/api/emoji/nobody")).status).toBe(404);
    expect((await fetchFile(grace, server.url, "/api/emoji/..%2f..%2fparley.db")).status).toBe(404);
  });

  test.each(["gif", "webp"] as const)("moves on where its picture is a %s that moves", async (format) => {
    const { ada, grace } = people;
    await add(ada, `moving_${format}`, [], await image(ada, `m.${format}`, await animation(48, format)));
    const reply = await fetchFile(grace, server.url, `/api/emoji/moving_${format}`);
    expect(await sharp(await reply.arrayBuffer()).metadata()).toMatchObject({ format, pages: 3, width: 48 });
  });

  test("has a small picture in one of three formats, which its owner has uploaded and not sent", async () => {
    const { ada, grace } = people;
    const noise = await sharp({
      create: {
        width: 512,
        height: 512,
        channels: 3,
        background: "#000",
        noise: { type: "gaussian", mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
    expect(noise.length).toBeGreaterThan(256 * 1024);
    const tooLarge = await post(ada, { name: "noise", fileId: await image(ada, "noise.png", noise) });
    expect(tooLarge.body).toMatchObject({ error: { fields: { fileId: expect.stringContaining("256 KB") } } });
    const tooWide = await post(ada, { name: "wall", fileId: await image(ada, "w.gif", await animation(513)) });
    expect(tooWide.body).toMatchObject({ error: { fields: { fileId: expect.stringContaining("512 × 512") } } });
    const photo = await image(ada, "p.jpg", await picture("jpeg"));
    const sound = await image(ada, "s.wav", wav(400));
    const sent = await image(ada);
    await ada.send(room, "", { files: [{ id: sent }] });
    const foreign = await image(grace);
    for (const fileId of [photo, sound, sent, foreign, "0nothing0nothing0000"])
      expect(await refusal(post(ada, { name: "never", fileId }))).toBe("422 invalid");
    const used = await image(ada);
    await add(ada, "used", [], used);
    expect(await refusal(post(ada, { name: "used_again", fileId: used }))).toBe("422 invalid");
    expect(await names(grace)).not.toContain("never");
  });

  test("has names that no emoji of Unicode and no other custom one has, as its own or another", async () => {
    const { ada } = people;
    await add(ada, "taken", ["taken_too"]);
    const fileId = await image(ada);
    for (const name of ["tada", "thumbsup", "taken", "taken_too", "x", "a b", "30"])
      expect(await refusal(post(ada, { name, fileId }))).toBe("422 invalid");
    for (const alias of ["tada", "taken", "taken_too"]) {
      const { body } = await post(ada, { name: "unused", aliases: [alias], fileId });
      expect(body).toMatchObject({ error: { fields: { aliases: expect.stringContaining(alias) } } });
    }
    expect(await refusal(post(ada, { name: "unused", aliases: ["b1", "b2", "b3", "b4", "b5", "b6"], fileId }))).toBe(
      "422 invalid",
    );
    // Nothing of what was refused has stayed.
    await add(ada, "unused", [], fileId);
  });

  test("is added once, when several people add one of that name at the same time", async () => {
    const { ada } = people;
    const files = await Promise.all([1, 2, 3, 4].map(() => image(ada)));
    const replies = await Promise.all(files.map((fileId) => post(ada, { name: "race", fileId })));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
  });

  test("is not added by members until an administrator lets them, and is removed by who added it", async () => {
    const { ada, grace, linus } = people;
    expect(await refusal(post(grace, { name: "mine", fileId: await image(grace) }))).toBe("403 forbidden");
    expect(await refusal(allow(grace, true))).toBe("403 forbidden");
    expect((await allow(ada, true)).body).toEqual({ membersMayAdd: true });
    await add(grace, "mine");
    expect(await list(linus)).toMatchObject({ membersMayAdd: true });
    expect(await refusal(remove(linus, "mine"))).toBe("403 forbidden");
    await allow(ada, false);
    expect(await refusal(remove(grace, "mine"))).toBe("403 forbidden");
    await allow(ada, true);
    expect((await remove(grace, "mine")).status).toBe(204);
    expect(await refusal(remove(grace, "mine"))).toBe("404 not_found");
    expect(await names(linus)).not.toContain("mine");
    await allow(ada, false);
  });

  test("outlives the account of who added it", async () => {
    const { ada, grace } = people;
    const rosa = await register(server, "rosa");
    await allow(ada, true);
    await add(rosa, "roses");
    await allow(ada, false);
    expect((await ada.api.delete(`/api/chat/accounts/${rosa.id}`)).status).toBe(204);
    expect(await names(grace)).toContain("roses");
    expect((await fetchFile(grace, server.url, "/api/emoji/roses")).status).toBe(200);
  });
});

describe("a text with a custom emoji", () => {
  test("names it wherever the text is shown; names that nobody knows are text", async () => {
    const { ada, grace } = people;
    await add(ada, "wave_hi", ["hi_there"]);
    const sent = await ada.send(room, "@grace :wave_hi: :hi_there: :unknown: at 10:30:15");
    expect(sent.customEmoji).toEqual(["wave_hi", "hi_there"]);
    expect((await grace.history(room)).messages.at(-1)?.customEmoji).toEqual(sent.customEmoji);
    const reply = await grace.send(room, "Hello", { replyToId: sent.id });
    const page = await grace.history(room, { after: sent.seq });
    expect(page.messages.at(-1)?.id).toBe(reply.id);
    expect(page.quotes).toMatchObject([{ customEmoji: sent.customEmoji }]);
    await ada.api.put(`/api/chat/messages/${sent.id}/pin`);
    const { pins } = await expectReply(ada.api.get(`/api/chat/rooms/${room.id}/pins`), pinsReplySchema);
    expect(pins).toMatchObject([{ message: { customEmoji: sent.customEmoji } }]);
    const { entries } = await expectReply(grace.api.get("/api/chat/activity"), activityReplySchema);
    expect(entries.find(({ messageId }) => messageId === sent.id)?.customEmoji).toEqual(sent.customEmoji);
    expect(await ada.send(room, "nothing :unknown:")).not.toHaveProperty("customEmoji");
  });

  test("keeps it when it is removed, and nothing that is written later gets it", async () => {
    const { ada, grace } = people;
    await add(ada, "fleeting");
    const before = await ada.send(room, ":fleeting:");
    const reacted = await react(grace, before, ":fleeting:");
    expect((await remove(ada, "fleeting")).status).toBe(204);
    expect((await grace.history(room)).messages.at(-1)).toMatchObject({ customEmoji: ["fleeting"], rev: reacted.rev });
    expect((await fetchFile(grace, server.url, "/api/emoji/fleeting")).status).toBe(200);
    expect(await ada.send(room, ":fleeting:")).not.toHaveProperty("customEmoji");
    expect(await names(ada)).not.toContain("fleeting");
  });

  test("gets the new picture when the name of a removed one is given to another, whose file goes", async () => {
    const { ada, grace } = people;
    const { fileId } = await add(ada, "again", ["again_too"]);
    const message = await ada.send(room, ":again: :again_too:");
    await remove(ada, "again");
    const next = await add(ada, "again");
    // The other name still has the first picture.
    expect((await fetchFile(grace, server.url, `/api/files/${fileId}`)).status).toBe(200);
    await add(ada, "quite_new", ["again_too"]);
    expect((await fetchFile(grace, server.url, `/api/files/${fileId}`)).status).toBe(404);
    expect((await fetchFile(grace, server.url, `/api/files/${next.fileId}`)).status).toBe(200);
    expect(
      (await grace.history(room, { around: message.seq })).messages.find(({ id }) => id === message.id),
    ).toMatchObject({
      customEmoji: ["again", "again_too"],
    });
  });
});

describe("a reaction with a custom emoji", () => {
  test("is counted once, by whichever of its names, and names nothing that is not there", async () => {
    const { ada, grace } = people;
    await add(ada, "yes_sir", ["aye"]);
    const message = await ada.send(room, "Shall we?");
    expect(await refusal(grace.api.put(reaction(message, ":nobody:")))).toBe("422 invalid");
    await react(grace, message, ":yes_sir:");
    const both = await react(ada, message, ":aye:");
    expect(both.reactions).toEqual([{ emoji: ":yes_sir:", count: 2, userIds: [grace.id, ada.id] }]);
    expect((await react(ada, message, ":aye:")).rev).toBe(both.rev);
    const { entries } = await expectReply(ada.api.get("/api/chat/activity"), activityReplySchema);
    expect(entries[0]).toMatchObject({ cause: "REACTION", emoji: ":yes_sir:" });
    await ada.api.delete(reaction(message, ":aye:"));
    expect((await ada.history(room)).messages.at(-1)?.reactions).toMatchObject([{ count: 1, userIds: [grace.id] }]);
  });

  test("stays when the emoji is removed and can be taken back, but nobody gives it anew", async () => {
    const { ada, grace } = people;
    await add(ada, "gone_soon");
    const message = await ada.send(room, "Old");
    await react(grace, message, ":gone_soon:");
    await remove(ada, "gone_soon");
    expect((await ada.history(room)).messages.at(-1)?.reactions).toMatchObject([{ emoji: ":gone_soon:", count: 1 }]);
    expect(await refusal(ada.api.put(reaction(message, ":gone_soon:")))).toBe("422 invalid");
    // A repeated request finds what it wants.
    expect((await grace.api.put(reaction(message, ":gone_soon:"))).status).toBe(200);
    const { body } = await grace.api.delete(reaction(message, ":gone_soon:"));
    expect(body).toMatchObject({ message: { reactions: [] } });
    expect(await refusal(grace.api.put(reaction(message, ":gone_soon:")))).toBe("422 invalid");
  });
});
