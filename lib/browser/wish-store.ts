/** What a person wants of one thing, until the server has it: what is to be, and when they said so. */
export type Wish<V> = { value: V; at: number };

export const isSameWish = <V>(a: Wish<V> | null | undefined, b: Wish<V> | null | undefined): boolean =>
  a?.at === b?.at && a?.value === b?.value;

/**
 * The wishes of one kind in this browser's storage, which outlive the tab. Those of each person are kept apart, and each in an
 * item of its own, so that two tabs do not overwrite each other's.
 */
export class WishStore<V> {
  readonly #prefix: string;
  readonly #read: (found: Record<string, unknown>) => V | undefined;

  /** `read` takes the value out of what is in the storage, which anything may have written; undefined where there is none. */
  constructor(prefix: string, read: (found: Record<string, unknown>) => V | undefined) {
    this.#prefix = prefix;
    this.#read = read;
  }

  /** The item's key for a person and the parts that name what the wish is about. */
  keyOf(viewerId: string, parts: readonly string[]): string {
    // A part may have a colon itself, as the name of a custom emoji has.
    return this.#prefix + [viewerId, ...parts.map((part) => part.replaceAll(":", "%3A"))].join(":");
  }

  partsOf(key: string): { viewerId: string; parts: string[] } {
    const [viewerId = "", ...parts] = key.slice(this.#prefix.length).split(":");
    return { viewerId, parts: parts.map((part) => part.replaceAll("%3A", ":")) };
  }

  /** Keeps a wish beyond the life of the tab. Returns false in a browser that keeps nothing. */
  keep(key: string, { value, at }: Wish<V>): boolean {
    try {
      localStorage.setItem(key, JSON.stringify({ value, at }));
      return true;
    } catch {
      // What was wanted before is not wanted any more.
      this.drop(key);
      return false;
    }
  }

  /** Removes a wish: of this one only, where it is named, because another tab may have replaced it. */
  drop(key: string, wish?: Wish<V>): void {
    try {
      if (!wish || isSameWish(this.load(key), wish)) localStorage.removeItem(key);
    } catch {
      // There is no store.
    }
  }

  load(key: string): Wish<V> | null {
    try {
      return this.#parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  /** The wishes that this browser keeps for a person, the oldest first. */
  loadAll(viewerId: string): [string, Wish<V>][] {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.keyOf(viewerId, [""])));
      const found = keys.flatMap((key) => {
        const wish = this.load(key);
        return wish ? [[key, wish] as [string, Wish<V>]] : [];
      });
      return found.sort(([, a], [, b]) => a.at - b.at);
    } catch {
      return [];
    }
  }

  /** Calls `listener` with each wish that another tab keeps or removes: what it is now, and what it was. */
  onOtherTabs(listener: (key: string, now: Wish<V> | null, before: Wish<V> | null) => void): void {
    addEventListener("storage", ({ key, newValue, oldValue }) => {
      if (key?.startsWith(this.#prefix)) listener(key, this.#parse(newValue), this.#parse(oldValue));
    });
  }

  #parse(json: string | null): Wish<V> | null {
    try {
      const found = JSON.parse(json ?? "null") as Record<string, unknown> | null;
      const value = found ? this.#read(found) : undefined;
      return value !== undefined && typeof found?.at === "number" ? { value, at: found.at } : null;
    } catch {
      return null;
    }
  }
}
