// Opens every screen once in each size, and checks it in both themes for the faults that can be found by a program. Pictures
// for people to look at are in test-results/screens, and in docs/screenshot.png for the README.
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, signIn, test } from "@/tests/support/browser.ts";
import { messages, waitForHydration } from "@/tests/support/chat.ts";
import { type DemoTeam, startDemoTeam } from "@/tests/support/demo-team.ts";
import { layoutFaults } from "@/tests/support/layout.ts";
import { LAYERS, SCREENS, type Screen } from "@/tests/support/screens.ts";

const README_PICTURE = path.resolve("docs/screenshot.png");
const FOLDER = path.resolve("test-results/screens");
const SIZES = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};
const LIGHT = { colorScheme: "light" } as const;
const DARK = { colorScheme: "dark" } as const;
/** These layers are opened by a pointer or a keyboard only. */
const NOT_ON_A_PHONE = new Set(["shortcuts", "switcher", "message-menu", "chat-menu"]);

let stage: DemoTeam;
test.beforeAll(async () => {
  stage = await startDemoTeam();
  mkdirSync(FOLDER, { recursive: true });
});
test.afterAll(() => stage.server.stop());

// A theme changes colours and nothing else, so each screen is opened once in each size and then shown in the other theme.
for (const [size, device] of Object.entries(SIZES))
  for (const screens of [...inParts(SCREENS), ...inParts(LAYERS)])
    test(`${screens[0]?.name} and ${screens.length - 1} more open, hold and can be perceived on a ${size}, light and dark`, async ({
      browser,
      allowErrors,
    }) => {
      allowErrors(/404/);
      const options = { ...device, ...LIGHT, reducedMotion: "reduce", baseURL: stage.server.url } as const;
      const outside = await (await browser.newContext(options)).newPage();
      const { page } = await signIn(browser, stage.ada, { ...options, at: "/settings" });
      for (const screen of screens) {
        if (size === "phone" && NOT_ON_A_PHONE.has(screen.name)) continue;
        const one = screen.isOutside ? outside : page;
        const isLayer = LAYERS.includes(screen);
        // Menus and dialogs are drawn outside of the page's landmarks.
        const inLight = isLayer ? { notRules: ["region"] } : {};
        // Of what axe checks, the theme decides the contrast of colours only.
        const inDark = { rules: ["color-contrast"] };
        const picture = (theme: string) => path.join(FOLDER, `${size}-${theme}-${screen.name}.png`);
        await test.step(screen.name, async () => {
          await screen.open(one, stage);
          await one.screenshot({ path: picture("light") });
          if (!isLayer) expect.soft(await layoutFaults(one), screen.name).toEqual([]);
          if (size === "desktop") expect.soft(await accessibilityFaults(one, inLight), screen.name).toEqual([]);
          const before = await paper(one);
          await one.emulateMedia(DARK);
          expect(await paper(one), "the page follows the theme").not.toBe(before);
          await one.screenshot({ path: picture("dark") });
          if (size === "desktop") expect.soft(await accessibilityFaults(one, inDark), screen.name).toEqual([]);
          await one.emulateMedia(LIGHT);
        });
      }
    });

/** Parts so small that one test can visit all screens of a part in its time, also on two busy cores. */
function inParts(screens: Screen[], most = 5): Screen[][] {
  const parts = Math.ceil(screens.length / most);
  return Array.from({ length: parts }, (_, part) => screens.slice(part * most, (part + 1) * most));
}

const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("the README's picture shows a conversation", async ({ browser }) => {
  const { page } = await signIn(browser, stage.ada, {
    ...SIZES.desktop,
    colorScheme: "light",
    reducedMotion: "reduce",
    at: `/rooms/${stage.room.id}`,
  });
  await waitForHydration(page);
  await expect(messages(page, "I will bring the tea.")).toBeInViewport();
  // A test run leaves the tree as it is: the picture is taken only if it is missing or UPDATE_SCREENSHOT asks for it.
  if (process.env.UPDATE_SCREENSHOT !== "1" && existsSync(README_PICTURE)) return;
  await page.screenshot({ path: README_PICTURE });
});
