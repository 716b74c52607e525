"use client";

import { AlertDialog } from "radix-ui";
import { type ReactNode, type RefObject, useRef, useState } from "react";
import { Button } from "./button";
import { DialogFooter } from "./dialog";
import { errorMessageOf } from "./form-errors";
import { modalClasses, overlayClasses } from "./overlay-classes";
import { useFocusReturn } from "./use-focus-return";

type ConfirmProps = {
  title: ReactNode;
  description: ReactNode;
  /** The verb of what happens: "Delete room", never "OK". */
  action: string;
  destructive?: boolean;
  /** The button of the action has the focus, so that Enter confirms. */
  isLikely?: boolean;
  /**
   * The dialog stays open and busy until the promise settles. When it rejects, the dialog shows the error's message.
   */
  onConfirm: () => void | Promise<void>;
  children?: ReactNode;
  /** With it the dialog is open for as long as it is drawn, and this is called when it closes. */
  onClose?: () => void;
};

/**
 * Asks for confirmation of something that cannot be undone. `children` is the button that opens the dialog, unless
 * `onClose` is given.
 */
export function ConfirmDialog(props: ConfirmProps) {
  const { title, description, action, destructive, isLikely, onConfirm, children, onClose } = props;
  const confirmButton = useRef<HTMLButtonElement>(null);
  const [ownOpen, setOwnOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  function change(next: boolean) {
    if (busy) return;
    setProblem(undefined);
    setOwnOpen(next);
    if (!next) onClose?.();
  }

  async function confirm() {
    setBusy(true);
    setProblem(undefined);
    try {
      await onConfirm();
      setOwnOpen(false);
      onClose?.();
    } catch (error) {
      setProblem(errorMessageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <AlertDialog.Root open={onClose !== undefined || ownOpen} onOpenChange={change}>
      {children && <AlertDialog.Trigger asChild>{children}</AlertDialog.Trigger>}
      <Content focusFirst={isLikely ? confirmButton : undefined}>
        <div className="grid gap-1.5 px-5 pt-5">
          <AlertDialog.Title className="text-base leading-6 font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="text-sm text-muted-foreground">{description}</div>
          </AlertDialog.Description>
          {problem && (
            <p role="alert" className="text-sm text-destructive">
              {problem}
            </p>
          )}
        </div>
        <DialogFooter>
          <AlertDialog.Cancel asChild>
            <Button variant="outline" disabled={busy}>
              Cancel
            </Button>
          </AlertDialog.Cancel>
          <Button
            ref={confirmButton}
            variant={destructive ? "destructive" : "default"}
            loading={busy}
            // The key that has opened the dialog may still be held.
            onKeyDown={(event) => event.repeat && event.preventDefault()}
            onClick={confirm}
          >
            {action}
          </Button>
        </DialogFooter>
      </Content>
    </AlertDialog.Root>
  );
}

function Content({ children, focusFirst }: { children: ReactNode; focusFirst?: RefObject<HTMLElement | null> }) {
  const focus = useFocusReturn({
    onOpenAutoFocus(event) {
      // Else Radix gives the focus to the button that cancels.
      if (focusFirst) event.preventDefault();
      focusFirst?.current?.focus();
    },
  });
  return (
    <AlertDialog.Portal>
      <AlertDialog.Overlay className={overlayClasses} />
      <AlertDialog.Content className={modalClasses} {...focus}>
        {children}
      </AlertDialog.Content>
    </AlertDialog.Portal>
  );
}
