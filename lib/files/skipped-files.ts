import "server-only";
import type { File } from "../../prisma/generated/client.ts";
import { type SqlPiece, sqlList, sqlPart } from "../db/sql.ts";
import { AppError } from "../errors.ts";
import { log } from "../log.ts";
import { getRuntime } from "../runtime.ts";

/** Files whose bytes could not be removed, and storages that do not answer. The next sweep tries them again. */
export class SkippedFiles {
  #ids: string[] = [];
  /** Where there is no disk, the files of a disk are left to the machine that has it. */
  #homes = new Set<File["home"]>(getRuntime().hasDisk ? [] : ["DISK"]);

  /** The condition for the files that are left. */
  get rest() {
    return { id: { notIn: this.#ids }, home: { notIn: [...this.#homes] } };
  }

  /** The same in SQL, for files called `f`. */
  get sqlRest(): SqlPiece {
    const ids = this.#ids.length > 0 ? sqlPart`AND f."id" NOT IN ${sqlList(this.#ids)}` : sqlPart``;
    const homes = [...this.#homes].map((home) => sqlPart`AND f."home" <> ${home}`);
    return homes.reduce((all, one) => sqlPart`${all} ${one}`, ids);
  }

  get failures(): number {
    return this.#ids.length;
  }

  /** Calls `remove` for each row. A failure is logged and skips the row, or all rows of a storage that is away. */
  async each(rows: File[], remove: (row: File) => Promise<void>): Promise<void> {
    for (const row of rows) {
      // Trying each file of a storage that does not answer would delay the others.
      if (this.#homes.has(row.home)) continue;
      try {
        await remove(row);
      } catch (error) {
        if (error instanceof AppError && error.code === "unavailable") this.#homes.add(row.home);
        else this.#ids.push(row.id);
        const cause = error instanceof Error && error.cause ? String(error.cause) : undefined;
        log.warn("the bytes of a file could not be removed", { fileId: row.id, error: String(error), cause });
      }
    }
  }
}
