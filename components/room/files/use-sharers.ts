"use client";

import { useEffect, useState } from "react";
import { api } from "@/lib/browser/api";
import { type FilesKind, type RoomFilesPage, sharersReplySchema } from "@/lib/files/schema";
import type { Author } from "@/lib/users/schema";

/**
 * The people by whom the files can be filtered: everybody who has shared something of this kind, including people who
 * do so while the panel is open.
 */
export function useSharers(roomId: string, kind: FilesKind, page: RoomFilesPage | null): readonly Author[] {
  const [known, setKnown] = useState<readonly Author[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    const path = `/api/chat/rooms/${roomId}/files/people?kind=${kind}`;
    api(path, { schema: sharersReplySchema, signal: stop.signal }).then(
      ({ people }) => setKnown((before) => withPeople(people, before)),
      // Without a reply, the filter offers the authors of the files on screen.
      () => {},
    );
    return () => stop.abort();
  }, [roomId, kind]);
  useEffect(() => {
    const shown = [...(page?.files ?? []), ...(page?.links ?? [])].map(({ author }) => author);
    setKnown((before) => withPeople(before, shown));
  }, [page]);
  return known;
}

function withPeople(some: readonly Author[], more: readonly Author[]): readonly Author[] {
  const people = new Map([...more, ...some].map((person) => [person.id, person]));
  if (people.size === some.length) return some;
  return [...people.values()].sort((a, b) => a.displayName.localeCompare(b.displayName));
}
