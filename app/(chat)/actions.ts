"use server";

import { redirect } from "next/navigation";
import { type FormState, viewerFormAction } from "@/lib/http/action";
import { joinRoom } from "@/lib/members/commands";
import { createRoom } from "@/lib/rooms/commands";
import { directFormSchema, joinFormSchema, roomFormSchema } from "@/lib/rooms/input-schema";
import { listIdsByUsername } from "@/lib/users/queries";

// What the forms of pages do before JavaScript has loaded. With it, the dialogs and buttons ask the API, which answers
// while other requests are under way (docs/decisions/041-actions-and-routes.md).

const createByForm = viewerFormAction(roomFormSchema, "room", async (viewer, { kind, name, topic, people }) => {
  const userIds = kind === "PRIVATE" ? await listIdsByUsername(viewer, people) : [];
  const { room } = await createRoom(viewer, { kind, name, topic, userIds });
  redirect(`/rooms/${room.id}`);
});

const openDirectByForm = viewerFormAction(directFormSchema, "room", async (viewer, { people }) => {
  const { room } = await createRoom(viewer, { kind: "DIRECT", userIds: await listIdsByUsername(viewer, people) });
  redirect(`/rooms/${room.id}`);
});

const joinByForm = viewerFormAction(joinFormSchema, "room", async (viewer, { roomId }) => {
  await joinRoom(viewer, roomId);
  redirect(`/rooms/${roomId}`);
});

export async function createRoomAction(previous: FormState, formData: FormData): Promise<FormState> {
  return createByForm(previous, formData);
}

export async function openDirectAction(previous: FormState, formData: FormData): Promise<FormState> {
  return openDirectByForm(previous, formData);
}

export async function joinRoomAction(previous: FormState, formData: FormData): Promise<FormState> {
  return joinByForm(previous, formData);
}
