import { Lock } from "lucide-react";
import type { Metadata } from "next";
import { GroupSettings } from "@/components/settings/groups/group-settings";
import { SettingsSection } from "@/components/settings/settings-section";
import { EmptyState } from "@/components/ui/empty-state";
import { canAdminister } from "@/lib/accounts/policy";
import { requireViewer } from "@/lib/auth/viewer";

export const metadata: Metadata = { title: "Groups" };

export default async function GroupsPage() {
  const allowed = canAdminister(await requireViewer());
  return (
    <SettingsSection
      title="Groups"
      description={
        allowed && "People who are called together: who writes @ and the handle of a group mentions all of them."
      }
    >
      {allowed ? (
        <GroupSettings />
      ) : (
        <EmptyState
          icon={<Lock />}
          title="Only administrators change groups"
          description="Ask one of them when a group lacks somebody. To see who is in it, press on its name in a message."
        />
      )}
    </SettingsSection>
  );
}
