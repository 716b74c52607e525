/** Forgets what has ended; a value says itself when it ends, in milliseconds as `Date.now` has them. */
export function dropExpired(entries: Map<string, { readonly endsAt: number }>, now = Date.now()): void {
  for (const [key, { endsAt }] of entries) if (endsAt <= now) entries.delete(key);
}
