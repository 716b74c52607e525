/** How a picture lies on its stage: `scale` 1 is whole, x and y in px from the middle. */
export type ZoomPosition = { scale: number; x: number; y: number };
type Point = { x: number; y: number };
type Size = { width: number; height: number };

export const SCALE_MAX = 8;
export const UNZOOMED: ZoomPosition = { scale: 1, x: 0, y: 0 };

/** The picture `factor` times as large, with what is under `point` (from the stage's middle) staying there. */
export function zoomAt(place: ZoomPosition, factor: number, point: Point, picture: Size, stage: Size): ZoomPosition {
  const scale = Math.min(SCALE_MAX, Math.max(1, place.scale * factor));
  const by = scale / place.scale;
  const x = point.x - (point.x - place.x) * by;
  const y = point.y - (point.y - place.y) * by;
  return clampToStage({ scale, x, y }, picture, stage);
}

/**
 * Never so far that the picture's edge comes away from the stage's while it is larger; in the middle where it is
 * smaller.
 */
export function clampToStage({ scale, x, y }: ZoomPosition, picture: Size, stage: Size): ZoomPosition {
  const far = (size: number, room: number) => Math.max(0, (size * scale - room) / 2);
  const clamp = (value: number, limit: number) => Math.min(limit, Math.max(-limit, value));
  return {
    scale,
    // 0 rather than -0, which would be another place.
    x: clamp(x, far(picture.width, stage.width)) + 0,
    y: clamp(y, far(picture.height, stage.height)) + 0,
  };
}
