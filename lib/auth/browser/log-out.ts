import { ApiError, api } from "../../browser/api.ts";
import { forgetSavedDrafts, saveKeptDrafts } from "../../drafts/browser/kept-drafts.ts";
import { realtime } from "../../realtime/browser/client.ts";
import { fileStore } from "../../uploads/browser/file-store.ts";

let isLoggingOut = false;

/**
 * Ends this browser's session, takes out of the browser what it kept of the person (ASVS 14.3.1), and leaves for the log-in
 * by a full load: what this tab holds in memory (messages on their way, rooms, uploads) must not go on under the next
 * person's name. Drafts are brought to the server first; what does not reach it stays for its author, like unsent
 * messages. Throws `ApiError` when the server could not be asked; the page then stays as it was.
 */
export async function logOut(viewerId: string): Promise<void> {
  isLoggingOut = true;
  await saveKeptDrafts(viewerId);
  realtime.leave();
  try {
    await api("/api/logout", { method: "POST" });
  } catch (error) {
    // Refused: the session had ended already.
    if (!(error instanceof ApiError) || error.status < 400 || error.status >= 500) {
      isLoggingOut = false;
      throw error;
    }
  }
  forgetSavedDrafts(viewerId);
  await fileStore.forgetDrafts(viewerId);
  leaveFor("/login");
}

/** The session has ended elsewhere: the log-in leads back here. Whoever logs out here is on the way there already. */
export function goToLogin(viewerId: string): void {
  if (isLoggingOut) return;
  forgetSavedDrafts(viewerId);
  leaveFor(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
}

function leaveFor(address: string): void {
  // Safari keeps whole pages whatever their headers say: Back would show this one as it was.
  window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  location.assign(address);
}
