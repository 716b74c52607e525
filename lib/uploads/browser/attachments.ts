import { createClientId } from "../../browser/ids.ts";
import { InterruptibleSleep } from "../../browser/sleep.ts";
import { fileStore } from "./file-store.ts";
import { toKept } from "./intake.ts";
import { measure } from "./measure-media.ts";
import { type KeptFile, UPLOAD_GOOD_MS, type Upload } from "./upload.ts";
import type { Item, UploadList } from "./upload-list.ts";
import type { Uploader } from "./uploader.ts";

/** Where files come in: new ones, and those that this browser kept. Each is looked at, and uploaded at once. */
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
    const file = { ...toKept(bytes, place), ...more };
    const keeping = fileStore.add(file, bytes);
    void keeping.then(() => this.#tellTabs([file.id]));
    return this.take(file, bytes, keeping);
  }

  /** What the browser kept for a draft or a message, but for what this tab has already. */
  async restore(owner: string): Promise<void> {
    for (const file of await fileStore.ofOwner(owner))
      if (!this.#items.find(file.id)) this.take(file, null, Promise.resolve(true));
  }

  take(file: KeptFile, bytes: Blob | null, keeping: Promise<boolean>): Upload {
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
      keeping,
      looking: Promise.resolve(),
      controller: null,
      pause: new InterruptibleSleep(),
    };
    this.#items.put(item);
    item.looking = this.#look(item);
    // The server swept it meanwhile.
    if (isReady && (file.uploadedAt ?? 0) < Date.now() - UPLOAD_GOOD_MS) {
      this.#uploader.renew(item);
      this.#uploader.retry(item);
    } else if (!isReady) this.#uploader.start(item);
    return item.upload;
  }

  /** Changes what is known of a file, here and in the store. */
  note(id: string, change: Partial<KeptFile>): void {
    const item = this.#items.find(id);
    if (!item) return;
    this.#items.change(item, {}, change);
    void item.keeping.then(() => fileStore.change(id, change)).then(() => this.#tellTabs([id]));
  }

  /** Finds out what the browser can tell of it, and makes a video's still. */
  async #look(item: Item): Promise<void> {
    const { id, kind, posterOf, durationMs: knownMs } = item.upload.file;
    if (kind === "document" || posterOf !== null || (kind === "audio" && knownMs !== null)) return;
    const bytes = item.bytes ?? (await fileStore.bytes(id));
    if (!bytes || !this.#items.find(id)) return;
    const url = URL.createObjectURL(bytes);
    const { poster, ...facts } = await measure(kind, url, knownMs);
    // Shown when it is known that this browser can: otherwise it would draw a broken picture.
    const isPreview = kind === "image" && facts.width !== undefined && this.#items.find(id) !== undefined;
    if (isPreview) this.#items.change(item, { preview: url });
    else URL.revokeObjectURL(url);
    if (!this.#items.find(id)) return;
    if (Object.keys(facts).length > 0) this.note(id, facts);
    if (!poster) return;
    this.#items.change(item, { preview: URL.createObjectURL(poster) });
    if (this.#items.posterOf(id)) return;
    const still = new File([poster], `${id}.jpg`, { type: poster.type });
    this.add(still, item.upload.file.owner, { posterOf: id });
  }
}
