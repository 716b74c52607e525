// After any change of a message, the rows that hang on it equal those of a message that was sent with that content.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDoors, db, openDoors, sql, write } from "@/lib/db/doors.ts";
import { sqlNames } from "@/lib/db/sql.ts";
import { deleteMessage, editMessage, sendMessage } from "@/lib/messages/commands.ts";
import { deletedMessageSweep } from "@/lib/messages/deleted-messages.ts";
import { EFFECTS } from "@/lib/messages/effects/effect-list.ts";
import type { SendInput } from "@/lib/messages/input-schema.ts";
import { restoreMessage } from "@/lib/messages/restore-message.ts";
import type { Message } from "@/lib/messages/schema.ts";
import { addReaction } from "@/lib/reactions/commands.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { finishedUpload } from "../../../support/finished-upload.ts";
import { until } from "../../../support/until.ts";
import { type RegisteredViewer, refusal, START_MS, signUp } from "../../accounts/register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer, linus: RegisteredViewer, mallory: RegisteredViewer;
let roomId: string;

beforeAll(async () => {
  await openDoors();
  [ada, grace, linus, mallory] = [
    await signUp("ada"),
    await signUp("grace"),
    await signUp("linus"),
    await signUp("mallory"),
  ];
  roomId = await newRoom();
}, START_MS);
afterAll(async () => {
  // The bytes are removed after the commit, and nobody waits for it.
  await until(async () => (await db().file.count({ where: { state: "GONE" } })) === 0, {
    what: "deleted files are removed",
  });
  await closeDoors();
});

/** A new room with Ada, Grace and Linus. */
async function newRoom(): Promise<string> {
  const input = { name: "Garden", topic: "", userIds: [grace.id, linus.id] };
  return (await createRoom(ada, { kind: "PRIVATE", ...input })).room.id;
}

const send = async (input: SendInput, to = roomId): Promise<Message> => (await sendMessage(ada, to, input)).message;

/** All tables of the database with rows that hang on messages, so that a new effect is included by itself. */
async function effectTables(): Promise<string[]> {
  const tables = await sql.all<{ name: string }>`SELECT "name" FROM sqlite_master WHERE "type" = 'table'`;
  const columns = await Promise.all(
    tables.map(({ name }) => sql.all<{ name: string }>`SELECT "name" FROM pragma_table_info(${name})`),
  );
  return tables.flatMap(({ name }, at) => (columns[at]?.some((one) => one.name === "messageId") ? [name] : [])).sort();
}

