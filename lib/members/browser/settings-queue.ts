import { api } from "../../browser/api.ts";
import { openWishQueue } from "../../browser/wish-queue.ts";
import { WishStore } from "../../browser/wish-store.ts";
import type { SettingsWishes } from "../../rooms/chat-list.ts";
import type { MemberSettings } from "../../rooms/member-settings.ts";
import { type Room, roomReplySchema } from "../../rooms/schema.ts";

type Value = string | number | null;

/** A setting as the viewer wants it, by room and name. */
const settingWishes = new WishStore<Value>("parley:setting:", ({ value }) =>
  value === null || typeof value === "string" || typeof value === "number" ? value : undefined,
);

let waiting: SettingsWishes = new Map();
/** Whoever shows the chat list: hears what waits, and the room as the server has it then. */
type Listener = { onWaiting: () => void; onReply: (room: Room) => void };
const listeners = new Set<Listener>();

/** What the viewer has set in rooms and the server does not have yet. A mute that is over by now is none. */
export function waitingSettings(): SettingsWishes {
  const now = new Date().toISOString();
  return new Map(
    [...waiting].map(([roomId, wish]) => [
      roomId,
      (wish.mutedUntil ?? now) < now ? { ...wish, mutedUntil: null } : wish,
    ]),
  );
}

export function listenToSettings(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The settings that the viewer wants in rooms, until the server has them. */
export const settingsQueue = openWishQueue<Value, Room>(
  "parley-settings",
  settingWishes,
  {
    show(wishes) {
      const byRoom = new Map<string, Partial<MemberSettings>>();
      for (const { parts, value } of wishes) {
        const [roomId = "", name = ""] = parts;
        byRoom.set(roomId, { ...byRoom.get(roomId), [name]: value });
      }
      waiting = byRoom;
      for (const { onWaiting } of listeners) onWaiting();
    },
    receive(room) {
      for (const { onReply } of listeners) onReply(room);
    },
  },
  async ([roomId, name = ""], value) => {
    const path = `/api/chat/rooms/${roomId}/members/me/settings`;
    return (await api(path, { method: "PATCH", body: { [name]: value }, schema: roomReplySchema })).room;
  },
);

/** Sets something in a room for the viewer alone. It is shown at once and sent when that is possible. */
export function setInRoom(viewerId: string, roomId: string, settings: Partial<MemberSettings>): void {
  for (const [name, value] of Object.entries(settings)) settingsQueue.wish(viewerId, [roomId, name], value);
}
