import { readBytes } from "./body.ts";

/**
 * Whether a server action's body can come from a page of ours. Next answers a body that it cannot decode with 500, and
 * React's format can express more than our forms use: files, promises, maps, references to references. Throws
 * `too_large` for a body that is larger than any form of ours.
 */
export async function isActionBody(request: Request): Promise<boolean> {
  const called = request.headers.has("next-action");
  const type = request.headers.get("content-type") ?? "";
  const body = new Response(await readBytes(request.clone()), { headers: { "content-type": type } });
  try {
    if (/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) {
      const form = await body.formData();
      return called ? isCall(form.get("0"), form) : isPlainForm(form);
    }
    return called ? isCall(await body.text(), new FormData()) : true;
  } catch {
    // The body is no valid form: a part does not end, or the boundary is missing.
    return false;
  }
}

/** Checks what a page with JavaScript sends: the arguments as JSON, with the form among them as `$K` and its prefix. */
function isCall(text: unknown, form: FormData): boolean {
  const args = parse(text);
  const prefixes = new Set([...form.keys()].map((key) => /^_?([0-9a-f]+)_/.exec(key)?.[1] ?? ""));
  return Array.isArray(args) && args.every((one) => isValue(one, prefixes));
}

/** Checks what a page without JavaScript sends: the fields of the form and, for an action with a state, that state. */
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

/** Checks plain JSON. A text that begins with `$` has a meaning to React; our pages use two of them. */
function isValue(value: unknown, prefixes: Set<string>): boolean {
  if (typeof value === "string") return isText(value, prefixes);
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every((one) => isValue(one, prefixes));
}

/** `$K` and a prefix refer to a form, whose fields begin with that prefix. */
function isText(text: string, prefixes: Set<string>): boolean {
  if (!text.startsWith("$") || text.startsWith("$$") || text === "$undefined") return true;
  return text.startsWith("$K") && prefixes.has(text.slice(2));
}

function parse(text: unknown): unknown {
  return typeof text === "string" ? JSON.parse(text) : null;
}
