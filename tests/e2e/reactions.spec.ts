// Reactions on screen: docs/reliability.md D20.

import type { Browser, Page } from "@playwright/test";
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { type Person, register } from "@/tests/support/cast.ts";
import {
  distanceToEnd,
  messageBox,
  messages,
  openRoom,
  sendMany,
  timeline,
  waitForHydration,
} from "@/tests/support/chat.ts";

const REACTIONS = /\/reactions\//;

const chips = (page: Page, text: string) => messages(page, text).getByRole("group", { name: "Reactions" });
const chip = (page: Page, text: string, name: string) => chips(page, text).getByRole("button", { name, exact: true });

async function twoInARoom(browser: Browser) {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const ada = await signedIn(browser, "ada", { at: "/browse" });
  const room = await ada.person.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const other = await signIn(browser, grace, { at: "/browse" });
  return { ada, grace: other, room };
}

const react = (person: Person, messageId: string, emoji: string) =>
  person.api.put(`/api/chat/messages/${messageId}/reactions/${encodeURIComponent(emoji)}`);

test("two people react by mouse, keys and words, and each sees at once how many and whose they are", async ({
  browser,
}) => {
  const { ada, grace, room } = await twoInARoom(browser);
  await ada.person.send(room, "It is done");
  await openRoom(ada.page, room);
  await openRoom(grace.page, room);

  await messages(grace.page, "It is done").hover();
  await grace.page
    .getByRole("toolbar", { name: "Message actions" })
    .getByRole("button", { name: "React with 👍" })
    .click();
  await expect(chip(grace.page, "It is done", "👍 1, you reacted")).toHaveAttribute("aria-pressed", "true");
  await chip(ada.page, "It is done", "👍 1").click();
  await expect(chip(grace.page, "It is done", "👍 2, you reacted")).toBeVisible();
  await messageBox(ada.page).hover();
  await chip(ada.page, "It is done", "👍 2, you reacted").hover();
  await expect(
    ada.page.getByRole("tooltip", { name: `You and ${grace.person.username} reacted with 👍` }),
  ).toBeVisible();

  // By keys: the chips belong to the message that has the focus, and are heard with it.
  await messageBox(grace.page).press("Shift+Tab");
  const row = messages(grace.page, "It is done");
  await row.focus();
  await expect(row).toHaveAccessibleDescription("👍 2, you reacted");
  await grace.page.keyboard.press("Tab");
  await expect(chip(grace.page, "It is done", "👍 2, you reacted")).toBeFocused();
  await grace.page.keyboard.press("Enter");
  await expect(chip(ada.page, "It is done", "👍 1, you reacted")).toBeVisible();
  await expect(chip(grace.page, "It is done", "👍 1")).toBeFocused();
  await grace.page.keyboard.press("Tab");
  await expect(chips(grace.page, "It is done").getByRole("button", { name: "Add reaction" })).toBeFocused();
  await grace.page.keyboard.press("Enter");
  await grace.page.getByRole("searchbox", { name: "Search emoji" }).fill("party popper");
  await expect(grace.page.getByRole("option", { name: "party popper" })).toHaveAttribute("aria-selected", "true");
  await grace.page.keyboard.press("Enter");
  await expect(chip(ada.page, "It is done", "🎉 1")).toBeVisible();
  await expect(chips(grace.page, "It is done").getByRole("button", { name: "Add reaction" })).toBeFocused();

  // By words: nothing is sent.
  await messageBox(ada.page).pressSequentially("+:hea");
  await expect(ada.page.getByRole("option", { name: /^❤️/ }).first()).toBeVisible();
  await messageBox(ada.page).fill("+:heart:");
  await messageBox(ada.page).press("Enter");
  await expect(chip(grace.page, "It is done", "❤️ 1")).toBeVisible();
  await expect(messageBox(ada.page)).toHaveValue("");
  await messageBox(ada.page).fill("+ 1 from me");
  await messageBox(ada.page).press("Enter");
  await expect(messages(grace.page)).toHaveCount(2);

  // The last one to take it back takes the chip away, and the server draws what both see.
  await chip(ada.page, "It is done", "👍 1, you reacted").press("Enter");
  await expect(chip(ada.page, "It is done", "🎉 1")).toBeFocused();
  await expect(chips(grace.page, "It is done").getByRole("button", { name: /👍/ })).toHaveCount(0);
  await ada.page.reload();
  await expect(chips(ada.page, "It is done").getByRole("button")).toHaveText(["🎉1", "❤️1", ""]);
  await waitForHydration(ada.page);
  await expect(chip(ada.page, "It is done", "❤️ 1, you reacted")).toBeVisible();
  await expect(chip(ada.page, "It is done", "🎉 1")).toHaveAttribute("aria-pressed", "false");
  expect(await accessibilityFaults(ada.page)).toEqual([]);
});

