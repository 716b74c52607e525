/** Deletes the entries that have expired. Each value holds its own `endsAt`, in milliseconds like `Date.now()`. */
export function dropExpired(entries: Map<string, { readonly endsAt: number }>, now = Date.now()): void {
  for (const [key, { endsAt }] of entries) if (endsAt <= now) entries.delete(key);
}
