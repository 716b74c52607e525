"use client";

import { AlertDialog as Primitive } from "radix-ui";
import { type ComponentProps, type ReactNode, useState } from "react";
import { cn } from "@/lib/cn";
import { Button } from "./button";
import { DialogFooter } from "./dialog";
import { errorMessageOf } from "./form-errors";
import { modalClasses, overlayClasses } from "./overlay-classes";
import { useFocusReturn } from "./use-focus-return";

export const AlertDialog = Primitive.Root;
export const AlertDialogTrigger = Primitive.Trigger;
export const AlertDialogAction = Primitive.Action;
export const AlertDialogCancel = Primitive.Cancel;
export const AlertDialogFooter = DialogFooter;

export function AlertDialogContent({ className, ...props }: ComponentProps<typeof Primitive.Content>) {
  const focus = useFocusReturn(props);
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClasses} />
      <Primitive.Content className={cn(modalClasses, className)} {...props} {...focus} />
    </Primitive.Portal>
  );
}

export function AlertDialogHeader({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("grid gap-1.5 px-5 pt-5", className)} {...props} />;
}

export function AlertDialogTitle({ className, ...props }: ComponentProps<typeof Primitive.Title>) {
  return <Primitive.Title className={cn("text-base leading-6 font-semibold", className)} {...props} />;
}

export function AlertDialogDescription({ className, ...props }: ComponentProps<typeof Primitive.Description>) {
  return <Primitive.Description className={cn("text-sm text-muted-foreground", className)} {...props} />;
}

type ConfirmProps = {
  title: ReactNode;
  description: ReactNode;
  /** The verb of what happens: "Delete room", never "OK". */
  action: string;
  destructive?: boolean;
  /**
   * The dialog stays open and busy until the promise settles. When it rejects, the dialog shows the error's message.
   */
  onConfirm: () => void | Promise<void>;
  children?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/**
 * Asks for confirmation of something that cannot be undone. `children` is the button that opens the dialog, unless
 * `open` controls it.
 */
export function ConfirmDialog({
  title,
  description,
  action,
  destructive,
  onConfirm,
  children,
  open,
  onOpenChange,
}: ConfirmProps) {
  const [ownOpen, setOwnOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  function change(next: boolean) {
    if (busy) return;
    setProblem(undefined);
    setOwnOpen(next);
    onOpenChange?.(next);
  }

  async function confirm() {
    setBusy(true);
    setProblem(undefined);
    try {
      await onConfirm();
      setOwnOpen(false);
      onOpenChange?.(false);
    } catch (error) {
      setProblem(errorMessageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <AlertDialog open={open ?? ownOpen} onOpenChange={change}>
      {children && <AlertDialogTrigger asChild>{children}</AlertDialogTrigger>}
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{title}</AlertDialogTitle>
          <AlertDialogDescription asChild>
            <div>{description}</div>
          </AlertDialogDescription>
          {problem && (
            <p role="alert" className="text-sm text-destructive">
              {problem}
            </p>
          )}
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel asChild>
            <Button variant="outline" disabled={busy}>
              Cancel
            </Button>
          </AlertDialogCancel>
          <Button variant={destructive ? "destructive" : "default"} loading={busy} onClick={confirm}>
            {action}
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
