import { logIn } from "@/lib/auth/commands";
import { cookieToken } from "@/lib/auth/viewer";
import { route } from "@/lib/http/route";
import { loginInputSchema } from "@/lib/users/credentials-schema";

export const POST = route({ signedIn: false, body: loginInputSchema }, async ({ body, origin, request }) => {
  const { user, session } = await logIn(body, { ...origin, kind: "TOKEN", replaces: await cookieToken(request) });
  return { user, token: session.token };
});
