import { draftOwner, messageOwner, openBrowserDatabase } from "../messages/outbox-db.ts";
import type { KeptFile } from "./client-file.ts";

/** The files that this browser keeps until their messages are sent. Every call is quiet when nothing can be kept. */
export const fileStore = {
  /** Resolves to whether they are kept: there may be no room. */
  async add(file: KeptFile, bytes: Blob): Promise<boolean> {
    try {
      const tx = (await openBrowserDatabase())?.transaction(["files", "blobs"], "readwrite");
      if (!tx) return false;
      await Promise.all([tx.objectStore("files").put(file), tx.objectStore("blobs").put(bytes, file.id), tx.done]);
      return true;
    } catch {
      return false;
    }
  },

  /** Changes what is kept of a file; nothing when it was taken away meanwhile, by whichever tab. */
  async change(id: string, change: Partial<KeptFile>): Promise<void> {
    try {
      const tx = (await openBrowserDatabase())?.transaction("files", "readwrite");
      const file = await tx?.store.get(id);
      if (file) await tx?.store.put({ ...file, ...change });
      await tx?.done;
    } catch {
      // It stays as it was: at worst an upload begins anew after a reload.
    }
  },

  async find(id: string): Promise<KeptFile | undefined> {
    return (await openBrowserDatabase())?.get("files", id).catch(() => undefined);
  },

  async bytes(id: string): Promise<Blob | undefined> {
    return (await openBrowserDatabase())?.get("blobs", id).catch(() => undefined);
  },

  async remove(ids: readonly string[]): Promise<void> {
    try {
      const tx = (await openBrowserDatabase())?.transaction(["files", "blobs"], "readwrite");
      for (const id of ids) {
        await tx?.objectStore("files").delete(id);
        await tx?.objectStore("blobs").delete(id);
      }
      await tx?.done;
    } catch {
      // Nothing refers to it any more.
    }
  },

  /** Gives a message's files back to the draft of its room. */
  async release(clientId: string, viewerId: string, roomId: string): Promise<void> {
    const files = await fileStore.ofOwner(messageOwner(clientId));
    for (const { id } of files) await fileStore.change(id, { owner: draftOwner(viewerId, roomId) });
  },

  /** How many files a person has attached to what they have not sent. */
  async countDrafts(viewerId: string): Promise<number> {
    return (await ofDrafts(viewerId)).filter((file) => file.posterOf === null).length;
  },

  /** Takes them out of this browser. */
  async forgetDrafts(viewerId: string): Promise<void> {
    await fileStore.remove((await ofDrafts(viewerId)).map(({ id }) => id));
  },

  /** In the order in which they are shown. */
  async ofOwner(owner: string): Promise<KeptFile[]> {
    const files = await (await openBrowserDatabase())?.getAllFromIndex("files", "owner", owner).catch(() => []);
    return (files ?? []).sort((a, b) => a.position - b.position || a.attachedAt - b.attachedAt);
  },
};

async function ofDrafts(viewerId: string): Promise<KeptFile[]> {
  const files = await (await openBrowserDatabase())?.getAll("files").catch(() => []);
  return (files ?? []).filter((file) => file.owner.startsWith(draftOwner(viewerId, "")));
}
