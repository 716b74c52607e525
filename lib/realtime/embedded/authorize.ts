import { parseRecord } from "./json.ts";
import type { Member } from "./members.ts";
import { isPresence, isUserId, needsSignature, userOfChannel } from "./names.ts";
import type { Peer } from "./peer.ts";
import { type AppCredentials, verifyAuth } from "./signatures.ts";

export type Grant = { member: Member | null } | { refused: string; type: "AuthError" | "LimitReached"; status: number };

/** Whether a socket may join a channel, by signature alone ("Authentication signatures"). The name is valid already. */
export function authorize(app: AppCredentials, peer: Peer, name: string, data: Record<string, unknown>): Grant {
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

/** The member that the signed `channel_data` names. A numeric id, which the documentation allows, becomes text. */
function signedMember(app: AppCredentials, peer: Peer, name: string, data: Record<string, unknown>): Member | null {
  if (!verifyAuth(app, data.auth, `${peer.id}:${name}:${data.channel_data}`)) return null;
  const channelData = parseRecord(data.channel_data);
  if (!channelData) return null;
  const id = typeof channelData.user_id === "number" ? String(channelData.user_id) : channelData.user_id;
  return isUserId(id) ? { id, info: JSON.stringify(channelData.user_info ?? {}) } : null;
}

/** Without `channel_data` a signed-in socket joins as the user it signed in as; pusher-js relies on it. */
function ownMember(app: AppCredentials, peer: Peer, name: string, data: Record<string, unknown>): Member | null {
  return peer.user && verifyAuth(app, data.auth, `${peer.id}:${name}`) ? peer.user : null;
}

function unauthorized(): Grant {
  return { refused: "Connection is unauthorized", type: "AuthError", status: 401 };
}
