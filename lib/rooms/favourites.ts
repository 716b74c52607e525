import { FAVOURITE_ORDER_MAX } from "./member-settings.ts";
import type { Room } from "./schema.ts";

/** Room between two favourites for sixteen others, one after the other in the narrowest place. */
const STEP = 65_536;

type Favourite = Pick<Room, "id" | "settings">;

/**
 * The orders to set so that the room `id` stands at `index` among the favourites, which come in their order: mostly its own
 * only. Where there is no whole number left between its neighbours, all are numbered anew.
 */
export function placeFavourite(favourites: readonly Favourite[], id: string, index: number): Map<string, number> {
  const others = favourites.filter((one) => one.id !== id);
  const order = orderBetween(orderOf(others[index - 1]), orderOf(others[index]));
  if (order !== null) return new Map([[id, order]]);
  const ids = others.map((one) => one.id);
  ids.splice(index, 0, id);
  return new Map(ids.map((one, at) => [one, (at - Math.floor(ids.length / 2)) * STEP]));
}

function orderBetween(before: number | undefined, after: number | undefined): number | null {
  if (before === undefined && after === undefined) return 0;
  const low = before ?? (after as number) - 2 * STEP;
  const high = after ?? (before as number) + 2 * STEP;
  const middle = Math.floor((low + high) / 2);
  return middle > low && middle < high && Math.abs(middle) <= FAVOURITE_ORDER_MAX ? middle : null;
}

const orderOf = (room: Favourite | undefined): number | undefined => room?.settings.favouriteOrder ?? undefined;
