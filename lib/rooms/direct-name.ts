import type { Author } from "../users/schema.ts";

/** Returns the name of a direct chat for one of its people: the names of the others. */
export function directName(others: readonly Author[]): string {
  return others.map((person) => person.displayName).join(", ");
}
