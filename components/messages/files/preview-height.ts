/** What looks short may be two lines, such as a table with one row, and a line more would not show that. */
const LINES_MIN = 2;
const LINES_MAX = 5;
/** A small file has few lines, most likely: so many bytes for each that is kept free. */
const BYTES_PER_LINE = 20;
const LINE_PX = 20;
const PADDING_PX = 16;

/** How many lines of a text file of so many bytes are shown. */
export const previewLines = (bytes: number): number =>
  Math.max(LINES_MIN, Math.min(LINES_MAX, 1 + Math.floor(bytes / BYTES_PER_LINE)));

/** Their height in px, the same before they are there. */
export const previewHeight = (bytes: number): number => previewLines(bytes) * LINE_PX + PADDING_PX;
