import "server-only";
import type { AccessedRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { AppError } from "../errors.ts";
import type { SystemEvent } from "../messages/system-event.ts";
import type { UpdateRoomInput } from "./input-schema.ts";
import { canSetMentionAll } from "./mention-policy.ts";
import { canArchive, canChangeTopic, canConvert, canRename, canSetThreads, type PolicyRoom } from "./policy.ts";
import { toPolicyRoom } from "./rows.ts";

const RULES = {
  renamed: canRename,
  picture: canRename,
  topic: canChangeTopic,
  threads: canSetThreads,
  mentionAll: canSetMentionAll,
  converted: canConvert,
  archived: canArchive,
  unarchived: canArchive,
} satisfies Partial<Record<SystemEvent["type"], (viewer: Viewer, room: PolicyRoom) => boolean>>;

type RoomChange = Extract<SystemEvent, { type: keyof typeof RULES }>;

/** Returns the notices for the fields that `input` really changes. */
export function listChanges(room: AccessedRoom["room"], input: UpdateRoomInput): RoomChange[] {
  const events: RoomChange[] = [];
  if (input.archived === false && room.archivedAt) events.push({ type: "unarchived" });
  if (input.name !== undefined && input.name !== room.name) events.push({ type: "renamed", name: input.name });
  if (input.topic !== undefined && input.topic !== room.topic) events.push({ type: "topic", topic: input.topic });
  if (input.pictureId !== undefined && input.pictureId !== room.pictureId)
    events.push({ type: "picture", removed: input.pictureId === null });
  if (input.kind !== undefined && input.kind !== room.kind) events.push({ type: "converted", kind: input.kind });
  if (input.threads !== undefined && input.threads !== room.threads)
    events.push({ type: "threads", threads: input.threads });
  if (input.mentionAll !== undefined && input.mentionAll !== room.mentionAll)
    events.push({ type: "mentionAll", mentionAll: input.mentionAll });
  if (input.archived === true && !room.archivedAt) events.push({ type: "archived" });
  return events;
}

/** Throws `forbidden` where the rule of this change forbids it. */
export function requireMay(viewer: Viewer, { room, membership }: AccessedRoom, event: RoomChange): void {
  if (!RULES[event.type](viewer, toPolicyRoom(room, membership)))
    throw new AppError("forbidden", `You cannot change this about ${room.name || "a direct chat"}.`);
}
