import { excerpt, withoutControls } from "../../text.ts";
import type { Block, Inline } from "./nodes.ts";
import { parseBody } from "./parse-body.ts";

/** The words of a body on one line, without the signs of formatting: the only way from Markdown to text. */
export function plainTextOf(body: string): string {
  // A control character that turns the direction of writing would also turn the names beside the text.
  return withoutControls(wordsOf(parseBody(body)).split(/\s+/u).join(" ")).trim();
}

function wordsOf(blocks: readonly Block[]): string {
  return blocks.map(wordsOfBlock).join(" ");
}

function wordsOfBlock(block: Block): string {
  switch (block.type) {
    case "code":
    case "rule":
      return block.text;
    case "quote":
      return wordsOf(block.children);
    case "list":
      return block.items.map((item) => `${signOf(item)}${wordsOf(item.children)}`).join(" ");
    case "table":
      return [block.head, ...block.rows].map((row) => row.map(inlineWordsOf).join(" | ")).join(" ");
    default:
      return inlineWordsOf(block.children);
  }
}

function signOf({ value, isChecked }: { value?: number; isChecked?: boolean }): string {
  const number = value === undefined ? "" : `${value}. `;
  return isChecked === undefined ? number : `${number}${isChecked ? "☑" : "☐"} `;
}

/** The words of parts of a paragraph, as they are drawn. */
function inlineWordsOf(nodes: readonly Inline[]): string {
  return nodes.map((node) => ("children" in node ? inlineWordsOf(node.children) : node.text)).join("");
}

/** This many characters are parsed for each one that an excerpt shows, because signs of formatting are left out. */
const READ_FOR_EACH = 8;

/** The beginning of `plainTextOf`, at most `max` characters. What it costs does not grow with the text. */
export function plainExcerptOf(body: string, max: number): string {
  return excerpt(plainTextOf(excerpt(body, max * READ_FOR_EACH)), max);
}
