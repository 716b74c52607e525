import { AlarmClock, Bookmark, BookmarkX } from "lucide-react";
import { savedIds } from "@/lib/saved/browser/saved-ids";
import type { MessageAction } from "../message-actions";
import { savedDeed } from "./saved-deed";

/** The actions of a message that save it for later. */
export const SAVED_ACTIONS: readonly MessageAction[] = [
  {
    id: "save",
    label: "Save for later",
    Icon: Bookmark,
    places: ["toolbar", "menu", "sheet"],
    isAllowed: ({ id, kind }) => kind === "USER" && !savedIds.get().has(id),
    run: ({ id }) => savedDeed.set({ deed: "save", messageId: id }),
  },
  {
    id: "unsave",
    label: "Remove from saved",
    Icon: BookmarkX,
    places: ["toolbar", "menu", "sheet"],
    isAllowed: ({ id }) => savedIds.get().has(id),
    run: ({ id }) => savedDeed.set({ deed: "remove", messageId: id }),
  },
  {
    id: "remind",
    label: "Remind me…",
    Icon: AlarmClock,
    places: ["menu", "sheet"],
    isAllowed: ({ kind }) => kind === "USER",
    run: ({ id }) => savedDeed.set({ deed: "remind", messageId: id }),
  },
];
