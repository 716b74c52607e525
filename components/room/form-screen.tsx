import type { ReactNode } from "react";
import { ScreenHeader } from "./screen-header";

/** A page beside the chat list that asks for something and does it. */
export function FormScreen({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <ScreenHeader>
        <h1 className="min-w-0 flex-1 truncate text-[0.9375rem] font-semibold">{title}</h1>
      </ScreenHeader>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <div className="mx-auto grid w-full max-w-lg gap-6 px-5 pt-5 pb-[max(2rem,env(safe-area-inset-bottom))] max-sm:px-4">
          {children}
        </div>
      </div>
    </div>
  );
}
