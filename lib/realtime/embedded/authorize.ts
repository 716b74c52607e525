import { parseRecord } from "./json.ts";
import { isPresence, isUserId, needsSignature, userOfChannel } from "./names.ts";
import type { Peer } from "./peer.ts";
import type { PresenceMember } from "./presence-members.ts";
import { type AppCredentials, verifyAuth } from "./signatures.ts";

export type AuthorizationResult =
  | { member: PresenceMember | null }
  | { refused: string; type: "AuthError" | "LimitReached"; status: number };

/**
 * Decides by signature alone whether a socket may join a channel (Pusher's "Authentication signatures"). The caller has
 * checked that the channel's name is valid.
 */
export function authorize(
  app: AppCredentials,
  peer: Peer,
  name: string,
  data: Record<string, unknown>,
): AuthorizationResult {
  const userId = userOfChannel(name);
  if (userId !== null) return peer.user?.id === userId ? { member: null } : unauthorized();
  if (!needsSignature(name)) return { member: null };
  if (!isPresence(name)) {
    return verifyAuth(app, data.auth, `${peer.id}:${name}`) ? { member: null } : unauthorized();
  }
  const member =
    typeof data.channel_data === "string" ? signedMember(app, peer, name, data) : ownMember(app, peer, name, data);
  return member ? { member } : unauthorized();
}

/**
 * Returns the member named by the signed `channel_data`. A numeric user id, which Pusher's documentation allows,
 * becomes text.
 */
function signedMember(
  app: AppCredentials,
  peer: Peer,
  name: string,
  data: Record<string, unknown>,
): PresenceMember | null {
  if (!verifyAuth(app, data.auth, `${peer.id}:${name}:${data.channel_data}`)) return null;
  const channelData = parseRecord(data.channel_data);
  if (!channelData) return null;
  const id = typeof channelData.user_id === "number" ? String(channelData.user_id) : channelData.user_id;
  return isUserId(id) ? { id, info: JSON.stringify(channelData.user_info ?? {}) } : null;
}

/** Without `channel_data`, a signed-in socket joins as the user it signed in as; pusher-js relies on this. */
function ownMember(
  app: AppCredentials,
  peer: Peer,
  name: string,
  data: Record<string, unknown>,
): PresenceMember | null {
  return peer.user && verifyAuth(app, data.auth, `${peer.id}:${name}`) ? peer.user : null;
}

function unauthorized(): AuthorizationResult {
  return { refused: "Connection is unauthorized", type: "AuthError", status: 401 };
}
