import type { Metadata } from "next";
import { FormScreen } from "@/components/room/form-screen";
import { RoomForm } from "@/components/room/room-form";
import { requireViewer } from "@/lib/auth/viewer";
import { createRoomAction } from "../../actions";

export const metadata: Metadata = { title: { absolute: "Create a room – Parley" } };

export default async function NewRoomPage() {
  const viewer = await requireViewer();
  return (
    <FormScreen title="Create a room">
      <RoomForm action={createRoomAction} viewerId={viewer.id} />
    </FormScreen>
  );
}
