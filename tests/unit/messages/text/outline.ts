import type { Block, Inline, ListItem } from "../../../../lib/messages/text/nodes.ts";
import { parseBody } from "../../../../lib/messages/text/parse-body.ts";

/**
 * The tree of a text in a short form such as `p(text strong(text))`;
 * is a line break.
 */
export function outlineOf(body: string): string {
  return parseBody(body).map(sketchOf).join("");
}

function sketchOf(one: Block | Inline): string {
  switch (one.type) {
    case "text":
      return one.text.replaceAll("\n", "⏎");
    case "mention":
      return `mention(${one.text})`;
    case "link":
      return `link[${one.href}](${one.children.map(sketchOf).join("")})`;
    case "code":
      return "language" in one ? `code[${one.language}](${one.text.replaceAll("\n", "⏎")})` : `code(${one.text})`;
    case "rule":
      return "rule";
    case "list":
      return `${one.ordered ? "ol" : "ul"}(${one.items.map(sketchOfItem).join("")})`;
    case "table":
      return `table(${[one.head, ...one.rows].map((row) => row.map((cell) => cell.map(sketchOf).join("")).join("|")).join("⏎")})`;
    default:
      return `${one.type === "paragraph" ? "p" : one.type}(${one.children.map(sketchOf).join("")})`;
  }
}

function sketchOfItem({ value, isChecked, children }: ListItem): string {
  const box = isChecked === undefined ? "" : isChecked ? "☑" : "☐";
  return `${value ?? ""}${box}(${children.map(sketchOf).join("")})`;
}
