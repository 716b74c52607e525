"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useRoomEvents } from "@/components/realtime/use-channel";
import { errorMessageOf } from "@/components/ui/form-errors";
import { api } from "@/lib/browser/api";
import { type FilesKind, type RoomFilesPage, roomFilesReplySchema } from "@/lib/files/schema";
import type { Message } from "@/lib/messages/schema";
import { appendOlder, mergeFirstPage, withoutMessage } from "./file-pages";

export type FilesFilter = {
  /** A user id, or "" for everybody. */
  person: string;
  /** The last day, as `2026-01-31`, or "" for all days. */
  day: string;
};

type State = { page: RoomFilesPage | null; problem?: string; isLoadingMore: boolean; moreProblem?: string };
const EMPTY: State = { page: null, isLoadingMore: false };

/**
 * The files or links that were shared in a room, newest first, page by page. The list follows live events while the
 * panel is open.
 */
export function useRoomFiles(roomId: string, kind: FilesKind, { person, day }: FilesFilter) {
  const [state, setState] = useState<State>(EMPTY);
  const [attempt, setAttempt] = useState(0);
  const address = useMemo(() => addressOf(roomId, kind, person, day), [roomId, kind, person, day]);
  const current = useRef(address);
  current.current = address;

  const fetchPage = useCallback(
    (before?: string, signal?: AbortSignal) =>
      api(before === undefined ? address : `${address}&before=${before}`, { schema: roomFilesReplySchema, signal }),
    [address],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt fetches again.
  useEffect(() => {
    const stop = new AbortController();
    setState(EMPTY);
    fetchPage(undefined, stop.signal).then(
      (page) => setState({ ...EMPTY, page }),
      (fault) => !stop.signal.aborted && setState({ ...EMPTY, problem: errorMessageOf(fault) }),
    );
    return () => stop.abort();
  }, [fetchPage, attempt]);

  async function loadMore() {
    const next = state.page?.next;
    if (!next || state.isLoadingMore) return;
    setState((before) => ({ ...before, isLoadingMore: true, moreProblem: undefined }));
    try {
      const older = await fetchPage(next);
      if (current.current !== address) return;
      setState(({ page }) => ({ ...EMPTY, page: page && appendOlder(page, older) }));
    } catch (fault) {
      if (current.current === address)
        setState((before) => ({ ...before, isLoadingMore: false, moreProblem: errorMessageOf(fault) }));
    }
  }

  useRoomEvents(
    useMemo(() => [roomId], [roomId]),
    ({ name, payload }) => {
      if (name !== "message.changed") return;
      const { message } = payload;
      if (message?.deletedAt)
        return setState((before) => ({ ...before, page: before.page && withoutMessage(before.page, message.id) }));
      if (message && !mayShow(message, kind)) return;
      // A failed fetch is ignored, because the panel fetches again when it is next opened.
      fetchPage().then(
        (fresh) =>
          current.current === address &&
          setState((before) => ({ ...before, page: before.page && mergeFirstPage(before.page, fresh) })),
        () => {},
      );
    },
  );
  return { ...state, loadMore, reload: () => setAttempt((count) => count + 1) };
}

function addressOf(roomId: string, kind: FilesKind, person: string, day: string): string {
  const query = new URLSearchParams({ kind });
  if (person !== "") query.set("person", person);
  // The day ends in the reader's time zone.
  const end = day === "" ? null : new Date(`${day}T00:00:00`);
  if (end && !Number.isNaN(end.getTime())) {
    end.setDate(end.getDate() + 1);
    query.set("until", end.toISOString());
  }
  return `/api/chat/rooms/${roomId}/files?${query}`;
}

function mayShow({ files, body }: Message, kind: FilesKind): boolean {
  return kind === "links" ? /https?:|www\./i.test(body) : files.length > 0;
}
