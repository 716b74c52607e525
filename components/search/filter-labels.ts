import type { Filter } from "@/lib/search/edit-query";

const SIGNS: Partial<Record<Filter["operator"], string>> = { from: "@", with: "@", mentions: "@", in: "#" };

/** A filter in words, as a pill has it: `from @ada`, `not in #garden`, `before yesterday`. `nameOf` names a room by its id. */
export function labelOfFilter(
  { operator, value, not }: Pick<Filter, "operator" | "value" | "not">,
  nameOf: (roomId: string) => string | undefined = () => undefined,
): string {
  const known = operator === "in" ? nameOf(value) : undefined;
  const isMe = value === "me" && SIGNS[operator] === "@";
  return `${not ? "not " : ""}${operator} ${known ?? (isMe ? "me" : `${SIGNS[operator] ?? ""}${value}`)}`;
}
