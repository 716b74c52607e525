import "server-only";
import { createHash } from "node:crypto";
import type { NextRequest } from "next/server";
import { isDatabaseGone, isDatabaseReachable } from "../db/away.ts";
import { isAway } from "../db/doors.ts";
import { getRuntime } from "../runtime.ts";

/** The browser loads the page again after this time by itself. */
const RELOAD_SECONDS = 5;
/** The colours of app/globals.css, and measures that fit a phone too. */
const STYLE =
  ":root{color-scheme:light dark}body{margin:0;min-height:100dvh;display:grid;place-items:center;font:1rem/1.5 system-ui,sans-serif;color:light-dark(oklch(.245 .008 70),oklch(.925 .005 85));background:light-dark(oklch(.992 .002 85),oklch(.212 .004 70))}main{max-width:26rem;padding:1.5rem;text-align:center}h1{margin:0 0 .5rem;font-size:1.25rem;line-height:1.3;text-wrap:balance}p{margin:0;color:light-dark(oklch(.48 .011 70),oklch(.715 .01 80))}";
/** It loads nothing, so that it needs nothing else from a server in trouble. */
const page = (words: string, more = "") => `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${more}<title>Parley cannot reach its data</title>
<style>${STYLE}</style>
<main>
<h1>Parley cannot reach its data at the moment</h1>
<p>${words}</p>
</main>
</html>
`;
const PAGE = page(
  `What you have sent is kept. This page tries again every ${RELOAD_SECONDS} seconds.`,
  `<meta http-equiv="refresh" content="${RELOAD_SECONDS}">\n`,
);
/** It does not load again by itself: that would open the form anew, without what was typed. */
const PAGE_AFTER_FORM = page("Your form was not saved. Reload this page in a moment to send it again.");
/** What the policy of these pages allows: this style and nothing else. */
const ALLOWED = `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;

/** Whether this asks for a page that could not be shown, because the database does not answer, as a process that lasts has noticed. */
export function isPageInVain(request: NextRequest): boolean {
  return getRuntime().isLongLived && isWholePage(request) && isDatabaseGone();
}

/** The same for a function, which asks the database: it has no time to notice by itself, and what it noticed may be hours old. */
export async function isPageFoundInVain(request: NextRequest): Promise<boolean> {
  return !getRuntime().isLongLived && isWholePage(request) && !(await isDatabaseReachable());
}

/**
 * Whether the reply is shown as a page of its own, and is no step inside of an open page and no form that a script has
 * sent: the open page has words of its own. Next hides from the proxy which requests are such steps, and browsers say it.
 */
export function isWholePage({ headers }: NextRequest): boolean {
  return headers.get("sec-fetch-dest") !== "empty" && !headers.has("next-action");
}

/** Tells of a request that failed, because the database is away. Throws every other error. */
export function toAway(error: unknown): "away" {
  if (isAway(error)) return "away";
  throw error;
}

/** The page for this request, the headers that it needs, and what its policy allows. */
export function unavailablePage({ method }: NextRequest) {
  return [
    method === "GET" || method === "HEAD" ? PAGE : PAGE_AFTER_FORM,
    { "Content-Type": "text/html; charset=utf-8", "Retry-After": String(RELOAD_SECONDS) },
    ALLOWED,
  ] as const;
}
