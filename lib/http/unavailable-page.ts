import "server-only";
import type { NextRequest } from "next/server";
import { isDatabaseGone } from "../db/away.ts";
import { isAway } from "../db/doors.ts";

/** The browser loads the page again after this time by itself. */
const RELOAD_SECONDS = 5;
/** It has no styles and no scripts, so that it needs nothing else from a server in trouble. */
const PAGE = `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="${RELOAD_SECONDS}">
<title>Parley cannot reach its data</title>
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

/** The page, and the headers that it needs. */
export const UNAVAILABLE_PAGE = [
  PAGE,
  { "Content-Type": "text/html; charset=utf-8", "Retry-After": String(RELOAD_SECONDS) },
] as const;
