import { logIn } from "@/lib/auth/commands";
import { route } from "@/lib/http/route";
import { loginInputSchema } from "@/lib/users/schema";

export const POST = route({ signedIn: false, body: loginInputSchema }, async ({ body, origin }) => {
  const { user, session } = await logIn(body, { ...origin, kind: "TOKEN" });
  return { user, token: session.token };
});
