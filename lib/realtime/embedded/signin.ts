import { CLOSE, ERROR } from "./codes.ts";
import { type Core, dismiss } from "./core.ts";
import { signinSuccessFrame } from "./frames.ts";
import { parseRecord } from "./json.ts";
import { isUserId } from "./names.ts";
import type { Peer } from "./peer.ts";
import { verifyAuth } from "./signatures.ts";

/**
 * `pusher:signin`: ties the socket to the user named by the signed `user_data`, whose `id` must be a non-empty string.
 * Answered by `pusher:signin_success`, or by `pusher:error`; it fails when the socket belongs to another user already.
 */
export function signIn(core: Core, peer: Peer, data: Record<string, unknown>): void {
  const { auth, user_data: userData } = data;
  const valid = typeof userData === "string" && verifyAuth(core.app, auth, `${peer.id}::user::${userData}`);
  const user = valid ? parseRecord(userData) : null;
  if (!valid || !user || !isUserId(user.id)) {
    peer.fail("Sign-in is unauthorized", ERROR.unauthorized);
    return;
  }
  const info = JSON.stringify(user.user_info ?? {});
  const claim = core.owners.claim(peer, user.id, null);
  if (claim === "too_many") {
    dismiss(core, peer, CLOSE.overCapacity, "Too many connections of this user");
    return;
  }
  if (claim === "other_user") {
    peer.fail("The connection belongs to another user", ERROR.unauthorized);
    return;
  }
  core.strangers.remove(peer);
  peer.user = { id: user.id, info };
  peer.send(signinSuccessFrame(userData));
}
