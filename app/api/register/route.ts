import { cookieToken } from "@/lib/auth/viewer";
import { Reply, route } from "@/lib/http/route";
import { registerUser } from "@/lib/users/commands";
import { registerInputSchema } from "@/lib/users/credentials-schema";

export const POST = route(
  { signedIn: false, limit: "registrationPerAddress", body: registerInputSchema },
  async ({ body, origin, request }) => {
    const start = { ...origin, kind: "TOKEN", replaces: await cookieToken(request) } as const;
    const { user, session, generatedPassword } = await registerUser(body, start);
    return new Reply(201, { user, token: session.token, generatedPassword });
  },
);
