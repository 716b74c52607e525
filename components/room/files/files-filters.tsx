"use client";

import { useId } from "react";
import { useViewer } from "@/components/sidebar/chat-list-provider";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/select";
import type { Room } from "@/lib/rooms/schema";
import { useMembers } from "../use-members";
import type { FilesFilter } from "./use-room-files";

type Props = { room: Room; filter: FilesFilter; onChange: (filter: FilesFilter) => void };

/** Whose files, and those up to which day. */
export function FilesFilters({ room, filter, onChange }: Props) {
  const viewer = useViewer();
  const { members } = useMembers(room);
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
          {members?.map(({ user }) => (
            <option key={user.id} value={user.id}>
              {user.id === viewer.id ? "You" : user.displayName}
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
