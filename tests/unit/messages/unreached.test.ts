// docs/reliability.md T5.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { changeAccount } from "@/lib/accounts/commands.ts";
import { closeDoors, openDoors } from "@/lib/db/doors.ts";
import { addMembers, removeMember } from "@/lib/members/commands.ts";
import { deleteMessage, editMessage, sendMessage } from "@/lib/messages/commands.ts";
import { listUnreached } from "@/lib/messages/unreached.ts";
import { UNREACHED_MAX } from "@/lib/messages/unreached-schema.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { type RegisteredViewer, refusal, START_MS, signUp } from "../accounts/register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer, linus: RegisteredViewer, mallory: RegisteredViewer;
let roomId: string;

beforeAll(async () => {
  await openDoors();
  [ada, grace, linus] = [await signUp("ada"), await signUp("grace"), await signUp("linus")];
  mallory = await signUp("mallory");
}, START_MS);
afterAll(closeDoors);
beforeEach(async () => {
  const input = { kind: "PRIVATE" as const, name: "Garden", topic: "", userIds: [grace.id] };
  roomId = (await createRoom(ada, input)).room.id;
});

async function missed(body: string, more: { rootId?: string } = {}): Promise<string[]> {
  const { message } = await sendMessage(ada, roomId, { body, ...more });
  return (await listUnreached(ada, message.id)).map(({ username }) => username);
}

test("the author is told of those whom the message names and who are not in the room", async () => {
  expect(await missed("@linus and @Grace, ask @mallory, not @nobody")).toEqual(["linus", "mallory"]);
  expect(await missed("`@linus`, linus, @all and @ada")).toEqual([]);
});

test("who is added is missed no more, and who is removed is missed from then on", async () => {
  const { message } = await sendMessage(ada, roomId, { body: "@linus @grace" });
  await addMembers(ada, roomId, [linus.id]);
  expect(await listUnreached(ada, message.id)).toEqual([]);
  await removeMember(ada, roomId, grace.id);
  expect(await listUnreached(ada, message.id)).toMatchObject([{ id: grace.id }]);
});

test("an edit is told of as well, in a thread too, and a deleted message misses nobody", async () => {
  const { message } = await sendMessage(ada, roomId, { body: "Who waters?" });
  expect(await missed("@linus does", { rootId: message.id })).toEqual(["linus"]);
  await editMessage(ada, message.id, { body: "Who waters, @mallory?" });
  expect(await listUnreached(ada, message.id)).toMatchObject([{ id: mallory.id }]);
  await deleteMessage(ada, message.id);
  expect(await listUnreached(ada, message.id)).toEqual([]);
});

test("only its author is told, and outsiders do not learn that it is there", async () => {
  const { message } = await sendMessage(ada, roomId, { body: "@linus" });
  expect(await refusal(listUnreached(ada, message.id))).toBe("done");
  expect(await refusal(listUnreached(grace, message.id))).toBe("forbidden");
  expect(await refusal(listUnreached(linus, message.id))).toBe("not_found");
});

test("somebody who cannot log in is found by nobody, here neither", async () => {
  const zoe = await signUp("zoe");
  expect(await missed("@zoe")).toEqual(["zoe"]);
  await changeAccount(ada, zoe.id, { disabled: true });
  expect(await missed("@zoe")).toEqual([]);
});

test(
  `of many it tells ${UNREACHED_MAX}`,
  async () => {
    const names = Array.from({ length: UNREACHED_MAX + 1 }, (_, n) => `person${n}`);
    for (const name of names) await signUp(name);
    expect(await missed(names.map((name) => `@${name}`).join(" "))).toHaveLength(UNREACHED_MAX);
  },
  START_MS,
);
