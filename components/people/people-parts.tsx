"use client";

import { Check, X } from "lucide-react";
import { useOnline, useViewer } from "@/components/chats/chat-list-provider";
import { Avatar } from "@/components/ui/avatar";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { plainName, type User } from "@/lib/users/schema";

/** Those who have been chosen so far, each to be taken out again. */
export function ChosenPeople({ people, onRemove }: { people: User[]; onRemove: (person: User) => void }) {
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

type OptionProps = { id: string; person: User; isActive: boolean; isChosen: boolean; onChoose: () => void };

export function PersonOption({ id, person, isActive, isChosen, onChoose }: OptionProps) {
  const viewer = useViewer();
  const online = useOnline();
  return (
    // The focus stays in the field above, which names this option as its active one.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: the combobox has the focus.
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      onClick={onChoose}
      ref={(node) => {
        if (isActive) node?.scrollIntoView({ block: "nearest" });
      }}
      className={cn(
        "flex h-9 cursor-default items-center gap-2 rounded-control px-2 text-sm pointer-coarse:h-11 hover:bg-accent",
        isActive && "bg-accent",
      )}
    >
      <Avatar user={person} size={24} presence={online.has(person.id) ? "online" : undefined} />
      <span className="min-w-0 flex-1 truncate">
        {plainName(person)}
        {person.id === viewer.id && " (you)"}
        <span className="text-muted-foreground"> @{person.username}</span>
      </span>
      {isChosen && <Check aria-hidden className="size-4 text-primary" />}
    </div>
  );
}

/** What stands where people would be. */
export function Nobody({ status, query, onRetry }: { status: string; query: string; onRetry: () => void }) {
  if (status === "loading") {
    return (
      <div className="grid gap-2 p-2">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="h-5 w-52" />
        <Skeleton className="h-5 w-36" />
      </div>
    );
  }
  return (
    <p className="px-2 py-6 text-center text-sm text-muted-foreground">
      {status === "failed"
        ? "The people could not be loaded. "
        : query
          ? "Nobody is called that."
          : "Nobody else is here yet."}
      {status === "failed" && (
        <button type="button" onClick={onRetry} className="text-primary underline-offset-4 hover:underline">
          Try again
        </button>
      )}
    </p>
  );
}
