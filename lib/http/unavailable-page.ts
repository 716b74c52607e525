import "server-only";
import { createHash } from "node:crypto";
import type { NextRequest } from "next/server";
import { isDatabaseGone } from "../db/away.ts";
import { isAway } from "../db/doors.ts";

/** The browser loads the page again after this time by itself. */
const RELOAD_SECONDS = 5;
/** The colours of app/globals.css, and measures that fit a phone too. */
const STYLE =
  ":root{color-scheme:light dark}body{margin:0;min-height:100dvh;display:grid;place-items:center;font:1rem/1.5 system-ui,sans-serif;color:light-dark(oklch(.245 .008 70),oklch(.925 .005 85));background:light-dark(oklch(.992 .002 85),oklch(.212 .004 70))}main{max-width:26rem;padding:1.5rem;text-align:center}h1{margin:0 0 .5rem;font-size:1.25rem;line-height:1.3;text-wrap:balance}p{margin:0;color:light-dark(oklch(.48 .011 70),oklch(.715 .01 80))}";
/** It loads nothing, so that it needs nothing else from a server in trouble. */
const PAGE = `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${RELOAD_SECONDS}">
<title>Parley cannot reach its data</title>
<style>${STYLE}</style>
<main>
<h1>Parley cannot reach its data at the moment</h1>
<p>What you have sent is kept. This page tries again every ${RELOAD_SECONDS} seconds.</p>
</main>
</html>
`;

/** Whether this asks for a page that could not be shown, because the database does not answer. */
export function isPageInVain(request: NextRequest): boolean {
  return isWholePage(request) && isDatabaseGone();
}

/** Whether this asks for a whole page, and is no step inside of an open one and no form. */
export function isWholePage({ method, headers }: NextRequest): boolean {
  return (method === "GET" || method === "HEAD") && !headers.has("rsc");
}

/** Tells of a request that failed, because the database is away. Throws every other error. */
export function toAway(error: unknown): "away" {
  if (isAway(error)) return "away";
  throw error;
}

/** The page, the headers that it needs, and what its policy allows: this style and nothing else. */
export const UNAVAILABLE_PAGE = [
  PAGE,
  { "Content-Type": "text/html; charset=utf-8", "Retry-After": String(RELOAD_SECONDS) },
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
] as const;
