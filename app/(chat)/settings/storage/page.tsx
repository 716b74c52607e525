import type { Metadata } from "next";
import { SettingsSection } from "@/components/settings/settings-section";
import { Storage } from "@/components/settings/storage";

export const metadata: Metadata = { title: "Storage" };

export default function StoragePage() {
  return (
    <SettingsSection title="Storage" description="What the files that you share take on the server.">
      <Storage />
    </SettingsSection>
  );
}
