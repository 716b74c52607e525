/**
 * A message's text as a tree of plain data: the formatting of chats, and nothing that could run. What people write as
 * HTML stays text. Whoever draws it makes elements of it, never HTML. Line breaks are "\n" inside texts.
 */
export type Block =
  | { type: "paragraph"; children: Inline[] }
  | { type: "heading"; children: Inline[] }
  | { type: "quote"; children: Block[] }
  | { type: "list"; ordered: boolean; items: ListItem[] }
  | { type: "table"; align: Align[]; head: Inline[][]; rows: Inline[][][] }
  | { type: "code"; language: string; text: string }
  | { type: "rule"; text: string };
/** `value` is the number that was typed, in ordered lists. */
export type ListItem = { value?: number; isChecked?: boolean; children: Block[] };
export type Align = "start" | "center" | "end";
export type Inline =
  | { type: "text"; text: string }
  | { type: "strong" | "emphasis" | "strike"; children: Inline[] }
  | { type: "code"; text: string }
  | { type: "link"; href: string; children: Inline[] }
  | { type: "mention"; text: string; names: string[] };

/** Beyond so many parts nobody formats anything, and drawing them takes long: such a text is shown as it was typed. */
export const NODES_MAX = 1500;

/** What one parse costs: characters looked at, and nodes made. Linear in the text, which a test counts. */
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
