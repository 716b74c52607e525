"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { useEveryoneEvents } from "@/components/realtime/use-channel";
import type { UserGroup } from "@/lib/user-groups/schema";
import { knownRoomGroups, loadRoomGroups, refetchRoomGroups } from "./room-groups";

/** The groups that a message in a room can call, fetched when first wanted, and what changes while the component is on the page. */
export function useRoomGroups(
  roomId: string,
  isWanted: boolean,
  onLoaded: (groups: readonly UserGroup[]) => void,
): readonly UserGroup[] {
  const [groups, setGroups] = useState(() => knownRoomGroups(roomId));
  const load = useEffectEvent(() => {
    loadRoomGroups(roomId).then(
      (loaded) => {
        setGroups(loaded);
        onLoaded(loaded);
      },
      // Without the list no group is suggested, and its name can still be typed.
      () => {},
    );
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another room has other numbers.
  useEffect(() => {
    if (isWanted) load();
  }, [isWanted, roomId]);
  useEveryoneEvents(({ name }) => {
    if (name !== "groups.changed") return;
    refetchRoomGroups();
    if (isWanted) load();
  });
  return groups;
}
