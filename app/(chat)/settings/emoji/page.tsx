import type { Metadata } from "next";
import { EmojiSettings } from "@/components/settings/emoji/emoji-settings";
import { SettingsSection } from "@/components/settings/settings-section";
import { requireViewer } from "@/lib/auth/viewer";

export const metadata: Metadata = { title: "Emoji" };

export default async function EmojiPage() {
  const { id, role } = await requireViewer();
  return (
    <SettingsSection
      title="Emoji"
      description="Pictures of your own, for messages and reactions. Everybody here can use them: type a name between colons, or choose one in the picker."
    >
      <EmojiSettings viewer={{ id, role }} />
    </SettingsSection>
  );
}
