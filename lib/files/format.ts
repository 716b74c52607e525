const KB = 1024;
const MB = KB * KB;
const GB = MB * KB;

/** Formats a file's size for people: `0 bytes`, `812 kB`, `1.4 MB`, `16 MB`. It has a decimal only below ten. */
export function formatSize(bytes: number): string {
  if (bytes < KB) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  const [unit, name] =
    bytes < MB - KB / 2 ? ([KB, "kB"] as const) : bytes < GB - MB / 2 ? ([MB, "MB"] as const) : ([GB, "GB"] as const);
  const amount = bytes / unit;
  const digits = amount < 9.95 && unit !== KB ? 1 : 0;
  return `${amount.toLocaleString("en", { maximumFractionDigits: digits, useGrouping: false })} ${name}`;
}

/** Formats a duration as players show it: `0:07`, `12:30`, `1:02:03`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Formats a duration for screen readers: `7 seconds`, `1 minute 5 seconds`, `2 hours 1 minute`. */
export function describeDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const count = (value: number, unit: string) => (value === 0 ? "" : `${value} ${unit}${value === 1 ? "" : "s"}`);
  const hours = Math.floor(seconds / 3600);
  const parts = [
    count(hours, "hour"),
    count(Math.floor(seconds / 60) % 60, "minute"),
    hours > 0 ? "" : count(seconds % 60, "second"),
  ];
  return parts.filter((part) => part !== "").join(" ") || "0 seconds";
}
