import { expect, test } from "vitest";
import { setInRoom, waitingSettings } from "@/lib/members/browser/settings-queue.ts";
import { MUTED_FOR_EVER } from "@/lib/rooms/member-settings.ts";

// Without a server nothing that is wished is ever fulfilled.
test("what waits is named by room, the last wish for each setting, and without mutes that are over", () => {
  setInRoom("ada", "tea", { level: "MENTIONS", mutedUntil: "2026-01-01T00:00:00.000Z" });
  setInRoom("ada", "tea", { level: "NOTHING" });
  setInRoom("ada", "coffee", { mutedUntil: MUTED_FOR_EVER, favouriteOrder: null });
  expect(waitingSettings()).toEqual(
    new Map([
      ["tea", { level: "NOTHING", mutedUntil: null }],
      ["coffee", { mutedUntil: MUTED_FOR_EVER, favouriteOrder: null }],
    ]),
  );
});
