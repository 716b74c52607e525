import type { ReactNode } from "react";

const HEADING_ID = "settings-section";

type SectionProps = { title: string; description?: ReactNode; action?: ReactNode; children: ReactNode };

/** One page of the settings: heading, description, and its controls. */
export function SettingsSection({ title, description, action, children }: SectionProps) {
  return (
    <section aria-labelledby={HEADING_ID} className="grid gap-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 sm:flex-nowrap">
        <div className="grid max-w-prose min-w-0 gap-1">
          <h2 id={HEADING_ID} tabIndex={-1} className="text-base outline-none leading-6 font-semibold">
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
