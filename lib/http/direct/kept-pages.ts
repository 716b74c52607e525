import type { IncomingMessage } from "node:http";
import QuickLRU from "quick-lru";
import { getPageFacts } from "../page-facts.ts";
import { asksNext, type Handler, pathOf } from "./answer-directly.ts";
import { type PageTemplate, recordPage, sendPage } from "./page-template.ts";

/** The pages of people who are not signed in. What they show is the same for everybody who asks in the same words. */
const PATHS = new Set(["/login", "/register"]);
/** At least so many pages of some 20 KB are kept, and at most twice as many. */
const PAGES_MAX = 30;
const KEY_MAX = 1000;
/** No fact that changes a page is older than the request, so this only bounds what nobody has thought of. */
const AGE_MAX_MS = 10 * 60_000;
const SESSION = "session-token";
const BASE = "http://parley.invalid";

type Kept = { template: PageTemplate; facts: string; keptAt: number };

/**
 * Wraps Next's handler: a page for strangers that Next has drawn is sent again, with a nonce and a time of its own, as long as
 * all that it reads of the database is the same. Drawing it costs some forty times as much.
 */
export function answerKeptPages(next: Handler): Handler {
  const pages = new QuickLRU<string, Kept>({ maxSize: PAGES_MAX });
  return async (req, res) => {
    const key = keyOf(req);
    if (key === null) return next(req, res);
    const kept = pages.get(key);
    if (kept && Date.now() - kept.keptAt < AGE_MAX_MS && (await isCurrent(req, kept)))
      return sendPage(req, res, kept.template);
    const facts = await readFacts(req);
    if (facts === null) return next(req, res);
    recordPage(res, async (template) => {
      // The page was drawn somewhere between the two looks.
      if ((await readFacts(req)) === facts) pages.set(key, { template, facts, keptAt: Date.now() });
    });
    return next(req, res);
  };
}

/** Where it is over its limit, or the database is away, Next has the words for it. */
async function isCurrent(req: IncomingMessage, { facts }: Kept): Promise<boolean> {
  try {
    await getPageFacts()?.admit(String(req.headers["x-forwarded-for"]));
    return (await readFacts(req)) === facts;
  } catch {
    return false;
  }
}

async function readFacts({ url = "" }: IncomingMessage): Promise<string | null> {
  const { pathname, searchParams } = new URL(url, BASE);
  return (
    getPageFacts()
      ?.read(pathname, searchParams)
      .catch(() => null) ?? null
  );
}

/** All of a request on which such a page depends, besides the database; null for every other request. */
function keyOf(req: IncomingMessage): string | null {
  const { method, url = "", headers } = req;
  const { cookie = "" } = headers;
  if (method !== "GET" || !PATHS.has(pathOf(url)) || cookie.includes(SESSION) || asksNext(req)) return null;
  if (headers["sec-fetch-dest"] === "empty" || headers["transfer-encoding"] || headers["content-length"]) return null;
  const preferences = cookie.split(/; */).filter((one) => /^(__Host-)?parley-/.test(one));
  const names = ["host", "x-forwarded-host", "x-forwarded-proto", "accept-language"] as const;
  const key = JSON.stringify([url, preferences, names.map((name) => headers[name])]);
  return key.length > KEY_MAX ? null : key;
}
