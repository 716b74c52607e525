/** The place of a message among all: by time, then by its room's number and seq. The greatest is the newest. */
export type Place = { time: number; room: number; seq: number };

/** Sorts by place, the oldest first. */
export function comparePlaces(a: Place, b: Place): number {
  return a.time - b.time || a.room - b.room || a.seq - b.seq;
}
