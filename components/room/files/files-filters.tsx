"use client";

import { useId } from "react";
import { useViewer } from "@/components/chats/chat-list-provider";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/select";
import type { Author } from "@/lib/users/schema";
import type { FilesFilter } from "./use-room-files";

type Props = { people: readonly Author[]; filter: FilesFilter; onChange: (filter: FilesFilter) => void };

/** The filters above the shared files: a person, and a last day. */
export function FilesFilters({ people, filter, onChange }: Props) {
  const viewer = useViewer();
  const id = useId();
  return (
    <div className="grid grid-cols-2 gap-2 px-2">
      <div className="grid content-start gap-1">
        <label htmlFor={`${id}-person`} className="text-xs text-muted-foreground">
          From
        </label>
        <NativeSelect
          id={`${id}-person`}
          value={filter.person}
          onChange={(event) => onChange({ ...filter, person: event.target.value })}
          className="w-full text-sm"
        >
          <option value="">Anyone</option>
          {people.some(({ id }) => id === viewer.id) && <option value={viewer.id}>You</option>}
          {people
            .filter(({ id }) => id !== viewer.id)
            .map((person) => (
              <option key={person.id} value={person.id}>
                {person.displayName}
              </option>
            ))}
        </NativeSelect>
      </div>
      <div className="grid content-start gap-1">
        <label htmlFor={`${id}-day`} className="text-xs text-muted-foreground">
          Up to
        </label>
        <Input
          id={`${id}-day`}
          type="date"
          value={filter.day}
          onChange={(event) => onChange({ ...filter, day: event.target.value })}
          className="w-full text-sm"
        />
      </div>
    </div>
  );
}
