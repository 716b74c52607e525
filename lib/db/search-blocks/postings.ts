/** A block has so many messages of a room at most: those of which the seq, divided by this, is the block's number. */
export const BLOCK_SEQS = 1024;
export const blockOf = (seq: number): number => Math.floor(seq / BLOCK_SEQS);

/** A block's terms are stored in so many rows, so that a search reads few terms beside the one that it asks for. */
export const BUCKETS = 128;
export const bucketOf = (term: number): number => term % BUCKETS;

/** What is stored of each bucket that has anything in it. */
export type BlockRows = { bucket: number; postings: Uint8Array }[];

/** Messages of a block as bits: the place of each is its seq's rest. */
export type Places = Uint32Array;
const WORDS = BLOCK_SEQS / 32;
/** A list of this length or longer is stored as bits instead, which take as much. */
const BITS_BYTES = BLOCK_SEQS / 8;

/**
 * Collects the terms of a block's messages, and writes them down by bucket: each term, as its difference to the one before, the
 * length of its list, and the list, in which each place is its difference to the one before. Numbers have seven bits a byte.
 */
export class BlockMaker {
  /** In each a term, without its rest, and a place below it. */
  private readonly buckets = Array.from({ length: BUCKETS }, () => [] as number[]);

  add(seq: number, terms: Iterable<number>): void {
    const place = seq % BLOCK_SEQS;
    for (const term of terms) this.buckets[bucketOf(term)]?.push(Math.floor(term / BUCKETS) * BLOCK_SEQS + place);
  }

  /** The buckets that have anything in them, one by one, so that others can have a turn in between. */
  *rows(): Generator<BlockRows[number]> {
    for (const [bucket, pairs] of this.buckets.entries())
      if (pairs.length > 0) yield { bucket, postings: toPostings(Uint32Array.from(pairs).sort()) };
  }
}

function toPostings(pairs: Uint32Array): Uint8Array {
  const bytes: number[] = [];
  let before = 0;
  for (let at = 0; at < pairs.length; ) {
    const term = Math.floor((pairs[at] ?? 0) / BLOCK_SEQS);
    const places: number[] = [];
    for (; at < pairs.length && Math.floor((pairs[at] ?? 0) / BLOCK_SEQS) === term; at++) {
      const place = (pairs[at] ?? 0) % BLOCK_SEQS;
      if (place !== places.at(-1)) places.push(place);
    }
    const list = toList(places);
    writeNumber(bytes, term - before);
    writeNumber(bytes, list.length);
    for (const byte of list) bytes.push(byte);
    before = term;
  }
  return Uint8Array.from(bytes);
}

function toList(places: readonly number[]): number[] {
  const list: number[] = [];
  let before = 0;
  for (const place of places) {
    writeNumber(list, place - before);
    before = place;
  }
  if (list.length < BITS_BYTES) return list;
  const bits = new Array<number>(BITS_BYTES).fill(0);
  for (const place of places) bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
  return bits;
}

function writeNumber(bytes: number[], value: number): void {
  let left = value;
  for (; left >= 0x80; left >>>= 7) bytes.push((left & 0x7f) | 0x80);
  bytes.push(left);
}

/** Adds to `places` those of the messages that have the term. */
export function addPlaces(places: Places, postings: Uint8Array, term: number): void {
  const wanted = Math.floor(term / BUCKETS);
  let [at, known] = [0, 0];
  const readNumber = () => {
    let [value, shift, byte] = [0, 0, 0];
    do {
      byte = postings[at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte >= 0x80);
    return value;
  };
  while (at < postings.length && known <= wanted) {
    known += readNumber();
    const length = readNumber();
    if (known === wanted) readList(places, postings.subarray(at, at + length));
    at += length;
  }
}

function readList(places: Places, list: Uint8Array): void {
  if (list.length === BITS_BYTES) {
    for (const [at, byte] of list.entries()) places[at >> 2] = (places[at >> 2] ?? 0) | (byte << ((at & 3) * 8));
    return;
  }
  let [place, value, shift] = [0, 0, 0];
  for (const byte of list) {
    value |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte >= 0x80) continue;
    place += value;
    places[place >> 5] = (places[place >> 5] ?? 0) | (1 << (place & 31));
    [value, shift] = [0, 0];
  }
}

export const noPlaces = (): Places => new Uint32Array(WORDS);

/** Leaves in `places` those that are in `others` as well. */
export function keepPlaces(places: Places, others: Places): void {
  for (let at = 0; at < WORDS; at++) places[at] = (places[at] ?? 0) & (others[at] ?? 0);
}

/** The seqs of a block's places, the newest first. */
export function* newestFirst(block: number, places: Places): Generator<number> {
  for (let at = WORDS - 1; at >= 0; at--) {
    for (let left = places[at] ?? 0; left !== 0; ) {
      const bit = 31 - Math.clz32(left);
      left &= ~(1 << bit);
      yield block * BLOCK_SEQS + at * 32 + bit;
    }
  }
}
