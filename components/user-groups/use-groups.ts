"use client";

import { useCallback, useEffect, useState } from "react";
import { useEveryoneEvents, useOnReconnect } from "@/components/realtime/use-channel";
import { errorMessageOf } from "@/components/ui/form-errors";
import { api } from "@/lib/browser/api";
import { groupsReplySchema, type UserGroup } from "@/lib/user-groups/schema";

type State = { groups?: UserGroup[]; error?: string; loading: boolean };

/** All user groups, and what changes of them while the component is on the page. */
export function useGroups() {
  const [state, setState] = useState<State>({ loading: true });
  const reload = useCallback(async () => {
    setState((before) => ({ ...before, loading: true }));
    await api("/api/chat/groups", { schema: groupsReplySchema }).then(
      ({ groups }) => setState({ groups, loading: false }),
      (error) => setState((before) => ({ ...before, error: errorMessageOf(error), loading: false })),
    );
  }, []);
  useEffect(() => void reload(), [reload]);
  useEveryoneEvents(({ name }) => name === "groups.changed" && void reload());
  useOnReconnect(() => void reload());
  return { ...state, reload };
}
