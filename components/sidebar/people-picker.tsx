"use client";

import { Check, X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import type { User } from "@/lib/users/schema";
import { useOnline, useViewer } from "./chat-list-provider";
import { usePeople } from "./use-people";

type Props = {
  label: string;
  chosen: User[];
  onChange: (people: User[]) => void;
  /** People who are not offered, such as those who are in already. */
  without?: ReadonlySet<string>;
  error?: string;
  optional?: boolean;
  hint?: string;
};

/** Choose people by name: type, ↑ ↓, Enter; Backspace takes the last one out. */
export function PeoplePicker({ label, chosen, onChange, without, error, optional, hint }: Props) {
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const listId = useId();
  const { status, people, retry } = usePeople(query, { limit: 30 });
  const offered = people.filter((person) => !without?.has(person.id));
  const isChosen = (id: string) => chosen.some((person) => person.id === id);
  const current = offered[Math.min(active, offered.length - 1)];

  function toggle(person: User) {
    onChange(isChosen(person.id) ? chosen.filter((one) => one.id !== person.id) : [...chosen, person]);
    setQuery("");
    setActive(0);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((at) => (Math.min(at, offered.length - 1) + step + offered.length) % Math.max(1, offered.length));
    } else if (event.key === "Enter" && current && (query !== "" || chosen.length === 0)) {
      event.preventDefault();
      toggle(current);
    } else if (event.key === "Backspace" && query === "") onChange(chosen.slice(0, -1));
  }

  return (
    <div className="grid gap-2">
      <Field label={label} error={error} optional={optional} hint={hint}>
        <Input
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          placeholder="Search by name"
          autoComplete="off"
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={current ? `${listId}-${current.id}` : undefined}
        />
      </Field>
      <Chosen people={chosen} onRemove={toggle} />
      <div
        id={listId}
        role="listbox"
        aria-label="People"
        aria-multiselectable
        tabIndex={-1}
        className="h-52 overflow-y-auto overscroll-contain rounded-control border p-1"
      >
        {offered.map((person) => (
          <Option
            key={person.id}
            id={`${listId}-${person.id}`}
            person={person}
            isActive={person.id === current?.id}
            isChosen={isChosen(person.id)}
            onChoose={() => toggle(person)}
          />
        ))}
        {offered.length === 0 && <Nobody status={status} query={query} onRetry={retry} />}
      </div>
    </div>
  );
}

function Chosen({ people, onRemove }: { people: User[]; onRemove: (person: User) => void }) {
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

function Option({ id, person, isActive, isChosen, onChoose }: OptionProps) {
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
        {person.displayName}
        {person.id === viewer.id && " (you)"}
        <span className="text-muted-foreground"> @{person.username}</span>
      </span>
      {isChosen && <Check aria-hidden className="size-4 text-primary" />}
    </div>
  );
}

function Nobody({ status, query, onRetry }: { status: string; query: string; onRetry: () => void }) {
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
