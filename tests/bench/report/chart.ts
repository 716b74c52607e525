import type { Budget } from "../budgets.ts";

const [WIDTH, TOP, STEP, BAR] = [760, 52, 46, 14];
const [LEFT, FULL] = [20, 480];
/** A bar is cut off here when the budget was missed by more. */
const SHARE_MAX = 1.45;
const [INK, PALE, REACHED, MISSED] = ["#1f2933", "#e4e7eb", "#2f855a", "#c05621"];

/** Draws a bar for each budget. Its length is the share of the budget that was used, so shorter is better. */
export function drawChart(budgets: Budget[]): string {
  const height = TOP + budgets.length * STEP + 12;
  const line = LEFT + FULL;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="How much of each budget is used">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text(LEFT, 24, "Share of each budget that is used; shorter is better", 'font-weight="600"'),
    text(line, 44, "the budget", 'text-anchor="middle" font-size="11"'),
    ...budgets.flatMap((budget, i) => bar(budget, TOP + i * STEP)),
    `<line x1="${line}" y1="${TOP}" x2="${line}" y2="${height - 12}" stroke="${INK}" stroke-dasharray="4 3"/>`,
    "</svg>",
    "",
  ].join("\n");
}

function bar({ what, allowed, measured, share }: Budget, y: number): string[] {
  const length = Math.max(2, Math.min(share, SHARE_MAX) * FULL);
  return [
    text(LEFT, y + 14, what),
    `<rect x="${LEFT}" y="${y + 20}" width="${FULL}" height="${BAR}" fill="${PALE}"/>`,
    `<rect x="${LEFT}" y="${y + 20}" width="${length.toFixed(0)}" height="${BAR}" fill="${share <= 1 ? REACHED : MISSED}"/>`,
    text(WIDTH - 12, y + 14, `${measured} (${allowed})`, 'text-anchor="end"'),
  ];
}

function text(x: number, y: number, words: string, more = ""): string {
  const safe = words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return `<text x="${x}" y="${y}" fill="${INK}" ${more}>${safe}</text>`;
}
