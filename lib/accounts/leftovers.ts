import "server-only";
import { db, write } from "../db/doors.ts";
import { removeBytesSoon } from "../files/removal.ts";
import { log } from "../log.ts";
import { removeFilesOfMessages } from "../messages/remove-files.ts";
import { roomChannel } from "../realtime/channels.ts";
import { publish } from "../realtime/publish.ts";
import { singleFlight } from "../single-flight.ts";
import { singleton } from "../singleton.ts";
import { forgetInNotices } from "./notices.ts";

/** Messages in one transaction: what others write goes in between. */
const AT_A_TIME = 50;

/**
 * Takes the files of somebody whose account is deleted out of messages, and their name out of notices. Only a shell waits
 * for it. Never throws: what is left is logged here, and looked for at the next start.
 */
export function removeLeftovers(userId: string): Promise<void> {
  return singleFlight("accounts.leftovers", userId, async () => {
    await removeFiles(userId);
    await forgetInNotices(userId);
  }).catch((error) => log.error("what a deleted account left could not be removed", { userId, error }));
}

/** What a process did not get to before it ended, the next one does. */
export function startLeftovers(): void {
  singleton("accounts.leftovers-start", () => {
    void goOn().catch((error) => log.error("what deleted accounts left was not looked for", { error }));
    return true;
  });
}

async function goOn(): Promise<void> {
  const lately = new Date(Date.now() - LATELY_MS);
  const people = await db().user.findMany({
    where: {
      OR: [{ deletedAt: { gt: lately } }, { deletedAt: { not: null }, files: { some: { state: { not: "GONE" } } } }],
    },
    select: { id: true },
  });
  for (const { id } of people) await removeLeftovers(id);
}

/** Whether a name is left in a notice is not noted anywhere: of those who went lately it is looked for again. */
const LATELY_MS = 24 * 60 * 60 * 1000;

async function removeFiles(userId: string): Promise<void> {
  for (;;) {
    const rows = await db().file.findMany({
      where: { ownerId: userId, state: { not: "GONE" }, messageId: { not: null } },
      take: AT_A_TIME,
      select: { messageId: true },
    });
    const ids = [...new Set(rows.flatMap((row) => row.messageId ?? []))];
    if (ids.length === 0) return;
    const changed = await write((tx) => removeFilesOfMessages(tx, ids));
    for (const { roomId, rev } of changed) publish(roomChannel(roomId), "message.changed", { roomId, rev });
    removeBytesSoon();
  }
}
