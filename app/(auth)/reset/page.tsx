import type { Metadata } from "next";
import { AuthCard } from "@/components/auth/auth-card";
import { ResetForm } from "@/components/auth/reset-form";
import { ServerLinkButton } from "@/components/ui/server-link-button";
import { findReset } from "@/lib/accounts/resets";
import { RESET_HOURS } from "@/lib/accounts/schema";
import { resetAction } from "../actions";

export const metadata: Metadata = { title: "New password" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/**
 * The page behind an administrator's link for a new password. Opening it does not use the link up, because programs
 * that preview links open it too.
 */
export default async function ResetPage({ searchParams }: Props) {
  const code = String((await searchParams).code ?? "").slice(0, 200);
  const person = await findReset(code);
  const footer = (
    <ServerLinkButton variant="link" href="/login">
      Log in
    </ServerLinkButton>
  );
  if (!person)
    return (
      <AuthCard title="This link does not work" footer={footer}>
        <p className="text-center text-pretty">
          A link for a new password works once and for {RESET_HOURS} hours, and a newer one takes its place. Ask an
          administrator for a new one.
        </p>
      </AuthCard>
    );
  return (
    <AuthCard
      title="Set a new password"
      intro={
        <>
          For <bdi>{person.displayName}</bdi> (@{person.username}). You are logged out everywhere then, and log in with
          the new one.
        </>
      }
      footer={footer}
    >
      <ResetForm action={resetAction} code={code} username={person.username} />
    </AuthCard>
  );
}
