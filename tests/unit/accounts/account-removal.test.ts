import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeAccount, deleteAccount } from "@/lib/accounts/commands.ts";
import { deleteAccountData } from "@/lib/accounts/delete-account-data.ts";
import { listAccounts } from "@/lib/accounts/queries.ts";
import { logIn } from "@/lib/auth/commands.ts";
import { findViewerByToken } from "@/lib/auth/sessions.ts";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { saveDraft } from "@/lib/drafts/commands.ts";
import { createId } from "@/lib/ids.ts";
import { addMembers, changeRole, joinRoom, leaveRoom } from "@/lib/members/commands.ts";
import { listMembers } from "@/lib/members/queries.ts";
import { sendMessage } from "@/lib/messages/commands.ts";
import { listChanges, listMessages } from "@/lib/messages/queries.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { getRoom, listRooms } from "@/lib/rooms/queries.ts";
import { listPeople } from "@/lib/users/queries.ts";
import { ORIGIN, type RegisteredViewer, refusal, START_MS, signUp } from "./register-viewer.ts";

const ALL = { scope: "joined", limit: 200 } as const;

let ada: RegisteredViewer, grace: RegisteredViewer, linus: RegisteredViewer, barbara: RegisteredViewer;

beforeAll(async () => {
  await openDoors();
  ada = await signUp("ada");
  [grace, linus, barbara] = [await signUp("grace"), await signUp("linus"), await signUp("barbara")];
}, START_MS);
afterAll(closeDoors);

const room = async (owner: RegisteredViewer, kind: "OPEN" | "PRIVATE", ...people: RegisteredViewer[]) => {
  const name = randomUUID();
  const input = { kind, name, topic: "", userIds: people.map((one) => one.id) } as const;
  const made = (await createRoom(owner, input)).room;
  if (kind === "OPEN") for (const person of people) await joinRoom(person, made.id);
  return made;
};
const direct = async (...[first, ...rest]: [RegisteredViewer, ...RegisteredViewer[]]) =>
  (await createRoom(first, { kind: "DIRECT", userIds: rest.map((one) => one.id) })).room;
const send = async (by: RegisteredViewer, to: { id: string }, body: string) =>
  (await sendMessage(by, to.id, { body })).message;
const history = async (by: RegisteredViewer, of: { id: string }) =>
  (await listMessages(by, of.id, { limit: 100 })).messages;
const members = async (by: RegisteredViewer, of: { id: string }) =>
  Object.fromEntries(
    (await listMembers(by, of.id, { offset: 0, limit: 100 })).members.map((one) => [one.user.username, one]),
  );
const rolesOf = async (by: RegisteredViewer, of: { id: string }) =>
  Object.fromEntries(Object.entries(await members(by, of)).map(([name, { role }]) => [name, role]));

/** Sends a message with a finished upload, made by the files' commands. */
async function share(by: RegisteredViewer, to: { id: string }, body: string): Promise<string> {
  const message = await send(by, to, body || "soon empty");
  const id = createId();
  const file = { id, ownerId: by.id, home: "DISK", state: "READY", kind: "DOCUMENT", name: "a.txt" } as const;
  const place = { messageId: message.id, roomId: to.id, seq: message.seq, position: 0, sentAt: new Date() };
  await write(async (tx) => {
    await tx.file.createMany({ data: { ...file, ...place, type: "text/plain", size: 1 } });
    await tx.message.updateMany({ where: { id: message.id }, data: { fileCount: 1, body } });
  });
  return message.id;
}

test("a deleted person's messages stay without their name, and everything else of theirs goes", async () => {
  const vera = await signUp("vera");
  const shared = await room(grace, "PRIVATE", vera);
  await send(vera, shared, "I was here, @grace");
  await saveDraft(vera, shared.id, { body: "never sent", editedAt: new Date().toISOString() });
  await send(grace, shared, "hello @vera");
  await deleteAccount(ada, vera.id);
  const [first] = (await history(grace, shared)).filter((message) => message.kind === "USER");
  expect(first?.body).toBe("I was here, @grace");
  expect(first?.author).toEqual({ id: vera.id, username: "", displayName: "Deleted person", pictureId: null });
  expect(await findViewerByToken(vera.token)).toBeNull();
  const where = { userId: vera.id };
  const left = [db().session.count({ where }), db().draft.count({ where }), db().mention.count({ where })];
  expect(await Promise.all(left)).toEqual([0, 0, 0]);
  expect(Object.keys(await members(grace, shared))).toEqual(["grace"]);
  expect((await getRoom(grace, shared.id)).memberCount).toBe(1);
  const row = await db().user.findUniqueOrThrow({ where: { id: vera.id } });
  expect(JSON.stringify(row)).not.toMatch(/vera|argon2/);
});

