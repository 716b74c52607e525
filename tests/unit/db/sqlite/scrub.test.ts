// docs/security.md, "What is deleted": the deleted words are in no file of the database any more.
import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { getConfig } from "@/lib/config.ts";
import { closeDoors, openDoors, runUpkeep, write } from "@/lib/db/doors.ts";
import { migrate } from "@/lib/db/sqlite/migrate.ts";
import { saveDraft } from "@/lib/drafts/commands.ts";
import { deleteMessage, editMessage, sendMessage } from "@/lib/messages/commands.ts";
import { deletedMessageSweep } from "@/lib/messages/deleted-messages.ts";
import { createRoom, deleteRoom } from "@/lib/rooms/commands.ts";
import { registerUser } from "@/lib/users/commands.ts";

let ada: Viewer;
const newRoom = (name: string) => createRoom(ada, { kind: "PRIVATE", name, topic: "", userIds: [] });

beforeAll(async () => {
  await openDoors();
  const origin = { address: "test", userAgent: "test", kind: "TOKEN" } as const;
  const { user, session } = await registerUser({ username: "ada", password: "correct horse battery" }, origin);
  ada = { ...user, sessionId: session.id };
});
afterAll(closeDoors);

/**
 * How often a word occurs in the bytes of all files beside the database: the database, its log, its index, and copies.
 */
function count(word: string, folder = path.dirname(databaseFile())): number {
  const bytes = readdirSync(folder)
    .filter((name) => name.includes(".db"))
    .map((name) => readFileSync(path.join(folder, name), "latin1"));
  return bytes.join("\n").split(word).length - 1;
}

const databaseFile = () => getConfig().databaseUrl.replace(/^file:/, "");

test("whatever ada takes back is in no file after the log was emptied, and in no backup made then", async () => {
  const { room } = await newRoom("Kept");
  const gone = (await newRoom("Canary-of-a-room")).room;
  const filler = "x".repeat(700);
  const sent = await Promise.all(
    Array.from({ length: 120 }, (_, n) =>
      sendMessage(ada, room.id, { body: `Canary-deleted-${n} ${filler}`, clientId: randomUUID() }),
    ),
  );
  await Promise.all(
    Array.from({ length: 40 }, () =>
      sendMessage(ada, gone.id, { body: `Canary-with-its-room ${filler}`, clientId: randomUUID() }),
    ),
  );
  const edited = (await sendMessage(ada, room.id, { body: `Canary-edited ${filler}`, clientId: randomUUID() })).message;
  const draft = (body: string) => saveDraft(ada, room.id, { body, editedAt: new Date().toISOString() });
  await draft(`Canary-draft ${filler}`);
  await runUpkeep();
  for (const word of ["deleted", "with-its-room", "edited", "draft", "of-a-room"])
    expect(count(`Canary-${word}`), `${word} was there`).toBeGreaterThan(0);

  await Promise.all(sent.slice(10).map(({ message }) => deleteMessage(ada, message.id)));
  await Promise.all(sent.slice(0, 10).map(({ message }) => editMessage(ada, message.id, { body: "short" })));
  await editMessage(ada, edited.id, { body: "Nothing to see" });
  // What a message said before is kept for members, as long as the message is.
  for (const { message } of sent.slice(0, 10)) await deleteMessage(ada, message.id);
  await deleteMessage(ada, edited.id);
  await sendMessage(ada, room.id, { body: "Nothing to see", clientId: randomUUID() });
  await draft("");
  await deleteRoom(ada, gone.id);
  expect(count("Canary-"), "what was deleted can be restored for a while").toBeGreaterThan(0);
  await write((tx) => tx.deletedMessage.updateMany({ data: { keptUntil: new Date() } }));
  await deletedMessageSweep.run();
  await expect.poll(runUpkeep).toBe(true);
  expect(count("Canary-")).toBe(0);

  const folder = mkdtempSync(path.join(tmpdir(), "parley-unit-"));
  const database = new Database(databaseFile());
  database.prepare("VACUUM INTO ?").run(path.join(folder, "backup.db"));
  database.close();
  expect(count("Canary-", folder)).toBe(0);
  expect(count("Nothing to see", folder), "what is kept is in the backup").toBeGreaterThan(0);
});

test("a database of an earlier version is written anew, once, without what was deleted in it", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "parley-unit-"));
  const file = path.join(folder, "old.db");
  migrate(`file:${file}`);
  const old = new Database(file);
  old.pragma("secure_delete = OFF");
  old.pragma("user_version = 0");
  const add = old.prepare(
    "INSERT INTO User (id, username, usernameKey, displayName, passwordHash) VALUES (?, ?, ?, ?, '')",
  );
  for (let n = 0; n < 200; n++) add.run(`u${n}`, `u${n}`, `u${n}`, `Canary-${n}-${"x".repeat(500)}`);
  old.exec("DELETE FROM User");
  old.close();
  expect(count("Canary-", folder)).toBeGreaterThan(0);
  expect(migrate(`file:${file}`)).toEqual([]);
  expect(count("Canary-", folder)).toBe(0);
  const now = new Database(file, { readonly: true });
  expect(now.pragma("user_version", { simple: true })).toBe(1);
  expect(now.pragma("integrity_check", { simple: true })).toBe("ok");
  now.close();
});
