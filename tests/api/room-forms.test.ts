// Rooms, direct chats and invitations by the forms that pages have before JavaScript has loaded (decision 041): the same
// as their JSON twins, with the same refusals.
import { afterAll, describe, expect, test } from "vitest";
import { acceptInviteReplySchema, inviteReplySchema } from "@/lib/invites/schema.ts";
import { cast, type Person } from "../support/cast.ts";
import { client, expectReply, expectSuccess, refusal } from "../support/client.ts";
import { formOf } from "../support/forms.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
const { ada, grace, linus, mallory } = await cast(server);
afterAll(() => server.stop());

const idIn = (location: string | null): string => /^\/rooms\/([a-z0-9]+)$/.exec(location ?? "")?.[1] ?? "no room";
const isIn = async (person: Person, roomId: string): Promise<boolean> =>
  (await person.rooms()).some((room) => room.id === roomId);

async function invite(): Promise<{ id: string; code: string }> {
  return (await expectReply(ada.api.post("/api/chat/invites", { maxUses: 1 }), inviteReplySchema)).invite;
}

describe("a new room", () => {
  test("is made by its form, open or private with people", async () => {
    const form = await formOf(ada, "/new/room", "topic");
    const open = await form.send({ name: "Garden", topic: "Beds", kind: "OPEN", people: "" });
    expect(open.status).toBe(303);
    expect(await ada.room(idIn(open.location))).toMatchObject({ name: "Garden", topic: "Beds", kind: "OPEN" });
    const people = ` @${grace.username},  ${linus.username.toUpperCase()} `;
    const secret = await form.send({ name: "Shed", topic: "", kind: "PRIVATE", people });
    expect(await isIn(grace, idIn(secret.location))).toBe(true);
    expect(await isIn(linus, idIn(secret.location))).toBe(true);
    expect(await isIn(mallory, idIn(secret.location))).toBe(false);
  });

  test.each([
    ["without a name", { name: " ", topic: "Kept words" }, "The name is missing."],
    ["with a name that is taken", { name: "GARDEN", topic: "Kept words" }, "There is an open room of that name."],
    [
      "with somebody who is not here",
      { name: "Cellar", topic: "Kept words", kind: "PRIVATE", people: "nobody-here" },
      "Nobody here has the username nobody-here.",
    ],
    ["of another kind", { name: "Cellar", topic: "Kept words", kind: "DIRECT" }, "kind"],
  ])("%s is refused in words, and what was typed stays", async (_, values, words) => {
    const before = (await ada.rooms()).length;
    const reply = await (await formOf(ada, "/new/room", "topic")).send(values);
    expect(reply.location).toBeNull();
    expect(reply.html).toContain('value="Kept words"');
    if (words !== "kind") {
      expect(reply.text).toContain(words);
      expect(reply.html).toContain('aria-invalid="true"');
    }
    expect((await ada.rooms()).length).toBe(before);
  });
});

describe("a direct chat", () => {
  test("is opened with several by their usernames, and found again by the button of one", async () => {
    const form = await formOf(ada, "/new/direct", "people");
    const first = await form.send({ people: `${grace.username} ${linus.username}` });
    const room = await ada.room(idIn(first.location));
    expect(room.people.map((person) => person.id).sort()).toEqual([grace.id, linus.id].sort());
    const one = await form.send({ people: grace.username });
    expect((await form.send({ people: grace.username })).location).toBe(one.location);
  });

  test("is refused with nobody, with a stranger, and with too many, at its field", async () => {
    const form = await formOf(ada, "/new/direct", "people");
    for (const [people, words] of [
      [" , ", "Name at least one person"],
      [`${grace.username} nobody-here`, "Nobody here has the username nobody-here."],
    ] as const) {
      const reply = await form.send({ people });
      expect(reply.location).toBeNull();
      expect(reply.text).toContain(words);
      expect(reply.html).toContain('aria-invalid="true"');
    }
    const crowd = Array.from({ length: 201 }, (_, n) => `p${n}`).join(" ");
    expect((await form.send({ people: crowd })).text).toContain("Name at most 200 people.");
  });

  test("is found by searching for people, a page of them at most", async () => {
    const { send } = await formOf(ada, `/new/direct?q=${grace.username.slice(0, 4)}`, "people");
    const reply = await send({ people: "" });
    expect(reply.text).toContain(`@${grace.username}`);
    expect(reply.text).not.toContain(`@${linus.username}`);
  });
});

