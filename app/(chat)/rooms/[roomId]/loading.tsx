import { RoomSkeleton } from "@/components/room/room-skeleton";

export default function Loading() {
  return <RoomSkeleton />;
}
