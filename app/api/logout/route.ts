import { logOut } from "@/lib/auth/commands";
import { clearedCookieHeader } from "@/lib/auth/cookies";
import { Reply, route } from "@/lib/http/route";

/**
 * The cache may contain files of rooms. The browser's storage is not cleared, because only the author may discard what
 * is in it.
 */
const FORGET = { "Clear-Site-Data": '"cache"' };

export const POST = route({}, async ({ viewer, request }) => {
  await logOut(viewer);
  // A request with a token ends the token's session and leaves the browser's own alone.
  if (request.headers.has("authorization")) return;
  return new Reply(204, undefined, { ...FORGET, ...clearedCookieHeader() });
});
