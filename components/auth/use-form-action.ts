"use client";

import { type FormEvent, startTransition, useActionState, useEffect, useRef } from "react";
import type { FormState } from "@/lib/http/action";

export type FormAction = (previous: FormState, formData: FormData) => Promise<FormState>;

/**
 * A server action behind a form. Without JavaScript the form posts by itself; with it, the page stays, everything typed
 * stays (React would empty the form after an action), and the first wrong field gets the focus.
 */
export function useFormAction(serverAction: FormAction) {
  const [state, action, pending] = useActionState(serverAction, { values: {} });
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (state.fields) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    else if (state.message) form.current?.querySelector<HTMLElement>("[data-retry]")?.focus();
  }, [state]);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (!pending) startTransition(() => action(data));
  }

  return { state, pending, form: { ref: form, action, onSubmit, noValidate: true } };
}
