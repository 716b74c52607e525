/** Where a message is in the index of searched messages: its room's number there, and its seq. */
export type IndexPlace = { room: number; seq: number };

/**
 * The seqs of one room among which is looked: from the first until before the second. `round` says how often this search
 * has looked into the room in vain: it then looks further at once each time.
 */
export type IndexRange = {
  room: number;
  from: number;
  below: number;
  round: number;
  /** All that the engine's own index has of the range, the newest first, when an earlier round was told it; else null. */
  newest: readonly number[] | null;
};

export type IndexQuery = {
  /** Terms that a message must have. */
  all: readonly number[];
  /** Lists of terms, of each of which a message must have one. */
  any: readonly (readonly number[])[];
  /** One range for each room, and some dozens of them. */
  ranges: readonly IndexRange[];
  /** How many messages of each room are wanted. */
  limit: number;
};

/**
 * What was found in one room: the newest `seqs` of its range first. All of the room's messages from `next` on were looked at,
 * and older ones only when `next` is the range's beginning.
 */
export type IndexAnswer = { room: number; seqs: number[]; next: number };

/** An answer of all parts of the index: no more `seqs` than were wanted, and what the next round has to know. */
export type WholeAnswer = IndexAnswer & Pick<IndexRange, "newest">;

/**
 * An engine's own index from terms, which are whole numbers, to messages. It stores no text. It has the newest messages of each
 * room, and those that were edited since they went into a block (search-blocks, decision 050).
 */
export interface IndexWriter {
  /** Adds a message that is not in the index. */
  addTerms(place: IndexPlace, terms: readonly number[]): Promise<void>;
  /** Puts these terms in place of those that the message has; with null it leaves the index. */
  replaceTerms(place: IndexPlace, terms: readonly number[] | null): Promise<void>;
  /** Removes up to `max` messages of a room. Resolves to their number. */
  removeRoom(room: number, max: number): Promise<number>;
  /** Removes the messages of a room from one seq until before another. */
  removeRange(room: number, from: number, below: number): Promise<void>;
}

/** Rooms have numbers of their own, so that each has a range of the index's keys: the number times this, and the seq. */
export const SEQS_PER_ROOM = 2 ** 31;

export const toKey = ({ room, seq }: IndexPlace): number => room * SEQS_PER_ROOM + seq;
export const toPlace = (key: number): IndexPlace => ({
  room: Math.floor(key / SEQS_PER_ROOM),
  seq: key % SEQS_PER_ROOM,
});
