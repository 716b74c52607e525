import type { InterruptibleSleep } from "../../browser/sleep.ts";
import type { KeptFile, Upload } from "./upload.ts";

/** One file in this tab. */
export type Item = {
  upload: Upload;
  bytes: Blob | null;
  /** Resolves to whether the browser keeps it: then what is kept is the truth, whichever tab changed it. */
  keeping: Promise<boolean>;
  /** Resolves when the browser has told what it can of it, and a video's still is there. */
  looking: Promise<void>;
  /** Ends its upload. */
  controller: AbortController | null;
  /** Between two tries. */
  pause: InterruptibleSleep;
};

/** The files of one person that this tab knows, for screens to watch. What they get is a new object after a change. */
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

  /** Those of a draft or of a message, in order, without the stills of videos. */
  listOf(owner: string): readonly Upload[] {
    const known = this.#lists.get(owner);
    if (known) return known;
    const list = this.#uploads()
      .filter(({ file }) => file.owner === owner && file.posterOf === null)
      .sort((a, b) => a.file.position - b.file.position || a.file.attachedAt - b.file.attachedAt);
    this.#lists.set(owner, list);
    return list;
  }

  /** All of a draft or of a message, stills too. */
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

  /** Nothing when it was dropped meanwhile. */
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

  /** The lists of the other owners stay the same to who watches them, however many bytes these get through. */
  #tell(...owners: string[]): void {
    for (const owner of owners) this.#lists.delete(owner);
    for (const listener of [...this.#listeners]) listener();
  }
}
