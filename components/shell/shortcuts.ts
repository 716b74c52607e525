import { MESSAGE_ACTIONS } from "@/components/messages/message-actions";
import { ROOM_SEARCH } from "@/components/search/room-search";

export type Shortcut = { keys: string[]; does: string };
export type ShortcutGroup = { title: string; shortcuts: Shortcut[] };

/** Every key that does something, by where it does it. `mod` is the name of the key that goes with letters. */
export function listShortcuts(mod: string): ShortcutGroup[] {
  return [
    {
      title: "Getting around",
      shortcuts: [
        { keys: [mod, "K"], does: "Find people, rooms and messages" },
        { keys: [mod, ROOM_SEARCH.letter.toUpperCase()], does: ROOM_SEARCH.does },
        { keys: ["F3"], does: "Older hit of the search" },
        { keys: ["Shift", "F3"], does: "Newer hit of the search" },
        { keys: ["Alt", "↑"], does: "Chat above" },
        { keys: ["Alt", "↓"], does: "Chat below" },
        { keys: ["Alt", "Shift", "↑"], does: "Previous unread chat" },
        { keys: ["Alt", "Shift", "↓"], does: "Next unread chat" },
        { keys: [mod, "Shift", "↑"], does: "Move the favourite up" },
        { keys: [mod, "Shift", "↓"], does: "Move the favourite down" },
        { keys: ["Esc"], does: "Close what is open" },
        { keys: ["?"], does: "This list" },
      ],
    },
    {
      title: "Writing",
      shortcuts: [
        { keys: ["Enter"], does: "Send" },
        { keys: ["Shift", "Enter"], does: "New line" },
        { keys: [mod, "B"], does: "Bold" },
        { keys: [mod, "I"], does: "Italic" },
        ...MESSAGE_ACTIONS.flatMap(({ shortcut }) => shortcut ?? []),
      ],
    },
    {
      title: "In the list of messages",
      shortcuts: [
        { keys: ["↑"], does: "Message above" },
        { keys: ["↓"], does: "Message below" },
        { keys: ["Home"], does: "Oldest message that is loaded" },
        { keys: ["End"], does: "Newest message that is loaded" },
        { keys: ["Tab"], does: "Actions of the message" },
        { keys: ["Esc"], does: "Back to the message box" },
      ],
    },
    {
      title: "In Activity",
      shortcuts: [
        { keys: ["J"], does: "Next entry" },
        { keys: ["K"], does: "Entry before" },
        { keys: ["Enter"], does: "Open its place" },
        { keys: ["E"], does: "Mark as read" },
        { keys: ["Shift", "E"], does: "Mark all as read" },
      ],
    },
    {
      title: "In Saved",
      shortcuts: [
        { keys: ["J"], does: "Next saved message" },
        { keys: ["K"], does: "Saved message before" },
        { keys: ["E"], does: "Mark as done, or as to do again" },
        { keys: ["R"], does: "Choose when to be reminded" },
        { keys: ["Del"], does: "Remove from saved" },
      ],
    },
    {
      title: "Pictures in full size",
      shortcuts: [
        { keys: ["←"], does: "Picture before" },
        { keys: ["→"], does: "Next picture" },
        { keys: ["+"], does: "Larger" },
        { keys: ["-"], does: "Smaller" },
        { keys: ["0"], does: "As large as the screen" },
      ],
    },
    {
      title: "An attached file, before it is sent",
      shortcuts: [
        { keys: ["←"], does: "Move it forward" },
        { keys: ["→"], does: "Move it back" },
        { keys: ["Del"], does: "Remove it" },
      ],
    },
  ];
}
