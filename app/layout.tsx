import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { readTheme, THEME_COOKIE } from "@/components/settings/theme";
import { TimeProvider } from "@/components/ui/time";
import { readLocale, readZone, ZONE_COOKIE } from "@/components/ui/time-format";
import { Toaster } from "@/components/ui/toaster";
import { TooltipProvider } from "@/components/ui/tooltip";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Parley", template: "%s · Parley" },
  description: "Rooms and direct chats for your team, club or class.",
  applicationName: "Parley",
  appleWebApp: { capable: true, title: "Parley", statusBarStyle: "default" },
  formatDetection: { telephone: false, email: false, address: false },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  interactiveWidget: "resizes-content",
  colorScheme: "light dark",
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const theme = readTheme(jar.get(THEME_COOKIE)?.value);
  return (
    <html lang="en" dir="ltr" data-theme={theme}>
      <body>
        <TimeProvider locale={readLocale(head.get("accept-language"))} zone={readZone(jar.get(ZONE_COOKIE)?.value)}>
          <TooltipProvider>{children}</TooltipProvider>
        </TimeProvider>
        <Toaster />
      </body>
    </html>
  );
}
