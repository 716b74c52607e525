// A message that its author has deleted comes back for ten minutes; docs/decisions/060.
import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Message, messageReplySchema } from "@/lib/messages/schema.ts";
import { searchReplySchema } from "@/lib/search/schema.ts";
import { cast, type Person } from "../support/cast.ts";
import { expectReply, refusal } from "../support/client.ts";
import { openDatabase, storedBytes, type TestDatabase } from "../support/database.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";
import { fetchFile, pdf, upload } from "../support/upload-files.ts";

const TEN_MINUTES_MS = 600_000;
const server = await startServer();
const { ada, grace, linus, mallory } = await cast(server);
let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase(server);
});
afterAll(async () => {
  await database.close();
  await server.stop();
});

const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
const ask = (person: Person, { id }: { id: string }) => person.api.post(`/api/chat/messages/${id}/restore`);
const stored = async ({ id }: Message) =>
  (await expectReply(ada.api.get(`/api/chat/messages/${id}`), messageReplySchema)).message;
const found = async (word: string) =>
  (await expectReply(grace.api.get(`/api/chat/search?q=${word}`), searchReplySchema)).hits.map(
    ({ message }) => message.id,
  );
/** Lets the time go by in which anything can be restored. */
const letTimePass = () => database.run(`UPDATE "DeletedMessage" SET "keptUntil" = '2026-01-01T00:00:00.000+00:00'`);
const isOnDisk = (id: string) => existsSync(path.join(server.dataDir, "files", id.slice(0, 2), id));

test("whoever deletes their own message is told until when it can be restored, and gets it back as it was", async () => {
  const { id } = await upload(grace, "plan.pdf", pdf(100));
  const sent = await grace.send(room, "heliotrope @ada https://a.example", { files: [{ id }] });
  await grace.deleteMessage(sent);
  const gone = await stored(sent);
  expect(gone).toMatchObject({ body: "", files: [], rev: sent.rev + 1 });
  const left = Date.parse(gone.restorableUntil ?? "") - Date.parse(gone.deletedAt ?? "");
  expect(Math.abs(left - TEN_MINUTES_MS)).toBeLessThan(1_000);
  expect((await fetchFile(grace, server.url, `/api/files/${id}`)).status, "nobody reads the file meanwhile").toBe(404);
  expect([(await ada.room(room)).mentioned, await found("heliotrope")]).toEqual([false, []]);

  const restored = await grace.restore(sent);
  expect(restored).toEqual({ ...sent, rev: sent.rev + 2 });
  expect(await stored(sent)).toEqual(restored);
  expect((await ada.changes(room, sent.rev)).messages).toEqual([restored]);
  expect((await fetchFile(linus, server.url, `/api/files/${id}`)).status).toBe(200);
  expect([(await ada.room(room)).mentioned, await found("heliotrope")]).toEqual([true, [sent.id]]);
});

test("reactions and a pin do not come back; that it was edited does", async () => {
  const sent = await grace.send(room, "Frist");
  const edited = await grace.edit(sent, "First");
  await ada.api.put(`/api/chat/messages/${sent.id}/reactions/${encodeURIComponent("👍")}`);
  await ada.api.put(`/api/chat/messages/${sent.id}/pin`);
  await grace.deleteMessage(sent);
  expect(await grace.restore(sent)).toMatchObject({
    body: "First",
    editedAt: edited.editedAt,
    reactions: [],
    pinned: false,
  });
});

test("repeated, and from two devices at once, it is one change; a message that is there stays as it is", async () => {
  const sent = await grace.send(room, "Once");
  await grace.deleteMessage(sent);
  const all = await Promise.all([1, 2, 3, 4].map(() => grace.restore(sent)));
  expect(new Set([...all, await grace.restore(sent)].map(({ rev }) => rev))).toEqual(new Set([sent.rev + 2]));
  await grace.deleteMessage(sent);
  expect(await grace.restore(sent)).toMatchObject({ body: "Once", rev: sent.rev + 4 });
});

test("nobody restores what they did not write, or cannot read", async () => {
  const sent = await grace.send(room, "Hers alone");
  await grace.deleteMessage(sent);
  expect(await refusal(ask(ada, sent))).toBe("403 forbidden");
  expect(await refusal(ask(linus, sent))).toBe("403 forbidden");
  expect(await refusal(ask(mallory, sent))).toBe("404 not_found");
  expect(await refusal(ask(mallory, { id: "doesnotexist" }))).toBe("404 not_found");
  expect((await stored(sent)).body).toBe("");
  expect((await grace.restore(sent)).body).toBe("Hers alone");
});