test("a reaction without a network is shown at once, survives a reload, and arrives when there is one", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/503/);
  const { ada, grace, room } = await twoInARoom(browser);
  const message = await grace.person.send(room, "Who is there?");
  await react(grace.person, message.id, "👀");
  await openRoom(ada.page, room);
  await ada.context.route(REACTIONS, (route) =>
    route.request().method() === "GET"
      ? route.continue()
      : route.fulfill({ status: 503, json: { error: { code: "unavailable", message: "Busy." } } }),
  );
  const refused = ada.page.waitForEvent("response", (reply) => reply.status() === 503);
  await chip(ada.page, "Who is there?", "👀 1").click();
  await expect(chip(ada.page, "Who is there?", "👀 2, you reacted")).toBeVisible();
  await refused;
  await ada.page.reload();
  await waitForHydration(ada.page);
  await expect(chip(ada.page, "Who is there?", "👀 2, you reacted")).toBeVisible();
  const stored = async () => (await grace.person.history(room)).messages.at(-1)?.reactions[0]?.count;
  expect(await stored()).toBe(1);
  await ada.context.unrouteAll();
  await ada.page.reload();
  await expect.poll(stored).toBe(2);
  await expect(chip(ada.page, "Who is there?", "👀 2, you reacted")).toBeVisible();
});

test("nothing that is read moves when others react above it or below", async ({ browser }) => {
  const { ada, grace, room } = await twoInARoom(browser);
  await sendMany(grace.person, room, 40);
  const all = (await grace.person.history(room)).messages.filter(({ kind }) => kind === "USER");
  await openRoom(ada.page, room);
  await timeline(ada.page).evaluate((list) => list.scrollTo(0, list.scrollHeight / 2));
  const first = await timeline(ada.page).evaluate((list) => {
    const { top } = list.getBoundingClientRect();
    return [...list.querySelectorAll("[data-row]")].findIndex((row) => row.getBoundingClientRect().bottom > top);
  });
  expect(first, "there are rows above the screen").toBeGreaterThan(1);
  const names = await messages(ada.page).evaluateAll((rows) => rows.map((row) => row.getAttribute("data-row")));
  const read = names[first + 1] as string;
  const row = timeline(ada.page).locator(`[data-row="${read}"]`);
  const before = await row.boundingBox();
  const seqs = [names[first - 2], names[first - 1], names.at(-1)].map(Number);
  for (const seq of seqs) await react(grace.person, all.find((one) => one.seq === seq)?.id ?? "", "🎉");
  await expect(timeline(ada.page).getByRole("button", { name: "🎉 1" })).toHaveCount(seqs.length);
  await expect.poll(async () => (await row.boundingBox())?.y).toBe(before?.y);

  // Who reads the newest message stays with it.
  await ada.page.getByRole("button", { name: /latest/i }).click();
  await expect.poll(() => distanceToEnd(ada.page)).toBeLessThan(2);
  await react(grace.person, all.at(-1)?.id ?? "", "🚀");
  await expect(timeline(ada.page).getByRole("button", { name: "🚀 1" })).toBeInViewport({ ratio: 1 });
  await expect.poll(() => distanceToEnd(ada.page)).toBeLessThan(2);
});
