import type { Metadata } from "next";
import { EditHistoryChoice } from "@/components/settings/edit-history-choice";
import { SettingsSection } from "@/components/settings/settings-section";

export const metadata: Metadata = { title: "Messages" };

export default function MessagesPage() {
  return (
    <SettingsSection title="Messages" description="What everybody on this server sees of messages.">
      <EditHistoryChoice />
    </SettingsSection>
  );
}
