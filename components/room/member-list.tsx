"use client";

import { UserPlus } from "lucide-react";
import { useMemo, useState } from "react";
import { useOnline, useViewer } from "@/components/chats/chat-list-provider";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { Member } from "@/lib/members/schema";
import { canAddPeople } from "@/lib/rooms/policy";
import type { Room } from "@/lib/rooms/schema";
import { foldForSearch } from "@/lib/text";
import { MemberRow } from "./member-row";
import { AddPeopleDialog } from "./on-demand-dialogs";
import { useMembers } from "./use-members";

/** From this number of members on, the list has a search field. */
const FILTER_FROM = 12;

/** The members of a room in the details panel, with a search field and a button to add people. */
export function MemberList({ room }: { room: Room }) {
  const viewer = useViewer();
  const { members, hasMore, problem, reload } = useMembers(room);
  const [query, setQuery] = useState("");
  const [isAdding, setAdding] = useState(false);
  const shown = useMatchingMembers(members, query);
  const memberIds = useMemo(() => new Set(members?.map((member) => member.user.id)), [members]);
  return (
    <section aria-labelledby="members-title" className="px-3 py-4">
      <div className="flex items-center justify-between gap-2 ps-2">
        <h3 id="members-title" className="text-sm font-medium">
          {room.kind === "DIRECT" ? "In this chat" : "Members"}{" "}
          <span className="font-normal text-muted-foreground tabular-nums">{room.memberCount}</span>
        </h3>
        {canAddPeople(viewer, room) && (
          <Button variant="outline" size="sm" onPointerEnter={AddPeopleDialog.preload} onClick={() => setAdding(true)}>
            <UserPlus aria-hidden /> Add people
          </Button>
        )}
      </div>
      {(members?.length ?? 0) >= FILTER_FROM && (
        <div className="px-2 pt-3">
          <Input
            type="search"
            aria-label="Find a member"
            placeholder="Find a member"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            autoComplete="off"
          />
        </div>
      )}
      {problem && !members && <ErrorState description={problem} onRetry={reload} />}
      {!members && !problem && <MembersSkeleton count={Math.min(room.memberCount, 8)} />}
      <ul className="pt-2">
        {shown.map((member) => (
          <MemberRow key={member.user.id} room={room} member={member} onChanged={reload} />
        ))}
      </ul>
      {members && shown.length === 0 && (
        <p className="px-2 py-4 text-center text-meta text-muted-foreground">Nobody here is called that.</p>
      )}
      {hasMore && <p className="px-2 pt-2 text-meta text-muted-foreground">The first {members?.length} are shown.</p>}
      {isAdding && (
        <AddPeopleDialog room={room} memberIds={memberIds} onClose={() => setAdding(false)} onAdded={reload} />
      )}
    </section>
  );
}

/** The members whose name contains `query`. Among people of the same role, those who are online come first. */
function useMatchingMembers(members: Member[] | null, query: string): Member[] {
  const online = useOnline();
  return useMemo(() => {
    const wanted = foldForSearch(query.trim().replace(/^@/, ""));
    const found = (members ?? []).filter(
      ({ user }) => foldForSearch(user.displayName).includes(wanted) || foldForSearch(user.username).includes(wanted),
    );
    const rank = ({ role, user }: Member) =>
      (role === "OWNER" ? 0 : role === "MODERATOR" ? 2 : 4) + (online.has(user.id) ? 0 : 1);
    return found.sort((a, b) => rank(a) - rank(b));
  }, [members, query, online]);
}

function MembersSkeleton({ count }: { count: number }) {
  return (
    <div className="grid gap-1 pt-2">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the placeholders are all alike.
        <div key={index} className="flex h-12 items-center gap-2.5 px-2">
          <Skeleton className="size-8 rounded-full" />
          <Skeleton className="h-4 w-36" />
        </div>
      ))}
    </div>
  );
}
