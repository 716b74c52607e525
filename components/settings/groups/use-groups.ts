"use client";

import { useEveryoneEvents, useOnReconnect } from "@/components/realtime/use-channel";
import { api } from "@/lib/browser/api";
import { groupsReplySchema, type UserGroup } from "@/lib/user-groups/schema";
import { useLoad } from "../use-load";

const load = (signal: AbortSignal) => api("/api/chat/groups", { schema: groupsReplySchema, signal });

/** All user groups, and what changes of them while the component is on the page. */
export function useGroups() {
  const { data, error, loading, reload, update } = useLoad(load);
  useEveryoneEvents(({ name }) => name === "groups.changed" && reload());
  useOnReconnect(reload);
  /** Takes a group that was deleted here out of the list. */
  const remove = ({ id }: UserGroup) => update(({ groups }) => ({ groups: groups.filter((one) => one.id !== id) }));
  return { groups: data?.groups, error, loading, reload, remove };
}
