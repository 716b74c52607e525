import { newerOwn, withCounted } from "../threads/own.ts";
import type { OwnThreadChange } from "../threads/schema.ts";
import type { Message } from "./schema.ts";
import type { Timeline } from "./timeline.ts";
import { newest } from "./timeline-reactions.ts";

/** Puts the message that a thread is about beside the thread's replies, unless a newer state of it is there. */
export function putRoot(state: Timeline, message: Message): Timeline {
  if (message.id !== state.conversation.rootId) return state;
  const root = state.root ? newest(state.root, message) : message;
  return root === state.root ? state : { ...state, root };
}

/** Counts a reply as unread on the message that its thread is about, for who follows the thread. */
export function countReply(state: Timeline, reply: Message): Timeline {
  if (reply.rootId === null) return state;
  return withRootOf(state, reply.rootId, (root) => {
    const ownThread = root.ownThread && withCounted(root.ownThread, reply, state.viewerId);
    return ownThread === root.ownThread ? root : { ...root, ownThread };
  });
}

/** Applies what another device of the viewer has told of a thread. It takes no rev of the room. */
export function applyOwnThread(state: Timeline, { rootId, ownThread }: OwnThreadChange): Timeline {
  return withRootOf(state, rootId, (root) => {
    const newer = newerOwn(root.ownThread, ownThread);
    return newer === root.ownThread ? root : { ...root, ownThread: newer };
  });
}

function withRootOf(state: Timeline, rootId: string, change: (root: Message) => Message): Timeline {
  if (state.root?.id === rootId) {
    const root = change(state.root);
    return root === state.root ? state : { ...state, root };
  }
  const at = state.messages.findLastIndex(({ id }) => id === rootId);
  const current = state.messages[at];
  if (!current) return state;
  const next = change(current);
  return next === current ? state : { ...state, messages: state.messages.with(at, next) };
}
