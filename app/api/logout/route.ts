import { logOut } from "@/lib/auth/commands";
import { clearSessionCookie } from "@/lib/auth/cookies";
import { route } from "@/lib/http/route";

/** What the browser may keep for some minutes, as files of rooms. Its storage has what only its author may throw away. */
const FORGET = { "Clear-Site-Data": '"cache"', "Cache-Control": "private, no-store" };

export const POST = route({}, async ({ viewer, request }) => {
  await logOut(viewer);
  // Whoever came with a token leaves the browser's own session alone.
  if (request.headers.has("authorization")) return;
  await clearSessionCookie();
  return new Response(null, { status: 204, headers: FORGET });
});
