import "server-only";
import { db, isAway, write } from "../db/doors.ts";
import { removeBytesSoon } from "../files/removal.ts";
import { withLease } from "../leases/lease.ts";
import type { PeriodicWork } from "../leases/periodic-work.ts";
import { log } from "../log.ts";
import { removeFilesOfMessages } from "../messages/remove-files.ts";
import { roomChannel } from "../realtime/channels.ts";
import { publish } from "../realtime/publish.ts";
import { getRuntime } from "../runtime.ts";
import { singleFlight } from "../single-flight.ts";
import { removeNameFromNotices } from "./notices.ts";

export const REMOVAL_FAILED = "what a deleted account left could not be removed";
/** The number of messages in one transaction, so that other writes get their turn. */
const BATCH_SIZE = 50;

/**
 * Removes the files of a deleted account from its messages, and its name from notices. Only a shell awaits it. It never
 * throws: failures are logged here, and the rest is removed by `accountDeletions`. Whoever calls it while this process is at
 * it waits with it; when another process is at it, it does nothing.
 */
export function deleteAccountData(userId: string): Promise<void> {
  return singleFlight("accounts.deletions", userId, async () => {
    await withLease(`account ${userId}`, async () => {
      await removeFiles(userId);
      await removeNameFromNotices(userId);
    });
  }).catch((error) => {
    // The log has it already that the database is away.
    if (!isAway(error)) log.error(REMOVAL_FAILED, { userId, error });
  });
}

/** Goes on with what a process that has died did not finish; where this one is alone, that is looked for at its start. */
export function accountDeletions(): PeriodicWork {
  return { name: "accounts", everyMs: getRuntime().isAlone ? RECENTLY_DELETED_MS : RESUME_MS, run: resumeDeletions };
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
const RESUME_MS = 60 * 60 * 1000;

async function removeFiles(userId: string): Promise<void> {
  for (;;) {
    const rows = await db().file.findMany({
      where: { ownerId: userId, state: "READY", messageId: { not: null } },
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
