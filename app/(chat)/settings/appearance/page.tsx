import type { Metadata } from "next";
import { cookies } from "next/headers";
import { Appearance } from "@/components/settings/appearance";
import { OpenAtChoice } from "@/components/settings/open-at-choice";
import { SettingsSection } from "@/components/settings/settings-section";
import { readTheme, THEME_COOKIE } from "@/components/settings/theme";
import { readPreference } from "@/components/ui/preference-cookie";
import { OPEN_AT_COOKIE, readOpenAt } from "@/lib/messages/open-at";

export const metadata: Metadata = { title: "Appearance" };

export default async function AppearancePage() {
  const jar = await cookies();
  const theme = readTheme(readPreference(jar, THEME_COOKIE));
  const openAt = readOpenAt(readPreference(jar, OPEN_AT_COOKIE));
  return (
    <SettingsSection title="Appearance" description="How Parley looks and opens in this browser.">
      <Appearance theme={theme} />
      <div className="grid gap-3 pt-3">
        <h2 id="open-at" className="text-sm font-semibold">
          Rooms with unread messages open
        </h2>
        <OpenAtChoice openAt={openAt} />
      </div>
    </SettingsSection>
  );
}
