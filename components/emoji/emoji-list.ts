import { api } from "@/lib/browser/api";
import { type EmojiList, emojiListReplySchema } from "@/lib/emoji/schema";
import { keepEmojiNames } from "./known-names";

/** Whoever sends `+:name:` waits so long for the list at most. */
const PATIENCE_MS = 1000;

let known: EmojiList | null = null;
/** Whether `known` is what a listener has heard of last. Without a listener nobody hears of changes. */
let isFresh = false;
let listeners = 0;
/** Grows with each change that a listener hears of. */
let version = 0;
let loading: Promise<EmojiList> | null = null;

/** The custom emoji as they were last here, and whether that is how they are now. */
export const knownEmojiList = () => ({ list: known, isFresh });

/** Fetches the custom emoji. Those who ask at the same time share one request. */
export function loadEmojiList(): Promise<EmojiList> {
  loading ??= loadNow().finally(() => {
    loading = null;
  });
  return loading;
}

async function loadNow(): Promise<EmojiList> {
  // All listeners hear of one change in the same task, and share the request that comes after it.
  await null;
  const asked = version;
  const list = await api("/api/chat/emoji", { schema: emojiListReplySchema });
  // What has changed meanwhile may not be in it.
  if (asked !== version) return loadNow();
  known = list;
  isFresh = listeners > 0;
  keepEmojiNames(list.emoji.flatMap(({ name, aliases }) => [name, ...aliases]));
  return list;
}

/** Says that somebody hears of changes from now on. Returns a function that ends that. */
export function beginToListen(): () => void {
  listeners++;
  return () => {
    listeners--;
    if (listeners === 0) isFresh = false;
  };
}

/** Says that there are other emoji now, or may be. */
export function noteChange(): void {
  isFresh = false;
  version++;
}

/** The own name of an emoji as `:name:`, by any of its names, or null where there is none or the list cannot be had soon. */
export async function findByName(wanted: string): Promise<string | null> {
  const list = (isFresh ? null : await loadSoon()) ?? known;
  const found = list?.emoji.find(({ name, aliases }) => name === wanted || aliases.includes(wanted));
  return found ? `:${found.name}:` : null;
}

const loadSoon = () =>
  Promise.race([
    loadEmojiList().catch(() => null),
    new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null)),
  ]);
