/** The position of a picture on its stage. At `scale` 1 it fits; x and y are px from the middle. */
export type ZoomPosition = { scale: number; x: number; y: number };
type Point = { x: number; y: number };
type Size = { width: number; height: number };

export const SCALE_MAX = 8;
export const UNZOOMED: ZoomPosition = { scale: 1, x: 0, y: 0 };

/** Scales a picture by `factor` and keeps the part under `point`, given from the middle of the stage, in place. */
export function zoomAt(place: ZoomPosition, factor: number, point: Point, picture: Size, stage: Size): ZoomPosition {
  const scale = Math.min(SCALE_MAX, Math.max(1, place.scale * factor));
  const by = scale / place.scale;
  const x = point.x - (point.x - place.x) * by;
  const y = point.y - (point.y - place.y) * by;
  return clampToStage({ scale, x, y }, picture, stage);
}

/**
 * Limits a position. The edges of a larger picture do not leave those of the stage, and a smaller picture stays in the
 * middle.
 */
export function clampToStage({ scale, x, y }: ZoomPosition, picture: Size, stage: Size): ZoomPosition {
  const far = (size: number, room: number) => Math.max(0, (size * scale - room) / 2);
  const clamp = (value: number, limit: number) => Math.min(limit, Math.max(-limit, value));
  return {
    scale,
    // Adding 0 turns -0 into 0, because -0 would be another position.
    x: clamp(x, far(picture.width, stage.width)) + 0,
    y: clamp(y, far(picture.height, stage.height)) + 0,
  };
}
