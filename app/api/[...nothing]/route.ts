import { AppError } from "@/lib/errors";
import { route } from "@/lib/http/route";

/**
 * Answers addresses that no other route has. Without it Next would render its page for them, and run a server action
 * that is posted to one.
 */
const nothing = route({ signedIn: false }, async () => {
  throw new AppError("not_found", "There is nothing at this address.");
});

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
