"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/browser/api";
import { PASSWORD_MIN } from "@/lib/users/limits";

/** The form that changes the viewer's password. */
export function PasswordForm({ username }: { username: string }) {
  const { ref, busy, errors, submit } = useSubmit("currentPassword", "newPassword");

  function change(element: HTMLFormElement) {
    const body = Object.fromEntries(new FormData(element));
    return submit(async () => {
      await api("/api/chat/me/password", { method: "POST", body });
      element.reset();
      toast.success("Your password is changed.", { description: "All your other sessions have ended." });
    });
  }

  return (
    <form
      ref={ref}
      noValidate
      className="grid max-w-md gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        change(event.currentTarget);
      }}
    >
      {errors.form && <Alert variant="error">{errors.form}</Alert>}
      {/* Password managers store the new password together with the username. */}
      <input type="text" autoComplete="username" value={username} readOnly hidden />
      <Field label="Current password" error={errors.currentPassword} required>
        <PasswordInput name="currentPassword" autoComplete="current-password" />
      </Field>
      <Field
        label="New password"
        hint={`At least ${PASSWORD_MIN} characters. Long and unlike your other passwords is best.`}
        error={errors.newPassword}
        required
      >
        <PasswordInput name="newPassword" autoComplete="new-password" />
      </Field>
      <Button type="submit" loading={busy} className="max-sm:h-11 sm:justify-self-start">
        Change password
      </Button>
    </form>
  );
}
