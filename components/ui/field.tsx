"use client";

import { CircleAlert } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { cn } from "@/lib/cn";
import { FieldContext } from "./field-context";
import { Label } from "./label";

type FieldProps = {
  label: ReactNode;
  /** What to type; an error takes its place. */
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  /** Marks the label of what may stay empty. */
  optional?: boolean;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  id?: string;
  className?: string;
  children: ReactNode;
};

/** A label, one control of this kit, a hint and an error, tied together for assistive technology. */
export function Field({
  label,
  hint,
  error,
  required = false,
  disabled = false,
  optional,
  hideLabel,
  id,
  className,
  children,
}: FieldProps) {
  const [isFull, setFull] = useState(false);
  const generated = useId();
  const controlId = id ?? generated;
  const hintId = hint && !error ? `${controlId}-hint` : undefined;
  const errorId = error ? `${controlId}-error` : undefined;
  const describedBy = errorId ?? hintId;
  return (
    <FieldContext.Provider value={{ id: controlId, describedBy, invalid: Boolean(error), required, disabled }}>
      <div className={cn("grid gap-1.5", className)} onInput={(event) => setFull(isAtLimit(event))}>
        <Label htmlFor={controlId} className={hideLabel ? "sr-only" : undefined}>
          {label}
          {optional && <span className="font-normal text-muted-foreground"> (optional)</span>}
        </Label>
        {children}
        {error && (
          <p id={errorId} className="flex gap-1.5 text-meta text-destructive">
            <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            <span className="min-w-0">{error}</span>
          </p>
        )}
        {/* There from the beginning, so that it is read out when it gets its words. */}
        <p role="status" className={isFull ? "text-meta text-muted-foreground" : "sr-only"}>
          {isFull && "This is as long as it can be. What is beyond it was not taken."}
        </p>
        {hintId && (
          <p id={hintId} className="text-meta text-muted-foreground">
            {hint}
          </p>
        )}
      </div>
    </FieldContext.Provider>
  );
}

/** A browser cuts what is typed or pasted beyond `maxlength` without a word. */
function isAtLimit({ target }: FormEvent): boolean {
  const isText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isText && target.maxLength > 0 && target.value.length >= target.maxLength;
}
