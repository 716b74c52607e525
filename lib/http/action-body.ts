/**
 * Whether the body of a server action is one that a page of ours can have sent. Next answers whatever it cannot decode
 * with 500, and React's format can say much more than our forms do: files, promises, maps, references to references.
 */
export async function isActionBody(request: Request): Promise<boolean> {
  const called = request.headers.has("next-action");
  const type = request.headers.get("content-type") ?? "";
  try {
    if (/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) {
      const form = await request.clone().formData();
      return called ? isCall(form.get("0"), form) : isPlainForm(form);
    }
    return called ? isCall(await request.clone().text(), new FormData()) : true;
  } catch {
    // No form at all: its parts do not end, its boundary is missing.
    return false;
  }
}

/** What a page with JavaScript sends: the arguments as JSON, and the form among them as `$K` and its prefix. */
function isCall(text: unknown, form: FormData): boolean {
  const args = parse(text);
  const prefixes = new Set([...form.keys()].map((key) => /^_?([0-9a-f]+)_/.exec(key)?.[1] ?? ""));
  return Array.isArray(args) && args.every((one) => isValue(one, prefixes));
}

/** What a page without JavaScript sends: its fields, and for an action with a state that state. */
function isPlainForm(form: FormData): boolean {
  return [...form.keys()].every((key) => {
    const number = /^\$ACTION_REF_(.*)$/.exec(key)?.[1];
    return number === undefined || isBoundAction(form, number);
  });
}

function isBoundAction(form: FormData, number: string): boolean {
  if (!/^\d{1,4}$/.test(number)) return false;
  const action = parse(form.get(`$ACTION_${number}:0`)) as { id?: unknown; bound?: unknown } | null;
  if (typeof action?.id !== "string" || !/^[0-9a-f]+$/.test(action.id)) return false;
  if (action.bound === null) return true;
  const bound = parse(form.get(`$ACTION_${number}:1`));
  return action.bound === "$@1" && Array.isArray(bound) && bound.every((one) => isValue(one, new Set()));
}

/** Plain JSON; a text that begins with `$` means something to React, and of that our pages use two. */
function isValue(value: unknown, prefixes: Set<string>): boolean {
  if (typeof value === "string") return isText(value, prefixes);
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every((one) => isValue(one, prefixes));
}

/** `$K` and a prefix stand for a form, whose fields bear that prefix. */
function isText(text: string, prefixes: Set<string>): boolean {
  if (!text.startsWith("$") || text.startsWith("$$") || text === "$undefined") return true;
  return text.startsWith("$K") && prefixes.has(text.slice(2));
}

function parse(text: unknown): unknown {
  return typeof text === "string" ? JSON.parse(text) : null;
}
