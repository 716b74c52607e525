"use client";

import { Laptop, Smartphone, Tablet, Terminal } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Time } from "@/components/ui/time";
import type { SessionInfo } from "@/lib/users/credentials-schema";
import { describeDevice } from "./device-name";

const ICONS = { phone: Smartphone, tablet: Tablet, computer: Laptop, program: Terminal };

/** A session with its device and last use, and a button that ends it. */
export function DeviceRow({ session, onRevoke }: { session: SessionInfo; onRevoke: () => Promise<void> }) {
  const device = describeDevice(session.userAgent, session.kind);
  const Icon = ICONS[device.type];
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon aria-hidden className="size-5 shrink-0 stroke-[1.75] text-muted-foreground" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 font-medium">
          {device.name}
          {session.current && <Badge variant="outline">This device</Badge>}
        </p>
        <p className="text-meta text-pretty text-muted-foreground">
          {session.address && <span className="break-all">{session.address} · </span>}
          {session.current ? "In use now" : <Time iso={session.lastSeenAt} mode="relative" />}
          <span className="max-sm:hidden">
            {" "}
            · logged in <Time iso={session.createdAt} mode="date" />
          </span>
        </p>
      </div>
      {!session.current && (
        <ConfirmDialog
          title={`Log out ${device.name}?`}
          description="It is logged out at once. Whoever uses it needs your password to come back."
          action="Log out"
          destructive
          onConfirm={onRevoke}
        >
          <Button variant="outline" size="sm" aria-label={`Log out ${device.name}`}>
            Log out
          </Button>
        </ConfirmDialog>
      )}
    </li>
  );
}
