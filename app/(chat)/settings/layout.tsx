import { ArrowLeft, LogOut } from "lucide-react";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { logOutAction } from "@/app/(auth)/actions";
import { LogOutForm } from "@/components/auth/log-out-form";
import { SettingsNav } from "@/components/settings/settings-nav";
import { Button } from "@/components/ui/button";
import { ClientLinkButton } from "@/components/ui/client-link-button";
import { requireViewer } from "@/lib/auth/viewer";

export const metadata: Metadata = { title: { default: "Settings", template: "%s · Settings – Parley" } };

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  return (
    <div className="flex h-full min-h-0 min-w-0 flex-1 flex-col bg-background">
      <header className="flex head-row shrink-0 items-center gap-1 border-b px-2 md:px-5">
        <ClientLinkButton variant="ghost" size="icon" className="md:hidden" href="/" aria-label="Back to chats">
          <ArrowLeft aria-hidden className="rtl:rotate-180" />
        </ClientLinkButton>
        <h1 className="min-w-0 flex-1 truncate text-base font-semibold">Settings</h1>
        <LogOutForm action={logOutAction} viewerId={viewer.id}>
          <Button type="submit" variant="ghost" size="sm">
            <LogOut aria-hidden className="rtl:rotate-180" />
            Log out
          </Button>
        </LogOutForm>
      </header>
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <SettingsNav isAdmin={viewer.role === "ADMIN"} />
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-6 pb-[max(1.5rem,env(safe-area-inset-bottom))] lg:px-8">
          <div className="max-w-2xl">{children}</div>
        </div>
      </div>
    </div>
  );
}
