"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";
import { DISPLAY_NAME_MAX, PASSWORD_MIN, USERNAME_MAX, USERNAME_MIN } from "@/lib/users/limits";
import { GeneratedPassword } from "./generated-password";

type RegisterFormProps = {
  action: FormAction;
  next: string;
  /** The invitation's code, from the page's address. */
  invite: string | null;
  /** Replaces the form when nobody can register. A password that has just been generated is shown all the same. */
  instead?: React.ReactNode;
};

/** The registration form. A password that Parley has generated is shown once, in its place. */
export function RegisterForm({ action, next, invite, instead }: RegisterFormProps) {
  const { state, pending, form } = useFormAction(action);
  const { values, fields } = state;
  // This comes first, because a registration changes what the page would show otherwise, and the password is shown only
  // once.
  if (state.generatedPassword)
    return (
      <GeneratedPassword
        username={values.username ?? ""}
        password={state.generatedPassword}
        notice={state.message}
        next={next}
      />
    );
  if (instead) return instead;
  return (
    <form {...form} className="grid gap-4">
      {/* An invitation has no field that could show the error. It may have ended while the form was filled in. */}
      {state.message && (!fields || fields.invite) && <Alert variant="error">{state.message}</Alert>}
      <input type="hidden" name="next" value={next} />
      {invite !== null && <input type="hidden" name="invite" value={invite} />}
      <Field
        label="Username"
        hint={`${USERNAME_MIN} to ${USERNAME_MAX} letters, digits or . _ -`}
        error={fields?.username}
        required
      >
        <Input
          name="username"
          defaultValue={values.username}
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          data-retry
          autoFocus
        />
      </Field>
      <Field label="Display name" optional error={fields?.displayName}>
        <Input
          name="displayName"
          defaultValue={values.displayName}
          maxLength={DISPLAY_NAME_MAX * 2}
          autoComplete="name"
          dir="auto"
        />
      </Field>
      <Field
        label="Password"
        optional
        hint={`At least ${PASSWORD_MIN} characters. Leave it empty and Parley makes a strong one for you.`}
        error={fields?.password}
      >
        <PasswordInput name="password" autoComplete="new-password" />
      </Field>
      <Button type="submit" size="lg" loading={pending} className="mt-1 w-full">
        Create account
      </Button>
    </form>
  );
}
