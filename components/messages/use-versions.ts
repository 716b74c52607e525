"use client";

import { useEffect, useState } from "react";
import { errorMessageOf } from "@/components/ui/form-errors";
import { api } from "@/lib/browser/api";
import type { Message } from "@/lib/messages/schema";
import { type MessageVersion, versionsReplySchema } from "@/lib/messages/version-schema";

/** Fetches what a message said before it was edited, and again after each edit. Null until that is known. */
export function useVersions({ id, editedAt }: Message) {
  const [versions, setVersions] = useState<MessageVersion[] | null>(null);
  const [error, setError] = useState<string>();
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another edit and a new round fetch again.
  useEffect(() => {
    const gone = new AbortController();
    setError(undefined);
    api(`/api/chat/messages/${id}/versions`, { schema: versionsReplySchema, signal: gone.signal }).then(
      (reply) => setVersions(reply.versions),
      (fault) => !gone.signal.aborted && setError(errorMessageOf(fault)),
    );
    return () => gone.abort();
  }, [id, editedAt, round]);
  return { versions, error, reload: () => setRound((count) => count + 1) };
}
