import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { getConfig } from "../config.ts";
import { read } from "../db/doors.ts";
import { foldName } from "../text.ts";
import { toUser, userSelect } from "./rows.ts";
import type { PeopleQuery, User } from "./schema.ts";

/** People whose username or display name contains the words, by name; everybody when there are none. */
export async function listPeople(_viewer: Viewer, { q, limit }: PeopleQuery): Promise<User[]> {
  const words = q.trim();
  const rows = await (await read()).user.findMany({
    where: words
      ? { OR: [{ usernameKey: { contains: foldName(words) } }, ...spellings(words).map(inDisplayName)] }
      : undefined,
    orderBy: [{ displayName: "asc" }, { id: "asc" }],
    take: limit,
    select: userSelect,
  });
  return rows.map(toUser);
}

const inDisplayName = (contains: string) => ({ displayName: { contains } });

/** SQLite folds case in ASCII only: ask for the ways in which a name is usually written. */
function spellings(words: string): string[] {
  const lower = words.toLowerCase();
  const title = lower.replace(/(^|[^\p{L}\p{M}])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase());
  return [...new Set([words, lower, words.toUpperCase(), title])];
}

/** Who may register now. The first person always may, and becomes the administrator. */
export async function getRegistrationState(): Promise<{ mode: "open" | "invite" | "closed"; firstPerson: boolean }> {
  const someone = await (await read()).user.findFirst({ select: { id: true } });
  return { mode: getConfig().registration, firstPerson: someone === null };
}
