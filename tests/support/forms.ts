import { browserOf } from "./browser-session.ts";
import type { Person } from "./cast.ts";

export type FormReply = {
  status: number;
  /** Where the browser is sent, as a path; null where the page came back. */
  location: string | null;
  /** The page's words, without its markup. */
  text: string;
  html: string;
};

/**
 * A form of a page as a browser without JavaScript sends it: opens `path`, takes the form that has a field or a button
 * called `name`, fills `values` in, and posts it with the hidden fields that the page gave it.
 */
export async function formOf(person: Person | null, path: string, name: string, server = person?.server) {
  if (!server) throw new Error("Say which server has the page.");
  const cookie: string = person ? (await browserOf(person)).cookie : "";
  const page = await (await fetch(new URL(path, server.url), { headers: { cookie } })).text();
  const form = [...page.matchAll(/<form\b[^>]*>.*?<\/form>/gs)]
    .map(([all]) => all)
    .find((all) => belongs(all, name, page));
  if (!form) throw new Error(`${path} has no form with ${name}.`);
  const hidden = [...form.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]) => {
    const field = attribute(tag, "name");
    return field !== undefined && attribute(tag, "type") === "hidden"
      ? [[field, attribute(tag, "value") ?? ""] as const]
      : [];
  });

  /** `headers` replace the browser's own, such as its Origin; `as` sends it with another person's cookie. */
  async function send(
    values: Record<string, string>,
    { headers = {}, as }: { headers?: Record<string, string>; as?: Person } = {},
  ): Promise<FormReply> {
    const body = new FormData();
    for (const [field, value] of [...hidden, ...Object.entries(values)]) body.set(field, value);
    const sender = as ? (await browserOf(as)).cookie : cookie;
    const reply = await fetch(new URL(path, server?.url), {
      method: "POST",
      redirect: "manual",
      headers: { cookie: sender, origin: server?.url ?? "", "sec-fetch-site": "same-origin", ...headers },
      body,
    });
    const html = await reply.text();
    return { status: reply.status, location: reply.headers.get("location"), text: wordsOf(html), html };
  }
  return { send };
}

/** A button may belong to a form by that form's id. */
function belongs(form: string, name: string, page: string): boolean {
  if (!form.includes("$ACTION")) return false;
  const tag = new RegExp(`<(input|button)\\b[^>]*\\bname="${name}"[^>]*>`, "g");
  const id = attribute(/<form\b[^>]*>/.exec(form)?.[0] ?? "", "id");
  const isInside = tag.test(form);
  return isInside || (id !== undefined && [...page.matchAll(tag)].some(([one]) => attribute(one, "form") === id));
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : decode(value);
}

function wordsOf(html: string): string {
  const bare = html.replace(/<script\b.*?<\/script>|<!--.*?-->/gs, "").replace(/<[^>]*>/g, " ");
  return decode(bare).replace(/\s+/g, " ");
}

function decode(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