test("nobody finds, adds or writes to a deleted person, and nobody logs in as one", async () => {
  const vera = await signUp("vera");
  await deleteAccount(ada, vera.id);
  expect((await listPeople(ada, { q: "", limit: 100 })).map((person) => person.id)).not.toContain(vera.id);
  const page = { q: "", offset: 0, limit: 100 };
  expect((await listAccounts(ada, page)).accounts.map(({ user }) => user.id)).not.toContain(vera.id);
  const mine = await room(grace, "PRIVATE");
  expect(await refusal(addMembers(grace, mine.id, [vera.id]))).toBe("invalid");
  expect(await refusal(direct(grace, vera, linus))).toBe("invalid");
  expect(await refusal(room(grace, "PRIVATE", vera))).toBe("invalid");
  for (const username of ["vera", "", `deleted ${vera.id}`])
    expect(await refusal(logIn({ username, password: vera.password }, ORIGIN))).toBe("unauthorized");
  expect(await refusal(changeAccount(ada, vera.id, { disabled: false }))).toBe("not_found");
  expect(await refusal(deleteAccount(ada, vera.id))).toBe("not_found");
  // The name is free again, and a person who registers with it is somebody else.
  const other = await signUp("vera");
  expect(other.id).not.toBe(vera.id);
  await deleteAccount(ada, other.id);
});

test("direct chats with a deleted person can be read and no more, empty ones go, and one with oneself goes", async () => {
  const vera = await signUp("vera");
  const empty = await direct(linus, vera);
  const talked = await direct(grace, vera);
  await send(vera, talked, "see you");
  const three = await direct(grace, vera, linus);
  const notes = await direct(vera);
  await share(vera, notes, "to myself");
  await deleteAccount(ada, vera.id);
  expect((await listRooms(linus, ALL)).rooms.map((one) => one.id)).not.toContain(empty.id);
  expect(await getRoom(grace, talked.id)).toMatchObject({ name: "Deleted person", archivedAt: expect.any(String) });
  expect((await history(grace, talked)).map((message) => message.body)).toEqual(["see you"]);
  expect(await refusal(send(grace, talked, "are you there?"))).toBe("forbidden");
  expect(await getRoom(linus, three.id)).toMatchObject({ name: "Deleted person, grace", archivedAt: null });
  await send(linus, three, "the two of us go on");
  expect(await db().room.count({ where: { id: notes.id } })).toBe(0);
  const inNotes = { ownerId: vera.id, state: { not: "GONE" } } as const;
  expect(await db().file.count({ where: inNotes })).toBe(0);
});

test("files of a deleted person leave the messages, the words stay, and what was nothing but files is a tombstone", async () => {
  const vera = await signUp("vera");
  const shared = await room(grace, "PRIVATE", vera);
  const before = (await getRoom(grace, shared.id)).rev;
  const [withWords, without] = [await share(vera, shared, "look at this"), await share(vera, shared, "")];
  const adas = await share(grace, shared, "");
  await deleteAccount(ada, vera.id);
  await expect.poll(async () => db().file.count({ where: { ownerId: vera.id, messageId: { not: null } } })).toBe(0);
  const changed = (await listChanges(grace, shared.id, { since: before, limit: 100 })).messages;
  const found = (id: string) => changed.find((message) => message.id === id);
  expect(found(withWords)).toMatchObject({ body: "look at this", files: [], deletedAt: null });
  expect(found(without)).toMatchObject({ body: "", files: [], deletedAt: expect.any(String) });
  expect(found(adas)?.files).toHaveLength(1);
  const revs = changed.map((message) => message.rev);
  expect(new Set(revs).size).toBe(revs.length);
});

test("a shell that deletes somebody waits until their files are gone, though that was begun already", async () => {
  const margaret = await signUp("margaret");
  const here = await room(ada, "OPEN", margaret);
  await share(margaret, here, "with a file");
  await deleteAccount("shell", margaret.id);
  await deleteAccountData(margaret.id);
  expect(await db().file.count({ where: { ownerId: margaret.id, state: { not: "GONE" } } })).toBe(0);
});

test("notices of what was done to a deleted person name them no more, and are told as changes", async () => {
  const vera = await signUp("vera5");
  const shared = await room(grace, "PRIVATE");
  await addMembers(grace, shared.id, [vera.id, linus.id]);
  await changeRole(grace, shared.id, vera.id, "MODERATOR");
  const before = (await getRoom(grace, shared.id)).rev;
  await deleteAccount(ada, vera.id);
  const told = async () =>
    (await listChanges(grace, shared.id, { since: before, limit: 100 })).messages.map((message) => message.body);
  // People who were added together are named in the order of their ids.
  const added = expect.stringMatching(/^added (Deleted person, linus|linus, Deleted person)$/);
  await expect.poll(told).toEqual([added, "made Deleted person a moderator"]);
  expect(JSON.stringify(await history(grace, shared))).not.toContain("vera5");
});

