"use client";

import { type ReactNode, useState } from "react";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { PasswordInput } from "@/components/ui/password-input";
import { useSubmit } from "@/components/ui/use-submit";
import { ApiError, api } from "@/lib/browser/api";

type ConfirmedAction = () => Promise<void>;

/**
 * Some requests are refused unless the person has typed the password lately. `run` sends such a request; when it is
 * refused, `dialog` asks for the password and sends it again. The caller renders `dialog`.
 */
export function usePasswordConfirmation(action: string): {
  run: (request: ConfirmedAction) => Promise<void>;
  dialog: ReactNode;
} {
  const [waiting, setWaiting] = useState<ConfirmedAction | null>(null);

  async function run(request: ConfirmedAction) {
    try {
      await request();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 403 || !error.fields?.password) throw error;
      setWaiting(() => request);
    }
  }

  const dialog = waiting && <PasswordDialog action={action} request={waiting} onClose={() => setWaiting(null)} />;
  return { run, dialog };
}

function PasswordDialog({
  action,
  request,
  onClose,
}: {
  action: string;
  request: ConfirmedAction;
  onClose: () => void;
}) {
  const form = useSubmit("password");
  const [password, setPassword] = useState("");

  async function confirm() {
    await api("/api/chat/me/confirmation", { method: "POST", body: { password } });
    await request();
  }

  return (
    <FormDialog
      title="Type your password again"
      description="It has been a while since you did in this session."
      action={action}
      form={form}
      problem={form.errors.form}
      onSubmit={confirm}
      onClose={onClose}
    >
      <Field label="Password" error={form.errors.password} required>
        <PasswordInput
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}
