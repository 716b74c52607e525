import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { readTheme, THEME_COOKIE } from "@/components/settings/theme";
import { readPreference } from "@/components/ui/preference-cookie";
import { TimeProvider } from "@/components/ui/time";
import { readLocale, readZone, ZONE_COOKIE } from "@/components/ui/time-format";
import { UnsupportedBrowser } from "@/components/ui/unsupported-browser";
import { nonceOf, POLICY_HEADER } from "@/lib/http/content-security-policy";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Parley", template: "%s – Parley" },
  description: "Rooms and direct chats for your team, club or class.",
  applicationName: "Parley",
  appleWebApp: { capable: true, title: "Parley", statusBarStyle: "default" },
  formatDetection: { telephone: false, email: false, address: false },
  robots: { index: false, follow: false },
};

/** The colour of the browser's own bar: --background in a notation that browsers understand there. */
const BAR = { light: "#fdfcfb", dark: "#1a1917" };

export async function generateViewport(): Promise<Viewport> {
  const theme = readTheme(readPreference(await cookies(), THEME_COOKIE));
  return {
    width: "device-width",
    initialScale: 1,
    viewportFit: "cover",
    interactiveWidget: "resizes-content",
    colorScheme: theme === "system" ? "light dark" : theme,
    themeColor:
      theme === "system"
        ? [
            { media: "(prefers-color-scheme: light)", color: BAR.light },
            { media: "(prefers-color-scheme: dark)", color: BAR.dark },
          ]
        : BAR[theme],
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const theme = readTheme(readPreference(jar, THEME_COOKIE));
  return (
    <html lang="en" dir="ltr" data-theme={theme}>
      <body>
        <UnsupportedBrowser nonce={nonceOf(head.get(POLICY_HEADER))} />
        <TimeProvider
          locale={readLocale(head.get("accept-language"))}
          zone={readZone(readPreference(jar, ZONE_COOKIE))}
          now={Date.now()}
        >
          {children}
        </TimeProvider>
      </body>
    </html>
  );
}
