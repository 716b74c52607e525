import { createHash } from "node:crypto";
import { errorText } from "../errors.ts";

/** Rare statements that differ in their texts would fill the memory of each connection. */
const NAMES_MAX = 200;

/**
 * What PostgreSQL says when a named statement cannot be used: it is not known on this connection (26000) or its name is taken
 * (42P05), because a pooler gives connections to many; or a migration has changed what it returns.
 */
const UNUSABLE = /\b(26000|42P05)\b|cached plan must not change result type/;

/** Whether `error` means that the same statement can succeed without its name. */
export const isNameUnusable = (error: unknown): boolean => UNUSABLE.test(errorText(error));

/**
 * Names of statements, by which each connection prepares a statement once. Without them PostgreSQL reads and plans every
 * statement anew, which is half of what a short one costs it. When a name cannot be used, all are given up.
 */
export class StatementNames {
  private readonly names = new Map<string, string>();

  /** @param areUsable Whether no pooler stands in front of the database, as far as the settings tell. */
  constructor(public areUsable: boolean) {}

  /** The name of the statement with this text; undefined where it is to have none. */
  of(text: string): string | undefined {
    if (!this.areUsable) return undefined;
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= NAMES_MAX) return known;
    // A pooler that nobody told us of gives one connection to several processes, so a name has to mean one text in all.
    const name = `parley_${createHash("sha256").update(text).digest("base64url")}`;
    this.names.set(text, name);
    return name;
  }

  /** Runs `work`, and gives up the names when it fails by one. */
  async use<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isNameUnusable(error)) this.areUsable = false;
      throw error;
    }
  }
}
