import type { IDBPObjectStore } from "idb";
import { type BrowserStores, draftOwner, messageOwner, transact } from "../../browser/database.ts";
import type { OutboxEntry } from "./ports.ts";

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
  put: (entry) =>
    // A message without files does not wait for one that is just being written.
    transact(entry.files?.length ? ["outbox", "files"] : ["outbox"], "readwrite", async (tx) => {
      if (entry.files?.length) await claimFiles(entry, tx.objectStore("files"));
      await tx.objectStore("outbox").put(entry);
    }).then(
      () => true,
      // The disk is full, or the store is stuck: better sent and not kept than not sent.
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
      // A large file is just being written.
      .catch(() => transact(["outbox"], "readwrite", (tx) => tx.objectStore("outbox").delete(clientId)))
      // It stays; the server knows the clientId.
      .catch(() => undefined),
  has: (clientId) =>
    transact(["outbox"], "readonly", (tx) => tx.objectStore("outbox").getKey(clientId)).then(
      (key) => key !== undefined,
      // Nobody can tell: then it is sent, which is safe to repeat.
      () => true,
    ),
};

type Files = IDBPObjectStore<BrowserStores, ("outbox" | "files" | "blobs")[], "files", "readwrite">;

/** From the draft to the message; a video's still goes with it. */
async function claimFiles(entry: OutboxEntry, files: Files): Promise<void> {
  const own = new Set(entry.files?.map(({ id }) => id));
  for (const file of await files.index("owner").getAll(draftOwner(entry.viewerId, entry)))
    if (own.has(file.id) || (file.posterOf !== null && own.has(file.posterOf)))
      await files.put({ ...file, owner: messageOwner(entry.clientId) });
}

/** The unsent messages of one person, oldest first. Nobody else's are ever read. */
export async function loadOutbox(viewerId: string): Promise<OutboxEntry[]> {
  const all = transact(["outbox"], "readonly", (tx) => tx.objectStore("outbox").index("viewerId").getAll(viewerId));
  return (await all.catch(() => [])).sort((a, b) => a.queuedAt - b.queuedAt);
}
