"use client";

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Time } from "@/components/ui/time";
import type { SessionInfo } from "@/lib/users/credentials-schema";
import { describeDevice } from "./device-name";
import { DeviceIcon, DeviceTitle } from "./device-title";

/** A session with its device and last use, and a button that ends it. */
export function DeviceRow({ session, onRevoke }: { session: SessionInfo; onRevoke: () => Promise<void> }) {
  const device = describeDevice(session.userAgent, session.kind);
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <DeviceIcon type={device.type} />
      <div className="min-w-0 flex-1">
        <DeviceTitle name={device.name} current={session.current} />
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
