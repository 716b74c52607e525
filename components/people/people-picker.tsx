"use client";

import { type KeyboardEvent, useEffect, useEffectEvent, useId, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { isComposing } from "@/components/ui/keyboard";
import type { Author, User } from "@/lib/users/schema";
import { ChosenPeople } from "./chosen-people";
import { PeoplePlaceholder } from "./people-placeholder";
import { PersonOption } from "./person-option";
import { usePeople } from "./use-people";

type Props<T extends Author> = {
  label: string;
  chosen: T[];
  onChange: (people: (T | User)[]) => void;
  /** People who are not offered, such as members of the room. */
  excludedIds?: ReadonlySet<string>;
  error?: string;
  optional?: boolean;
  hint?: string;
};

/** A search field and a list from which people are chosen: by typing, ↑ ↓ and Enter. Backspace removes the last one. */
export function PeoplePicker<T extends Author = User>(props: Props<T>) {
  const { label, chosen, onChange, excludedIds, error, optional, hint } = props;
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  /** Whether Enter was pressed before the answer to what is typed came: until then the list is that of an earlier question. */
  const [waits, setWaits] = useState(false);
  const listId = useId();
  const { status, people, retry } = usePeople(query, { limit: 30 });
  const offered = people.filter((person) => !excludedIds?.has(person.id));
  const isChosen = (id: string) => chosen.some((person) => person.id === id);
  const current = offered[Math.min(active, offered.length - 1)];

  function toggle(person: T | User) {
    onChange(isChosen(person.id) ? chosen.filter((one) => one.id !== person.id) : [...chosen, person]);
    setQuery("");
    setActive(0);
  }

  const onAnswer = useEffectEvent(() => {
    setWaits(false);
    if (status === "ready" && current) toggle(current);
  });
  useEffect(() => {
    if (waits && status !== "loading") onAnswer();
  }, [waits, status]);

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((at) => (Math.min(at, offered.length - 1) + step + offered.length) % Math.max(1, offered.length));
    } else if (event.key === "Enter" && (query !== "" || chosen.length === 0)) {
      const isEarly = status === "loading" && query !== "";
      if (isEarly || current) event.preventDefault();
      if (isEarly) setWaits(true);
      else if (current) toggle(current);
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
            setWaits(false);
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
      <ChosenPeople people={chosen} onRemove={toggle} />
      <div
        id={listId}
        role="listbox"
        aria-label="People"
        aria-multiselectable
        tabIndex={-1}
        className="h-52 overflow-y-auto overscroll-contain rounded-control border p-1"
      >
        {offered.map((person) => (
          <PersonOption
            key={person.id}
            id={`${listId}-${person.id}`}
            person={person}
            isActive={person.id === current?.id}
            isChosen={isChosen(person.id)}
            onChoose={() => toggle(person)}
          />
        ))}
        {offered.length === 0 && <PeoplePlaceholder status={status} query={query} onRetry={retry} />}
      </div>
    </div>
  );
}
