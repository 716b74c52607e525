import { confirmPassword } from "@/lib/auth/confirm-password";
import { sessionCookieHeader } from "@/lib/auth/cookies";
import { Reply, route } from "@/lib/http/route";
import { confirmationInputSchema } from "@/lib/users/credentials-schema";

export const POST = route({ limit: "passwordChange", body: confirmationInputSchema }, async ({ viewer, body }) => {
  const token = await confirmPassword(viewer, body);
  if (token) return new Reply(204, undefined, await sessionCookieHeader({ userId: viewer.id, token }));
});
