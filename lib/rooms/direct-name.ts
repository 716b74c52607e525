import type { Author } from "../users/schema.ts";

/** What a direct chat is called for one of its people, after the others. */
export function directName(others: readonly Author[]): string {
  return others.map((person) => person.displayName).join(", ");
}
