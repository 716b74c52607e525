"use client";

import { Ban, EllipsisVertical, KeyRound, ShieldCheck, ShieldOff, Trash2, Undo2 } from "lucide-react";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { MenuButton } from "@/components/ui/menu-button";
import { Time } from "@/components/ui/time";
import type { Account } from "@/lib/accounts/schema";
import { cn } from "@/lib/cn";
import { type AccountAction, AccountDialog } from "./account-dialog";

type Props = {
  account: Account;
  isViewer: boolean;
  onChanged: (account: Account) => void;
  onDeleted: (userId: string) => void;
};

/** An account in the list, with a menu of what an administrator can do with it. */
export function AccountRow({ account, isViewer, onChanged, onDeleted }: Props) {
  const [action, setAction] = useState<AccountAction>();
  const { user, disabled, lastSeenAt } = account;
  const isAdmin = user.role === "ADMIN";
  return (
    <li className="flex items-center gap-3 py-2.5 ps-4 pe-2">
      <Avatar user={user} size={36} className={cn(disabled && "opacity-60 grayscale")} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 font-medium">
          <bdi className="max-w-full truncate">{user.displayName}</bdi>
          {isViewer && <Badge variant="outline">You</Badge>}
          {isAdmin && <Badge variant="secondary">Administrator</Badge>}
          {disabled && <Badge variant="destructive">Disabled</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-1.5 text-meta text-muted-foreground">
          <span className="max-w-full truncate">@{user.username}</span>
          <span aria-hidden>·</span>
          {lastSeenAt ? (
            <span>
              seen <Time iso={lastSeenAt} mode="relative" />
            </span>
          ) : (
            "not seen yet"
          )}
        </p>
      </div>
      <MenuButton
        menu={(state) => (
          <DropdownMenu {...state} align="end">
            {!disabled && (
              <DropdownMenuItem onSelect={() => setAction("reset")}>
                <KeyRound aria-hidden /> Link for a new password…
              </DropdownMenuItem>
            )}
            {isAdmin ? (
              <DropdownMenuItem onSelect={() => setAction("unmake")}>
                <ShieldOff aria-hidden /> Make a member again…
              </DropdownMenuItem>
            ) : (
              !disabled && (
                <DropdownMenuItem onSelect={() => setAction("make")}>
                  <ShieldCheck aria-hidden /> Make an administrator…
                </DropdownMenuItem>
              )
            )}
            <DropdownMenuSeparator />
            {disabled ? (
              <DropdownMenuItem onSelect={() => setAction("enable")}>
                <Undo2 aria-hidden /> Enable account…
              </DropdownMenuItem>
            ) : (
              <DropdownMenuItem variant="destructive" onSelect={() => setAction("disable")}>
                <Ban aria-hidden /> Disable account…
              </DropdownMenuItem>
            )}
            <DropdownMenuItem variant="destructive" onSelect={() => setAction("delete")}>
              <Trash2 aria-hidden /> Delete account…
            </DropdownMenuItem>
          </DropdownMenu>
        )}
      >
        <Button variant="ghost" size="icon" aria-label={`Actions for ${user.displayName}`} className="touch-target">
          <EllipsisVertical aria-hidden />
        </Button>
      </MenuButton>
      {action && (
        <AccountDialog
          action={action}
          account={account}
          isViewer={isViewer}
          onClose={() => setAction(undefined)}
          onChanged={onChanged}
          onDeleted={onDeleted}
        />
      )}
    </li>
  );
}
