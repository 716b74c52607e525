/**
 * A message's text as a tree of plain data, which holds formatting and nothing that could run. HTML that people write stays
 * text, and components draw the tree as elements, never as HTML. Line breaks are "\n" inside texts.
 */
export type Block =
  | { type: "paragraph"; children: Inline[] }
  | { type: "heading"; children: Inline[] }
  | { type: "quote"; children: Block[] }
  | { type: "list"; ordered: boolean; items: ListItem[] }
  | { type: "table"; align: Align[]; head: Inline[][]; rows: Inline[][][] }
  | { type: "code"; language: string; text: string }
  | { type: "rule"; text: string };
/** `value` is the number that was typed before an item of an ordered list. */
export type ListItem = { value?: number; isChecked?: boolean; children: Block[] };
export type Align = "start" | "center" | "end";
export type Inline =
  | { type: "text"; text: string }
  | { type: "strong" | "emphasis" | "strike"; children: Inline[] }
  | { type: "code"; text: string }
  | { type: "link"; href: string; children: Inline[] }
  | { type: "mention"; text: string; names: string[] };

/** A text with more parts is shown as it was typed, because drawing it would take long. Nobody formats so much by hand. */
export const NODES_MAX = 1500;

/** Counts what one parse costs: the characters that it looks at and the nodes that it makes. A test holds that both are linear in the text. */
export class Work {
  steps = 0;
  private made = 0;

  /** Throws TOO_MUCH beyond NODES_MAX. */
  node(): void {
    this.made++;
    if (this.made > NODES_MAX) throw TOO_MUCH;
  }

  get nodes(): number {
    return this.made;
  }
}

export const TOO_MUCH = new Error("a text has too many parts");
