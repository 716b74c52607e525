import { type SavedDeed, savedDeed } from "@/components/messages/saved/saved-deed";
import { errorMessageOf } from "@/components/ui/form-errors";
import { toast } from "@/components/ui/toast";
import { savedQueue, wishSaved } from "@/lib/saved/browser/saved-queue";

/** Sends what an earlier page of this person has left, and says when the server refuses a wish. */
export function resumeSaved(viewerId: string): void {
  savedQueue.onRefused = (error) => {
    if (document.visibilityState === "visible") toast.error(errorMessageOf(error));
  };
  savedQueue.resume(viewerId);
}

/** Does what was chosen from a message's actions, and says so. */
export function doSaved(viewerId: string, { deed, messageId }: SavedDeed): void {
  resumeSaved(viewerId);
  wishSaved(viewerId, messageId, deed === "save" ? "todo" : "off");
  if (deed === "remove") toast.success("Removed from saved.");
  else
    toast.success("Saved for later.", {
      action: { label: "Remind me", onClick: () => savedDeed.set({ deed: "remind", messageId }) },
    });
}
