import { lazyHydrated, onDemand } from "@/components/ui/on-demand";

// Each is one file of several parts, because each file more costs a room page some 70 bytes before it is usable.
const load = () => import("./loaded");
const loadRow = () => import("./row-parts");

// A pointer or the focus that comes near a row loads them, also a finger that begins to hold it.
export const RoomRowMenu = onDemand(() => loadRow().then((module) => module.RoomRowMenu), { isRare: true });
export const RoomRowOver = onDemand(() => loadRow().then((module) => module.RoomRowOver), { isRare: true });

export const FindResults = onDemand(() => load().then((module) => module.FindResults));
export const NewMenu = onDemand(() => load().then((module) => module.NewMenu));
export const NothingUnread = onDemand(() => load().then((module) => module.NothingUnread));

export const ViewerMenuList = onDemand(() => load().then((module) => module.ViewerMenuList));

// The server draws it; what it does comes later.
export const TopLinks = lazyHydrated(() => load().then((module) => module.TopLinks), {
  waitsForIdle: true,
  fallback: null,
});

export const SidebarHost = onDemand(() => load().then((module) => module.SidebarHost), {
  waitsForIdle: true,
  fallback: null,
});
