import { RefreshWhenAdded } from "@/components/room/refresh-when-added";
import { RoomNotFound } from "@/components/room/room-not-found";

export default function RoomNotFoundPage() {
  return (
    <>
      <RefreshWhenAdded />
      <RoomNotFound />
    </>
  );
}
