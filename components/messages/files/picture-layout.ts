import type { MessageFile } from "@/lib/files/message-file";

type Sized = Pick<MessageFile, "width" | "height">;

/** The largest size of a single picture, in px. Narrower screens scale it. */
export const PICTURE_MAX = { width: 400, height: 320 } as const;
/** The shortest edge of a box, in px, so that a finger hits it. */
const EDGE_MIN = 48;
/** Width by height. A picture beyond these is cut, and whole in the lightbox. */
const RATIO = { min: 0.5, max: 4 } as const;
const UNKNOWN_RATIO = 4 / 3;
const UNKNOWN_VIDEO = { width: 1280, height: 720 };
/** The width that the controls of a video need, in px. */
const CONTROLS_MIN = 240;

const ROWS = { width: 440, ratioMin: 0.7, ratioMax: 2.2, perRow: 4, height: 170, heightMax: 300 } as const;
export const ROWS_WIDTH = ROWS.width;

/** Returns the box of a single picture in px. It is no larger than the picture itself and within PICTURE_MAX. */
export function pictureBoxOf({ width, height }: Sized): { width: number; height: number } {
  if (width === null || height === null) return { width: PICTURE_MAX.width, height: PICTURE_MAX.width / UNKNOWN_RATIO };
  const ratio = Math.min(RATIO.max, Math.max(RATIO.min, width / height));
  const natural = width / height > ratio ? { width: height * ratio, height } : { width, height: width / ratio };
  const scale = Math.min(1, PICTURE_MAX.width / natural.width, PICTURE_MAX.height / natural.height);
  return {
    width: Math.max(EDGE_MIN, Math.round(natural.width * scale)),
    height: Math.max(EDGE_MIN, Math.round(natural.height * scale)),
  };
}

/** Returns the box of a video as `style`. It has room for the controls, however small the video is. */
export function videoFrameOf(file: Sized): { width: string; aspectRatio: string } {
  const isKnown = file.width !== null && file.height !== null;
  const box = pictureBoxOf(isKnown ? file : UNKNOWN_VIDEO);
  return { width: `min(100%, ${Math.max(box.width, CONTROLS_MIN)}px)`, aspectRatio: `${box.width} / ${box.height}` };
}

export type PictureRow<T> = {
  items: { item: T; ratio: number }[];
  /** Width by height of the whole row. */
  ratio: number;
};

/**
 * Breaks several pictures into rows that all fill the width, each picture in about its own shape. Of all ways to break
 * them it takes the one whose rows are nearest to one height.
 */
export function pictureRowsOf<T extends Sized>(files: readonly T[]): PictureRow<T>[] {
  const ratios = files.map(({ width, height }) => {
    const ratio = width === null || height === null ? UNKNOWN_RATIO : width / height;
    return Math.min(ROWS.ratioMax, Math.max(ROWS.ratioMin, ratio));
  });
  // best[i] has the best rows of the first i pictures.
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let to = 1; to <= files.length; to++) {
    let found = { cost: Number.POSITIVE_INFINITY, from: 0 };
    for (let from = Math.max(0, to - ROWS.perRow); from < to; from++) {
      const cost = (best[from]?.cost ?? 0) + costOf(sum(ratios.slice(from, to)));
      if (cost < found.cost) found = { cost, from };
    }
    best.push(found);
  }
  const rows: PictureRow<T>[] = [];
  for (let to = files.length; to > 0; to = best[to]?.from ?? 0) {
    const from = best[to]?.from ?? 0;
    const items = files.slice(from, to).map((item, index) => ({ item, ratio: ratios[from + index] ?? 1 }));
    rows.unshift({ items, ratio: Math.max(ROWS.width / ROWS.heightMax, sum(ratios.slice(from, to))) });
  }
  return rows;
}

function costOf(ratio: number): number {
  const height = ROWS.width / ratio;
  return Math.log(height / ROWS.height) ** 2;
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
