"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";
import { PASSWORD_MIN } from "@/lib/users/limits";

/** The form behind a reset link, which sets a new password. */
export function ResetForm({ action, code, username }: { action: FormAction; code: string; username: string }) {
  const { state, pending, form } = useFormAction(action);
  return (
    <form {...form} className="grid gap-4">
      {state.message && !state.fields && <Alert variant="error">{state.message}</Alert>}
      <input type="hidden" name="code" value={code} />
      {/* Password managers store the new password together with the username. */}
      <input type="text" autoComplete="username" value={username} readOnly hidden />
      <Field
        label="New password"
        hint={`At least ${PASSWORD_MIN} characters. Long and unlike your other passwords is best.`}
        error={state.fields?.newPassword}
        required
      >
        <PasswordInput name="newPassword" autoComplete="new-password" data-retry autoFocus />
      </Field>
      <Button type="submit" size="lg" loading={pending} className="mt-1 w-full">
        Set password
      </Button>
    </form>
  );
}
