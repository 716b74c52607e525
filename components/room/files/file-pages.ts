import type { RoomFilesPage } from "@/lib/files/schema";

type InMessage = { messageId: string; seq: number };

/** The loaded pages followed by an older page. */
export function appendOlder(page: RoomFilesPage, older: RoomFilesPage): RoomFilesPage {
  return {
    files: unique(page.files, older.files, fileKey),
    links: unique(page.links, older.links, linkKey),
    next: older.next,
  };
}

/**
 * The loaded pages after the first page has been fetched again: new items are added, and items of its stretch that are
 * gone are removed.
 */
export function mergeFirstPage(page: RoomFilesPage, fresh: RoomFilesPage): RoomFilesPage {
  if (fresh.next === null) return fresh;
  const oldest = Math.min(...[...fresh.files, ...fresh.links].map(({ seq }) => seq));
  const isOlder = ({ seq }: InMessage) => seq <= oldest;
  return {
    files: unique(fresh.files, page.files.filter(isOlder), fileKey),
    links: unique(fresh.links, page.links.filter(isOlder), linkKey),
    next: page.next === null ? null : page.next,
  };
}

/** The page without what a deleted message had shared. */
export function withoutMessage(page: RoomFilesPage, id: string): RoomFilesPage {
  const stays = ({ messageId }: InMessage) => messageId !== id;
  return { ...page, files: page.files.filter(stays), links: page.links.filter(stays) };
}

/**
 * The items in groups of one month, in order. The months are those of the reader's time zone, and their names are
 * headings.
 */
export function byMonth<T extends { sentAt: string }>(
  items: readonly T[],
  locale: string,
  zone: string,
): { month: string; items: T[] }[] {
  const format = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: zone });
  const runs: { month: string; items: T[] }[] = [];
  for (const item of items) {
    const month = format.format(new Date(item.sentAt));
    const last = runs.at(-1);
    if (last?.month === month) last.items.push(item);
    else runs.push({ month, items: [item] });
  }
  return runs;
}

const fileKey = (one: RoomFilesPage["files"][number]) => one.file.id;
const linkKey = (one: RoomFilesPage["links"][number]) => `${one.messageId} ${one.url}`;

function unique<T>(first: readonly T[], second: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set(first.map(keyOf));
  return [...first, ...second.filter((item) => !seen.has(keyOf(item)))];
}
