// What messages said before they were edited; docs/decisions/062.
import { afterAll, expect, test } from "vitest";
import { VERSIONS_MAX, versionsReplySchema } from "@/lib/messages/version-schema.ts";
import { cast, type Person } from "../support/cast.ts";
import { expectReply, expectSuccess, refusal } from "../support/client.ts";
import { openDatabase } from "../support/database.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
const { ada, grace, linus, mallory } = await cast(server);
afterAll(() => server.stop());
const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });

const ask = (person: Person, { id }: { id: string }) => person.api.get(`/api/chat/messages/${id}/versions`);
const versions = async (person: Person, message: { id: string }) =>
  (await expectReply(ask(person, message), versionsReplySchema)).versions;
const setShown = (person: Person, editHistory: unknown) =>
  person.api.patch("/api/chat/settings/messages", { editHistory });

test("members read what a message said before, the newest first, each with since when", async () => {
  const sent = await grace.send(room, "Tea at three");
  expect(await versions(linus, sent)).toEqual([]);
  const second = await grace.edit(sent, "Tea at *four*");
  await ada.api.put(`/api/chat/messages/${sent.id}/reactions/${encodeURIComponent("👍")}`);
  await grace.edit(sent, "Tea at *four*");
  await grace.edit(sent, "Tea at five");
  const [newer, older] = await versions(linus, sent);
  expect([newer?.body, older]).toEqual(["Tea at *four*", { body: "Tea at three", writtenAt: sent.createdAt }]);
  expect(Date.parse(newer?.writtenAt ?? "")).toBeGreaterThanOrEqual(Date.parse(second.editedAt ?? ""));
  expect(await versions(linus, sent), "an edit without a change is none").toHaveLength(2);
});

test("so many are kept, and the oldest goes", async () => {
  const sent = await grace.send(room, "n 0");
  for (let n = 1; n <= VERSIONS_MAX + 3; n++) await grace.edit(sent, `n ${n}`);
  const bodies = (await versions(ada, sent)).map(({ body }) => body);
  expect(bodies).toEqual(Array.from({ length: VERSIONS_MAX }, (_, at) => `n ${VERSIONS_MAX + 2 - at}`));
});

test("of edits at once each text is kept once", async () => {
  const sent = await grace.send(room, "start");
  await Promise.all([1, 2, 3, 4].map((n) => grace.edit(sent, `edit ${n}`)));
  const [now] = (await ada.history(room, { limit: 1 })).messages;
  const all = [now?.body, ...(await versions(ada, sent)).map(({ body }) => body)];
  expect(all.toSorted()).toEqual(["edit 1", "edit 2", "edit 3", "edit 4", "start"]);
});

test("mallory reads nothing of it, whether or not the message exists, nor does whoever has left", async () => {
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
  const sent = await grace.send(room, "Between us");
  await grace.edit(sent, "Between all of us");
  expect(await versions(linus, sent)).toHaveLength(1);
  await linus.leave(room);
  for (const person of [mallory, linus]) expect(await refusal(ask(person, sent))).toBe("404 not_found");
  expect(await refusal(ask(mallory, { id: "doesnotexist" }))).toBe("404 not_found");
});

test("an administrator hides it from all, and shows it again; nobody else does", async () => {
  const sent = await grace.send(room, "Before");
  await grace.edit(sent, "After");
  expect(await refusal(setShown(grace, false))).toBe("403 forbidden");
  expect(await refusal(setShown(ada, "no"))).toBe("422 invalid");
  expect(await versions(grace, sent)).toHaveLength(1);
  await expectSuccess(setShown(ada, false));
  for (const person of [ada, grace]) expect(await refusal(ask(person, sent))).toBe("403 forbidden");
  expect((await grace.api.get("/api/chat/settings/messages")).body).toEqual({ editHistory: false });
  await expectSuccess(setShown(ada, true));
  expect(await versions(grace, sent)).toHaveLength(1);
});

test("with its message goes what it said before, and does not come back with it", async () => {
  const sent = await grace.send(room, "The code is 4711");
  await grace.edit(sent, "The code is elsewhere");
  await grace.deleteMessage(sent);
  expect(await versions(ada, sent)).toEqual([]);
  expect((await grace.restore(sent)).body).toBe("The code is elsewhere");
  expect(await versions(ada, sent)).toEqual([]);
});

test("with an account goes what its messages said before, and what they say now stays", async () => {
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [mallory.id] });
  const sent = await mallory.send(room, "armadillidium vulgare");
  await mallory.edit(sent, "woodlouse");
  expect(await versions(ada, sent)).toHaveLength(1);
  expect((await ada.api.delete(`/api/chat/accounts/${mallory.id}`)).status).toBe(204);
  expect(await versions(ada, sent)).toEqual([]);
  expect((await ada.fullHistory(room)).map(({ body }) => body)).toContain("woodlouse");
  const database = await openDatabase(server);
  expect(await database.all(`SELECT 1 FROM "MessageVersion" WHERE "messageId" = ?`, sent.id)).toEqual([]);
  await database.close();
});
