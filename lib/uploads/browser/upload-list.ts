import type { InterruptibleSleep } from "../../browser/sleep.ts";
import type { KeptFile, Upload } from "./upload.ts";

/** A file in this tab. */
export type Item = {
  upload: Upload;
  bytes: Blob | null;
  /** Resolves to whether the browser stores the file. If so, the store decides, whichever tab changed it. */
  stored: Promise<boolean>;
  /** Resolves when the file is measured, and a video's still is in the list. */
  measured: Promise<void>;
  /** Aborts the file's upload. */
  controller: AbortController | null;
  /** The pause between two attempts, which can be ended early. */
  pause: InterruptibleSleep;
};

/** The files of one person in this tab, for components to subscribe to. Each change replaces the changed objects. */
export class UploadList {
  #items = new Map<string, Item>();
  #lists = new Map<string, readonly Upload[]>();
  #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  find(id: string): Item | undefined {
    return this.#items.get(id);
  }

  /** The files of a draft or message, in order, without the stills of videos. */
  listOf(owner: string): readonly Upload[] {
    const known = this.#lists.get(owner);
    if (known) return known;
    const list = this.#uploads()
      .filter(({ file }) => file.owner === owner && file.posterOf === null)
      .sort((a, b) => a.file.position - b.file.position || a.file.attachedAt - b.file.attachedAt);
    this.#lists.set(owner, list);
    return list;
  }

  /** The ids of all files of a draft or message, including stills. */
  idsOf(owner: string): string[] {
    return this.#uploads().flatMap(({ file }) => (file.owner === owner ? file.id : []));
  }

  posterOf(id: string): Item | undefined {
    return [...this.#items.values()].find(({ upload }) => upload.file.posterOf === id);
  }

  put(item: Item): void {
    this.#items.set(item.upload.file.id, item);
    this.#tell(item.upload.file.owner);
  }

  /** Changes a file and notifies, unless it was removed from the list meanwhile. */
  change(item: Item, change: Partial<Omit<Upload, "file">>, file: Partial<KeptFile> = {}): void {
    const { id, owner } = item.upload.file;
    item.upload = { ...item.upload, ...change, file: { ...item.upload.file, ...file } };
    if (this.#items.has(id)) this.#tell(owner, item.upload.file.owner);
  }

  drop(id: string): void {
    const item = this.#items.get(id);
    if (!item) return;
    this.#items.delete(id);
    item.controller?.abort();
    item.pause.end();
    if (item.upload.preview) URL.revokeObjectURL(item.upload.preview);
    this.#tell(item.upload.file.owner);
  }

  #uploads(): Upload[] {
    return [...this.#items.values()].map(({ upload }) => upload);
  }

  /** Only the lists of these owners are replaced, so that other components do not render for each byte sent. */
  #tell(...owners: string[]): void {
    for (const owner of owners) this.#lists.delete(owner);
    for (const listener of [...this.#listeners]) listener();
  }
}
