/**
 * Remembers where the first hit on screen stands. The function that it returns scrolls so that the hit stands there again, after
 * others have come above it. Browsers do so by themselves only in the middle of a list, and not all of them.
 */
export function holdPlace(list: HTMLElement | null): () => void {
  if (!list) return () => {};
  const top = list.getBoundingClientRect().top;
  const hits = [...list.querySelectorAll<HTMLElement>("[data-hit]")];
  const first = hits.find((hit) => hit.getBoundingClientRect().bottom > top);
  const before = first?.getBoundingClientRect().top ?? 0;
  return () => {
    if (first?.isConnected) list.scrollTop += first.getBoundingClientRect().top - before;
  };
}