test("a room whose only owner goes is handed to an administrator in it, else a moderator, else who came first", async () => {
  const vera = await signUp("vera");
  const withAda = await room(vera, "OPEN", linus, ada);
  const withModerator = await room(vera, "PRIVATE", linus);
  await addMembers(vera, withModerator.id, [grace.id]);
  await changeRole(vera, withModerator.id, grace.id, "MODERATOR");
  const withMembers = await room(vera, "OPEN", linus, grace);
  const shared = await room(vera, "PRIVATE", grace, linus);
  await changeRole(vera, shared.id, linus.id, "OWNER");
  const alone = await room(vera, "PRIVATE");
  await deleteAccount(ada, vera.id);
  expect(await rolesOf(ada, withAda)).toEqual({ ada: "OWNER", linus: "MEMBER" });
  expect(await rolesOf(grace, withModerator)).toEqual({ grace: "OWNER", linus: "MEMBER" });
  expect(await rolesOf(grace, withMembers)).toEqual({ linus: "OWNER", grace: "MEMBER" });
  expect(await rolesOf(grace, shared)).toEqual({ linus: "OWNER", grace: "MEMBER" });
  const notice = (await history(linus, withMembers)).at(-1);
  expect(notice).toMatchObject({ kind: "SYSTEM", author: { username: "linus" }, system: { type: "inherited" } });
  expect((await history(linus, shared)).at(-1)?.system?.type).not.toBe("inherited");
  // Nobody could ever enter the room again.
  expect(await db().room.count({ where: { id: alone.id } })).toBe(0);
});

test("when both who talked are deleted, nobody could read it: nothing of it is kept", async () => {
  const [vera, olga] = [await signUp("vera4"), await signUp("olga4")];
  const talked = await direct(vera, olga);
  await send(vera, talked, "between us");
  await deleteAccount(ada, vera.id);
  expect(await db().message.count({ where: { roomId: talked.id } })).toBe(1);
  await deleteAccount(ada, olga.id);
  expect(await db().message.count({ where: { roomId: talked.id } })).toBe(0);
});

test("a disabled owner keeps the role beside the new one, is shown as disabled, and does not count as an owner", async () => {
  const vera = await signUp("vera");
  const shared = await room(vera, "OPEN", grace, linus);
  await changeAccount(ada, vera.id, { disabled: true });
  expect(await members(linus, shared)).toMatchObject({
    vera: { role: "OWNER", disabled: true },
    grace: { role: "OWNER", disabled: false },
    linus: { role: "MEMBER", disabled: false },
  });
  expect(await refusal(leaveRoom(grace, shared.id))).toBe("conflict");
  expect(await refusal(changeRole(grace, shared.id, grace.id, "MEMBER"))).toBe("conflict");
  await leaveRoom(linus, shared.id);
  await changeAccount(ada, vera.id, { disabled: false });
  await leaveRoom(grace, shared.id);
});

test("a room in which everybody is disabled belongs to who is enabled first", async () => {
  const [vera, olga] = [await signUp("vera2"), await signUp("olga")];
  const shared = await room(vera, "PRIVATE", olga);
  for (const person of [olga, vera]) await changeAccount(ada, person.id, { disabled: true });
  expect(await rolesOf(vera, shared)).toEqual({ vera2: "OWNER", olga: "MEMBER" });
  await changeAccount(ada, olga.id, { disabled: false });
  expect(await rolesOf(olga, shared)).toEqual({ vera2: "OWNER", olga: "OWNER" });
});

test("a disabled person is neither found nor added, and a chat with them is still found", async () => {
  const vera = await signUp("vera3");
  const talked = await direct(grace, vera);
  await send(grace, talked, "before");
  await changeAccount(ada, vera.id, { disabled: true });
  const mine = await room(barbara, "PRIVATE");
  expect(await refusal(addMembers(barbara, mine.id, [vera.id]))).toBe("invalid");
  expect((await direct(grace, vera)).id).toBe(talked.id);
  // A person who registers now gets no direct chat with them.
  const olga = await signUp("olga3");
  const people = (await listRooms(olga, ALL)).rooms.flatMap((one) => one.people.map((person) => person.username));
  expect(people).toContain("grace");
  expect(people).not.toContain("vera3");
});
