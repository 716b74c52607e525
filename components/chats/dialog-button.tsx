"use client";

import { Button, type ButtonProps } from "@/components/ui/button";
import { useOpenDialog } from "./chat-dialogs";

/** Opens a dialog by name. Before JavaScript has loaded it leads to the page that asks for the same. */
export function DialogButton({ dialog, ...props }: ButtonProps & { dialog: "room" | "direct" }) {
  const open = useOpenDialog();
  return (
    <form
      action={`/new/${dialog}`}
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        open(dialog);
      }}
    >
      <Button type="submit" {...props} />
    </form>
  );
}
