import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { type Tx, write } from "../db/doors.ts";
import { forgetKeywords } from "./current-index.ts";
import type { Keywords } from "./schema.ts";
import { foldWord } from "./word-index.ts";

/** Takes these words for those of the viewer, in the place of earlier ones. Of two that are folded to the same the first stays. */
export async function setKeywords(viewer: Viewer, { words }: Keywords): Promise<Keywords> {
  const folded = words.map(foldWord);
  const kept = words.filter((_, at) => folded.indexOf(folded[at] ?? "") === at);
  await write((tx) => writeKeywords(tx, viewer.id, kept));
  forgetKeywords();
  return { words: kept };
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
