/** A square cut out of a picture: its centre and the length of its edge, in px of the picture. */
export type Crop = { x: number; y: number; edge: number };
type Size = { width: number; height: number };

/** The smallest crop has a fifth of the largest crop's edge. */
export const CROP_ZOOM_MAX = 5;

/** The largest square, in the middle of the picture. */
export function wholeCrop({ width, height }: Size): Crop {
  return { x: width / 2, y: height / 2, edge: Math.min(width, height) };
}

/** `crop` moved by (dx, dy), in lengths of its own edge, and kept inside of the picture. */
export function moveCrop(crop: Crop, dx: number, dy: number, size: Size): Crop {
  return insidePicture({ ...crop, x: crop.x + dx * crop.edge, y: crop.y + dy * crop.edge }, size);
}

/** `crop` zoomed around its centre; at zoom 1 it is the largest square. */
export function zoomCrop(crop: Crop, zoom: number, size: Size): Crop {
  const by = Math.min(CROP_ZOOM_MAX, Math.max(1, zoom));
  return insidePicture({ ...crop, edge: wholeCrop(size).edge / by }, size);
}

function insidePicture({ x, y, edge }: Crop, { width, height }: Size): Crop {
  const half = edge / 2;
  return { edge, x: Math.min(width - half, Math.max(half, x)), y: Math.min(height - half, Math.max(half, y)) };
}
