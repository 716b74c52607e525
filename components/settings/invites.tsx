"use client";

import { Ticket } from "lucide-react";
import { Alert } from "@/components/ui/alert";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser/api";
import { type Invite, invitesReplySchema } from "@/lib/invites/schema";
import { InviteForm } from "./invite-form";
import { InviteRow } from "./invite-row";
import { RowsSkeleton } from "./rows-skeleton";
import { useFocusAfterRemoval } from "./use-focus-after-removal";
import { useLoad } from "./use-load";

const load = (signal: AbortSignal) => api("/api/chat/invites", { schema: invitesReplySchema, signal });

/** The invitation links that can still be used, and a form that makes a new one. */
export function Invites() {
  const { data, error, loading, reload, update } = useLoad(load);
  useFocusAfterRemoval(data?.invites.length);

  async function revoke(id: string) {
    await api(`/api/chat/invites/${id}`, { method: "DELETE" });
    update(({ invites }) => ({ invites: invites.filter((invite) => invite.id !== id) }));
    toast.success("That link does not work any more.");
  }

  return (
    <>
      <InviteForm
        onMade={(invite) => (data ? update(({ invites }) => ({ invites: [invite, ...invites] })) : reload())}
      />
      <div className="grid gap-2.5">
        <h3 className="text-sm font-medium">Links that work</h3>
        {data?.invites.some(isForThisMachine) && (
          <Alert>
            A link to localhost works on this machine only. Open Parley by the address that the others use, and copy the
            link there.
          </Alert>
        )}
        {data && data.invites.length > 0 ? (
          <ul className="divide-y overflow-hidden rounded-card border bg-card">
            {data.invites.map((invite) => (
              <InviteRow key={invite.id} invite={invite} onRevoke={() => revoke(invite.id)} />
            ))}
          </ul>
        ) : data ? (
          <EmptyState
            icon={<Ticket />}
            title="No link yet"
            description="Create one above and send it to the people you want here."
            className="w-full max-w-none rounded-card border border-dashed"
          />
        ) : error ? (
          <div className="rounded-card border">
            <ErrorState title="The links could not be loaded" description={error} onRetry={reload} retrying={loading} />
          </div>
        ) : (
          <RowsSkeleton label="Loading the links" />
        )}
      </div>
    </>
  );
}

/**
 * A link contains the address that the administrator uses. On the server's own machine that address is often useless to
 * others.
 */
function isForThisMachine({ url }: Invite): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}
