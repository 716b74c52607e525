/** The least number of lines. A short file may be a table with one row, which is two lines. */
const LINES_MIN = 2;
const LINES_MAX = 5;
/** The bytes of a line in a small file, by which its height is estimated. */
const BYTES_PER_LINE = 20;
const LINE_PX = 20;
const PADDING_PX = 16;

/** Returns how many lines of a text file of this size are shown. */
export const previewLines = (bytes: number): number =>
  Math.max(LINES_MIN, Math.min(LINES_MAX, 1 + Math.floor(bytes / BYTES_PER_LINE)));

/** Returns the height of the preview in px, which is the same before the text has loaded. */
export const previewHeight = (bytes: number): number => previewLines(bytes) * LINE_PX + PADDING_PX;
