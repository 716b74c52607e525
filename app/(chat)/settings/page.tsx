import type { Metadata } from "next";
import { ProfileForm } from "@/components/settings/profile-form";
import { SettingsSection } from "@/components/settings/settings-section";
import { requireViewer } from "@/lib/auth/viewer";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const { sessionId: _, ...user } = await requireViewer();
  return (
    <SettingsSection title="Profile" description="How others see you.">
      <ProfileForm user={user} />
    </SettingsSection>
  );
}
