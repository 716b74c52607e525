import type { IDBPObjectStore } from "idb";
import { type BrowserStores, transact } from "../../browser/database.ts";
import { draftOwner, messageOwner } from "../../uploads/browser/file-owners.ts";
import type { OutboxEntry } from "./ports.ts";

/** Stores entries beyond the life of a tab. All tabs of this browser share it. */
export type OutboxStore = {
  /** Resolves to whether the entry is stored; there may be no room, or no store. Its files become the message's. */
  put: (entry: OutboxEntry) => Promise<boolean>;
  /** Removes an entry with the files that it still owns. */
  remove: (clientId: string) => Promise<void>;
  has: (clientId: string) => Promise<boolean>;
};

/** Stores unsent messages in IndexedDB, over reloads, closed tabs and restarts of the browser. */
export const outboxStore: OutboxStore = {
  put: (entry) =>
    // A message without files does not wait for a file that is being written.
    transact(entry.files?.length ? ["outbox", "files"] : ["outbox"], "readwrite", async (tx) => {
      if (entry.files?.length) await claimFiles(entry, tx.objectStore("files"));
      await tx.objectStore("outbox").put(entry);
    }).then(
      () => true,
      // When the disk is full or the store is stuck, the message is sent without being stored.
      () => false,
    ),
  remove: (clientId) =>
    transact(["outbox", "files", "blobs"], "readwrite", async (tx) => {
      await tx.objectStore("outbox").delete(clientId);
      for (const id of await tx.objectStore("files").index("owner").getAllKeys(messageOwner(clientId))) {
        await tx.objectStore("files").delete(id);
        await tx.objectStore("blobs").delete(id);
      }
    })
      // A large file is being written, so only the message is removed.
      .catch(() => transact(["outbox"], "readwrite", (tx) => tx.objectStore("outbox").delete(clientId)))
      // The entry stays. Sending it again is safe, because the server knows the clientId.
      .catch(() => undefined),
  has: (clientId) =>
    transact(["outbox"], "readonly", (tx) => tx.objectStore("outbox").getKey(clientId)).then(
      (key) => key !== undefined,
      // The store cannot tell, so the message is sent, which is safe to repeat.
      () => true,
    ),
};

type Files = IDBPObjectStore<BrowserStores, ("outbox" | "files" | "blobs")[], "files", "readwrite">;

/** Moves the message's files from the draft to the message, with the stills of videos. */
async function claimFiles(entry: OutboxEntry, files: Files): Promise<void> {
  const own = new Set(entry.files?.map(({ id }) => id));
  for (const file of await files.index("owner").getAll(draftOwner(entry.viewerId, entry)))
    if (own.has(file.id) || (file.posterOf !== null && own.has(file.posterOf)))
      await files.put({ ...file, owner: messageOwner(entry.clientId) });
}

/** Loads the unsent messages of one person, oldest first. It never reads those of others. */
export async function loadOutbox(viewerId: string): Promise<OutboxEntry[]> {
  const all = transact(["outbox"], "readonly", (tx) => tx.objectStore("outbox").index("viewerId").getAll(viewerId));
  return (await all.catch(() => [])).sort((a, b) => a.queuedAt - b.queuedAt);
}
