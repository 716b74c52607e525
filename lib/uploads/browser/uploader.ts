import { ApiError } from "../../browser/api.ts";
import { inOneTab } from "../../browser/tabs.ts";
import { reasonOf } from "../../messages/outbox/failure-text.ts";
import type { PendingFile } from "../../messages/timeline.ts";
import { Semaphore } from "../../semaphore.ts";
import { fileStore } from "./file-store.ts";
import { retryUpload } from "./retry-upload.ts";
import { transfer } from "./transfer.ts";
import { describeRefusal, type KeptFile } from "./upload.ts";
import type { Item, UploadList } from "./upload-list.ts";

const UPLOADS_MAX = 3;

/**
 * Uploads files until the server has them or refuses them. Each file is uploaded by one tab of the browser at a time.
 */
export class Uploader {
  #items: UploadList;
  #tellTabs: (ids: string[]) => void;
  #semaphore = new Semaphore(UPLOADS_MAX);
  #waiting = new Set<Item>();

  constructor(items: UploadList, tellTabs: (ids: string[]) => void) {
    this.#items = items;
    this.#tellTabs = tellTabs;
  }

  start(item: Item): void {
    if (item.controller) return;
    item.controller = new AbortController();
    const { signal } = item.controller;
    void this.#semaphore
      .run(() => (signal.aborted ? Promise.reject(signal.reason) : this.#upload(item, signal)))
      .catch((error) => {
        if (signal.aborted) return;
        this.#items.change(item, { status: "refused", error: reasonOf(error) });
        // The server has deleted an upload that it refused, so there is no URL to resume with.
        void this.#keep(item, { presigned: null });
      })
      .finally(() => {
        if (item.controller?.signal === signal) item.controller = null;
      });
  }

  retry(item: Item): void {
    item.pause.end();
    if (item.controller || item.upload.status === "ready") return;
    this.#items.change(item, { status: "waiting", progress: 0, error: null });
    this.start(item);
  }

  /** Discards what was uploaded of a file. `retry` then starts from the beginning. */
  renew(item: Item): void {
    this.#items.change(item, { status: "refused", progress: 0 });
    void this.#keep(item, { fileId: null, uploadedAt: null, presigned: null });
  }

  /** Called when the network is back. */
  wake(): void {
    for (const item of this.#waiting) item.pause.end();
  }

  /**
   * Resolves when the file, and a video's still if there is one, is uploaded. Throws `ApiError` when the file cannot
   * be.
   */
  async settled({ id, name }: PendingFile): Promise<void> {
    const item = this.#items.find(id);
    if (item?.upload.status === "refused" && !item.controller) this.retry(item);
    await this.#until(() => ["ready", "refused", undefined].includes(this.#items.find(id)?.upload.status));
    const { status, error } = this.#items.find(id)?.upload ?? {};
    if (!status) throw new ApiError(410, "not_found", `${name} is not in this browser any more. Attach it again.`);
    if (status === "refused") throw new ApiError(422, "invalid", describeRefusal(name, error ?? null));
    await item?.measured;
    const isStillDone = () => ["ready", "refused", undefined].includes(this.#items.posterOf(id)?.upload.status);
    await this.#until(isStillDone);
  }

  #until(isTrue: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!isTrue()) return;
        stop();
        resolve();
      };
      const stop = this.#items.subscribe(look);
      look();
    });
  }

  async #upload(item: Item, signal: AbortSignal): Promise<void> {
    const fileId = await retryUpload({
      signal,
      // Without Web Locks two tabs may upload the same file; the server then takes its bytes once.
      attempt: () => inOneTab(`parley-file ${item.upload.file.id}`, () => this.#try(item, signal), signal),
      onPause: (error) => this.#items.change(item, { status: "stalled", error }),
      onStale: () => this.#keep(item, { presigned: null }),
      progress: () => item.upload.progress,
      pause: (ms) => this.#pause(item, ms),
    });
    const change = { fileId, uploadedAt: Date.now() };
    this.#items.change(item, { status: "ready", progress: 1, error: null });
    await this.#keep(item, change);
  }

  async #try(item: Item, signal: AbortSignal): Promise<string> {
    const { id } = item.upload.file;
    // Another tab may have continued the upload, finished it, or removed the file.
    const kept = (await item.stored) ? await fileStore.find(id) : item.upload.file;
    if (!kept) {
      this.#items.drop(id);
      signal.throwIfAborted();
    }
    const { name, type, fileId, presigned, attachedAt } = kept ?? item.upload.file;
    if (fileId) return fileId;
    const bytes = (await readable(item.bytes)) ?? (await readable(await fileStore.bytes(id)));
    if (!bytes) throw new ApiError(410, "not_found", "It cannot be read any more. Attach it again.");
    signal.throwIfAborted();
    this.#items.change(item, { status: "uploading", error: null });
    return transfer({
      slug: "attachment",
      file: new File([bytes], name, { type, lastModified: attachedAt }),
      presigned,
      onPresigned: (given) => void this.#keep(item, { presigned: given }),
      onProgress: (progress) => this.#items.change(item, { progress }),
      signal,
    });
  }

  async #keep(item: Item, change: Partial<KeptFile>): Promise<void> {
    this.#items.change(item, {}, change);
    if (!(await item.stored)) return;
    await fileStore.change(item.upload.file.id, change);
    this.#tellTabs([item.upload.file.id]);
  }

  async #pause(item: Item, ms: number): Promise<void> {
    this.#waiting.add(item);
    await item.pause.take(ms);
    this.#waiting.delete(item);
  }
}

/**
 * Returns the bytes if their beginning can be read, else null. A file may have been changed or moved since it was
 * attached, and a browser may have lost what it stored; an upload of it would never end.
 */
async function readable(bytes: Blob | null | undefined): Promise<Blob | null> {
  const start = await bytes
    ?.slice(0, 1)
    .arrayBuffer()
    .catch(() => undefined);
  return (start && bytes) ?? null;
}
