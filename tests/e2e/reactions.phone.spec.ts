import type { Locator, Page } from "@playwright/test";
import { expect, sharedServer, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { allLoaded, messages, openRoom } from "@/tests/support/chat.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

async function hold(element: Locator): Promise<void> {
  const box = await element.boundingBox();
  const at = { clientX: (box?.x ?? 0) + 10, clientY: (box?.y ?? 0) + 10 };
  await element.dispatchEvent("pointerdown", { pointerType: "touch", isPrimary: true, bubbles: true, ...at });
}

const chip = (page: Page, name: string) =>
  messages(page, "Well, who of you is coming?").getByRole("button", { name, exact: true });

test("fingers react by a double tap, from the sheet and from all emoji, and hold a chip to see who did", async ({
  browser,
}) => {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const { page, person } = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await person.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const message = await grace.send(room, "Well, who of you is coming?");
  await openRoom(page, room);
  await allLoaded(page);
  const text = messages(page).getByText("Well, who of you is coming?");

  // Two taps at two places are no double tap, and the second may be the first of one. They come as quickly as fingers tap.
  await text.evaluate((element) => {
    const { left, top } = element.getBoundingClientRect();
    for (const x of [10, 100, 100])
      for (const type of ["pointerdown", "pointerup"])
        element.dispatchEvent(
          new PointerEvent(type, {
            pointerType: "touch",
            isPrimary: true,
            bubbles: true,
            clientX: left + x,
            clientY: top + 8,
          }),
        );
  });
  await expect(chip(page, "👍 1, you reacted")).toBeVisible();

  await hold(text);
  const sheet = page.getByRole("dialog", { name: "Message actions" });
  await expect(sheet.getByRole("button", { name: "React with 👍" })).toHaveAttribute("aria-pressed", "true");
  await sheet.getByRole("button", { name: "React with 😂" }).tap();
  await expect(sheet).toBeHidden();
  // The message was held, which takes nothing from the next tap on a chip.
  await chip(page, "😂 1, you reacted").tap();
  await expect(chip(page, "😂 1, you reacted")).toHaveCount(0);

  await hold(text);
  await sheet.getByRole("button", { name: "Add reaction" }).tap();
  const all = page.getByRole("dialog", { name: "Add reaction" });
  await all.getByRole("gridcell", { name: "Grinning face", exact: true }).tap();
  await expect(all).toBeHidden();
  await expect(chip(page, "😀 1, you reacted")).toBeVisible();

  await grace.api.put(`/api/chat/messages/${message.id}/reactions/${encodeURIComponent("👍")}`);
  await hold(chip(page, "👍 2, you reacted"));
  const who = page.getByRole("dialog", { name: "Who reacted with 👍" });
  await expect(who.getByRole("listitem")).toContainText([person.username, grace.username]);
  await who.getByRole("button", { name: "Take back" }).tap();
  await expect(chip(page, "👍 1")).toBeVisible();
});
