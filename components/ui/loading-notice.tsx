/** A small "Loading…" at the foot of the screen, after 300 ms, because quicker loads need no words. */
export function LoadingNotice({ isFailing = false }: { isFailing?: boolean }) {
  return (
    <span
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-4 z-50 mx-auto w-fit animate-[fade-in_1ms_300ms_both] rounded-full border bg-popover px-3 py-1 text-meta text-muted-foreground shadow-raised"
    >
      {isFailing ? "This opens when the connection is back." : "Loading…"}
    </span>
  );
}
