"use client";

import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { CopyButton } from "@/components/ui/copy-button";
import { ServerLinkButton } from "@/components/ui/server-link-button";

type GeneratedPasswordProps = { username: string; password: string; notice?: string; next: string };

/** Shown once after registering without a password. The text can be selected and the link followed without JavaScript. */
export function GeneratedPassword({ username, password, notice, next }: GeneratedPasswordProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="grid gap-4">
      <div className="grid gap-1">
        <h2 ref={heading} tabIndex={-1} className="font-semibold outline-none">
          Keep your password
        </h2>
        <p className="text-sm text-pretty text-muted-foreground">
          Parley made it for you and shows it only now. Save it in your password manager or write it down.
        </p>
      </div>
      <div className="grid gap-3 rounded-control border bg-muted p-3.5">
        <dl className="grid gap-2.5 text-center">
          <div>
            <dt className="text-xs text-muted-foreground">Username</dt>
            <dd className="font-medium break-all select-all">{username}</dd>
          </div>
          <div>
            <dt className="text-xs text-muted-foreground">Password</dt>
            <dd>
              <code className="font-mono text-base font-semibold tracking-wide break-all select-all">{password}</code>
            </dd>
          </div>
        </dl>
        <CopyButton text={password} label="Copy password" className="w-full" />
      </div>
      {notice && <Alert>{notice}</Alert>}
      <ServerLinkButton size="lg" className="w-full" href={next}>
        I have saved it, continue
      </ServerLinkButton>
    </section>
  );
}
