import { sessionCookieHeader } from "@/lib/auth/cookies";
import { Reply, route } from "@/lib/http/route";
import { changePassword } from "@/lib/users/commands";
import { passwordChangeInputSchema } from "@/lib/users/credentials-schema";

export const POST = route({ limit: "passwordChange", body: passwordChangeInputSchema }, async ({ viewer, body }) => {
  const token = await changePassword(viewer, body);
  if (token) return new Reply(204, undefined, await sessionCookieHeader({ userId: viewer.id, token }));
});
