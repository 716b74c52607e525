// docs/reliability.md T4.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDoors, db, openDoors } from "@/lib/db/doors.ts";
import { forwardMessage } from "@/lib/forward/commands.ts";
import { changeRole } from "@/lib/members/commands.ts";
import { editMessage, sendMessage } from "@/lib/messages/commands.ts";
import type { SendInput } from "@/lib/messages/input-schema.ts";
import { createRoom, updateRoom } from "@/lib/rooms/commands.ts";
import type { RoomMentionAll } from "@/lib/rooms/mention-all.ts";
import { type RegisteredViewer, refusal, START_MS, signUp } from "../accounts/register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer, linus: RegisteredViewer;
let roomId: string;

beforeAll(async () => {
  await openDoors();
  [ada, grace, linus] = [await signUp("ada"), await signUp("grace"), await signUp("linus")];
}, START_MS);
afterAll(closeDoors);
beforeEach(async () => {
  const input = { kind: "PRIVATE" as const, name: "Garden", topic: "", userIds: [ada.id, linus.id] };
  roomId = (await createRoom(grace, input)).room.id;
});

const decide = (mentionAll: RoomMentionAll, who = grace) => updateRoom(who, roomId, { mentionAll });
const send = (who: RegisteredViewer, body: string, more: Partial<SendInput> = {}) =>
  sendMessage(who, roomId, { body, ...more });
const countOf = (where: object = {}) => db().message.count({ where: { roomId, kind: "USER", ...where } });

describe("in a room whose owner lets only moderators mention everyone", () => {
  test.each(["@all", "Hey @here, look", "**@everyone**", "@channel"])(
    "a member's %j is refused and stored nowhere",
    async (body) => {
      expect(await refusal(send(linus, body))).toBe("done");
      await decide("MODERATORS");
      expect(await refusal(send(linus, body))).toBe("forbidden");
      expect(await countOf({ authorId: linus.id })).toBe(1);
      expect(await db().notification.count({ where: { roomId, cause: "GROUP" } })).toBe(2);
    },
  );

  test.each(["`@all`", "@allison", "all of you", "@grace"])(
    "%j mentions nobody but people, and is sent",
    async (body) => {
      await decide("MODERATORS");
      expect(await refusal(send(linus, body))).toBe("done");
    },
  );

  test("it is refused in a thread as well", async () => {
    const { message } = await send(grace, "Who waters?");
    await decide("MODERATORS");
    expect(await refusal(send(linus, "@all do", { rootId: message.id }))).toBe("forbidden");
    expect(await refusal(send(linus, "I do", { rootId: message.id }))).toBe("done");
  });

  test("it is refused in the comment on what is forwarded, and what is forwarded calls nobody", async () => {
    const { message } = await send(grace, "@all tea?");
    await decide("MODERATORS");
    expect(await refusal(forwardMessage(linus, message.id, { roomId, body: "@all, too" }))).toBe("forbidden");
    expect(await refusal(forwardMessage(linus, message.id, { roomId, body: "Tea" }))).toBe("done");
  });

  test("an owner, a moderator and an administrator may", async () => {
    await decide("MODERATORS");
    await changeRole(grace, roomId, linus.id, "MODERATOR");
    for (const who of [grace, linus, ada]) expect(await refusal(send(who, "@all"))).toBe("done");
  });

  test("an edit may not add it, and keeps what was there before", async () => {
    const { message: plain } = await send(linus, "Tea?");
    const { message: called } = await send(linus, "@all tea?");
    await decide("MODERATORS");
    expect(await refusal(editMessage(linus, plain.id, { body: "@all tea?" }))).toBe("forbidden");
    expect(await db().message.findUnique({ where: { id: plain.id } })).toMatchObject({ body: "Tea?", rev: plain.rev });
    expect(await refusal(editMessage(linus, called.id, { body: "@all tea at four?" }))).toBe("done");
  });

  test("a message that was accepted before is accepted again, once", async () => {
    const { message } = await send(linus, "@all tea?", { clientId: "one" });
    await decide("MODERATORS");
    const again = await send(linus, "@all tea?", { clientId: "one" });
    expect([again.message.id, again.created, await countOf()]).toEqual([message.id, false, 1]);
  });
});

test("the owner decides it and says so in the room; a moderator does not", async () => {
  await changeRole(grace, roomId, linus.id, "MODERATOR");
  expect(await refusal(decide("MODERATORS", linus))).toBe("forbidden");
  expect(await decide("MODERATORS")).toMatchObject({ mentionAll: "MODERATORS" });
  const notice = await db().message.findFirst({ where: { roomId, kind: "SYSTEM" }, orderBy: { seq: "desc" } });
  expect(notice?.body).toBe("let only owners and moderators mention everyone");
});

test("in a direct chat nobody decides it", async () => {
  const { room } = await createRoom(ada, { kind: "DIRECT", userIds: [grace.id] });
  expect(await refusal(updateRoom(ada, room.id, { mentionAll: "MODERATORS" }))).toBe("forbidden");
});
