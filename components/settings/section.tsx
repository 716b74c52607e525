import type { ReactNode } from "react";

type SectionProps = { title: string; description?: ReactNode; action?: ReactNode; children: ReactNode };

/** One page of the settings: what it is about, then its controls. */
export function Section({ title, description, action, children }: SectionProps) {
  return (
    <section aria-labelledby="settings-section" className="grid gap-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 sm:flex-nowrap">
        <div className="grid max-w-prose min-w-0 gap-1">
          <h2 id="settings-section" className="text-base leading-6 font-semibold">
            {title}
          </h2>
          {description && <p className="text-sm text-pretty text-muted-foreground">{description}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
