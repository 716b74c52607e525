"use client";

import { useCallback, useEffect, useState } from "react";
import { errorMessageOf } from "@/components/ui/form-errors";
import { ACCOUNTS_PAGE, type Account, accountsReplySchema } from "@/lib/accounts/schema";
import { api } from "@/lib/browser/api";
import { useLoad } from "../use-load";

/** The search waits until the person stops typing. */
const TYPING_PAUSE_MS = 150;

/**
 * The accounts whose names contain what is typed, page by page. The last result stays until the next one has arrived.
 */
export function useAccounts(typed: string) {
  const query = useDebounced(typed.trim());
  const load = useCallback((signal: AbortSignal) => fetchPage(query, 0, signal), [query]);
  const { data, error, loading, reload, update } = useLoad(load);
  const [more, setMore] = useState<{ busy: boolean; problem?: string }>({ busy: false });

  async function loadMore() {
    if (!data || more.busy) return;
    setMore({ busy: true });
    try {
      const page = await fetchPage(query, data.accounts.length);
      // An account that moved between two pages must not be listed twice.
      update(({ accounts }) => {
        const known = new Set(accounts.map(({ user }) => user.id));
        return {
          accounts: [...accounts, ...page.accounts.filter(({ user }) => !known.has(user.id))],
          hasMore: page.hasMore,
        };
      });
      setMore({ busy: false });
    } catch (fault) {
      setMore({ busy: false, problem: errorMessageOf(fault) });
    }
  }

  const put = (account: Account) =>
    update(({ accounts, hasMore }) => ({
      accounts: accounts.map((one) => (one.user.id === account.user.id ? account : one)),
      hasMore,
    }));
  const remove = (userId: string) =>
    update(({ accounts, hasMore }) => ({ accounts: accounts.filter(({ user }) => user.id !== userId), hasMore }));
  return { data, query, error, loading, reload, more, loadMore, put, remove };
}

function fetchPage(q: string, offset: number, signal?: AbortSignal) {
  const params = new URLSearchParams({ q, offset: String(offset), limit: String(ACCOUNTS_PAGE) });
  return api(`/api/chat/accounts?${params}`, { schema: accountsReplySchema, signal });
}

function useDebounced(value: string): string {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), value === "" ? 0 : TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}
