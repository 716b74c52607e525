import { expect, test } from "vitest";
import {
  addPlaces,
  BLOCK_SEQS,
  BlockMaker,
  BUCKETS,
  blockOf,
  bucketOf,
  keepPlaces,
  newestFirst,
  noPlaces,
} from "@/lib/db/search-blocks/postings.ts";
import { TERM_MAX } from "@/lib/search/terms.ts";
import { randomNumbers } from "../../support/random.ts";

/** The seqs that a block has for a term, the newest first. */
function read(maker: BlockMaker, block: number, term: number): number[] {
  const row = [...maker.rows()].find(({ bucket }) => bucket === bucketOf(term));
  const places = noPlaces();
  if (row) addPlaces(places, row.postings, term);
  return [...newestFirst(block, places)];
}

test("a block gives each term exactly the messages that were added with it, be they one, some or all", () => {
  const random = randomNumbers(3);
  const block = 7;
  // Terms of one bucket and of others, small and as large as they can be, each in another part of the messages.
  const terms = [0, 1, BUCKETS, BUCKETS * 2, 130 * BUCKETS, 20_000 * BUCKETS, TERM_MAX - 1, TERM_MAX - 1 - BUCKETS, 77];
  const expected = new Map(terms.map((term) => [term, [] as number[]]));
  const maker = new BlockMaker();
  for (let seq = (block + 1) * BLOCK_SEQS - 1; seq >= block * BLOCK_SEQS; seq--) {
    const has = terms.filter((_, at) => at === 0 || random(2 ** at) === 0);
    maker.add(seq, [...has, ...has]);
    for (const term of has) expected.get(term)?.push(seq);
  }
  expect(expected.get(0)).toHaveLength(BLOCK_SEQS);
  for (const [term, seqs] of expected) expect(read(maker, block, term), `term ${term}`).toEqual(seqs);
  for (const term of [2, BUCKETS * 3, TERM_MAX - 1 - 2 * BUCKETS]) expect(read(maker, block, term)).toEqual([]);
});

test("the first and the last message of a block are found, and the seq of its neighbours is another block's", () => {
  const maker = new BlockMaker();
  maker.add(BLOCK_SEQS, [5]);
  maker.add(2 * BLOCK_SEQS - 1, [5]);
  expect(read(maker, 1, 5)).toEqual([2 * BLOCK_SEQS - 1, BLOCK_SEQS]);
  expect([BLOCK_SEQS - 1, BLOCK_SEQS, 2 * BLOCK_SEQS].map(blockOf)).toEqual([0, 1, 2]);
});

test("of two lists only what is in both is kept, also in the last bit of a word", () => {
  const [one, other] = [noPlaces(), noPlaces()];
  const maker = new BlockMaker();
  for (const seq of [31, 32, 63, 1023]) maker.add(seq, seq === 32 ? [1] : [1, 2]);
  for (const { bucket, postings } of maker.rows()) {
    if (bucket === 1) addPlaces(one, postings, 1);
    if (bucket === 2) addPlaces(other, postings, 2);
  }
  keepPlaces(one, other);
  expect([...newestFirst(0, one)]).toEqual([1023, 63, 31]);
});

test("bytes that end in the middle of a list are read without an error and without end", () => {
  const maker = new BlockMaker();
  for (let seq = 0; seq < 300; seq += 3) maker.add(seq, [9, 9 + BUCKETS * 1000]);
  const [row] = maker.rows();
  for (let length = 0; length < (row?.postings.length ?? 0); length += 7)
    expect(() =>
      addPlaces(noPlaces(), row?.postings.subarray(0, length) ?? new Uint8Array(), 9 + BUCKETS * 1000),
    ).not.toThrow();
});
