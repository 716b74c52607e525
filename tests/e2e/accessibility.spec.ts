import AxeBuilder from "@axe-core/playwright";
import { expect, signIn, test } from "@/tests/support/browser.ts";
import { LAYERS, SCREENS } from "@/tests/support/screens.ts";
import { type Stage, setTheStage } from "@/tests/support/stage.ts";

let stage: Stage;
test.beforeAll(async () => {
  stage = await setTheStage();
});
test.afterAll(() => stage.server.stop());

const isOutside = (screen: { isOutside?: boolean }) => screen.isOutside === true;

for (const colorScheme of ["light", "dark"] as const)
  for (const screens of [SCREENS.filter(isOutside), SCREENS.filter((one) => !isOutside(one)), LAYERS])
    test(`axe finds nothing in the ${colorScheme} on ${screens[0]?.name} and ${screens.length - 1} more`, async ({
      browser,
      allowErrors,
    }) => {
      test.setTimeout(180_000);
      allowErrors(/404/);
      const options = { baseURL: stage.server.url, colorScheme, reducedMotion: "reduce" } as const;
      const page = screens.some(isOutside)
        ? await (await browser.newContext(options)).newPage()
        : (await signIn(browser, stage.ada, { ...options, at: "/settings" })).page;
      for (const screen of screens)
        await test.step(screen.name, async () => {
          await screen.open(page, stage);
          const axe = new AxeBuilder({ page });
          // What opens over a page is drawn outside of its landmarks.
          if (LAYERS.includes(screen)) axe.disableRules(["region"]);
          const { violations, passes } = await axe.analyze();
          expect(passes.length).toBeGreaterThan(5);
          const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
          expect.soft(found, screen.name).toEqual([]);
        });
    });
