import { expect, signIn, test } from "@/tests/support/browser.ts";
import { type DemoTeam, startDemoTeam } from "@/tests/support/demo-team.ts";
import { layoutFaults, resize } from "@/tests/support/layout.ts";
import { SCREENS } from "@/tests/support/screens.ts";

/**
 * These widths are tested beside those of a phone and a desktop, at which screens.spec.ts opens every page. Each page is
 * opened at the first width of a row and then resized to the others, as windows are.
 */
const WIDTHS = [[320], [768, 1920, 2560]] as const;

let stage: DemoTeam;
test.beforeAll(async () => {
  stage = await startDemoTeam();
});
test.afterAll(() => stage.server.stop());

for (const [first, ...others] of WIDTHS)
  test(`every page holds at a width of ${[first, ...others].join(", ")}`, async ({ browser, allowErrors }) => {
    test.setTimeout(180_000);
    allowErrors(/404/);
    const height = first < 768 ? 640 : 800;
    const viewport = { width: first, height };
    const outside = await (await browser.newContext({ baseURL: stage.server.url, viewport })).newPage();
    const { page } = await signIn(browser, stage.ada, { at: "/settings", viewport });
    for (const screen of SCREENS)
      await test.step(screen.name, async () => {
        const one = screen.isOutside ? outside : page;
        await one.setViewportSize(viewport);
        await screen.open(one, stage);
        for (const width of [first, ...others]) {
          await resize(one, { width, height });
          expect.soft(await layoutFaults(one), `${screen.name} at ${width}`).toEqual([]);
        }
      });
  });
