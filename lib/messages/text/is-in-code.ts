/** What may stand before a fence: signs of quotes and lists, in any depth. */
const CONTAINERS = /^[ \t]*(?:(?:>|[-*](?=[ \t])|\d{1,3}\.(?=[ \t]))[ \t]*)*/;
const FENCE = /^(`{3,}|~{3,})([^\n]*)$/;

/**
 * Whether position `at` of an unfinished text lies in code: in a fence that is open there, in a closed code span, or
 * after a run of backticks that nothing closes yet on its line. For what the composer must not complete or replace.
 */
export function isInCode(text: string, at: number): boolean {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  if (hasOpenFence(text.slice(0, start))) return true;
  const end = text.indexOf("\n", at);
  const line = text.slice(start, end < 0 ? undefined : end);
  return hasOpenSpan(line, at - start);
}

function hasOpenFence(before: string): boolean {
  if (!before.includes("```") && !before.includes("~~~")) return false;
  let open: string | null = null;
  for (const line of before.split("\n")) {
    const [, mark = "", rest = ""] = FENCE.exec(line.replace(CONTAINERS, "")) ?? [];
    if (open !== null) {
      if (mark.startsWith(open) && rest.trim() === "") open = null;
    } else if (mark !== "" && !(mark.startsWith("`") && rest.includes("`"))) open = mark;
  }
  return open !== null;
}

function hasOpenSpan(line: string, at: number): boolean {
  let open: string | null = null;
  for (const { 0: run, index } of line.matchAll(/`+/g)) {
    if (index >= at) break;
    if (open === null) open = run;
    else if (open === run) open = null;
  }
  return open !== null;
}
