import { ApiError, api } from "../../browser/api.ts";
import { openTabChannel } from "../../browser/tabs.ts";
import type { AttachInput } from "../../files/attach-schema.ts";
import type { UploadLimits } from "../../files/limits.ts";
import { storageReplySchema } from "../../files/schema.ts";
import type { ConversationKey } from "../../messages/conversation-key.ts";
import type { PendingFile } from "../../messages/timeline.ts";
import { moveItem, splitAttachable } from "./attachable.ts";
import { Attachments } from "./attachments.ts";
import { draftOwner, messageOwner } from "./file-owners.ts";
import { fileStore } from "./file-store.ts";
import type { Upload } from "./upload.ts";
import { UploadList } from "./upload-list.ts";
import { Uploader } from "./uploader.ts";

const LIMIT_TIMEOUT_MS = 3000;
const uploadsByViewer = new Map<string, Uploads>();

/** Returns the files of one person in this tab. Uploads continue while another room is open. */
export function uploadsOf(viewerId: string): Uploads {
  const uploads = uploadsByViewer.get(viewerId) ?? new Uploads(viewerId);
  uploadsByViewer.set(viewerId, uploads);
  return uploads;
}

/** Tells the other tabs of this browser that these stored files have changed. */
const tellTabs = openTabChannel("parley-files", (ids: string[]) => {
  for (const uploads of uploadsByViewer.values()) for (const id of ids) void uploads.refresh(id);
});

/** Called when the connection is back: waiting uploads resume at once. */
export function wakeUploads(): void {
  for (const uploads of uploadsByViewer.values()) uploads.wake();
}

/** Called when a message's files were sent or discarded with it, in this tab or another. */
export function forgetMessage(clientId: string): void {
  for (const uploads of uploadsByViewer.values()) uploads.forget(messageOwner(clientId));
}

/**
 * The files attached to a person's drafts and unsent messages. Each file is uploaded from the moment it is attached.
 */
export class Uploads {
  #viewerId: string;
  #items = new UploadList();
  #uploader: Uploader;
  #attachments: Attachments;
  #loaded = new Map<string, Promise<void>>();
  #limits: Promise<UploadLimits | null> | undefined;

  constructor(viewerId: string) {
    this.#viewerId = viewerId;
    this.#uploader = new Uploader(this.#items, tellTabs);
    this.#attachments = new Attachments(viewerId, this.#items, this.#uploader, tellTabs);
  }

  wake(): void {
    this.#uploader.wake();
  }

  subscribe = this.#items.subscribe;
  listOf = (owner: string): readonly Upload[] => this.#items.listOf(owner);

