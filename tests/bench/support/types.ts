/** The possible columns of a row, in the order of the table. Times are in ms, CPU in seconds. */
export const COLUMNS = {
  p50: { label: "receipt p50", unit: "ms", digits: 2 },
  p95: { label: "p95", unit: "ms", digits: 2 },
  p99: { label: "p99", unit: "ms", digits: 2 },
  ack: { label: "answer p50", unit: "ms", digits: 2 },
  deliveries: { label: "deliveries/s", unit: "", digits: 0 },
  sends: { label: "sends/s", unit: "", digits: 0 },
  cpuDeliveries: { label: "CPU / 100,000 deliveries", unit: "s", digits: 2 },
  cpuSends: { label: "CPU / 1,000 sends", unit: "s", digits: 3 },
  frameBytes: { label: "bytes a delivery", unit: "", digits: 0 },
  late: { label: "came after a later one", unit: "%", digits: 1 },
  wrong: { label: "lost + double + out of order", unit: "", digits: 0 },
  cpuJoins: { label: "CPU, 1,000 join", unit: "s", digits: 2 },
  cpuRequest: { label: "CPU / request", unit: "ms", digits: 2 },
  connectionBytes: { label: "bytes a connection", unit: "", digits: 0 },
  residentBytes: { label: "resident bytes a connection", unit: "", digits: 0 },
  memory: { label: "memory", unit: "MB", digits: 0 },
  open: { label: "page p50", unit: "ms", digits: 2 },
  history: { label: "newest messages p50", unit: "ms", digits: 2 },
  paging: { label: "paging back p50", unit: "ms", digits: 2 },
  list: { label: "list p50", unit: "ms", digits: 2 },
  query: { label: "search p50", unit: "ms", digits: 2 },
  querySlow: { label: "search p95", unit: "ms", digits: 2 },
  ratio: { label: "ratio", unit: "×", digits: 2 },
  throughput: { label: "uploaded", unit: "MB/s", digits: 0 },
  growth: { label: "memory above rest, ten at once", unit: "MB", digits: 0 },
  lcp: { label: "largest contentful paint", unit: "s", digits: 2 },
  cls: { label: "layout shift", unit: "", digits: 4 },
  performance: { label: "performance", unit: "", digits: 0 },
  accessibility: { label: "accessibility", unit: "", digits: 0 },
  bestPractices: { label: "best practices", unit: "", digits: 0 },
  ready: { label: "ready after", unit: "s", digits: 2 },
} as const;

export type Column = keyof typeof COLUMNS;
export type Row = { name: string; values: Partial<Record<Column, number>> };

/** The result of a scenario: a row for each server, and the name of the row that is the limit. */
export type Section = { title: string; about: string; limit: string | null; rows: Row[] };

/** How long a scenario runs and with how much load. A quick run only shows that it works. */
export type Effort = { quick: boolean; seconds: number; warmUpSeconds: number };

export type Scenario = (effort: Effort) => Promise<Section>;
