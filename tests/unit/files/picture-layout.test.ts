import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PICTURE_MAX, pictureBoxOf, pictureRowsOf } from "../../../components/messages/files/picture-layout.ts";

const size = (width: number, height: number) => ({ width, height });

describe("the box of a picture that stands alone", () => {
  test("a photo is as large as is calm, and keeps its shape", () => {
    expect(pictureBoxOf(size(4000, 3000))).toEqual(size(400, 300));
    expect(pictureBoxOf(size(3000, 4000))).toEqual(size(240, 320));
  });

  test("a small one is no larger than it is", () => {
    expect(pictureBoxOf(size(120, 90))).toEqual(size(120, 90));
  });

  test("what is as thin as a thread is cut rather than drawn as one", () => {
    expect(pictureBoxOf(size(6000, 100))).toEqual(size(400, 100));
    expect(pictureBoxOf(size(400, 9000))).toEqual(size(160, 320));
  });

  test("one pixel can still be pressed", () => {
    expect(pictureBoxOf(size(1, 1))).toEqual(size(48, 48));
  });

  test("one whose size nobody knows gets a place all the same", () => {
    expect(pictureBoxOf({ width: null, height: null })).toEqual(size(400, 300));
  });

  test("no picture's box leaves the limits", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 20_000 }), (width, height) => {
        const box = pictureBoxOf({ width, height });
        expect(box.width).toBeLessThanOrEqual(PICTURE_MAX.width);
        expect(box.height).toBeLessThanOrEqual(PICTURE_MAX.height);
        expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(48);
      }),
    );
  });
});

describe("several pictures", () => {
  const shape = (files: { width: number; height: number }[]) => pictureRowsOf(files).map((row) => row.items.length);
  const photos = (count: number, one = size(1600, 1200)) => Array.from({ length: count }, () => one);

  test("two photos stand side by side, two panoramas over each other", () => {
    expect(shape(photos(2))).toEqual([2]);
    expect(shape(photos(2, size(3000, 1000)))).toEqual([1, 1]);
  });

  test("no row has more than four, and none is left behind alone where it need not be", () => {
    expect(shape(photos(4))).toEqual([2, 2]);
    expect(shape(photos(10)).every((count) => count >= 2 && count <= 4)).toBe(true);
  });

  test("each is there once, in the sender's order, and a row's parts fill it", () => {
    const any = fc.record({ width: fc.integer({ min: 1, max: 9000 }), height: fc.integer({ min: 1, max: 9000 }) });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 10 }), (files) => {
        const rows = pictureRowsOf(files);
        expect(rows.flatMap((row) => row.items.map(({ item }) => item))).toEqual(files);
        for (const row of rows) {
          const sum = row.items.reduce((total, { ratio }) => total + ratio, 0);
          // A row that would be too tall is cropped instead.
          expect(row.ratio).toBeGreaterThanOrEqual(sum - 1e-9);
          expect(440 / row.ratio).toBeLessThanOrEqual(300 + 1e-9);
        }
      }),
    );
  });
});
