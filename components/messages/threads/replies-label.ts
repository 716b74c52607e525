/** How many replies a thread has, in words. */
export function repliesLabel(count: number): string {
  if (count === 0) return "No replies yet";
  return count === 1 ? "1 reply" : `${count.toLocaleString("en")} replies`;
}
