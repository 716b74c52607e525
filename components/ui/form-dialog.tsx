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
  /** There is nothing to be done yet, as while something is loaded. */
  disabled?: boolean;
  form: Submit;
  /** What is wrong with the form as a whole; what is wrong with a field stands at the field. */
  problem?: string;
  /** When it is through the dialog closes; what it throws is in the errors of `form`, and all stays as it was typed. */
  onSubmit: () => void | Promise<void>;
  onClose: () => void;
  /** Of the body. */
  className?: string;
  children: ReactNode;
};

/** A dialog with something to fill in, a way out and one thing that it does. While that runs it stays. */
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
            // To React it may stand inside another form.
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
