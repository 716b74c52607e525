import type { Mark } from "./emphasis.ts";
import type { Token } from "./inline-scan.ts";
import type { Inline, Work } from "./nodes.ts";

type Frame = { mark: Mark | null; children: Inline[] };

/** The tree that the tokens of a text make. What stands between the tokens is plain text. */
export function toInlines(text: string, tokens: readonly Token[], work: Work): Inline[] {
  const root: Frame = { mark: null, children: [] };
  const frames = [root];
  let from = 0;
  const here = () => frames.at(-1)?.children ?? root.children;
  const add = (node: Inline) => {
    work.node();
    here().push(node);
  };
  const textUntil = (to: number) => {
    if (to > from) addText(here(), text.slice(from, to), work);
    from = to;
  };
  for (const token of tokens) {
    if (!("sign" in token)) {
      textUntil(token.start);
      if (token.node) add(token.node);
      from = token.end;
      continue;
    }
    const { at, size, left, opens, closes } = token;
    if (closes.length > 0) {
      textUntil(at);
      for (const _ of closes) {
        const frame = frames.pop();
        if (frame?.mark) add({ type: frame.mark, children: frame.children });
      }
      from = at + size - left;
    } else if (opens.length > 0) {
      textUntil(at + left);
      for (const mark of opens) frames.push({ mark, children: [] });
      from = at + size;
    }
  }
  textUntil(text.length);
  return root.children;
}

/** Adds text to the text before it, so that a backslash which is not shown does not split a word into two nodes. */
function addText(children: Inline[], text: string, work: Work): void {
  const last = children.at(-1);
  if (last?.type === "text") last.text += text;
  else {
    work.node();
    children.push({ type: "text", text });
  }
}
