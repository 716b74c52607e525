"use client";

import { createContext, useContext } from "react";

export type FieldState = { id: string; describedBy?: string; invalid: boolean; required: boolean; disabled: boolean };

export const FieldContext = createContext<FieldState | null>(null);

type ControlProps = {
  id?: string;
  required?: boolean;
  disabled?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean | "true" | "false" | "grammar" | "spelling";
};

/**
 * The props that a control takes from the <Field> around it: its id, and the ids of hint and error. The control's own
 * props win.
 */
export function useFieldControl(own: ControlProps): ControlProps {
  const field = useContext(FieldContext);
  if (!field) return own;
  return {
    id: own.id ?? field.id,
    required: own.required ?? (field.required || undefined),
    disabled: own.disabled ?? (field.disabled || undefined),
    "aria-describedby": [own["aria-describedby"], field.describedBy].filter(Boolean).join(" ") || undefined,
    "aria-invalid": own["aria-invalid"] ?? (field.invalid || undefined),
  };
}
