import type { RoomFilesPage } from "@/lib/files/schema";

type InMessage = { messageId: string; seq: number };

/** The page with an older one behind it. */
export function appendOlder(page: RoomFilesPage, older: RoomFilesPage): RoomFilesPage {
  return {
    files: unique(page.files, older.files, fileKey),
    links: unique(page.links, older.links, linkKey),
    next: older.next,
  };
}

/** The pages that are shown with what a new first page has that they lack; without what it lacks of its own stretch. */
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

/** A message was deleted: what it shared is gone. */
export function withoutMessage(page: RoomFilesPage, id: string): RoomFilesPage {
  const stays = ({ messageId }: InMessage) => messageId !== id;
  return { ...page, files: page.files.filter(stays), links: page.links.filter(stays) };
}

/** In order, as runs of the same month in the reader's zone; its name for a heading. */
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