describe("joining", () => {
  test("an open room works from the list of rooms and from the room itself", async () => {
    const room = await ada.createRoom();
    const listed = await (await formOf(grace, "/browse", "roomId")).send({ roomId: room.id });
    expect(listed.location).toBe(`/rooms/${room.id}`);
    expect(await isIn(grace, room.id)).toBe(true);
    const itself = await (await formOf(linus, `/rooms/${room.id}`, "roomId")).send({});
    expect(itself.location).toBe(`/rooms/${room.id}`);
    expect(await isIn(linus, room.id)).toBe(true);
  });

  test("mallory joins no private room, and learns nothing of it", async () => {
    const open = await ada.createRoom();
    const secret = await ada.createRoom({ kind: "PRIVATE" });
    const form = await formOf(mallory, "/browse", "roomId");
    const refused = await form.send({ roomId: secret.id });
    expect(refused.location).toBeNull();
    expect(refused.text).not.toContain(secret.name);
    const nothing = await form.send({ roomId: "0nothing0nothing0000" });
    expect(refused.text.replaceAll(secret.id, "")).toBe(nothing.text);
    expect(await isIn(mallory, secret.id)).toBe(false);
    expect((await form.send({ roomId: open.id })).location).toBe(`/rooms/${open.id}`);
  });

  test("an archived room is refused in words", async () => {
    const room = await ada.createRoom();
    const form = await formOf(mallory, "/browse", "roomId");
    await expectSuccess(ada.api.patch(`/api/chat/rooms/${room.id}`, { archived: true }));
    const reply = await form.send({ roomId: room.id });
    expect(reply.text).toContain("This room is archived. Nobody can join it.");
  });
});

describe("an invitation, to somebody who has an account", () => {
  test("leads back into the rooms that everyone joins, and is no use of it", async () => {
    const general = await grace.general();
    const { code } = await invite();
    const path = `/register?invite=${code}`;
    await grace.leave(general);
    const reply = await (await formOf(grace, path, "code")).send({});
    expect(reply.location).toBe(`/rooms/${general.id}`);
    expect(await isIn(grace, general.id)).toBe(true);
    // It is for one person, and still is.
    await linus.leave(general);
    const twin = await linus.api.post("/api/chat/invites/accept", { code });
    expect((await expectReply(twin, acceptInviteReplySchema)).rooms.map((room) => room.id)).toEqual([general.id]);
    const again = await linus.api.post("/api/chat/invites/accept", { code });
    expect((await expectReply(again, acceptInviteReplySchema)).rooms).toEqual([]);
  });

  test("works no more once it was taken back, and no guess works", async () => {
    const general = await mallory.general();
    const { id, code } = await invite();
    await mallory.leave(general);
    const form = await formOf(mallory, `/register?invite=${code}`, "code");
    await expectSuccess(ada.api.delete(`/api/chat/invites/${id}`));
    const reply = await form.send({});
    expect(reply.location).toBeNull();
    expect(reply.text).toContain("It was taken back.");
    expect(await isIn(mallory, general.id)).toBe(false);
    expect(await refusal(mallory.api.post("/api/chat/invites/accept", { code }))).toBe("403 forbidden");
    expect(await refusal(mallory.api.post("/api/chat/invites/accept", { code: "a-guess" }))).toBe("403 forbidden");
    expect(await refusal(client(server.url).post("/api/chat/invites/accept", { code }))).toBe("401 unauthorized");
  });
});

describe("every one of these forms", () => {
  const FORMS: [string, string, string, () => Promise<Record<string, string>>][] = [
    ["a new room", "/new/room", "topic", async () => ({ name: "Attic", topic: "", kind: "OPEN" })],
    ["a direct chat", "/new/direct", "people", async () => ({ people: ada.username })],
    ["joining", "/browse", "roomId", async () => ({ roomId: (await linus.createRoom()).id })],
  ];

  test.each(FORMS)("%s is refused to another site's page", async (_, path, name, values) => {
    const filled = await values();
    const form = await formOf(ada, path, name);
    const before = (await ada.rooms()).length;
    for (const headers of [{ "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }])
      expect((await form.send(filled, { headers })).status).toBe(403);
    expect((await ada.rooms()).length).toBe(before);
  });

  test.each(FORMS)("%s does nothing for grace when it was drawn for ada", async (_, path, name, values) => {
    const filled = await values();
    const form = await formOf(ada, path, name);
    const before = (await grace.rooms()).length;
    const reply = await form.send(filled, { as: grace });
    expect(reply.text).toContain("Somebody else is logged in here now. Nothing was done.");
    expect((await grace.rooms()).length).toBe(before);
  });

  test.each(FORMS)("%s sends somebody whose session has ended to the log-in page", async (_, path, name, values) => {
    const filled = await values();
    const form = await formOf(ada, path, name);
    const reply = await form.send(filled, { headers: { cookie: "" } });
    expect(reply.status).toBe(303);
    expect(reply.location).toBe(`/login?next=${encodeURIComponent(path)}`);
  });
});

test("whoever makes too many rooms is told to wait, by forms and JSON together", async () => {
  const strict = await startServer({ env: { LIMIT_ROOM: "2/600" } });
  const { ada: busy } = await cast(strict);
  const form = await formOf(busy, "/new/room", "topic");
  expect((await form.send({ name: "One", topic: "" })).status).toBe(303);
  await expectSuccess(busy.api.post("/api/chat/rooms", { name: "Two" }));
  const third = await form.send({ name: "Three", topic: "Kept words" });
  expect(third.text).toContain("That was too fast. Try again in");
  expect(third.html).toContain('value="Kept words"');
  const direct = await (await formOf(busy, "/new/direct", "people")).send({ people: busy.username });
  expect(direct.text).toContain("That was too fast.");
  expect(await refusal(busy.api.post("/api/chat/rooms", { name: "Three" }))).toBe("429 rate_limited");
  await strict.stop();
});
