import { createClientId } from "../../browser/ids.ts";
import { InterruptibleSleep } from "../../browser/sleep.ts";
import { toKeptFile } from "./attachable.ts";
import { fileStore } from "./file-store.ts";
import { measure } from "./measure-media.ts";
import { type KeptFile, UPLOAD_GOOD_MS, type Upload } from "./upload.ts";
import type { Item, UploadList } from "./upload-list.ts";
import type { Uploader } from "./uploader.ts";

/**
 * Adds files to the tab's list: new ones, and those that this browser stored. Each is measured, and its upload starts
 * at once.
 */
export class Attachments {
  #viewerId: string;
  #items: UploadList;
  #uploader: Uploader;
  #tellTabs: (ids: string[]) => void;

  constructor(viewerId: string, items: UploadList, uploader: Uploader, tellTabs: (ids: string[]) => void) {
    this.#viewerId = viewerId;
    this.#items = items;
    this.#uploader = uploader;
    this.#tellTabs = tellTabs;
  }

  add(bytes: File, owner: string, more: Partial<KeptFile> = {}): Upload {
    const position = (this.#items.listOf(owner).at(-1)?.file.position ?? -1) + 1;
    const place = { id: createClientId(), viewerId: this.#viewerId, owner, position, attachedAt: Date.now() };
    const file = { ...toKeptFile(bytes, place), ...more };
    const stored = fileStore.add(file, bytes);
    void stored.then(() => this.#tellTabs([file.id]));
    return this.take(file, bytes, stored);
  }

  /** Adds the stored files of a draft or a message that are not in this tab yet. */
  async restore(owner: string): Promise<void> {
    for (const file of await fileStore.ofOwner(owner))
      if (!this.#items.find(file.id)) this.take(file, null, Promise.resolve(true));
  }

  take(file: KeptFile, bytes: Blob | null, stored: Promise<boolean>): Upload {
    const isReady = file.fileId !== null;
    const upload: Upload = {
      file,
      status: isReady ? "ready" : "waiting",
      progress: isReady ? 1 : 0,
      error: null,
      preview: null,
    };
    const item: Item = {
      upload,
      bytes,
      stored,
      measured: Promise.resolve(),
      controller: null,
      pause: new InterruptibleSleep(),
    };
    this.#items.put(item);
    item.measured = this.#measure(item);
    // The server has deleted the upload by now, so the file is uploaded again.
    if (isReady && (file.uploadedAt ?? 0) < Date.now() - UPLOAD_GOOD_MS) {
      this.#uploader.renew(item);
      this.#uploader.retry(item);
    } else if (!isReady) this.#uploader.start(item);
    return item.upload;
  }

  /** Changes a file in this tab and in the store. */
  update(id: string, change: Partial<KeptFile>): void {
    const item = this.#items.find(id);
    if (!item) return;
    this.#items.change(item, {}, change);
    void item.stored.then(() => fileStore.change(id, change)).then(() => this.#tellTabs([id]));
  }

  /** Measures the file in this browser, and makes the still of a video. */
  async #measure(item: Item): Promise<void> {
    const { id, kind, posterOf, durationMs: knownMs } = item.upload.file;
    if (kind === "document" || posterOf !== null || (kind === "audio" && knownMs !== null)) return;
    const bytes = item.bytes ?? (await fileStore.bytes(id));
    if (!bytes || !this.#items.find(id)) return;
    const url = URL.createObjectURL(bytes);
    const { poster, ...facts } = await measure(kind, url, knownMs);
    // A preview is set only when this browser can show the image; otherwise it would draw a broken picture.
    const isPreview = kind === "image" && facts.width !== undefined && this.#items.find(id) !== undefined;
    if (isPreview) this.#items.change(item, { preview: url });
    else URL.revokeObjectURL(url);
    if (!this.#items.find(id)) return;
    if (Object.keys(facts).length > 0) this.update(id, facts);
    if (!poster) return;
    this.#items.change(item, { preview: URL.createObjectURL(poster) });
    if (this.#items.posterOf(id)) return;
    const still = new File([poster], `${id}.jpg`, { type: poster.type });
    this.add(still, item.upload.file.owner, { posterOf: id });
  }
}
