"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { errorMessageOf } from "@/components/ui/form-errors";
import { hasCoarsePointer } from "@/components/ui/keyboard";
import { api } from "@/lib/browser/api";
import { listNames } from "@/lib/messages/notice-sentences";
import type { Message } from "@/lib/messages/schema";
import { mentionsOf } from "@/lib/messages/text/mentions-of";
import { unreachedReplySchema } from "@/lib/messages/unreached-schema";
import { canAddPeople } from "@/lib/rooms/policy";
import { type Room, roomReplySchema } from "@/lib/rooms/schema";
import type { Author } from "@/lib/users/schema";
import { useConversation } from "./conversation-context";

/** What was answered, because rows are drawn anew as the reader scrolls. An edited text is another one, and asks again. */
const known = new Map<string, readonly Author[]>();

/** Tells the author of a message whom it names that cannot read it, and offers to add them to the room. */
export function UnreachedLine({ message }: { message: Message }) {
  const { room, viewer, focusComposer } = useConversation();
  const key = `${message.id} ${message.body}`;
  const [, redraw] = useState(0);
  const [isAdding, setAdding] = useState(false);
  const [problem, setProblem] = useState<string>();
  const people = known.get(key) ?? [];

  useEffect(() => {
    if (known.has(key) || mentionsOf(message.body).names.length === 0) return;
    const controller = new AbortController();
    api(`/api/chat/messages/${message.id}/unreached`, { schema: unreachedReplySchema, signal: controller.signal }).then(
      (reply) => {
        known.set(key, reply.people);
        redraw((count) => count + 1);
      },
      // Nothing is said without an answer; the next time that the row is drawn it is asked for again.
      () => {},
    );
    return () => controller.abort();
  }, [key, message.id, message.body]);

  function close() {
    known.set(key, []);
    // On a phone that would open the keyboard.
    if (!hasCoarsePointer()) focusComposer();
    redraw((count) => count + 1);
  }

  async function add() {
    setAdding(true);
    const body = { userIds: people.map(({ id }) => id) };
    await api(`/api/chat/rooms/${room.id}/members`, { method: "POST", body, schema: roomReplySchema }).then(
      close,
      (error) => setProblem(errorMessageOf(error)),
    );
    setAdding(false);
  }

  if (people.length === 0) return null;
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-2 text-meta text-muted-foreground">
      <span>{sentence(people, room)}</span>
      {canAddPeople(viewer, room) && (
        <Button variant="link" size="sm" loading={isAdding} onClick={() => void add()}>
          Add to the room
        </Button>
      )}
      <Button variant="link" size="sm" className="text-muted-foreground" onClick={close}>
        Not now
      </Button>
      {problem && <span className="text-destructive">{problem}</span>}
    </div>
  );
}

function sentence(people: readonly Author[], { kind }: Pick<Room, "kind">): string {
  const names = listNames(people.map(({ displayName }) => displayName));
  if (kind === "OPEN") return `${names} ${people.length > 1 ? "are" : "is"} not in this room, and not told.`;
  return `${names} cannot see this ${kind === "DIRECT" ? "chat" : "room"}.`;
}
