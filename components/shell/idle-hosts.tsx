"use client";

import { ForwardHost } from "./forward-host";
import { ProfileHost } from "./profile-host";
import { SavedHost } from "./saved-host";

/** What draws over every page when it is called for, and that no page needs at once. */
export function IdleHosts() {
  return (
    <>
      <ProfileHost />
      <ForwardHost />
      <SavedHost />
    </>
  );
}
