import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { AcceptInviteForm } from "@/components/auth/accept-invite-form";
import { AuthCard } from "@/components/auth/auth-card";
import { safeNextPath, withQuery } from "@/components/auth/next-path";
import { RegisterForm } from "@/components/auth/register-form";
import { ServerLinkButton } from "@/components/ui/server-link-button";
import { getViewer } from "@/lib/auth/viewer";
import { getConfig } from "@/lib/config";
import { ownOrigin } from "@/lib/http/same-origin";
import { invitationCode, readRegistration } from "@/lib/invites/entrance";
import { type InvitePreview, listInvitedRooms } from "@/lib/invites/queries";
import { acceptInviteAction, registerAction } from "../actions";

export const metadata: Metadata = { title: "Create an account" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RegisterPage({ searchParams }: Props) {
  const query = await searchParams;
  const next = safeNextPath(String(query.next ?? ""));
  const code = invitationCode(query.invite);
  const [viewer, registration] = await Promise.all([getViewer(), readRegistration(code)]);
  const { mode, firstPerson, isInvited, invitation } = registration;
  const isClosed = mode === "closed" && !firstPerson;
  // Somebody who has an account already, and is not in every room that the invitation leads to.
  const rooms = viewer && invitation ? (await listInvitedRooms(viewer)).map((room) => room.name) : [];
  const isRefused = isInvited ? invitation?.state !== "good" : mode === "invite" && !firstPerson;

  const footer = !viewer && !firstPerson && (
    <>
      Have an account?{" "}
      <ServerLinkButton variant="link" href={withQuery("/login", { next })}>
        Log in
      </ServerLinkButton>
    </>
  );
  // A person who is signed in is not redirected, because right after the registration the page still has to show the
  // new password.
  const instead = viewer ? (
    <SignedIn name={viewer.displayName} next={next} why={rooms.length > 0 && REFUSALS[invitation?.state ?? "good"]}>
      {rooms.length > 0 && !isRefused && (
        <AcceptInviteForm action={acceptInviteAction} code={code} next={next} viewerId={viewer.id} rooms={rooms} />
      )}
    </SignedIn>
  ) : isClosed ? (
    <Closed />
  ) : isRefused ? (
    <Refused
      why={isInvited ? REFUSALS[invitation?.state ?? "unknown"] : NO_LINK}
      next={next}
      isOpen={mode === "open"}
    />
  ) : undefined;
  const title = viewer
    ? "Welcome to Parley"
    : firstPerson
      ? "Set up Parley"
      : isClosed
        ? "Registration is closed"
        : isRefused
          ? isInvited
            ? "This invitation does not work"
            : "By invitation only"
          : "Create an account";
  const host = new URL(getConfig().appUrl?.origin ?? ownOrigin(await headers())).host;
  const intro = firstPerson
    ? "You are the first one here: you become the administrator."
    : !isRefused && invitation && (!viewer || rooms.length > 0) && <Invited invitation={invitation} host={host} />;
  return (
    <AuthCard title={title} intro={intro} footer={footer}>
      <RegisterForm action={registerAction} next={next} invite={isInvited ? code : null} instead={instead} />
    </AuthCard>
  );
}

const NO_LINK = "People come here by the link of an invitation. Ask an administrator of this Parley for one.";

const REFUSALS = {
  good: "",
  expired: "It has expired. Ask for a new one.",
  used: "It has been used by as many people as it was for. Ask for a new one.",
  revoked: "It was taken back. Ask for a new one.",
  unknown: "There is no such invitation here. Look whether you have the whole link, or ask for a new one.",
};

/**
 * Shows who has sent the invitation and for which rooms it is, so that a friend's link can be told from a stranger's.
 */
function Invited({ invitation: { by, rooms }, host }: { invitation: InvitePreview; host: string }) {
  return (
    <>
      <bdi className="font-medium text-foreground">{by}</bdi> invites you to Parley at <bdi dir="ltr">{host}</bdi>.
      {rooms.length > 0 && (
        <>
          {" "}
          You begin in <bdi>{rooms.join(", ")}</bdi>.
        </>
      )}
    </>
  );
}

function Refused({ why, next, isOpen }: { why: string; next: string; isOpen: boolean }) {
  return (
    <div className="grid gap-4 text-center">
      <p className="text-pretty">{why}</p>
      {isOpen && (
        <>
          <p className="text-pretty">Everybody can register here, also without an invitation.</p>
          <ServerLinkButton size="lg" href={withQuery("/register", { next })}>
            Create an account without it
          </ServerLinkButton>
        </>
      )}
    </div>
  );
}

type SignedInProps = { name: string; next: string; why: string | false; children: ReactNode };

function SignedIn({ name, next, why, children }: SignedInProps) {
  return (
    <div className="grid gap-4 text-center">
      <p>
        You are logged in as <strong className="font-semibold">{name}</strong>.
      </p>
      {why && <p className="text-pretty">This invitation does not work. {why}</p>}
      {children}
      <ServerLinkButton size="lg" variant={children ? "outline" : "default"} href={next}>
        Open Parley
      </ServerLinkButton>
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
