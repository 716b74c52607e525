import { OpenWhenAdded } from "@/components/room/open-when-added";
import { RoomNotFound } from "@/components/room/room-not-found";

export default function RoomNotFoundPage() {
  return (
    <>
      <OpenWhenAdded />
      <RoomNotFound />
    </>
  );
}
