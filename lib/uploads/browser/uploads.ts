import { ApiError, api } from "../../browser/api.ts";
import { draftOwner, messageOwner } from "../../browser/database.ts";
import { openTabChannel } from "../../browser/tabs.ts";
import type { UploadLimits } from "../../files/limits.ts";
import type { AttachInput } from "../../files/schema.ts";
import { storageReplySchema } from "../../files/schema.ts";
import type { PendingFile } from "../../messages/timeline.ts";
import { Attachments } from "./attachments.ts";
import { fileStore } from "./file-store.ts";
import { moved, sortOut } from "./intake.ts";
import type { Upload } from "./upload.ts";
import { UploadList } from "./upload-list.ts";
import { Uploader } from "./uploader.ts";

const LIMIT_TIMEOUT_MS = 3000;
const known = new Map<string, Uploads>();

/** The files of one person in this tab. They go on while another room is read. */
export function uploadsOf(viewerId: string): Uploads {
  const uploads = known.get(viewerId) ?? new Uploads(viewerId);
  known.set(viewerId, uploads);
  return uploads;
}

/** Tells the other tabs of this browser that what is kept of these files has changed. */
const tellTabs = openTabChannel("parley-files", (ids: string[]) => {
  for (const uploads of known.values()) for (const id of ids) void uploads.refresh(id);
});

/** The connection is back: what waits for it goes on at once. */
export function wakeUploads(): void {
  for (const uploads of known.values()) uploads.wake();
}

/** A message's files were sent or discarded with it, in this tab or another. */
export function forgetMessage(clientId: string): void {
  for (const uploads of known.values()) uploads.forget(messageOwner(clientId));
}

/** What is attached to a person's drafts and unsent messages, each file uploaded from the moment on it is attached. */
export class Uploads {
  #viewerId: string;
  #items = new UploadList();
  #uploader: Uploader;
  #shelf: Attachments;
  #loaded = new Map<string, Promise<void>>();
  #limits: Promise<UploadLimits | null> | undefined;

  constructor(viewerId: string) {
    this.#viewerId = viewerId;
    this.#uploader = new Uploader(this.#items, tellTabs);
    this.#shelf = new Attachments(viewerId, this.#items, this.#uploader, tellTabs);
  }

  wake(): void {
    this.#uploader.wake();
  }

  subscribe = this.#items.subscribe;
  listOf = (owner: string): readonly Upload[] => this.#items.listOf(owner);

