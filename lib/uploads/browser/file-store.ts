import { draftOwner, messageOwner, transact } from "../../browser/database.ts";
import type { KeptFile } from "./upload.ts";

/** A slow disk writes 5 MB in so many ms. */
const WRITE_MS = 1000;
const WRITE_BYTES = 5_000_000;
/** So much is held in memory where the store takes no blobs. */
const BYTES_MAX = 64_000_000;

/** Learned from its refusal: private windows of WebKit. */
let takesBlobs = true;

/** The files that this browser keeps until their messages are sent. Every call is quiet when nothing can be kept. */
export const fileStore = {
  /** Resolves to whether they are kept: there may be no room. */
  async add(file: KeptFile, bytes: Blob): Promise<boolean> {
    if (takesBlobs) {
      const refusal = await put(file, bytes).catch((error: DOMException) => error.name);
      if (!refusal) return true;
      if (refusal === "QuotaExceededError") return false;
    }
    if (bytes.size > BYTES_MAX) return false;
    try {
      await put(file, await bytes.arrayBuffer());
      takesBlobs = false;
      return true;
    } catch {
      return false;
    }
  },

  /** Changes what is kept of a file; nothing when it was taken away meanwhile, by whichever tab. */
  change: (id: string, change: Partial<KeptFile>): Promise<void> =>
    transact(["files"], "readwrite", async (tx) => {
      const file = await tx.objectStore("files").get(id);
      if (file) await tx.objectStore("files").put({ ...file, ...change });
      // Where that fails it stays as it was: at worst an upload begins anew after a reload.
    }).catch(() => undefined),

  find: (id: string): Promise<KeptFile | undefined> =>
    transact(["files"], "readonly", (tx) => tx.objectStore("files").get(id)).catch(() => undefined),

  async bytes(id: string): Promise<Blob | undefined> {
    const kept = await transact(["blobs"], "readonly", (tx) => tx.objectStore("blobs").get(id)).catch(() => undefined);
    return kept instanceof ArrayBuffer ? new Blob([kept]) : kept;
  },

  remove: (ids: readonly string[]): Promise<void> =>
    transact(["files", "blobs"], "readwrite", async (tx) => {
      for (const id of ids) {
        await tx.objectStore("files").delete(id);
        await tx.objectStore("blobs").delete(id);
      }
      // Where that fails, nothing refers to it any more.
    }).catch(() => undefined),

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
    const all = transact(["files"], "readonly", (tx) => tx.objectStore("files").index("owner").getAll(owner));
    return (await all.catch(() => [])).sort((a, b) => a.position - b.position || a.attachedAt - b.attachedAt);
  },
};

async function ofDrafts(viewerId: string): Promise<KeptFile[]> {
  const all = await transact(["files"], "readonly", (tx) => tx.objectStore("files").getAll()).catch(() => []);
  return all.filter((file) => file.owner.startsWith(draftOwner(viewerId, "")));
}

/** Throws when the browser does not keep them. The bytes come first, so that nothing stands there without them. */
function put(file: KeptFile, bytes: Blob | ArrayBuffer): Promise<void> {
  const limitMs = 4 * WRITE_MS + (file.size / WRITE_BYTES) * WRITE_MS;
  return transact(
    ["files", "blobs"],
    "readwrite",
    async (tx) => {
      await tx.objectStore("blobs").put(bytes, file.id);
      await tx.objectStore("files").put(file);
    },
    limitMs,
  );
}
