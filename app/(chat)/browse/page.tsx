import type { Metadata } from "next";
import { BrowseRooms } from "@/components/room/browse-rooms";
import { requireViewer } from "@/lib/auth/viewer";
import { roomsQuerySchema } from "@/lib/rooms/input-schema";
import { listRooms } from "@/lib/rooms/queries";
import { joinRoomAction } from "../actions";

const FIRST_PAGE = roomsQuerySchema.parse({ scope: "open" });

export const metadata: Metadata = { title: { absolute: "Browse rooms – Parley" } };

export default async function BrowsePage() {
  const viewer = await requireViewer();
  return <BrowseRooms first={await listRooms(viewer, FIRST_PAGE)} joinAction={joinRoomAction} />;
}
