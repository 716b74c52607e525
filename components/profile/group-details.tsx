"use client";

import { UsersRound } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { peopleCount } from "@/lib/user-groups/people-count";
import type { GroupMembers } from "@/lib/user-groups/schema";
import { plainName } from "@/lib/users/schema";

type Props = GroupMembers & { onPerson: (id: string) => void };

/** What the card of a user group says: its name, and its members, each of whom opens a card of their own. */
export function GroupDetails({ group: { handle, name, memberCount }, members, onPerson }: Props) {
  return (
    <div className="grid gap-3">
      <div className="flex items-center gap-3">
        <span className="grid size-10 shrink-0 place-items-center rounded-full bg-secondary text-muted-foreground">
          <UsersRound aria-hidden className="size-5" />
        </span>
        <div className="min-w-0 flex-1">
          <p dir="auto" className="text-base font-semibold wrap-anywhere">
            {name}
          </p>
          <p className="text-meta text-muted-foreground wrap-anywhere">
            @{handle} · {peopleCount(memberCount)}
          </p>
        </div>
      </div>
      {members.length > 0 && (
        <ul aria-label="Members" className="-mx-2 max-h-72 overflow-y-auto overscroll-contain">
          {members.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                onClick={() => onPerson(person.id)}
                className="flex h-9 w-full items-center gap-2 rounded-control px-2 text-start text-sm pointer-coarse:h-11 hover:bg-accent"
              >
                <Avatar user={person} size={24} />
                <span className="min-w-0 flex-1 truncate">
                  {plainName(person)}
                  <span className="text-muted-foreground"> @{person.username}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
