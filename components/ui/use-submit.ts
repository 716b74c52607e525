"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type FormErrors, formErrorsOf } from "./form-errors";

/**
 * The state of a form that sends one request at a time: whether it is busy, and the errors by field. After a refusal
 * the first field with an error gets the focus; errors of none of `fields` belong to the whole form.
 */
export function useSubmit<K extends string = never>(...fields: K[]) {
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<FormErrors<K>>({});
  const running = useRef(false);
  const ref = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (Object.keys(errors).length > 0) ref.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [errors]);

  /** Does nothing while a request is running. An error of `request` is put into `errors`. */
  async function submit(request: () => void | Promise<void>) {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setErrors({});
    try {
      await request();
    } catch (error) {
      setErrors(formErrorsOf(error, fields));
    } finally {
      running.current = false;
      setBusy(false);
    }
  }

  /** Removes the errors, because the person is changing the fields. */
  const clear = useCallback(() => setErrors({}), []);
  return { ref, busy, errors, submit, clear };
}

export type Submit = Pick<ReturnType<typeof useSubmit>, "ref" | "busy" | "submit">;
