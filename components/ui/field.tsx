"use client";

import { CircleAlert } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { cn } from "@/lib/cn";
import { FieldContext } from "./field-context";
import { Label } from "./label";

type FieldProps = {
  label: ReactNode;
  /** Says what to type. An error replaces it. */
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  /** Adds "(optional)" to the label. */
  optional?: boolean;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  id?: string;
  className?: string;
  children: ReactNode;
};

/** A label, one control, a hint and an error, tied together for assistive technology. */
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
        {/* The status element is always there, because screen readers announce text only in an element that existed
           before. */}
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

/** A browser silently cuts off what is typed or pasted beyond `maxlength`. */
function isAtLimit({ target }: FormEvent): boolean {
  const isText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isText && target.maxLength > 0 && target.value.length >= target.maxLength;
}
