import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { AppError } from "../errors.ts";
import { parse } from "../http/parse.ts";
import { enforceLimit } from "../http/rate-limiter.ts";
import { searchMessages } from "./queries.ts";
import { type SearchPage, searchQuerySchema } from "./schema.ts";

/** What a page of hits answers: the hits, or a sentence why there are none. */
export type FirstPage = { page: SearchPage } | { problem: string; isQueryWrong: boolean };

/**
 * The hits that a page is rendered with. It counts against the same limit as a search by the API, and a query that cannot be
 * answered is no fault of the page.
 */
export async function loadFirstPage(viewer: Viewer, input: Record<string, unknown>): Promise<FirstPage> {
  try {
    await enforceLimit("search", viewer.id);
    return { page: await searchMessages(viewer, parse(searchQuerySchema, input)) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "internal") throw error;
    return { problem: error.fields?.q ?? error.message, isQueryWrong: error.fields?.q !== undefined };
  }
}
