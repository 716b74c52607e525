import { Lock } from "lucide-react";
import type { Metadata } from "next";
import { Invites } from "@/components/settings/invites";
import { SettingsSection } from "@/components/settings/settings-section";
import { EmptyState } from "@/components/ui/empty-state";
import { requireViewer } from "@/lib/auth/viewer";
import { canInvite } from "@/lib/invites/policy";
import { getRegistrationState } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Invites" };

/** The description of an invitation link, by the server's REGISTRATION setting. */
const DESCRIPTIONS = {
  open: "Anybody who reaches this Parley can register, so a link is only the short way in.",
  invite: "People register here by a link of yours only.",
  closed: "Registration is closed: links let nobody in until the server's REGISTRATION setting is changed to invite.",
};

export default async function InvitesPage() {
  const viewer = await requireViewer();
  const { mode } = await getRegistrationState();
  const allowed = canInvite(viewer);
  return (
    <SettingsSection title="Invites" description={allowed && DESCRIPTIONS[mode]}>
      {allowed ? (
        <Invites />
      ) : (
        <EmptyState
          icon={<Lock />}
          title="Only administrators invite people"
          description="Ask one of them for a link."
        />
      )}
    </SettingsSection>
  );
}
