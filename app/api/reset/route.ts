import { resetPassword } from "@/lib/accounts/resets";
import { resetInputSchema } from "@/lib/accounts/schema";
import { route } from "@/lib/http/route";

export const POST = route({ signedIn: false, limit: "passwordChange", body: resetInputSchema }, ({ body, origin }) =>
  resetPassword(body, origin),
);
