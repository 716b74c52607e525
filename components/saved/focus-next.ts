/** Moves the focus out of an entry that leaves the list to the one after it, or before it, or to the list where there is none. */
export function focusNext(list: HTMLElement | null, messageId: string): void {
  const row = list?.querySelector(`[data-entry="${messageId}"]`)?.closest("li");
  if (!row?.contains(document.activeElement)) return;
  const next = (row.nextElementSibling ?? row.previousElementSibling)?.querySelector<HTMLElement>("[data-entry]");
  (next ?? list?.closest<HTMLElement>("[role=tabpanel]"))?.focus();
}
