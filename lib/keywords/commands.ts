import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { type Tx, write } from "../db/doors.ts";
import { invalidField } from "../errors.ts";
import { forgetKeywords } from "./current-index.ts";
import { getKeywords } from "./queries.ts";
import { type ChangeKeywordsInput, KEYWORDS_MAX, type Keywords, TOO_MANY_KEYWORDS } from "./schema.ts";
import { foldWord } from "./word-index.ts";

/**
 * Removes words of the viewer and adds others after those that stay, as they are at that moment: another device may have changed them
 * meanwhile. Of two that are folded to the same the first stays. Throws `invalid` above KEYWORDS_MAX.
 */
export async function changeKeywords(
  viewer: Viewer,
  { add = [], remove = [] }: ChangeKeywordsInput,
): Promise<Keywords> {
  const words = await write(async (tx) => {
    const { words: had } = await getKeywords(viewer, tx);
    const gone = new Set(remove.map(foldWord));
    const byFolded = new Map<string, string>();
    for (const word of [...had.filter((one) => !gone.has(foldWord(one))), ...add])
      if (!byFolded.has(foldWord(word))) byFolded.set(foldWord(word), word);
    const words = [...byFolded.values()];
    if (words.length > KEYWORDS_MAX && add.length > 0) throw invalidField("add", TOO_MANY_KEYWORDS);
    if (words.join("\n") !== had.join("\n")) await writeKeywords(tx, viewer.id, words);
    return words;
  });
  forgetKeywords();
  return { words };
}

/**
 * Writes somebody's words with the next version of all: by it every process finds what has changed since it looked last. Transactions
 * are serializable, so that no two take one version, and none is seen before an earlier one. Without words the row stays, as a change.
 */
export async function writeKeywords(tx: Pick<Tx, "sql">, userId: string, words: readonly string[]): Promise<void> {
  await tx.sql.run`
    INSERT INTO "Keywords" ("userId", "words", "version")
    VALUES (${userId}, ${JSON.stringify(words)}, (SELECT COALESCE(MAX("version"), 0) + 1 FROM "Keywords"))
    ON CONFLICT ("userId") DO UPDATE SET "words" = excluded."words", "version" = excluded."version"`;
}
