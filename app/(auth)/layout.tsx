import type { ReactNode } from "react";
import { Logo } from "@/components/ui/logo";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center bg-background px-5 pt-[max(2.5rem,env(safe-area-inset-top))] pb-[max(2.5rem,env(safe-area-inset-bottom))] sm:justify-center sm:bg-sidebar">
      <div className="w-full max-w-sm">
        <Logo className="mx-auto mb-5 size-12" />
        {children}
      </div>
    </main>
  );
}
