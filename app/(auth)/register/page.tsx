import type { Metadata } from "next";
import { AuthCard } from "@/components/auth/auth-card";
import { safeNext, withParams } from "@/components/auth/next-path";
import { RegisterForm } from "@/components/auth/register-form";
import { ButtonLink } from "@/components/ui/button-link";
import { getViewer } from "@/lib/auth/viewer";
import { getRegistrationState } from "@/lib/users/queries";
import { registerAction } from "../actions";

export const metadata: Metadata = { title: "Create an account" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RegisterPage({ searchParams }: Props) {
  const query = await searchParams;
  const next = safeNext(String(query.next ?? ""));
  const code = String(query.invite ?? "").slice(0, 100);
  const [viewer, { mode, firstPerson }] = await Promise.all([getViewer(), getRegistrationState()]);
  const closed = mode === "closed" && !firstPerson;
  const asksForInvite = code !== "" || (mode === "invite" && !firstPerson);

  const footer = !viewer && !firstPerson && (
    <>
      Have an account?{" "}
      <ButtonLink variant="link" href={withParams("/login", { next })} prefetch={false}>
        Log in
      </ButtonLink>
    </>
  );
  // No redirect for whoever is signed in: right after registering they still have to see their new password.
  const instead = viewer ? <SignedIn name={viewer.displayName} next={next} /> : closed ? <Closed /> : undefined;
  const title = viewer
    ? "Welcome to Parley"
    : firstPerson
      ? "Set up Parley"
      : closed
        ? "Registration is closed"
        : "Create an account";
  return (
    <AuthCard
      title={title}
      intro={
        firstPerson
          ? "You are the first one here: you become the administrator."
          : mode === "invite" && !code && !viewer && "You need an invitation code from the administrator."
      }
      footer={footer}
    >
      <RegisterForm action={registerAction} next={next} invite={asksForInvite ? code : null} instead={instead} />
    </AuthCard>
  );
}

function SignedIn({ name, next }: { name: string; next: string }) {
  return (
    <div className="grid gap-4 text-center">
      <p>
        You are logged in as <strong className="font-semibold">{name}</strong>.
      </p>
      <ButtonLink size="lg" href={next} prefetch={false}>
        Open Parley
      </ButtonLink>
    </div>
  );
}

function Closed() {
  return (
    <p className="text-center text-pretty">
      New people cannot register here at the moment. Ask the administrator of this Parley for access.
    </p>
  );
}
