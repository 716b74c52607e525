import type { Metadata } from "next";
import { KeywordSettings } from "@/components/settings/keywords/keyword-settings";
import { SettingsSection } from "@/components/settings/settings-section";

export const metadata: Metadata = { title: "Keywords" };

export default function KeywordsPage() {
  return (
    <SettingsSection
      title="Keywords"
      description="A message with one of these words counts as a mention of you, in the rooms that you are in. Rooms that are muted, or from which you want nothing, stay quiet."
    >
      <KeywordSettings />
    </SettingsSection>
  );
}
