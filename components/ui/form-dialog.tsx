"use client";

import type { ReactNode } from "react";
import { Button } from "./button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "./dialog";
import type { Submit } from "./use-submit";

type Props = {
  title: ReactNode;
  description?: ReactNode;
  /** The verb of what happens: "Delete room", never "OK". */
  action: ReactNode;
  destructive?: boolean;
  /** Disables the main button, as while the dialog's content is loading. */
  disabled?: boolean;
  form: Submit;
  /** An error of the form as a whole. Errors of single fields are shown at the fields. */
  problem?: string;
  /**
   * The dialog closes when it resolves. When it rejects, the error is in `form.errors` and the fields keep their text.
   */
  onSubmit: () => void | Promise<void>;
  onClose: () => void;
  /** Classes of the dialog's body. */
  className?: string;
  children: ReactNode;
};

/** A dialog with a form, a Cancel button and one main button. It cannot be closed while the form is being sent. */
export function FormDialog({ title, description, action, form, problem, onSubmit, onClose, ...props }: Props) {
  const { destructive, disabled, className, children } = props;
  return (
    <Dialog open onOpenChange={(open) => !open && !form.busy && onClose()}>
      <DialogContent {...(!description && { "aria-describedby": undefined })}>
        <form
          ref={form.ref}
          noValidate
          className="contents"
          onSubmit={(event) => {
            event.preventDefault();
            // In React's tree the dialog may be inside of another form, which must not be submitted too.
            event.stopPropagation();
            void form.submit(async () => {
              await onSubmit();
              onClose();
            });
          }}
        >
          <DialogHeader>
            <DialogTitle>{title}</DialogTitle>
            {description && <DialogDescription>{description}</DialogDescription>}
          </DialogHeader>
          <DialogBody className={className}>
            {children}
            {problem && (
              <p role="alert" className="pt-2 text-sm text-destructive">
                {problem}
              </p>
            )}
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={onClose} disabled={form.busy}>
              Cancel
            </Button>
            <Button
              type="submit"
              variant={destructive ? "destructive" : "default"}
              loading={form.busy}
              disabled={disabled}
            >
              {action}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