/** The rows that hang on a message, by table, without fields that differ between messages. */
async function rowsOf({ id }: Message): Promise<Record<string, object[]>> {
  const rows: Record<string, object[]> = {};
  for (const table of await effectTables()) {
    const found = await sql.all<Record<string, unknown>>`SELECT * FROM ${sqlNames([table])} WHERE "messageId" = ${id}`;
    const plain = found.map(({ id, messageId, roomId, seq, sentAt, createdAt, posterId, ...row }) => row);
    rows[table] = plain.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  return rows;
}

const NOTHING = {
  DeletedMessage: [],
  File: [],
  Link: [],
  Mention: [],
  MessageVersion: [],
  Notification: [],
  Pin: [],
  Reaction: [],
  SavedMessage: [],
};
const people = async (message: Message) =>
  (await rowsOf(message)).Mention?.map((row) => ("userId" in row ? row.userId : ""));

/** Lets the time go by in which the message could be restored. */
async function forget({ id }: Message): Promise<void> {
  const data = { keptUntil: new Date(Date.now() - 1) };
  expect((await write((tx) => tx.deletedMessage.updateMany({ where: { messageId: id }, data }))).count).toBe(1);
  await deletedMessageSweep.run();
}

describe("the whole list", () => {
  const TEXTS = [
    "plain",
    "@grace look",
    "@all https://a.example",
    "https://a.example and `@grace`",
    "@linus @grace @mallory",
    "@here",
  ];

  test("looks at every table that hangs on messages", async () => {
    expect(await effectTables()).toEqual(Object.keys(NOTHING));
  });

  test("each effect says what it does when a message is sent, edited, deleted and restored", () => {
    expect(EFFECTS.length).toBeGreaterThanOrEqual(3);
    for (const effect of EFFECTS) expect(Object.keys(effect).sort()).toEqual(["delete", "edit", "restore", "send"]);
  });

  test("an edited message has the rows of one that was written so from the start", async () => {
    for (const after of TEXTS) {
      const fresh = await rowsOf(await send({ body: after, files: [{ id: await finishedUpload(ada) }] }));
      for (const before of TEXTS) {
        const edited = await send({ body: before, files: [{ id: await finishedUpload(ada) }] });
        await editMessage(ada, edited.id, { body: after });
        const { MessageVersion, ...rows } = await rowsOf(edited);
        expect({ ...rows, MessageVersion: [] }, `${before} became ${after}`).toEqual(fresh);
        expect(MessageVersion?.length).toBe(before === after ? 0 : 1);
      }
    }
  }, 60_000);

  test("a deleted message has none, edited before or not", async () => {
    for (const body of TEXTS) {
      const sent = await send({ body, files: [{ id: await finishedUpload(ada) }] });
      await addReaction(grace, sent.id, "👍");
      expect((await rowsOf(sent)).Reaction).toHaveLength(1);
      await deleteMessage(ada, sent.id);
      await forget(sent);
      expect(await rowsOf(sent), body).toEqual(NOTHING);
      const edited = await send({ body: "@all https://b.example" });
      await editMessage(ada, edited.id, { body });
      await deleteMessage(ada, edited.id);
      await forget(edited);
      expect(await rowsOf(edited), `edited to ${body}`).toEqual(NOTHING);
    }
  });

  test("a restored message has the rows of one that was never deleted, but for reactions and its pin", async () => {
    for (const body of TEXTS) {
      const files = async () => [{ id: await finishedUpload(ada) }, { id: await finishedUpload(ada) }];
      const fresh = await rowsOf(await send({ body, files: await files() }));
      const sent = await send({ body, files: await files() });
      await addReaction(grace, sent.id, "👍");
      await deleteMessage(ada, sent.id);
      expect(await rowsOf(sent)).toMatchObject({ Link: [], Mention: [], Reaction: [], DeletedMessage: [{ body }] });
      const restored = await restoreMessage(ada, sent.id);
      expect(restored).toMatchObject({ body, files: sent.files, deletedAt: null, rev: sent.rev + 3 });
      expect(await rowsOf(sent), body).toEqual(fresh);
    }
  }, 60_000);

  test("what is refused writes nothing: neither an edit by mallory, nor one that comes after the deletion", async () => {
    const message = await send({ body: "@grace https://a.example" });
    const before = await rowsOf(message);
    expect(before.Mention).toHaveLength(1);
    expect(await refusal(editMessage(mallory, message.id, { body: "@linus" }))).toBe("not_found");
    expect(await refusal(editMessage(grace, message.id, { body: "@linus" }))).toBe("forbidden");
    expect(await rowsOf(message)).toEqual(before);
    await deleteMessage(ada, message.id);
    expect(await refusal(editMessage(ada, message.id, { body: "@linus" }))).toBe("forbidden");
    await forget(message);
    expect(await rowsOf(message)).toEqual(NOTHING);
  });

  test("a send that fails leaves no message and no rows", async () => {
    const id = await finishedUpload(grace);
    const other = await newRoom();
    expect(await refusal(send({ body: "@all https://a.example", files: [{ id }] }, other))).toBe("invalid");
    for (const table of ["Link", "Mention", "File"])
      expect(await sql.all`SELECT * FROM ${sqlNames([table])} WHERE "roomId" = ${other}`).toEqual([]);
  });
});

describe("mentions", () => {
  test("are of those in the room who are named, and never of the author", async () => {
    const message = await send({ body: "@ada @grace @mallory @nobody" });
    expect(await people(message)).toEqual([grace.id]);
    await editMessage(ada, message.id, { body: "@linus" });
    expect(await people(message)).toEqual([linus.id]);
    await editMessage(ada, message.id, { body: "nobody" });
    expect(await people(message)).toEqual([]);
  });

  test("of everybody are of all others", async () => {
    const message = await send({ body: "@all" });
    expect(await people(message)).toEqual([grace.id, linus.id].sort());
    await deleteMessage(ada, message.id);
    expect(await people(message)).toEqual([]);
  });
});

test("a message is in the list of links while its text has some", async () => {
  const message = await send({ body: "see https://a.example" });
  expect((await rowsOf(message)).Link).toHaveLength(1);
  await editMessage(ada, message.id, { body: "`https://a.example`" });
  expect((await rowsOf(message)).Link).toEqual([]);
  await editMessage(ada, message.id, { body: "https://a.example https://b.example" });
  expect((await rowsOf(message)).Link).toHaveLength(1);
  await deleteMessage(ada, message.id);
  expect((await rowsOf(message)).Link).toEqual([]);
});

describe("files", () => {
  test("are the message's in the sender's order, stay through an edit and go with it", async () => {
    const [a, b] = [await finishedUpload(ada), await finishedUpload(ada)];
    const message = await send({ body: "two", files: [{ id: b, alt: "second" }, { id: a }] });
    expect(message.files.map(({ id, alt }) => [id, alt])).toEqual([
      [b, "second"],
      [a, ""],
    ]);
    const edited = await editMessage(ada, message.id, { body: "still two" });
    expect(edited.files).toEqual(message.files);
    const deleted = await deleteMessage(ada, message.id);
    expect(deleted.files).toEqual([]);
  });

  test("a video takes its size from its still, which is no file of its own", async () => {
    const [video, still] = [await finishedUpload(ada, "VIDEO"), await finishedUpload(ada, "IMAGE")];
    const { files } = await send({ files: [{ id: video, posterId: still, durationMs: 1200 }] });
    expect(files).toMatchObject([{ id: video, posterId: still, width: 640, height: 480, durationMs: 1200 }]);
  });

  test("nobody sends a file twice, nor another's, nor one with a still that is no image", async () => {
    const mine = await finishedUpload(ada);
    await send({ files: [{ id: mine }] });
    expect(await refusal(send({ files: [{ id: mine }] }))).toBe("invalid");
    expect(await refusal(send({ files: [{ id: await finishedUpload(mallory) }] }))).toBe("invalid");
    const video = await finishedUpload(ada, "VIDEO");
    expect(await refusal(send({ files: [{ id: video, posterId: await finishedUpload(ada) }] }))).toBe("invalid");
    expect((await send({ files: [{ id: video }] })).files).toHaveLength(1);
  });

  test("of two messages that are sent with one file at the same time, one has it and the other is not there", async () => {
    const id = await finishedUpload(ada);
    const room = await newRoom();
    const both = await Promise.allSettled([send({ files: [{ id }] }, room), send({ files: [{ id }] }, room)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
