import type { Cause } from "../activity/schema.ts";
import { interrupts } from "../rooms/attention.ts";
import type { MemberSettings } from "../rooms/member-settings.ts";

/** Why a message concerns somebody: as Activity has it, or because it is in a direct chat of theirs. */
export type NotificationCause = Cause | "DIRECT";

/** A way in which somebody is told. Sounds, desktop notifications and the badge will be further ones. */
type Way = "push";

/** Why somebody is not told. */
export type Reason = "cause" | "level" | "muted" | "do-not-disturb" | "read" | "looking" | "no-device";

/** What is so at the moment of the decision. */
export type Situation = {
  cause: NotificationCause;
  /** What the person has set in the room; `mutedUntil` is null once it has passed. */
  settings: Pick<MemberSettings, "level" | "mutedUntil">;
  /** Whether nothing is to interrupt them now. */
  isDoNotDisturb: boolean;
  isRead: boolean;
  /** Whether a page of theirs is visible and has the focus, on any device. */
  isLooking: boolean;
  /** Whether they have a device that can be told in this way. */
  hasDevice: boolean;
};

export type Decision = { tells: true } | { tells: false; reason: Reason };

/** Which causes are worth a push. The others wait in Activity. */
const PUSHED: Record<NotificationCause, boolean> = {
  DIRECT: true,
  MENTION: true,
  REPLY: true,
  USER_GROUP: true,
  GROUP: true,
  KEYWORD: true,
  THREAD: false,
  REMINDER: false,
  ADDED: false,
  REACTION: false,
};

/** Whether a cause calls the person, as lib/rooms/attention understands it, or is any other message to them. */
const CALLS: Record<NotificationCause, "mention" | "message"> = {
  DIRECT: "message",
  MENTION: "mention",
  REPLY: "mention",
  USER_GROUP: "mention",
  GROUP: "mention",
  KEYWORD: "mention",
  THREAD: "message",
  REMINDER: "mention",
  ADDED: "mention",
  REACTION: "message",
};

/** When each reason holds. */
const HOLDS: Record<Reason, (situation: Situation) => boolean> = {
  cause: ({ cause }) => !PUSHED[cause],
  level: ({ cause, settings: { level } }) => !interrupts({ level, mutedUntil: null }, CALLS[cause]),
  muted: ({ cause, settings: { mutedUntil } }) => !interrupts({ level: "EVERYTHING", mutedUntil }, CALLS[cause]),
  "do-not-disturb": ({ isDoNotDisturb }) => isDoNotDisturb,
  read: ({ isRead }) => isRead,
  looking: ({ isLooking }) => isLooking,
  "no-device": ({ hasDevice }) => !hasDevice,
};

/** What speaks against each way, in the order in which it is said: what the person has chosen comes before what happens to be so. */
const AGAINST: Record<Way, readonly Reason[]> = {
  push: ["cause", "level", "muted", "do-not-disturb", "read", "looking", "no-device"],
};

/** Decides whether a person is told of a message in one way, and if not, why. */
export function decide(way: Way, situation: Situation): Decision {
  const reason = AGAINST[way].find((one) => HOLDS[one](situation));
  return reason === undefined ? { tells: true } : { tells: false, reason };
}
