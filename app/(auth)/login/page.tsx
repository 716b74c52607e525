import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Fragment } from "react";
import { AuthCard } from "@/components/auth/auth-card";
import { LoginForm } from "@/components/auth/login-form";
import { safeNextPath, withQuery } from "@/components/auth/next-path";
import { Alert } from "@/components/ui/alert";
import { ServerLinkButton } from "@/components/ui/server-link-button";
import { getViewer } from "@/lib/auth/viewer";
import { readLogIn } from "@/lib/invites/entrance";
import { logInAction } from "../actions";

export const metadata: Metadata = { title: "Log in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LoginPage({ searchParams }: Props) {
  const query = await searchParams;
  const next = safeNextPath(String(query.next ?? ""));
  if (await getViewer()) redirect(next);
  const { mode, firstPerson, administrators } = await readLogIn();
  // Parley has just been set up, so nobody has an account yet.
  if (firstPerson) redirect(withQuery("/register", { next }));
  const footer = (
    <>
      {mode === "open" && (
        <>
          New here?{" "}
          <ServerLinkButton variant="link" href={withQuery("/register", { next })}>
            Create an account
          </ServerLinkButton>
          <br />
        </>
      )}
      {mode === "invite" && (
        <>
          New here? Open the link of your invitation.
          <br />
        </>
      )}
      Forgotten your password? <WhomToAsk names={administrators} />
    </>
  );
  return (
    <AuthCard title="Log in to Parley" footer={footer}>
      {query.reset === "done" && <Alert className="mb-4">Your new password is set. Log in with it.</Alert>}
      <LoginForm action={logInAction} next={next} />
    </AuthCard>
  );
}

function WhomToAsk({ names }: { names: string[] }) {
  if (names.length === 0) return "Ask an administrator of this Parley.";
  return (
    <>
      Ask an administrator:{" "}
      {names.map((name, index) => (
        <Fragment key={name}>
          {index > 0 && ", "}
          <bdi>{name}</bdi>
        </Fragment>
      ))}
      .
    </>
  );
}
