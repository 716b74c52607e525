import { setSessionCookie } from "@/lib/auth/cookies";
import { route } from "@/lib/http/route";
import { changePassword } from "@/lib/users/commands";
import { passwordChangeInputSchema } from "@/lib/users/schema";

export const POST = route({ limit: "passwordChange", body: passwordChangeInputSchema }, async ({ viewer, body }) => {
  const token = await changePassword(viewer, body);
  if (token) await setSessionCookie({ userId: viewer.id, token });
});
