"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { type Account, accountReplySchema } from "@/lib/accounts/schema";
import { api } from "@/lib/browser/api";
import { ResetDialog } from "./reset-dialog";

export type AccountAction = "make" | "unmake" | "disable" | "enable" | "delete" | "reset";

type Question = {
  title: (name: string) => string;
  description: ReactNode;
  /** Shown in addition when it is the viewer's own account. */
  ownWarning?: string;
  action: string;
  destructive?: boolean;
  done: (name: string) => string;
};

const QUESTIONS: Record<Exclude<AccountAction, "reset">, Question> = {
  make: {
    title: (name) => `Make ${name} an administrator?`,
    description:
      "Administrators invite people, make and unmake administrators, and disable and delete accounts. They own the rooms that they are in.",
    action: "Make administrator",
    done: (name) => `${name} is an administrator now.`,
  },
  unmake: {
    title: (name) => `Make ${name} a member again?`,
    description: "They keep their rooms and messages, and administer nothing any more.",
    ownWarning: "You will not see this page any more.",
    action: "Make a member",
    done: (name) => `${name} is a member now.`,
  },
  disable: {
    title: (name) => `Disable the account of ${name}?`,
    description:
      "They are logged out everywhere at once and cannot log in. Messages, files and memberships stay, links to invite others that they made do not. Rooms of which they are the only owner get another. You can enable the account again.",
    ownWarning: "You are logged out at once, and another administrator has to let you in again.",
    action: "Disable account",
    destructive: true,
    done: (name) => `${name} is logged out and cannot log in.`,
  },
  enable: {
    title: (name) => `Enable the account of ${name}?`,
    description: "They can log in with their password and are in their rooms as before.",
    action: "Enable account",
    done: (name) => `${name} can log in again.`,
  },
  delete: {
    title: (name) => `Delete the account of ${name}?`,
    description:
      "They are logged out everywhere at once, for good. Their messages stay, as those of “Deleted person”; their files, drafts, picture and memberships go, and the username is free again. This cannot be taken back.",
    ownWarning: "This is your own account.",
    action: "Delete account",
    destructive: true,
    done: (name) => `The account of ${name} is deleted.`,
  },
};

type Props = {
  action: AccountAction;
  account: Account;
  isViewer: boolean;
  onClose: () => void;
  onChanged: (account: Account) => void;
  onDeleted: (userId: string) => void;
};

/** Asks before an account is changed, and says what the change means. */
export function AccountDialog({ action, account, isViewer, onClose, onChanged, onDeleted }: Props) {
  const router = useRouter();
  const { user } = account;
  if (action === "reset") return <ResetDialog user={user} onClose={onClose} />;
  const question = QUESTIONS[action];
  const path = `/api/chat/accounts/${user.id}`;

  async function confirm() {
    if (action === "delete") {
      await api(path, { method: "DELETE" });
      onDeleted(user.id);
    } else {
      const body = CHANGES[action as keyof typeof CHANGES];
      onChanged((await api(path, { method: "PATCH", body, schema: accountReplySchema })).account);
    }
    toast.success(question.done(user.displayName));
    // The viewer's own rights have changed, and the server renders the page by them.
    if (isViewer) router.refresh();
  }

  return (
    <ConfirmDialog
      onClose={onClose}
      title={question.title(user.displayName)}
      description={
        <>
          {question.description}
          {isViewer && question.ownWarning && (
            <strong className="mt-2 block text-foreground">{question.ownWarning}</strong>
          )}
        </>
      }
      action={question.action}
      destructive={question.destructive}
      onConfirm={confirm}
    />
  );
}

const CHANGES = {
  make: { role: "ADMIN" },
  unmake: { role: "MEMBER" },
  disable: { disabled: true },
  enable: { disabled: false },
} as const;
