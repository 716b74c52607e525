import {
  CircleUser,
  Copy,
  Forward,
  Link,
  type LucideIcon,
  Mail,
  MessagesSquare,
  Pencil,
  Pin,
  PinOff,
  Reply,
  Trash2,
  Undo2,
} from "lucide-react";
import { profileView } from "@/components/profile/profile-store";
import { copyText } from "@/components/ui/copy-button";
import { errorMessageOf } from "@/components/ui/form-errors";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser/api";
import { addressOf } from "@/lib/messages/address";
import { canDeleteMessage, canEditMessage, canForwardMessage, canPinMessage } from "@/lib/messages/policy";
import { type Message, messageReplySchema } from "@/lib/messages/schema";
import { ownOrForwarded } from "@/lib/messages/summary";
import type { ConversationContext } from "./conversation-context";
import { forwardView } from "./forward/forward-store";
import { mayRestore } from "./may-restore";
import { SAVED_ACTIONS } from "./saved/saved-actions";

/** Where an action is shown: in the bar over a message, in its menu, or in the sheet of a long press. */
export type ActionPlace = "toolbar" | "menu" | "sheet";

/**
 * A key in the empty message box runs the action on the last message that allows it. `keys` and `does` are for the list
 * of shortcuts.
 */
export type MessageShortcut = { key: string; keys: string[]; does: string };

export type MessageAction = {
  id: string;
  label: string;
  Icon: LucideIcon;
  isDestructive?: boolean;
  places: readonly ActionPlace[];
  shortcut?: MessageShortcut;
  /** It is for a message that is deleted. All others are for one that is not. */
  isForDeleted?: boolean;
  isAllowed: (message: Message, conversation: ConversationContext) => boolean;
  run: (message: Message, conversation: ConversationContext) => void;
};

/** The actions of a message, in the order in which they are shown. */
export const MESSAGE_ACTIONS: readonly MessageAction[] = [
  {
    id: "reply",
    label: "Reply",
    Icon: Reply,
    places: ["toolbar", "menu", "sheet"],
    // Where threads are required, a message of the room is answered in its thread.
    isAllowed: (_, { canPost, room, rootId }) => canPost && (rootId !== undefined || room.threads !== "REQUIRED"),
    run: (message, { reply }) => reply(message),
  },
  {
    id: "thread",
    label: "Reply in thread",
    Icon: MessagesSquare,
    places: ["toolbar", "menu", "sheet"],
    shortcut: { key: "ArrowRight", keys: ["→"], does: "Reply to the last message in its thread, in an empty box" },
    isAllowed: ({ kind, thread, rootId: own }, { canPost, room, rootId }) =>
      kind === "USER" && !rootId && ((canPost && room.threads !== "OFF") || thread !== null || own !== null),
    run: ({ id, rootId, seq }, { openThread }) => (rootId ? openThread(rootId, seq) : openThread(id)),
  },
  {
    id: "edit",
    label: "Edit",
    Icon: Pencil,
    places: ["toolbar", "menu", "sheet"],
    shortcut: { key: "ArrowUp", keys: ["↑"], does: "Edit your last message, in an empty box" },
    isAllowed: (message, { viewer, room }) => canEditMessage(viewer, room, message),
    run: ({ id }, { startEditing }) => startEditing(id),
  },
  ...SAVED_ACTIONS,
  {
    id: "copy",
    label: "Copy text",
    Icon: Copy,
    places: ["menu", "sheet"],
    isAllowed: (message) => ownOrForwarded(message) !== "",
    run: (message) => void copy(ownOrForwarded(message), "Text copied."),
  },
  {
    id: "link",
    label: "Copy link",
    Icon: Link,
    places: ["menu", "sheet"],
    isAllowed: () => true,
    run: (message) => void copy(location.origin + addressOf(message), "Link copied."),
  },
  {
    id: "forward",
    label: "Forward",
    Icon: Forward,
    places: ["menu", "sheet"],
    isAllowed: canForwardMessage,
    run: (message, { room }) => forwardView.set({ message, from: room }),
  },
  {
    id: "unread",
    label: "Mark unread from here",
    Icon: Mail,
    places: ["menu", "sheet"],
    isAllowed: (_, { room, rootId }) => room.joined && !rootId,
    run: ({ seq }, { markUnread }) => markUnread(seq),
  },
  {
    id: "pin",
    label: "Pin",
    Icon: Pin,
    places: ["menu", "sheet"],
    isAllowed: (message, { room }) => !message.pinned && canPinMessage(room, message),
    run: ({ id }) => void setPinned(id, "PUT"),
  },
  {
    id: "unpin",
    label: "Unpin",
    Icon: PinOff,
    places: ["menu", "sheet"],
    isAllowed: (message, { room }) => message.pinned && canPinMessage(room, message),
    run: ({ id }) => void setPinned(id, "DELETE"),
  },
  {
    id: "profile",
    label: "View profile",
    Icon: CircleUser,
    places: ["menu", "sheet"],
    isAllowed: ({ author }) => author.username !== "",
    run: ({ seq, author }, { domId }) => {
      const anchor = document.getElementById(domId("m", seq));
      if (anchor) profileView.set({ person: author.id, anchor });
    },
  },
  {
    id: "restore",
    label: "Restore",
    Icon: Undo2,
    places: ["menu", "sheet"],
    isForDeleted: true,
    isAllowed: (message, conversation) => mayRestore(message, conversation, Date.now()),
    run: ({ id }, { restore }) => restore(id),
  },
  {
    id: "delete",
    label: "Delete",
    Icon: Trash2,
    isDestructive: true,
    places: ["menu", "sheet"],
    isAllowed: (message, { viewer, room }) => canDeleteMessage(viewer, room, message),
    run: (message, { askDelete }) => askDelete(message),
  },
];

/** Lists the actions that the viewer may run on a message and that are shown in this place. */
export function actionsOf(message: Message, conversation: ConversationContext, place: ActionPlace): MessageAction[] {
  return MESSAGE_ACTIONS.filter((one) => one.places.includes(place) && isPossible(one, message, conversation));
}

/** Runs the action of a key on the last message that allows it. Returns that message. */
export function runShortcut(key: string, conversation: ConversationContext): Message | undefined {
  const action = MESSAGE_ACTIONS.find(({ shortcut }) => shortcut?.key === key);
  const message = action && conversation.listMessages().findLast((one) => isPossible(action, one, conversation));
  if (message) action.run(message, conversation);
  return message;
}

function isPossible(action: MessageAction, message: Message, conversation: ConversationContext): boolean {
  return (message.deletedAt !== null) === Boolean(action.isForDeleted) && action.isAllowed(message, conversation);
}

async function copy(text: string, done: string): Promise<void> {
  if (await copyText(text)) toast.success(done);
  else toast.error("The browser does not allow copying. Select the text and press Ctrl+C.");
}

/** The room's own event brings the change to the timeline and to the bar of pins, here as everywhere. */
async function setPinned(messageId: string, method: "PUT" | "DELETE"): Promise<void> {
  await api(`/api/chat/messages/${messageId}/pin`, { method, schema: messageReplySchema }).then(
    () => toast.success(method === "PUT" ? "Pinned for everyone in this chat." : "No longer pinned."),
    (fault) => toast.error(errorMessageOf(fault)),
  );
}
