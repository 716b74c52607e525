import "server-only";
import { db, write } from "../db/doors.ts";
import { removeBytesSoon } from "../files/removal.ts";
import { log } from "../log.ts";
import { removeFilesOfMessages } from "../messages/remove-files.ts";
import { roomChannel } from "../realtime/channels.ts";
import { publish } from "../realtime/publish.ts";
import { singleFlight } from "../single-flight.ts";
import { singleton } from "../singleton.ts";
import { removeNameFromNotices } from "./notices.ts";

/** The number of messages in one transaction, so that other writes get their turn. */
const BATCH_SIZE = 50;

/**
 * Removes the files of a deleted account from its messages, and its name from notices. Only a shell awaits it. It never
 * throws: failures are logged here, and the rest is removed after the next start.
 */
export function deleteAccountData(userId: string): Promise<void> {
  return singleFlight("accounts.deletions", userId, async () => {
    await removeFiles(userId);
    await removeNameFromNotices(userId);
  }).catch((error) => log.error("what a deleted account left could not be removed", { userId, error }));
}

/** Continues after a start what an earlier process did not finish. */
export function resumeAccountDeletions(): void {
  singleton("accounts.resume-deletions", () => {
    void resumeDeletions().catch((error) => log.error("what deleted accounts left was not looked for", { error }));
    return true;
  });
}

async function resumeDeletions(): Promise<void> {
  const since = new Date(Date.now() - RECENTLY_DELETED_MS);
  const people = await db().user.findMany({
    where: {
      OR: [{ deletedAt: { gt: since } }, { deletedAt: { not: null }, files: { some: { state: { not: "GONE" } } } }],
    },
    select: { id: true },
  });
  for (const { id } of people) await deleteAccountData(id);
}

/**
 * Nothing records whether a name is still in a notice, so notices are searched again for accounts deleted within this
 * time.
 */
const RECENTLY_DELETED_MS = 24 * 60 * 60 * 1000;

async function removeFiles(userId: string): Promise<void> {
  for (;;) {
    const rows = await db().file.findMany({
      where: { ownerId: userId, state: { not: "GONE" }, messageId: { not: null } },
      take: BATCH_SIZE,
      select: { messageId: true },
    });
    const ids = [...new Set(rows.flatMap((row) => row.messageId ?? []))];
    if (ids.length === 0) return;
    const changed = await write((tx) => removeFilesOfMessages(tx, ids));
    for (const { roomId, rev } of changed) publish(roomChannel(roomId), "message.changed", { roomId, rev });
    removeBytesSoon();
  }
}
