/** A square cut out of a picture: its middle and its edge, both in the picture's own px. */
export type Crop = { x: number; y: number; edge: number };
type Size = { width: number; height: number };

/** At most so many times larger than the whole square. */
export const CROP_ZOOM_MAX = 5;

/** The largest square, in the middle. */
export function wholeCrop({ width, height }: Size): Crop {
  return { x: width / 2, y: height / 2, edge: Math.min(width, height) };
}

/** `crop` moved by (dx, dy) of its own edge, and never beyond the picture. */
export function moveCrop(crop: Crop, dx: number, dy: number, size: Size): Crop {
  return insidePicture({ ...crop, x: crop.x + dx * crop.edge, y: crop.y + dy * crop.edge }, size);
}

/** `crop` around the same middle; 1 is the largest square. */
export function zoomCrop(crop: Crop, zoom: number, size: Size): Crop {
  const by = Math.min(CROP_ZOOM_MAX, Math.max(1, zoom));
  return insidePicture({ ...crop, edge: wholeCrop(size).edge / by }, size);
}

function insidePicture({ x, y, edge }: Crop, { width, height }: Size): Crop {
  const half = edge / 2;
  return { edge, x: Math.min(width - half, Math.max(half, x)), y: Math.min(height - half, Math.max(half, y)) };
}
