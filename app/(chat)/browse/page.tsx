import type { Metadata } from "next";
import { BrowseRooms } from "@/components/room/browse-rooms";
import { requireViewer } from "@/lib/auth/viewer";
import { listRooms } from "@/lib/rooms/queries";

export const metadata: Metadata = { title: { absolute: "Browse rooms – Parley" } };

export default async function BrowsePage() {
  const viewer = await requireViewer();
  return <BrowseRooms rooms={await listRooms(viewer, "open")} />;
}
