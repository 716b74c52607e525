import { afterAll, expect, test } from "vitest";
import { DRAFT_MAX, draftReplySchema, draftsReplySchema, type SaveDraftInput } from "@/lib/drafts/schema.ts";
import { cast, type Person } from "../support/cast.ts";
import { expectReply, refusal } from "../support/client.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
afterAll(() => server.stop());
const { ada, grace, mallory } = await cast(server);

const put = (person: Person, room: { id: string }, input: Partial<SaveDraftInput>) =>
  person.api.request("PUT", `/api/chat/rooms/${room.id}/draft`, { editedAt: new Date().toISOString(), ...input });
const save = async (person: Person, room: { id: string }, input: Partial<SaveDraftInput>) =>
  (await expectReply(put(person, room, input), draftReplySchema)).draft;
const draftsOf = async (person: Person) => {
  const { drafts } = await expectReply(person.api.get("/api/chat/drafts"), draftsReplySchema);
  return Object.fromEntries(drafts.map((draft) => [draft.roomId, draft.body]));
};

test("what ada writes on one device is there on the other, exactly as typed, and is nobody else's", async () => {
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const body = "  half a sentence,\n\tand 漢字 👩‍👩‍👧  ";
  await save(ada, room, { body });
  expect((await draftsOf(await ada.logIn()))[room.id]).toBe(body);
  expect(await draftsOf(grace)).toEqual({});
});

test("the latest edit wins, whichever arrives last", async () => {
  const room = await ada.createRoom();
  const [earlier, later] = ["2026-01-01T10:00:00.000Z", "2026-01-01T10:00:05.000Z"];
  await save(ada, room, { body: "from the phone", editedAt: later });
  const answer = await save(ada, room, { body: "from the laptop, which was offline", editedAt: earlier });
  expect(answer).toMatchObject({ body: "from the phone", editedAt: later });
  expect((await draftsOf(ada))[room.id]).toBe("from the phone");
});

test("a device whose clock is a day ahead does not win for ever", async () => {
  const room = await ada.createRoom();
  await save(ada, room, { body: "from tomorrow", editedAt: new Date(Date.now() + 86_400_000).toISOString() });
  await save(ada, room, { body: "from now" });
  expect((await draftsOf(ada))[room.id]).toBe("from now");
});

test("an emptied draft is gone, and older text does not bring it back", async () => {
  const room = await ada.createRoom();
  await save(ada, room, { body: "about to be sent", editedAt: "2026-01-01T10:00:00.000Z" });
  await save(ada, room, { body: "", editedAt: "2026-01-01T10:00:02.000Z" });
  await save(ada, room, { body: "about to be s", editedAt: "2026-01-01T10:00:01.000Z" });
  expect((await draftsOf(ada))[room.id]).toBeUndefined();
});

test("a draft replies to what is in its room, deleted or not, and to nothing of another room", async () => {
  const [room, other] = [await ada.createRoom(), await ada.createRoom()];
  const [here, there] = [await ada.send(room, "here"), await ada.send(other, "there")];
  const body = "an answer";
  expect(await save(ada, room, { body, replyToId: here.id })).toMatchObject({ replyToId: here.id });
  await ada.deleteMessage(here);
  expect(await save(ada, room, { body, replyToId: here.id })).toMatchObject({ replyToId: here.id });
  expect(await refusal(put(ada, room, { body, replyToId: there.id }))).toBe("422 invalid");
  expect(await refusal(put(ada, room, { body, replyToId: "0nothing0nothing0000" }))).toBe("422 invalid");
  const notice = (await ada.fullHistory(room)).find((message) => message.kind === "SYSTEM");
  expect(await refusal(put(ada, room, { body, replyToId: notice?.id }))).toBe("422 invalid");
});

test("mallory can neither leave a draft in a room she is not in nor read one of a room she left", async () => {
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [mallory.id] });
  await save(mallory, room, { body: "a note about the private plan" });
  expect(Object.keys(await draftsOf(mallory))).toEqual([room.id]);
  await ada.remove(room, mallory);
  expect(await refusal(put(mallory, room, { body: "more" }))).toBe("404 not_found");
  expect(await draftsOf(mallory)).toEqual({});
});

test("a draft may be longer than a message, but not without end, and needs a time", async () => {
  const room = await ada.createRoom();
  await save(ada, room, { body: "x".repeat(DRAFT_MAX) });
  expect(await refusal(put(ada, room, { body: "x".repeat(DRAFT_MAX + 1) }))).toBe("422 invalid");
  expect(await refusal(put(ada, room, { body: "with a \0 in it" }))).toBe("422 invalid");
  expect(await refusal(put(ada, room, { body: "when?", editedAt: "yesterday" }))).toBe("422 invalid");
  expect((await draftsOf(ada))[room.id]?.length).toBe(DRAFT_MAX);
});
