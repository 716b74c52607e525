import type { ReactNode } from "react";
import type { Sending, TimelineApi } from "./use-timeline";

/** What the conversation of a thread has and a room's does not. */
export type ThreadParts = {
  /** Drawn above the replies. */
  head: (timeline: TimelineApi, editingId: string | null) => ReactNode;
  /** Drawn below the message box. */
  foot: ReactNode;
  /** Whether the next reply is drawn in the room, too. */
  isInRoom: boolean;
  /** Returns how a reply is to be sent, and is asked once for each. */
  sending: () => Sending;
};
