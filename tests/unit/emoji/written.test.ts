import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { addEmoji, removeEmoji } from "@/lib/emoji/commands.ts";
import { setEmojiSetting } from "@/lib/emoji/setting.ts";
import { editMessage, sendMessage } from "@/lib/messages/commands.ts";
import { getMessage } from "@/lib/messages/queries.ts";
import { addReaction, removeReaction } from "@/lib/reactions/commands.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { type RegisteredViewer, START_MS, signUp } from "../accounts/register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer;
let roomId: string;
beforeAll(async () => {
  await openDoors();
  [ada, grace] = [await signUp("ada"), await signUp("grace")];
  roomId = (await createRoom(ada, { kind: "PRIVATE", name: "Garden", topic: "", userIds: [grace.id] })).room.id;
}, START_MS);
afterAll(closeDoors);

async function add(who: RegisteredViewer, name: string, aliases: string[] = []) {
  const facts = { home: "DISK", state: "READY", kind: "IMAGE", type: "image/gif", width: 9, height: 9 } as const;
  const fileId = `${name}-file`;
  await write((tx) => tx.file.create({ data: { id: fileId, ...facts, ownerId: who.id, name: "a.gif", size: 99 } }));
  return addEmoji(who, { name, aliases, fileId });
}
const send = async (body: string) => (await sendMessage(ada, roomId, { body })).message;

test("an edit names the emoji that are in the new text, and a removed one only in what was written before", async () => {
  await add(ada, "acme", ["polly"]);
  const message = await send("nothing");
  expect(await editMessage(ada, message.id, { body: ":polly: :acme:" })).toMatchObject({
    customEmoji: ["polly", "acme"],
  });
  await removeEmoji(ada, "polly");
  expect(await getMessage(ada, message.id)).toMatchObject({ customEmoji: ["polly", "acme"] });
  expect(await editMessage(ada, message.id, { body: ":polly:! :acme:" })).toMatchObject({ customEmoji: ["acme"] });
});

test("a reaction by another name is the same reaction, and one of a removed emoji can only be taken back", async () => {
  await add(ada, "yes_sir", ["aye"]);
  const { id } = await send("Shall we?");
  await addReaction(grace, id, ":aye:");
  expect(await addReaction(ada, id, ":yes_sir:")).toMatchObject({ reactions: [{ emoji: ":yes_sir:", count: 2 }] });
  await expect(addReaction(ada, id, ":nobody:")).rejects.toMatchObject({ code: "invalid" });
  await removeEmoji(ada, "yes_sir");
  await expect(addReaction(ada, (await send("Or not?")).id, ":aye:")).rejects.toMatchObject({ code: "invalid" });
  expect(await removeReaction(grace, id, ":yes_sir:")).toMatchObject({ reactions: [{ count: 1 }] });
});

test("members add what they may, and a file is the picture of one emoji only", async () => {
  await expect(add(grace, "mine")).rejects.toMatchObject({ code: "forbidden" });
  await setEmojiSetting(ada, { membersMayAdd: true });
  await expect(setEmojiSetting(grace, { membersMayAdd: true })).rejects.toMatchObject({ code: "forbidden" });
  await addEmoji(grace, { name: "mine", fileId: "mine-file" });
  expect(await db().file.findUnique({ where: { id: "mine-file" } })).toMatchObject({
    ...{ ownerId: null, purpose: "PICTURE", roomId: null },
  });
  await expect(addEmoji(grace, { name: "mine_too", fileId: "mine-file" })).rejects.toMatchObject({ code: "invalid" });
  await expect(add(ada, "tada")).rejects.toMatchObject({ fields: { name: expect.stringContaining("tada") } });
});
