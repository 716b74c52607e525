"use client";

import { UsersRound } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { foldForSearch } from "@/lib/text";
import { GROUPS_MAX, type UserGroup } from "@/lib/user-groups/schema";
import { FindField } from "../find-field";
import { RowsSkeleton } from "../rows-skeleton";
import { useFocusAfterRemoval } from "../use-focus-after-removal";
import { GroupDialog } from "./group-dialog";
import { GroupRow } from "./group-row";
import { useGroups } from "./use-groups";

/** From so many on there is a field to search in. */
const SEARCHED_FROM = 12;

/** The user groups of this server, for administrators: each with what can be changed, and a button that makes one. */
export function GroupSettings() {
  const { groups, error, loading, reload, remove } = useGroups();
  const [edited, setEdited] = useState<UserGroup | "new">();
  useFocusAfterRemoval(groups?.length);
  if (!groups && error)
    return (
      <ErrorState title="The groups could not be loaded" description={error} onRetry={reload} retrying={loading} />
    );
  if (!groups) return <RowsSkeleton label="Loading the groups" />;
  return (
    <div className="grid gap-4">
      <Button className="max-sm:h-11 sm:justify-self-start" onClick={() => setEdited("new")} disabled={isFull(groups)}>
        New group
      </Button>
      {isFull(groups) && (
        <p className="text-meta text-muted-foreground">There are {GROUPS_MAX} groups, and there can be no more.</p>
      )}
      {groups.length === 0 ? (
        <EmptyState
          icon={<UsersRound />}
          title="No groups yet"
          description="Put people together who are asked together, such as everyone who designs: @design calls them all."
          className="w-full max-w-none rounded-card border border-dashed"
        />
      ) : (
        <GroupList groups={groups} onEdit={setEdited} onDeleted={remove} />
      )}
      {edited && (
        <GroupDialog
          group={edited === "new" ? undefined : edited}
          onClose={() => setEdited(undefined)}
          onSaved={reload}
        />
      )}
    </div>
  );
}

const isFull = (groups: readonly UserGroup[]): boolean => groups.length >= GROUPS_MAX;

type ListProps = {
  groups: readonly UserGroup[];
  onEdit: (group: UserGroup) => void;
  onDeleted: (group: UserGroup) => void;
};

function GroupList({ groups, onEdit, onDeleted }: ListProps) {
  const [typed, setTyped] = useState("");
  const query = foldForSearch(typed.trim().replace(/^@/, ""));
  const shown = groups.filter(({ handle, name }) => foldForSearch(`${handle} ${name}`).includes(query));
  return (
    <div className="grid gap-2.5">
      {groups.length >= SEARCHED_FROM && (
        <FindField
          label="Find a group"
          value={typed}
          onType={setTyped}
          maxLength={64}
          found={query && (shown.length === 0 ? "No group is called that." : `${shown.length} shown`)}
        />
      )}
      {shown.length > 0 ? (
        <ul className="divide-y overflow-hidden rounded-card border bg-card">
          {shown.map((group) => (
            <GroupRow key={group.id} group={group} onEdit={() => onEdit(group)} onDeleted={() => onDeleted(group)} />
          ))}
        </ul>
      ) : (
        <p className="text-sm text-muted-foreground">No group is called that.</p>
      )}
    </div>
  );
}
