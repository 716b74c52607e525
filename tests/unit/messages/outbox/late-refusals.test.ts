import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { closeDoors, openDoors } from "@/lib/db/doors.ts";
import { AppError } from "@/lib/errors.ts";
import { addMembers, changeRole, joinRoom, removeMember } from "@/lib/members/commands.ts";
import { deleteMessage, editMessage, sendMessage } from "@/lib/messages/commands.ts";
import { listMessages } from "@/lib/messages/queries.ts";
import { createRoom, updateRoom } from "@/lib/rooms/commands.ts";
import { getRoom } from "@/lib/rooms/queries.ts";
import { registerUser } from "@/lib/users/commands.ts";
import { holdRoom, waiting } from "../../../support/held-room.ts";

// Two commands run at once. The second is allowed when it checks, and no longer when its turn to write comes.
let ada: Viewer;
let grace: Viewer;
let linus: Viewer;
let mallory: Viewer;

async function arrive(username: string): Promise<Viewer> {
  const origin = { address: "test", userAgent: "test", kind: "TOKEN" } as const;
  const { user, session } = await registerUser({ username, password: "correct horse battery" }, origin);
  return { ...user, sessionId: session.id };
}

beforeAll(async () => {
  await openDoors();
  // Ada is the administrator, so the rooms are Grace's, in which only a person's own role counts.
  [ada, grace, linus, mallory] = [
    await arrive("ada"),
    await arrive("grace"),
    await arrive("linus"),
    await arrive("mallory"),
  ];
});
afterAll(closeDoors);

async function roomOfGrace(kind: "OPEN" | "PRIVATE", role: "MEMBER" | "MODERATOR" = "MEMBER") {
  const input = { kind, name: `Room ${Math.random()}`, topic: "", userIds: [] };
  const { room } = await createRoom(grace, input);
  await addMembers(grace, room.id, [linus.id]);
  if (role !== "MEMBER") await changeRole(grace, room.id, linus.id, role);
  return room;
}

type Command = () => Promise<unknown>;

/**
 * The outcome of `second`, as an error code or "done". It checks before `first` has written, and writes after it,
 * because both wait behind a change of the room that is held until they have checked.
 */
async function outcome(roomId: string, first: Command, second: Command): Promise<string> {
  const release = await holdRoom(roomId);
  const decision = first();
  await waiting(1);
  const late = second().then(
    () => "done",
    (error) => (error instanceof AppError ? error.code : String(error)),
  );
  await waiting(2);
  await release();
  await decision;
  return late;
}

const bodies = async (roomId: string) =>
  (await listMessages(grace, roomId, { limit: 100 })).messages.map((message) => message.body);

test("mallory does not slip into an open room while it is made private", async () => {
  const room = await roomOfGrace("OPEN");
  expect((await getRoom(mallory, room.id)).kind).toBe("OPEN");
  const close = () => updateRoom(grace, room.id, { kind: "PRIVATE" });
  expect(await outcome(room.id, close, () => joinRoom(mallory, room.id))).toBe("not_found");
  expect((await getRoom(grace, room.id)).memberCount).toBe(2);
  expect(await bodies(room.id)).not.toContain("joined the room");
});

test("whoever is being removed neither sends nor edits nor brings others in", async () => {
  const lastDeeds: [string, (roomId: string, messageId: string) => Promise<unknown>][] = [
    ["send", (roomId) => sendMessage(linus, roomId, { body: "One last word" })],
    ["edit", (_, messageId) => editMessage(linus, messageId, { body: "Edited" })],
    ["add", (roomId) => addMembers(linus, roomId, [mallory.id])],
  ];
  for (const [name, deed] of lastDeeds) {
    const room = await roomOfGrace("PRIVATE");
    const { message } = await sendMessage(linus, room.id, { body: "Still here" });
    const remove = () => removeMember(grace, room.id, linus.id);
    expect([name, await outcome(room.id, remove, () => deed(room.id, message.id))]).toEqual([name, "not_found"]);
    expect((await bodies(room.id)).slice(-2)).toEqual(["Still here", "removed linus"]);
    expect((await getRoom(grace, room.id)).memberCount).toBe(1);
  }
});

test("whoever is being removed takes back what is their own, and nothing else", async () => {
  const room = await roomOfGrace("PRIVATE", "MODERATOR");
  const { message: own } = await sendMessage(linus, room.id, { body: "Of linus" });
  const { message: other } = await sendMessage(grace, room.id, { body: "Of grace" });
  const remove = () => removeMember(grace, room.id, linus.id);
  expect(await outcome(room.id, remove, () => deleteMessage(linus, other.id))).toBe("not_found");
  await addMembers(grace, room.id, [linus.id]);
  expect(await outcome(room.id, remove, () => deleteMessage(linus, own.id))).toBe("done");
  const deleted = (await listMessages(grace, room.id, { limit: 100 })).messages.filter(({ deletedAt }) => deletedAt);
  expect(deleted.map(({ id }) => id)).toEqual([own.id]);
});

test("whoever is being demoted neither renames nor removes", async () => {
  const room = await roomOfGrace("OPEN", "MODERATOR");
  await joinRoom(mallory, room.id);
  const demote = () => changeRole(grace, room.id, linus.id, "MEMBER");
  expect(await outcome(room.id, demote, () => updateRoom(linus, room.id, { name: "Mine" }))).toBe("forbidden");
  expect((await getRoom(grace, room.id)).name).toBe(room.name);
  await changeRole(grace, room.id, linus.id, "MODERATOR");
  expect(await outcome(room.id, demote, () => removeMember(linus, room.id, mallory.id))).toBe("forbidden");
  expect((await getRoom(grace, room.id)).memberCount).toBe(3);
});

test("a new name and a new topic at once both stay", async () => {
  const room = await roomOfGrace("OPEN", "MODERATOR");
  const rename = () => updateRoom(grace, room.id, { name: `${room.name}, renamed` });
  expect(await outcome(room.id, rename, () => updateRoom(linus, room.id, { topic: "Both" }))).toBe("done");
  expect(await getRoom(grace, room.id)).toMatchObject({ name: `${room.name}, renamed`, topic: "Both" });
});

test("nothing is added to a room while it is archived", async () => {
  const room = await roomOfGrace("OPEN");
  const { message } = await sendMessage(linus, room.id, { body: "In time" });
  const archive = () => updateRoom(grace, room.id, { archived: true });
  expect(await outcome(room.id, archive, () => sendMessage(linus, room.id, { body: "Too late" }))).toBe("forbidden");
  await updateRoom(grace, room.id, { archived: false });
  expect(await outcome(room.id, archive, () => editMessage(linus, message.id, { body: "Too late" }))).toBe("forbidden");
  await updateRoom(grace, room.id, { archived: false });
  expect(await outcome(room.id, archive, () => joinRoom(ada, room.id))).toBe("forbidden");
  expect(await bodies(room.id)).not.toContain("Too late");
});
