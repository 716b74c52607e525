import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { addEmoji, removeEmoji } from "@/lib/emoji/commands.ts";
import { loadEmojiNames } from "@/lib/emoji/load-names.ts";
import { EMOJI_MAX } from "@/lib/emoji/schema.ts";
import { getEmojiSetting, setEmojiSetting } from "@/lib/emoji/setting.ts";
import { type RegisteredViewer, START_MS, signUp } from "../accounts/register-viewer.ts";

let ada: RegisteredViewer;
beforeAll(async () => {
  await openDoors();
  ada = await signUp("ada");
}, START_MS);
afterAll(closeDoors);

const nameOf = (n: number) => `filler${n}`;

/** An upload of a small picture that is not used yet. */
async function upload(id: string): Promise<string> {
  const facts = { home: "DISK", state: "READY", kind: "IMAGE", type: "image/png", width: 9, height: 9 } as const;
  await write((tx) => tx.file.create({ data: { id, ...facts, ownerId: ada.id, name: `${id}.png`, size: 99 } }));
  return id;
}

test("their number has a limit, which the refusal says, and for which other names and removed ones do not count", async () => {
  const now = new Date();
  const row = { fileId: "one", animated: false, addedById: ada.id, createdAt: now };
  const data = Array.from({ length: EMOJI_MAX }, (_, n) => ({ ...row, name: nameOf(n) }));
  await write((tx) => tx.customEmoji.createMany({ data: [...data, { ...row, name: "other", aliasOf: nameOf(1) }] }));
  const fileId = await upload("next");
  await expect(addEmoji(ada, { name: "next", fileId })).rejects.toMatchObject({
    code: "conflict",
    message: "There are 1,000 emoji. Remove one first.",
  });
  expect(await db().file.findUnique({ where: { id: fileId } })).toMatchObject({ ownerId: ada.id, sentAt: null });
  await removeEmoji(ada, nameOf(0));
  await addEmoji(ada, { name: "next", fileId });
  await expect(addEmoji(ada, { name: "last", fileId: await upload("last") })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("of a text full of names so many are drawn, also one that was removed since", async () => {
  const createdAt = new Date(Date.now() - 1000);
  const text = (from: number) => Array.from({ length: 60 }, (_, n) => `:${nameOf(from + n)}:`).join(" ");
  const messages = Array.from({ length: 30 }, (_, n) => ({
    id: `m${n}`,
    texts: [text(n * 60), ""],
    createdAt,
    editedAt: null,
  }));
  const found = await loadEmojiNames(messages);
  expect(found.get("m0")).toEqual(Array.from({ length: 50 }, (_, n) => nameOf(n)));
  expect([...found.values()].flat()).toHaveLength(840);
});

test("who is no administrator any more, or cannot log in, changes nothing with a request that was under way", async () => {
  const fileId = await upload("late");
  const forbidden = { code: "forbidden" };
  for (const now of [{ role: "MEMBER" }, { role: "ADMIN", disabledAt: new Date() }] as const) {
    await write((tx) => tx.user.update({ where: { id: ada.id }, data: now }));
    await expect(addEmoji(ada, { name: "late", fileId })).rejects.toMatchObject(forbidden);
    await expect(removeEmoji(ada, nameOf(2))).rejects.toMatchObject(forbidden);
    await expect(setEmojiSetting(ada, { membersMayAdd: true })).rejects.toMatchObject(forbidden);
  }
  expect(await getEmojiSetting()).toEqual({ membersMayAdd: false });
  expect(await db().customEmoji.findUnique({ where: { name: nameOf(2) } })).toMatchObject({ removedAt: null });
});
