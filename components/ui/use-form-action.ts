"use client";

import { type FormEvent, startTransition, useActionState, useEffect, useRef } from "react";
import type { FormState } from "@/lib/http/action";

export type FormAction = (previous: FormState, formData: FormData) => Promise<FormState>;

/**
 * The state of a form with a server action. Without JavaScript the browser posts the form. With JavaScript the page
 * stays, the fields keep their text (React would empty the form after an action), and the first field with an error
 * gets the focus.
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
    // The button that was pressed may have a value of its own.
    const data = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
    if (!pending) startTransition(() => action(data));
  }

  return { state, pending, form: { ref: form, action, onSubmit, noValidate: true } };
}
