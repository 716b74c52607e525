import { transact } from "../../browser/database.ts";
import { draftOwnersPrefix, messageOwner } from "./file-owners.ts";
import type { KeptFile } from "./upload.ts";

/** The assumed speed of a slow disk: it writes WRITE_BYTES in WRITE_MS. */
const WRITE_MS = 1000;
const WRITE_BYTES = 5_000_000;
/** The greatest file that is converted to an ArrayBuffer in memory, where IndexedDB does not accept blobs. */
const BYTES_MAX = 64_000_000;

/** False after IndexedDB has refused a blob, as in private windows of WebKit. */
let takesBlobs = true;

/**
 * The files that this browser stores until their messages are sent. No method throws when the browser stores nothing.
 */
export const fileStore = {
  /** Resolves to whether the file is stored; there may be no room. */
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

  /** Changes a stored file. Does nothing when a tab has removed it meanwhile. */
  change: (id: string, change: Partial<KeptFile>): Promise<void> =>
    transact(["files"], "readwrite", async (tx) => {
      const file = await tx.objectStore("files").get(id);
      if (file) await tx.objectStore("files").put({ ...file, ...change });
      // When this fails, the file stays as it was: at worst its upload starts anew after a reload.
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
      // When this fails, the bytes stay behind and nothing refers to them any more.
    }).catch(() => undefined),

  /** Moves a message's files back to the draft that owns them from then on. */
  async release(clientId: string, owner: string): Promise<void> {
    const files = await fileStore.ofOwner(messageOwner(clientId));
    for (const { id } of files) await fileStore.change(id, { owner });
  },

  /** Counts the files that a person has attached to drafts. */
  async countDrafts(viewerId: string): Promise<number> {
    return (await ofDrafts(viewerId)).filter((file) => file.posterOf === null).length;
  },

  /** Removes the files of a person's drafts from this browser. */
  async forgetDrafts(viewerId: string): Promise<void> {
    await fileStore.remove((await ofDrafts(viewerId)).map(({ id }) => id));
  },

  /** Lists the files of a draft or message in the order in which they are shown. */
  async ofOwner(owner: string): Promise<KeptFile[]> {
    const all = transact(["files"], "readonly", (tx) => tx.objectStore("files").index("owner").getAll(owner));
    return (await all.catch(() => [])).sort((a, b) => a.position - b.position || a.attachedAt - b.attachedAt);
  },
};

async function ofDrafts(viewerId: string): Promise<KeptFile[]> {
  const all = await transact(["files"], "readonly", (tx) => tx.objectStore("files").getAll()).catch(() => []);
  return all.filter((file) => file.owner.startsWith(draftOwnersPrefix(viewerId)));
}

/**
 * Stores a file. Throws when the browser cannot. The bytes are written first, so that no file is listed without them.
 */
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
