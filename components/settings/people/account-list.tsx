"use client";

import { SearchX } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { FindField } from "../find-field";
import { RowsSkeleton } from "../rows-skeleton";
import { useFocusAfterRemoval } from "../use-focus-after-removal";
import { AccountRow } from "./account-row";
import { useAccounts } from "./use-accounts";

/** All accounts, for administrators, with a search field and a menu at each row. */
export function AccountList({ viewerId }: { viewerId: string }) {
  const [typed, setTyped] = useState("");
  const { data, query, error, loading, reload, more, loadMore, put, remove } = useAccounts(typed);
  const [removed, setRemoved] = useState(0);
  // The number of rows would not do, because a search changes it while the focus is in the search field.
  useFocusAfterRemoval(-removed);
  const count = data?.accounts.length ?? 0;
  return (
    <div className="grid gap-3">
      <FindField
        label="Find a person"
        value={typed}
        onType={setTyped}
        maxLength={100}
        found={
          data && !loading
            ? count === 0
              ? "Nobody is called that."
              : `${count}${data.hasMore ? " or more" : ""} shown`
            : null
        }
      />
      {data && count > 0 ? (
        <ul aria-busy={loading} className="divide-y overflow-hidden rounded-card border bg-card">
          {data.accounts.map((account) => (
            <AccountRow
              key={account.user.id}
              account={account}
              isViewer={account.user.id === viewerId}
              onChanged={put}
              onDeleted={(id) => {
                remove(id);
                setRemoved((before) => before + 1);
              }}
            />
          ))}
        </ul>
      ) : data ? (
        <EmptyState
          icon={<SearchX />}
          title="Nobody is called that"
          description={`No name and no username contains “${query}”.`}
          className="w-full max-w-none rounded-card border border-dashed"
        />
      ) : error ? (
        <div className="rounded-card border">
          <ErrorState title="The people could not be loaded" description={error} onRetry={reload} retrying={loading} />
        </div>
      ) : (
        <RowsSkeleton label="Loading the people" rows={5} />
      )}
      {data && error && (
        <p role="alert" className="text-sm text-destructive">
          {error}{" "}
          <Button variant="link" size="sm" onClick={reload}>
            Try again
          </Button>
        </p>
      )}
      {data?.hasMore && (
        <Button variant="outline" loading={more.busy} onClick={loadMore} className="max-sm:h-11 sm:justify-self-start">
          Show more people
        </Button>
      )}
      {more.problem && (
        <p role="alert" className="text-sm text-destructive">
          {more.problem}
        </p>
      )}
    </div>
  );
}
