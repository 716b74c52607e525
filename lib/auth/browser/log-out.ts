import { ApiError, api } from "../../browser/api.ts";
import { forgetSavedDrafts, saveKeptDrafts } from "../../drafts/browser/kept-drafts.ts";
import { closeShown } from "../../push/browser/close-shown.ts";
import { forgetUses } from "../../reactions/browser/frequent.ts";
import { realtime } from "../../realtime/browser/client.ts";
import { forgetRecentSearches } from "../../search/browser/recent-searches.ts";
import { fileStore } from "../../uploads/browser/file-store.ts";

let isLoggingOut = false;

/**
 * Ends this browser's session, deletes the person's data from the browser (ASVS 14.3.1), and opens the log-in page by a
 * full load, because the state of this tab (pending messages, rooms, uploads) must not continue under the next person's
 * name. Drafts are sent to the server first; drafts that cannot be sent stay for their author, like unsent messages.
 * Throws `ApiError` when the server could not be reached; the page then stays as it was.
 */
export async function logOut(viewerId: string): Promise<void> {
  isLoggingOut = true;
  await saveKeptDrafts(viewerId);
  realtime.leave();
  try {
    await api("/api/logout", { method: "POST" });
  } catch (error) {
    // A refusal (4xx) means that the session had already ended.
    if (!(error instanceof ApiError) || error.status < 400 || error.status >= 500) {
      isLoggingOut = false;
      throw error;
    }
  }
  forgetSavedDrafts(viewerId);
  forgetRecentSearches(viewerId);
  forgetUses(viewerId);
  await Promise.all([fileStore.forgetDrafts(viewerId), closeShown()]);
  leaveFor("/login");
}

/**
 * Opens the log-in page after the session ended elsewhere; the log-in leads back to this page. During an own log-out it
 * does nothing.
 */
export function goToLogin(viewerId: string): void {
  if (isLoggingOut) return;
  forgetSavedDrafts(viewerId);
  forgetRecentSearches(viewerId);
  forgetUses(viewerId);
  const back = location.pathname + location.search;
  void closeShown().then(() => leaveFor(`/login?next=${encodeURIComponent(back)}`));
}

function leaveFor(address: string): void {
  // Safari keeps whole pages whatever their headers say, so the Back button would show this page again.
  window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  location.assign(address);
}
