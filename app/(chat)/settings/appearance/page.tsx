import type { Metadata } from "next";
import { cookies } from "next/headers";
import { Appearance } from "@/components/settings/appearance";
import { Section } from "@/components/settings/section";
import { readTheme, THEME_COOKIE } from "@/components/settings/theme";
import { readPreference } from "@/components/ui/preference";

export const metadata: Metadata = { title: "Appearance" };

export default async function AppearancePage() {
  const theme = readTheme(readPreference(await cookies(), THEME_COOKIE));
  return (
    <Section title="Appearance" description="The theme of Parley in this browser.">
      <Appearance theme={theme} />
    </Section>
  );
}
