"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";

/** The log-in form: username, password, and a button. */
export function LoginForm({ action, next }: { action: FormAction; next: string }) {
  const { state, pending, form } = useFormAction(action);
  return (
    <form {...form} className="grid gap-4">
      {state.message && !state.fields && <Alert variant="error">{state.message}</Alert>}
      <input type="hidden" name="next" value={next} />
      <Field label="Username" error={state.fields?.username} required>
        <Input
          name="username"
          defaultValue={state.values.username}
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          autoFocus={!state.values.username}
        />
      </Field>
      <Field label="Password" error={state.fields?.password} required>
        <PasswordInput
          name="password"
          autoComplete="current-password"
          data-retry
          autoFocus={Boolean(state.values.username)}
        />
      </Field>
      <Button type="submit" size="lg" loading={pending} className="mt-1 w-full">
        Log in
      </Button>
    </form>
  );
}
