"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { ApiError } from "@/lib/http/api";
import { messageOf } from "./use-load";

type Outcome = { fields?: Record<string, string>; message?: string };

/** One request of a form: busy meanwhile, refusals at their fields with the first one focused, other faults above. */
export function useSubmit(form: RefObject<HTMLFormElement | null>) {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>({});
  const running = useRef(false);

  useEffect(() => {
    if (outcome.fields) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [outcome, form]);

  async function submit(request: () => Promise<void>) {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setOutcome({});
    try {
      await request();
    } catch (error) {
      const fields = error instanceof ApiError ? error.fields : undefined;
      setOutcome(fields ? { fields } : { message: messageOf(error) });
    } finally {
      running.current = false;
      setBusy(false);
    }
  }

  return { busy, ...outcome, submit };
}
