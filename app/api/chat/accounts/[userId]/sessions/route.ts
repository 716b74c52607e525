import { EVERYBODY, endEverybodysSessions, endSessionsOf } from "@/lib/accounts/sessions";
import { accountParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

/** Ends the sessions of one person, or of `everybody`, except the one that sends the request. */
export const DELETE = route({ limit: "room", params: accountParams }, ({ viewer, params: { userId } }) =>
  userId === EVERYBODY ? endEverybodysSessions(viewer) : endSessionsOf(viewer, userId),
);
