import "server-only";
import { accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { type Tx, write } from "../db/doors.ts";
import { AppError, notFound } from "../errors.ts";
import { announceMembership } from "../rooms/announce.ts";
import { FAVOURITES_MAX } from "../rooms/member-settings.ts";
import { getRoom } from "../rooms/queries.ts";
import type { Room } from "../rooms/schema.ts";
import type { ChangeSettingsInput } from "./settings-input.ts";

/**
 * Changes what the viewer has set for themselves in a room, and tells their devices. What is not named stays as it is. Throws
 * `not_found` to outsiders, `conflict` for more favourites than FAVOURITES_MAX.
 */
export async function changeSettings(viewer: Viewer, roomId: string, change: ChangeSettingsInput): Promise<Room> {
  await accessRoom(viewer, roomId);
  const { level, mutedUntil, favouriteOrder } = change;
  await write(async (tx) => {
    const { count } = await tx.membership.updateMany({
      where: { roomId, userId: viewer.id },
      data: { level, mutedUntil: mutedUntil && new Date(mutedUntil), favouriteOrder },
    });
    if (count === 0) throw notFound("room");
    if (typeof favouriteOrder === "number") await requireBelowFavouriteLimit(tx, viewer.id);
  });
  announceMembership([viewer.id], roomId, true);
  return getRoom(viewer, roomId);
}

async function requireBelowFavouriteLimit(tx: Tx, userId: string): Promise<void> {
  const count = await tx.membership.count({
    where: { userId, favouriteOrder: { not: null }, room: { archivedAt: null } },
  });
  if (count > FAVOURITES_MAX)
    throw new AppError(
      "conflict",
      `You have ${FAVOURITES_MAX} favourites, and nobody can have more. Take one out first.`,
    );
}
