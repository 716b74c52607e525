"use client";

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorState } from "@/components/ui/error-state";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser/api";
import { sessionsReplySchema } from "@/lib/users/credentials-schema";
import { DeviceRow } from "./device-row";
import { RowsSkeleton } from "./rows-skeleton";
import { SettingsSection } from "./settings-section";
import { useFocusAfterRemoval } from "./use-focus-after-removal";
import { useLoad } from "./use-load";
import { usePasswordConfirmation } from "./use-password-confirmation";

const load = (signal: AbortSignal) => api("/api/chat/sessions", { schema: sessionsReplySchema, signal });

/** The list of the viewer's sessions, with a button that ends all others. */
export function Devices() {
  const { data, error, loading, reload, update } = useLoad(load);
  const again = usePasswordConfirmation("Log out");
  useFocusAfterRemoval(data?.sessions.length);
  // This device comes first, because people look for it before they end other sessions.
  const sessions = data?.sessions.toSorted((a, b) => Number(b.current) - Number(a.current));
  const others = sessions?.filter((session) => !session.current) ?? [];

  async function revoke(id: string) {
    await api(`/api/chat/sessions/${id}`, { method: "DELETE" });
    update((before) => ({ sessions: before.sessions.filter((session) => session.id !== id) }));
    toast.success("That device is logged out.");
  }

  async function revokeOthers() {
    await api("/api/chat/sessions", { method: "DELETE" });
    update((before) => ({ sessions: before.sessions.filter((session) => session.current) }));
    toast.success("All other devices are logged out.");
  }

  return (
    <SettingsSection
      title="Devices"
      description="Where you are logged in. End what you do not know, then change your password."
      action={
        others.length > 0 && (
          <ConfirmDialog
            title="Log out everywhere else?"
            description={`${others.length === 1 ? "One other device is" : `${others.length} other devices are`} logged out at once. You stay logged in here.`}
            action="Log out everywhere else"
            destructive
            onConfirm={() => again.run(revokeOthers)}
          >
            <Button variant="outline">Log out everywhere else</Button>
          </ConfirmDialog>
        )
      }
    >
      {sessions ? (
        <ul className="divide-y overflow-hidden rounded-card border bg-card">
          {sessions.map((session) => (
            <DeviceRow key={session.id} session={session} onRevoke={() => again.run(() => revoke(session.id))} />
          ))}
        </ul>
      ) : error ? (
        <div className="rounded-card border">
          <ErrorState
            title="Your devices could not be loaded"
            description={error}
            onRetry={reload}
            retrying={loading}
          />
        </div>
      ) : (
        <RowsSkeleton label="Loading your devices" />
      )}
      {others.length === 0 && sessions && (
        <p className="text-sm text-muted-foreground">You are not logged in anywhere else.</p>
      )}
      {again.dialog}
    </SettingsSection>
  );
}
