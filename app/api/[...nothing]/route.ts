import { AppError } from "@/lib/errors";
import { route } from "@/lib/http/route";

/** An address that is none: without this Next would draw its page for it, and run a form that is posted to it. */
const nothing = route({ signedIn: false }, async () => {
  throw new AppError("not_found", "There is nothing at this address.");
});

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
