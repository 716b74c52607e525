/** The dark layer behind dialogs and sheets. */
export const overlayClasses =
  "fixed inset-0 z-50 bg-overlay data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in";

/**
 * A box in the middle of a wide screen; on a phone a sheet at the foot of the screen, above its keyboard and home bar.
 */
export const modalClasses = [
  "fixed z-50 flex flex-col border bg-popover text-popover-foreground shadow-floating outline-none",
  "inset-x-0 bottom-0 max-h-[calc(100dvh-2rem)] rounded-t-card pb-[env(safe-area-inset-bottom)]",
  "max-sm:data-[state=closed]:animate-up-out max-sm:data-[state=open]:animate-up-in",
  "sm:inset-0 sm:m-auto sm:h-fit sm:max-h-[min(44rem,calc(100dvh-4rem))] sm:w-full sm:max-w-md sm:rounded-card sm:pb-0",
  "sm:data-[state=closed]:animate-pop-out sm:data-[state=open]:animate-pop-in",
].join(" ");

/** A floating box beside its trigger. */
export const floatingClasses =
  "z-50 rounded-card border bg-popover text-popover-foreground shadow-raised outline-none data-[state=closed]:animate-pop-out data-[state=open]:animate-pop-in";

/** One line of a menu or of a list of choices. */
export const itemClasses = [
  "relative flex w-full cursor-default select-none items-center gap-2 rounded-control px-2 py-1.5 text-sm outline-none touch-target",
  "data-highlighted:bg-accent data-highlighted:text-accent-foreground data-disabled:pointer-events-none data-disabled:opacity-55",
  "[&_svg]:shrink-0 [&_svg:not([class*=size-])]:size-4 [&_svg:not([class*=text-])]:text-muted-foreground",
].join(" ");
