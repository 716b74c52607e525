/** How much of these rooms is in the index: null when all of it is. */
export function progressOf(rooms: readonly { seq: number; todo: number }[]): { done: number; total: number } | null {
  const left = rooms.reduce((sum, { todo }) => sum + todo, 0);
  if (left === 0) return null;
  const total = rooms.reduce((sum, { seq }) => sum + seq, 0);
  return { done: Math.max(0, total - left), total };
}