  /** What this server takes; null while it cannot be reached. */
  limits(): Promise<UploadLimits | null> {
    // On a slow network the files are shown before the limits are known: the server refuses before the first byte, too.
    this.#limits ??= api("/api/chat/me/storage", { schema: storageReplySchema, timeoutMs: LIMIT_TIMEOUT_MS }).then(
      ({ upload }) => upload,
      () => {
        this.#limits = undefined;
        return null;
      },
    );
    return this.#limits;
  }

  /** Takes up what was attached to the room's draft in an earlier page. */
  restore(roomId: string): Promise<void> {
    const owner = draftOwner(this.#viewerId, roomId);
    const loaded = this.#loaded.get(owner) ?? this.#shelf.restore(owner);
    this.#loaded.set(owner, loaded);
    return loaded;
  }

  /** Attaches to the room's draft what can be shared; returns why the rest cannot. */
  async attach(roomId: string, files: readonly File[]): Promise<string[]> {
    const limits = await this.limits();
    await this.restore(roomId);
    const owner = draftOwner(this.#viewerId, roomId);
    const { accepted, refusals } = sortOut(files, this.#items.listOf(owner).length, limits);
    for (const file of accepted) this.#shelf.add(file, owner);
    return refusals;
  }

  /** A recording: the draft's, until it is sent as a message of its own. Returns why it cannot be shared, if so. */
  async record(roomId: string, file: File, durationMs: number): Promise<Upload | string> {
    const { refusals } = sortOut([file], 0, await this.limits());
    await this.restore(roomId);
    return refusals[0] ?? this.#shelf.add(file, draftOwner(this.#viewerId, roomId), { durationMs });
  }

  move(id: string, step: number): void {
    const item = this.#items.find(id);
    if (!item) return;
    const order = moved(
      this.#items.listOf(item.upload.file.owner).map(({ file }) => file.id),
      id,
      step,
    );
    for (const [position, each] of order.entries()) this.#shelf.note(each, { position });
  }

  describe(id: string, alt: string): void {
    this.#shelf.note(id, { alt });
  }

  /** Ends its upload if it is on its way, and has the server forget it. */
  remove(id: string): void {
    const items = [this.#items.find(id), this.#items.posterOf(id)].filter((one) => one !== undefined);
    const ids = items.map(({ upload }) => upload.file.id);
    for (const { upload } of items) {
      this.#items.drop(upload.file.id);
      const stored = upload.file.fileId ?? upload.file.presigned?.customId;
      // Where that fails, the server's sweep has it.
      if (stored) api(`/api/files/${stored}`, { method: "DELETE" }).catch(() => undefined);
    }
    void fileStore.remove(ids).then(() => tellTabs(ids));
  }

  /** At once, for what waits for the network or was refused. */
  retry(id: string): void {
    const item = this.#items.find(id);
    if (item) this.#uploader.retry(item);
  }

  /** From now on these are a message's. The outbox's store notes it when it keeps the message. */
  adopt(clientId: string, files: readonly PendingFile[]): void {
    const owner = messageOwner(clientId);
    for (const { id } of files) {
      for (const item of [this.#items.find(id), this.#items.posterOf(id)])
        if (item) this.#items.change(item, {}, { owner });
    }
  }

  /** They are kept as the message's: other tabs take them out of the draft. */
  tellOfMessage(clientId: string): void {
    tellTabs(this.#items.idsOf(messageOwner(clientId)));
  }

  /** An unsent message is taken back: its files are the draft's again, behind what is there. */
  async release(clientId: string, roomId: string): Promise<void> {
    const owner = draftOwner(this.#viewerId, roomId);
    await this.restore(roomId);
    await fileStore.release(clientId, this.#viewerId, roomId);
    const from = this.#items.listOf(owner).length;
    const files = this.#items.idsOf(messageOwner(clientId));
    for (const [index, id] of files.entries()) this.#shelf.note(id, { owner, position: from + index });
    await this.#shelf.restore(owner);
  }

  forget(owner: string): void {
    for (const id of this.#items.idsOf(owner)) this.#items.drop(id);
  }

  /** Resolves when the server has all files of the message; throws `ApiError` when one cannot be had. */
  async ready(clientId: string, files: readonly PendingFile[]): Promise<void> {
    await this.#shelf.restore(messageOwner(clientId));
    await Promise.all(files.map((file) => this.#uploader.settled(file)));
  }

  /** What the server is told of a message's files, in their order. */
  attached(files: readonly PendingFile[]): AttachInput[] {
    return files.map(({ id, name }) => {
      const { fileId, alt, durationMs } = this.#items.find(id)?.upload.file ?? {};
      if (!fileId) throw new ApiError(410, "not_found", `${name} is not in this browser any more. Attach it again.`);
      const posterId = this.#items.posterOf(id)?.upload.file.fileId;
      return { id: fileId, alt: alt ?? "", ...(durationMs && { durationMs }), ...(posterId && { posterId }) };
    });
  }

  /** The server has lost them: they will be uploaded anew when the message is tried again. */
  renew(files: readonly PendingFile[]): void {
    for (const { id } of files) {
      for (const item of [this.#items.find(id), this.#items.posterOf(id)]) if (item) this.#uploader.renew(item);
    }
  }

  /** Another tab changed it. */
  async refresh(id: string): Promise<void> {
    const kept = await fileStore.find(id);
    const item = this.#items.find(id);
    if (!kept) return void (item && (await item.keeping) && this.#items.drop(id));
    if (kept.viewerId !== this.#viewerId) return;
    if (item) this.#items.change(item, kept.fileId ? { status: "ready", progress: 1, error: null } : {}, kept);
    else if (this.#loaded.has(kept.owner)) this.#shelf.take(kept, null, Promise.resolve(true));
  }
}
