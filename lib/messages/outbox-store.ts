import { draftOwner, messageOwner, openBrowserDatabase } from "./outbox-db.ts";
import type { OutboxEntry } from "./outbox-world.ts";

/** Where entries outlive the tab. Shared by all tabs of this browser. */
export type OutboxStore = {
  /** Resolves to whether the entry is kept: there may be no room, or no store. Its files become the message's. */
  put: (entry: OutboxEntry) => Promise<boolean>;
  /** With it go the files that are still its own. */
  remove: (clientId: string) => Promise<void>;
  has: (clientId: string) => Promise<boolean>;
};

/** Keeps unsent messages over reloads, closed tabs and restarts of the browser. */
export const outboxStore: OutboxStore = {
  put: async (entry) => {
    try {
      const db = await openBrowserDatabase();
      if (!db) return false;
      const tx = db.transaction(["outbox", "files"], "readwrite");
      const files = tx.objectStore("files");
      const own = new Set(entry.files?.map(({ id }) => id));
      // A video's still goes with it.
      for (const file of await files.index("owner").getAll(draftOwner(entry.viewerId, entry.roomId)))
        if (own.has(file.id) || (file.posterOf !== null && own.has(file.posterOf)))
          await files.put({ ...file, owner: messageOwner(entry.clientId) });
      await tx.objectStore("outbox").put(entry);
      await tx.done;
      return true;
    } catch {
      // The disk is full: better sent and not kept than not sent.
      return false;
    }
  },
  remove: async (clientId) => {
    try {
      const tx = (await openBrowserDatabase())?.transaction(["outbox", "files", "blobs"], "readwrite");
      if (!tx) return;
      const files = tx.objectStore("files");
      for (const id of await files.index("owner").getAllKeys(messageOwner(clientId))) {
        await files.delete(id);
        await tx.objectStore("blobs").delete(id);
      }
      await tx.objectStore("outbox").delete(clientId);
      await tx.done;
    } catch {
      // It stays; the server knows the clientId.
    }
  },
  has: async (clientId) => {
    const db = await openBrowserDatabase();
    if (!db) return true;
    return (await db.getKey("outbox", clientId).catch(() => clientId)) !== undefined;
  },
};

/** The unsent messages of one person, oldest first. Nobody else's are ever read. */
export async function loadOutbox(viewerId: string): Promise<OutboxEntry[]> {
  const db = await openBrowserDatabase();
  const entries = (await db?.getAllFromIndex("outbox", "viewerId", viewerId)) ?? [];
  return entries.sort((a, b) => a.queuedAt - b.queuedAt);
}
