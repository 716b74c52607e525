import { Bookmark } from "lucide-react";

/** Says in the margin of a row that its message is saved; the row keeps its size. */
export function SavedMark() {
  return (
    <Bookmark
      role="img"
      aria-label="Saved for later"
      aria-hidden={false}
      className="absolute inset-e-0 top-2 size-3 fill-primary text-primary sm:inset-e-1"
    />
  );
}
