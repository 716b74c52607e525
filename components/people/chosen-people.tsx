"use client";

import { X } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import type { Author } from "@/lib/users/schema";

/** The people who have been chosen, each with a button that removes them. */
export function ChosenPeople<T extends Author>({
  people,
  onRemove,
}: {
  people: readonly T[];
  onRemove: (person: T) => void;
}) {
  if (people.length === 0) return null;
  return (
    <ul aria-label="Chosen people" className="flex flex-wrap gap-1.5">
      {people.map((person) => (
        <li key={person.id} className="flex max-w-full items-center gap-1.5 rounded-full bg-secondary ps-1 text-meta">
          <Avatar user={person} size={20} />
          <span className="truncate">{person.displayName}</span>
          <button
            type="button"
            aria-label={`Remove ${person.displayName}`}
            onClick={() => onRemove(person)}
            className="grid size-7 place-items-center rounded-full touch-reach hover:bg-accent"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </li>
      ))}
    </ul>
  );
}
