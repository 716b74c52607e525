import { describe, expect, test } from "vitest";
import { clampToStage, SCALE_MAX, UNZOOMED, zoomAt } from "../../../components/messages/files/zoom.ts";
import { moveCrop, wholeCrop, zoomCrop } from "../../../components/ui/crop.ts";

const picture = { width: 800, height: 600 };
const stage = { width: 1000, height: 700 };

describe("a picture in the lightbox", () => {
  test("what is under the pointer stays there while it grows", () => {
    const point = { x: 100, y: 50 };
    const { scale, x, y } = zoomAt({ scale: 2, x: 20, y: 10 }, 1.5, point, picture, stage);
    expect(scale).toBe(3);
    // The point under the fingers is the same spot of the picture before and after: (point - offset) / scale.
    expect((point.x - x) / scale).toBeCloseTo((100 - 20) / 2);
    expect((point.y - y) / scale).toBeCloseTo((50 - 10) / 2);
  });

  test("it grows to a limit, and shrinks to the whole of it in the middle", () => {
    expect(zoomAt(UNZOOMED, 1000, { x: 0, y: 0 }, picture, stage).scale).toBe(SCALE_MAX);
    expect(zoomAt({ scale: 3, x: 300, y: -200 }, 0.01, { x: 400, y: 0 }, picture, stage)).toEqual(UNZOOMED);
  });

  test("its edge never comes away from the stage's", () => {
    expect(clampToStage({ scale: 2, x: 9999, y: -9999 }, picture, stage)).toEqual({ scale: 2, x: 300, y: -250 });
    expect(clampToStage({ scale: 1, x: 50, y: 50 }, picture, stage)).toEqual(UNZOOMED);
  });
});

describe("the square of a picture", () => {
  test("begins as the largest one in the middle", () => {
    expect(wholeCrop(picture)).toEqual({ x: 400, y: 300, edge: 600 });
  });

  test("moves to the picture's edge and no farther", () => {
    expect(moveCrop(wholeCrop(picture), -5, 5, picture)).toEqual({ x: 300, y: 300, edge: 600 });
  });

  test("zooms around its middle, and slides back inside where that would leave the picture", () => {
    expect(zoomCrop(wholeCrop(picture), 2, picture)).toEqual({ x: 400, y: 300, edge: 300 });
    const corner = moveCrop(zoomCrop(wholeCrop(picture), 4, picture), 99, 99, picture);
    expect(corner).toEqual({ x: 725, y: 525, edge: 150 });
    expect(zoomCrop(corner, 1, picture)).toEqual({ x: 500, y: 300, edge: 600 });
    expect(zoomCrop(corner, 99, picture).edge).toBe(120);
  });
});
