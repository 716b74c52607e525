import { logOut } from "@/lib/auth/commands";
import { clearSessionCookie } from "@/lib/auth/cookies";
import { route } from "@/lib/http/route";

export const POST = route({}, async ({ viewer, request }) => {
  await logOut(viewer);
  // Whoever came with a token leaves the browser's own session alone.
  if (!request.headers.has("authorization")) await clearSessionCookie();
});
