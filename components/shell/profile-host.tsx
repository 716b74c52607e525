"use client";

import { useEffect, useSyncExternalStore } from "react";
import { profileView } from "@/components/profile/profile-store";
import { useOwnTimeZone } from "@/components/profile/use-own-time-zone";
import { onDemand } from "@/components/ui/on-demand";

const RoomProfile = onDemand(() => import("./room-profile").then((module) => module.RoomProfile), { isRare: true });

/** Opens the card of whoever's name or mention is pressed: of what has `data-person`. */
export function ProfileHost() {
  const view = useSyncExternalStore(profileView.subscribe, profileView.get, () => null);
  useOwnTimeZone();
  useEffect(() => {
    document.addEventListener("pointerover", onNear);
    document.addEventListener("click", onClick);
    return () => {
      document.removeEventListener("pointerover", onNear);
      document.removeEventListener("click", onClick);
    };
  }, []);
  return view && <RoomProfile key={view.person} {...view} onClose={() => profileView.set(null)} />;
}

function personAt(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest("[data-person]") : null;
}

function onNear({ target }: Event): void {
  if (personAt(target)) RoomProfile.preload();
}

function onClick({ target, defaultPrevented, detail }: MouseEvent): void {
  const anchor = personAt(target);
  const person = anchor?.getAttribute("data-person");
  if (defaultPrevented || !anchor || !person) return;
  // A drag over a name selects it, so that it can be copied. A click that a key made has detail 0.
  const selection = getSelection();
  if (detail > 0 && selection && !selection.isCollapsed && selection.containsNode(anchor, true)) return;
  profileView.set({ person, anchor });
}
