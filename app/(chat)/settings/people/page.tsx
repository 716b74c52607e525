import { Lock } from "lucide-react";
import type { Metadata } from "next";
import { AccountList } from "@/components/settings/people/account-list";
import { SettingsSection } from "@/components/settings/settings-section";
import { EmptyState } from "@/components/ui/empty-state";
import { canAdminister } from "@/lib/accounts/policy";
import { requireViewer } from "@/lib/auth/viewer";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const viewer = await requireViewer();
  const allowed = canAdminister(viewer);
  return (
    <SettingsSection
      title="People"
      description={
        allowed &&
        "Everybody who has an account here: help with a lost password, make administrators, end somebody's access."
      }
    >
      {allowed ? (
        <AccountList viewerId={viewer.id} />
      ) : (
        <EmptyState
          icon={<Lock />}
          title="Only administrators see the accounts"
          description="Ask one of them when somebody has lost a password or is to lose their access."
        />
      )}
    </SettingsSection>
  );
}