test("what a moderator has deleted stays deleted, and its files go at once", async () => {
  const { id } = await upload(grace, "plan.pdf", pdf(100));
  const sent = await grace.send(room, "Judged", { files: [{ id }] });
  await ada.deleteMessage(sent);
  expect((await stored(sent)).restorableUntil).toBeUndefined();
  expect(await refusal(ask(grace, sent))).toBe("409 conflict");
  await until(() => !isOnDisk(id), { what: "the bytes go" });
});

test("whoever has left the room, and anybody in an archived one, restores nothing there", async () => {
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
  const [hers, his] = [await grace.send(room, "hers"), await linus.send(room, "his")];
  await grace.deleteMessage(hers);
  await linus.deleteMessage(his);
  await grace.leave(room);
  expect(await refusal(ask(grace, hers))).toBe("404 not_found");
  await ada.updateRoom(room, { archived: true });
  expect(await refusal(ask(linus, his))).toBe("403 forbidden");
  await ada.updateRoom(room, { archived: false });
  expect((await linus.restore(his)).body).toBe("his");
});

test("of a restore and a moderator's deletion at once one comes after the other, and no text is left where it is deleted", async () => {
  for (let round = 0; round < 5; round++) {
    const sent = await grace.send(room, `Round ${round}`);
    await grace.deleteMessage(sent);
    await Promise.all([ask(grace, sent), ada.api.delete(`/api/chat/messages/${sent.id}`)]);
    const after = await stored(sent);
    if (after.deletedAt === null) expect(after.body).toBe(`Round ${round}`);
    else {
      expect(after).toMatchObject({ body: "" });
      expect(after.restorableUntil).toBeUndefined();
    }
    expect(await database.all(`SELECT * FROM "DeletedMessage" WHERE "messageId" = ?`, sent.id)).toEqual([]);
  }
});

test("after ten minutes it is too late", async () => {
  const sent = await grace.send(room, "Too late");
  await grace.deleteMessage(sent);
  expect(await letTimePass()).toBeGreaterThan(0);
  const reply = await ask(grace, sent);
  expect([reply.status, reply.body]).toMatchObject([
    409,
    { error: { message: "This message cannot be restored any more." } },
  ]);
  expect((await stored(sent)).body).toBe("");
});

test("with an account goes at once what it has deleted", async () => {
  const leaver = mallory;
  const notes = await leaver.createRoom({ kind: "PRIVATE", userIds: [ada.id] });
  const { id } = await upload(leaver, "plan.pdf", pdf(100));
  const sent = await leaver.send(notes, "My last words", { files: [{ id }] });
  await leaver.deleteMessage(sent);
  const kept = () => database.all(`SELECT * FROM "DeletedMessage" WHERE "messageId" = ?`, sent.id);
  expect(await kept()).toHaveLength(1);
  expect((await ada.api.delete(`/api/chat/accounts/${leaver.id}`)).status).toBe(204);
  expect(await kept()).toEqual([]);
  await until(() => !isOnDisk(id), { what: "the bytes go" });
});

// docs/security.md N8.
test("at the next start everything that can be restored no more is wiped, text and files", async () => {
  const { id } = await upload(grace, "plan.pdf", pdf(100));
  const sent = await grace.send(room, "quetzalcoatlus sleeps", { files: [{ id }] });
  await grace.deleteMessage(sent);
  await letTimePass();
  // Whoever reads SQLite's files as they are takes the locks of a connection in the same process away.
  await database.close();
  expect((await storedBytes(server)).includes("quetzalcoatlus sleeps")).toBe(true);
  expect(isOnDisk(id)).toBe(true);
  await server.stop();
  const again = await startServer({ dataDir: server.dataDir });
  database = await openDatabase(server);
  const isKept = async () => (await database.all(`SELECT 1 FROM "DeletedMessage"`)).length > 0;
  await until(async () => !(await isKept()), { what: "the text is wiped" });
  await until(() => !isOnDisk(id), { what: "the bytes go" });
  expect(await database.all(`SELECT 1 FROM "Message" WHERE "body" LIKE '%quetzalcoatlus%'`)).toEqual([]);
  expect(await refusal(ask(grace.via(again), sent))).toBe("409 conflict");
  await again.stop();
});
