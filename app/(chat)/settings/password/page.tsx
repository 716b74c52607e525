import type { Metadata } from "next";
import { PasswordForm } from "@/components/settings/password-form";
import { SettingsSection } from "@/components/settings/settings-section";
import { requireViewer } from "@/lib/auth/viewer";

export const metadata: Metadata = { title: "Password" };

export default async function PasswordPage() {
  const viewer = await requireViewer();
  return (
    <SettingsSection
      title="Password"
      description="Changing it logs you out on all other devices and ends every token of your programs."
    >
      <PasswordForm username={viewer.username} />
    </SettingsSection>
  );
}
