import { CLOSE_CODE, ERROR_CODE } from "./codes.ts";
import { type Core, closePeer } from "./core.ts";
import { signinSuccessFrame } from "./frames.ts";
import { parseRecord } from "./json.ts";
import { isUserId } from "./names.ts";
import type { Peer } from "./peer.ts";
import { verifyAuth } from "./signatures.ts";

/**
 * Handles `pusher:signin`: the socket from then on belongs to the user named in the signed `user_data`, whose `id` must
 * be a non-empty string. The answer is `pusher:signin_success`, or `pusher:error`, also when the socket already belongs
 * to another user.
 */
export function signIn(core: Core, peer: Peer, data: Record<string, unknown>): void {
  const { auth, user_data: userData } = data;
  const valid = typeof userData === "string" && verifyAuth(core.app, auth, `${peer.id}::user::${userData}`);
  const user = valid ? parseRecord(userData) : null;
  if (!valid || !user || !isUserId(user.id)) {
    peer.sendError("Sign-in is unauthorized", ERROR_CODE.unauthorized);
    return;
  }
  const info = JSON.stringify(user.user_info ?? {});
  const assigned = core.owners.assign(peer, user.id, null);
  if (assigned === "too_many") {
    closePeer(core, peer, CLOSE_CODE.overCapacity, "Too many connections of this user");
    return;
  }
  if (assigned === "other_user") {
    peer.sendError("The connection belongs to another user", ERROR_CODE.unauthorized);
    return;
  }
  core.unauthenticated.remove(peer);
  peer.user = { id: user.id, info };
  peer.send(signinSuccessFrame(userData));
}
