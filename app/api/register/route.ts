import { Reply, route } from "@/lib/http/route";
import { registerUser } from "@/lib/users/commands";
import { registerInputSchema } from "@/lib/users/schema";

export const POST = route(
  { signedIn: false, limit: "registrationPerAddress", body: registerInputSchema },
  async ({ body, origin }) => {
    const { user, session, generatedPassword } = await registerUser(body, { ...origin, kind: "TOKEN" });
    return new Reply(201, { user, token: session.token, generatedPassword });
  },
);
