import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth/auth-card";
import { LoginForm } from "@/components/auth/login-form";
import { safeNext, withParams } from "@/components/auth/next-path";
import { ButtonLink } from "@/components/ui/button-link";
import { getViewer } from "@/lib/auth/viewer";
import { getRegistrationState } from "@/lib/users/queries";
import { logInAction } from "../actions";

export const metadata: Metadata = { title: "Log in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LoginPage({ searchParams }: Props) {
  const query = await searchParams;
  const next = safeNext(String(query.next ?? ""));
  if (await getViewer()) redirect(next);
  const { mode, firstPerson } = await getRegistrationState();
  // Nobody could log in yet: Parley has just been set up.
  if (firstPerson) redirect(withParams("/register", { next }));
  const footer = mode !== "closed" && (
    <>
      New here?{" "}
      <ButtonLink variant="link" href={withParams("/register", { next })} prefetch={false}>
        Create an account
      </ButtonLink>
    </>
  );
  return (
    <AuthCard title="Log in to Parley" footer={footer}>
      <LoginForm action={logInAction} next={next} />
    </AuthCard>
  );
}
