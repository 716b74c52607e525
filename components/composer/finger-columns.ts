/** The least width of an emoji for fingers, in px. */
const CELL_MIN = 44;
const PADDING = 16;

/** How many emoji a row of the picker has on a screen for fingers. */
export const fingerColumns = (): number => Math.max(6, Math.min(12, Math.floor((innerWidth - PADDING) / CELL_MIN)));
