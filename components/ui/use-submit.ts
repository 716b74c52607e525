"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type FormErrors, formErrorsOf } from "./form-errors";

/**
 * One request of a form: busy meanwhile, what is refused at its field with the first such field focused, what belongs to
 * none of `fields` for the whole form.
 */
export function useSubmit<K extends string = never>(...fields: K[]) {
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<FormErrors<K>>({});
  const running = useRef(false);
  const ref = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (Object.keys(errors).length > 0) ref.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [errors]);

  /** Once more while it runs does nothing. What `request` throws is told in `errors`. */
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

  /** What was wrong is being changed. */
  const clear = useCallback(() => setErrors({}), []);
  return { ref, busy, errors, submit, clear };
}

export type Submit = Pick<ReturnType<typeof useSubmit>, "ref" | "busy" | "submit">;
