// Pictures of every screen, to be looked at: in test-results/screens, and docs/screenshot.png for the README.
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { expect, signIn, test } from "@/tests/support/browser.ts";
import { awake, messages } from "@/tests/support/chat.ts";
import { LAYERS, SCREENS } from "@/tests/support/screens.ts";
import { type Stage, setTheStage } from "@/tests/support/stage.ts";

const README_PICTURE = path.resolve("docs/screenshot.png");
const FOLDER = path.resolve("test-results/screens");
const SIZES = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};
/** Reached by a pointer or a keyboard only. */
const NOT_ON_A_PHONE = new Set(["shortcuts", "switcher", "message-menu"]);

let stage: Stage;
test.beforeAll(async () => {
  stage = await setTheStage();
  mkdirSync(FOLDER, { recursive: true });
});
test.afterAll(() => stage.server.stop());

for (const [size, device] of Object.entries(SIZES))
  for (const colorScheme of ["light", "dark"] as const)
    test(`every screen opens on a ${size} in the ${colorScheme}`, async ({ browser, allowErrors }) => {
      test.setTimeout(180_000);
      allowErrors(/404/);
      const options = { ...device, colorScheme, reducedMotion: "reduce", baseURL: stage.server.url } as const;
      const outside = await (await browser.newContext(options)).newPage();
      const { page } = await signIn(browser, stage.ada, { ...options, at: "/settings" });
      for (const screen of [...SCREENS, ...LAYERS]) {
        if (size === "phone" && NOT_ON_A_PHONE.has(screen.name)) continue;
        const one = screen.isOutside ? outside : page;
        await test.step(screen.name, async () => {
          await screen.open(one, stage);
          await one.screenshot({ path: path.join(FOLDER, `${size}-${colorScheme}-${screen.name}.png`) });
        });
      }
    });

test("the README's picture shows a conversation", async ({ browser }) => {
  const { page } = await signIn(browser, stage.ada, {
    ...SIZES.desktop,
    colorScheme: "light",
    reducedMotion: "reduce",
    at: `/rooms/${stage.room.id}`,
  });
  await awake(page);
  await expect(messages(page, "I will bring the tea.")).toBeInViewport();
  // Runs leave the tree as it is: the picture is taken when there is none, or when somebody asks for a new one.
  if (process.env.UPDATE_SCREENSHOT !== "1" && existsSync(README_PICTURE)) return;
  await page.screenshot({ path: README_PICTURE });
});
