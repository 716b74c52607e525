"use client";

import { type ReactNode, useRef, useState } from "react";
import { Button } from "./button";
import { errorMessageOf } from "./form-errors";
import { onDemand } from "./on-demand";

const CropDialog = onDemand(() => import("./crop-dialog").then((module) => module.CropDialog), { isRare: true });

type Props = {
  /** The object of the buttons' labels, as in "Change **your picture**". */
  what: string;
  hasPicture: boolean;
  /** Saves the square picture. When it rejects, the dialog shows the error and the picture can be saved again. */
  onSave: (file: File) => Promise<void>;
  onRemove: () => Promise<void>;
  /** The picture as it is now. */
  children: ReactNode;
  /** Text above the buttons. */
  caption?: ReactNode;
};

/** A picture with buttons that choose another one, cut to a square, or remove it. */
export function PictureField({ what, hasPicture, onSave, onRemove, children, caption }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const change = useRef<HTMLButtonElement>(null);
  const [chosen, setChosen] = useState<File | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function remove() {
    setRemoving(true);
    setProblem(undefined);
    try {
      await onRemove();
      // The Remove button disappears with the picture, so the focus moves to the other button.
      change.current?.focus();
    } catch (error) {
      setProblem(errorMessageOf(error));
    } finally {
      setRemoving(false);
    }
  }

  return (
    <div className="grid gap-1.5">
      <div className="flex items-center gap-3.5">
        {children}
        <div className="grid min-w-0 gap-2">
          {caption}
          <div className="flex flex-wrap gap-2">
            <Button ref={change} variant="outline" size="sm" onClick={() => input.current?.click()}>
              {hasPicture ? "Change" : "Add"} {what}
            </Button>
            {hasPicture && (
              <Button variant="ghost" size="sm" loading={isRemoving} onClick={() => void remove()}>
                Remove<span className="sr-only"> {what}</span>
              </Button>
            )}
          </div>
        </div>
        <input
          ref={input}
          type="file"
          accept="image/*"
          aria-label={`Choose ${what}`}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            setChosen(event.target.files?.[0] ?? null);
            // Without this, choosing the same file again would cause no change event.
            event.target.value = "";
          }}
        />
      </div>
      {problem && (
        <p role="alert" className="text-meta text-destructive">
          {problem}
        </p>
      )}
      {chosen && <CropDialog file={chosen} onSave={onSave} onClose={() => setChosen(null)} />}
    </div>
  );
}
