import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { titleOf } from "@/components/chats/chat-title";
import { RoomScreen } from "@/components/room/room-screen";
import { readPreference } from "@/components/ui/preference-cookie";
import { requireViewer } from "@/lib/auth/viewer";
import { AppError } from "@/lib/errors";
import { historyQuerySchema } from "@/lib/messages/input-schema";
import { OPEN_AT_COOKIE, readOpenAt, seqToOpenAt } from "@/lib/messages/open-at";
import { listMessages } from "@/lib/messages/queries";
import { getRoom } from "@/lib/rooms/queries";
import { idSchema } from "@/lib/users/schema";
import { joinRoomAction } from "../../actions";

type Props = {
  params: Promise<{ roomId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/**
 * The time in seconds for which Next shows a visited room without fetching its page again. The browser's cached
 * timeline is newer than the page, and missed changes are caught up with.
 */
export const unstable_dynamicStaleTime = 300;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { viewer, room } = await loadRoom((await params).roomId);
  return { title: { absolute: `${titleOf(room, viewer.id)} – Parley` } };
}

export default async function RoomPage({ params, searchParams }: Props) {
  const { viewer, room } = await loadRoom((await params).roomId);
  const permalink = historyQuerySchema.safeParse({ around: (await searchParams).m });
  const wanted = permalink.data?.around;
  // A link to a message that does not exist opens the room as if it were a link to the room.
  const permalinkSeq = wanted !== undefined && wanted <= room.seq ? wanted : undefined;
  const first = seqToOpenAt(room, readOpenAt(readPreference(await cookies(), OPEN_AT_COOKIE)));
  const around = permalinkSeq ?? first;
  const page = room.joined ? await listMessages(viewer, room.id, { around, limit: 50 }) : null;
  const place = permalinkSeq === undefined ? { unreadSeq: first } : { permalinkSeq };
  return (
    <RoomScreen key={room.id} room={room} initialPage={page} initialPosition={place} joinAction={joinRoomAction} />
  );
}

/** The room is loaded once per request, by however many parts of the page. */
const loadRoom = cache(async (roomId: string) => {
  const viewer = await requireViewer();
  if (!idSchema.safeParse(roomId).success) notFound();
  try {
    return { viewer, room: await getRoom(viewer, roomId) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});
