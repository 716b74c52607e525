import { confirmPassword } from "@/lib/auth/confirm-password";
import { setSessionCookie } from "@/lib/auth/cookies";
import { route } from "@/lib/http/route";
import { confirmationInputSchema } from "@/lib/users/schema";

export const POST = route({ limit: "passwordChange", body: confirmationInputSchema }, async ({ viewer, body }) => {
  const token = await confirmPassword(viewer, body);
  if (token) await setSessionCookie({ userId: viewer.id, token });
});