  /** Returns the server's limits, or null while it cannot be reached. */
  limits(): Promise<UploadLimits | null> {
    // After the timeout the files are shown before the limits are known; the server refuses too, before the first byte.
    this.#limits ??= api("/api/chat/me/storage", { schema: storageReplySchema, timeoutMs: LIMIT_TIMEOUT_MS }).then(
      ({ upload }) => upload,
      () => {
        this.#limits = undefined;
        return null;
      },
    );
    return this.#limits;
  }

  /** Loads the files that were attached to the conversation's draft in an earlier page. */
  restore(conversation: ConversationKey): Promise<void> {
    const owner = draftOwner(this.#viewerId, conversation);
    const loaded = this.#loaded.get(owner) ?? this.#attachments.restore(owner);
    this.#loaded.set(owner, loaded);
    return loaded;
  }

  /** Attaches the accepted files to the conversation's draft. Returns sentences that say why the others cannot be attached. */
  async attach(conversation: ConversationKey, files: readonly File[]): Promise<string[]> {
    const limits = await this.limits();
    await this.restore(conversation);
    const owner = draftOwner(this.#viewerId, conversation);
    const { accepted, refusals } = splitAttachable(files, this.#items.listOf(owner).length, limits);
    for (const file of accepted) this.#attachments.add(file, owner);
    return refusals;
  }

  /** Attaches a recording to the draft until it is sent as a message of its own, or returns why it cannot be shared. */
  async record(conversation: ConversationKey, file: File, durationMs: number): Promise<Upload | string> {
    const { refusals } = splitAttachable([file], 0, await this.limits());
    await this.restore(conversation);
    return refusals[0] ?? this.#attachments.add(file, draftOwner(this.#viewerId, conversation), { durationMs });
  }

  move(id: string, step: number): void {
    const item = this.#items.find(id);
    if (!item) return;
    const order = moveItem(
      this.#items.listOf(item.upload.file.owner).map(({ file }) => file.id),
      id,
      step,
    );
    for (const [position, each] of order.entries()) this.#attachments.update(each, { position });
  }

  describe(id: string, alt: string): void {
    this.#attachments.update(id, { alt });
  }

  /** Aborts the upload, and has the server delete the file. */
  remove(id: string): void {
    const items = [this.#items.find(id), this.#items.posterOf(id)].filter((one) => one !== undefined);
    const ids = items.map(({ upload }) => upload.file.id);
    for (const { upload } of items) {
      this.#items.drop(upload.file.id);
      const stored = upload.file.fileId ?? upload.file.presigned?.customId;
      // When this fails, the server's sweep deletes the file.
      if (stored) api(`/api/files/${stored}`, { method: "DELETE" }).catch(() => undefined);
    }
    void fileStore.remove(ids).then(() => tellTabs(ids));
  }

  /** Tries again at once, after a lost connection or a refusal. */
  retry(id: string): void {
    const item = this.#items.find(id);
    if (item) this.#uploader.retry(item);
  }

  /** Makes these files belong to a message. The outbox's store records the same when it stores the message. */
  adopt(clientId: string, files: readonly PendingFile[]): void {
    const owner = messageOwner(clientId);
    for (const { id } of files) {
      for (const item of [this.#items.find(id), this.#items.posterOf(id)])
        if (item) this.#items.change(item, {}, { owner });
    }
  }

  /** Called when the message is stored: the other tabs remove its files from the draft. */
  tellOfMessage(clientId: string): void {
    tellTabs(this.#items.idsOf(messageOwner(clientId)));
  }

  /** Moves the files of an unsent message back to the draft, after those that are there. */
  async release(clientId: string, conversation: ConversationKey): Promise<void> {
    const owner = draftOwner(this.#viewerId, conversation);
    await this.restore(conversation);
    await fileStore.release(clientId, owner);
    const from = this.#items.listOf(owner).length;
    const files = this.#items.idsOf(messageOwner(clientId));
    for (const [index, id] of files.entries()) this.#attachments.update(id, { owner, position: from + index });
    await this.#attachments.restore(owner);
  }

  forget(owner: string): void {
    for (const id of this.#items.idsOf(owner)) this.#items.drop(id);
  }

  /** Resolves when the server has all files of the message. Throws `ApiError` when one cannot be uploaded. */
  async ready(clientId: string, files: readonly PendingFile[]): Promise<void> {
    await this.#attachments.restore(messageOwner(clientId));
    await Promise.all(files.map((file) => this.#uploader.settled(file)));
  }

  /** Returns the message's files for the server, in their order. */
  attached(files: readonly PendingFile[]): AttachInput[] {
    return files.map(({ id, name }) => {
      const { fileId, alt, durationMs } = this.#items.find(id)?.upload.file ?? {};
      if (!fileId) throw new ApiError(410, "not_found", `${name} is not in this browser any more. Attach it again.`);
      const posterId = this.#items.posterOf(id)?.upload.file.fileId;
      return { id: fileId, alt: alt ?? "", ...(durationMs && { durationMs }), ...(posterId && { posterId }) };
    });
  }

  /** Discards the uploads, because the server has lost them. They are uploaded again when the message is retried. */
  renew(files: readonly PendingFile[]): void {
    for (const { id } of files) {
      for (const item of [this.#items.find(id), this.#items.posterOf(id)]) if (item) this.#uploader.renew(item);
    }
  }

  /** Reads a file from the store again after another tab has changed it. */
  async refresh(id: string): Promise<void> {
    const kept = await fileStore.find(id);
    const item = this.#items.find(id);
    if (!kept) return void (item && (await item.stored) && this.#items.drop(id));
    if (kept.viewerId !== this.#viewerId) return;
    if (item) this.#items.change(item, kept.fileId ? { status: "ready", progress: 1, error: null } : {}, kept);
    else if (this.#loaded.has(kept.owner)) this.#attachments.take(kept, null, Promise.resolve(true));
  }
}
