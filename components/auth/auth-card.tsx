import type { ReactNode } from "react";

type AuthCardProps = { title: string; intro?: ReactNode; children: ReactNode; footer?: ReactNode };

/** The frame of a page for people who are not signed in yet. */
export function AuthCard({ title, intro, children, footer }: AuthCardProps) {
  return (
    <>
      <div className="grid gap-1 text-center">
        <h1 className="text-title font-semibold text-balance">{title}</h1>
        {intro && <p className="text-sm text-pretty text-muted-foreground">{intro}</p>}
      </div>
      <div className="mt-6 sm:rounded-card sm:border sm:bg-card sm:p-6">{children}</div>
      {footer && <p className="mt-5 text-center text-sm text-muted-foreground">{footer}</p>}
    </>
  );
}
