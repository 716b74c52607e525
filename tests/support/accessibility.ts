import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

type Where = {
  /** Only what is in these is looked at. */
  within?: string;
  /** What is in these is not looked at. */
  without?: string;
  /** Only these rules are asked. */
  rules?: string[];
  /** All rules but these are asked. */
  notRules?: string[];
};

/**
 * What axe finds wrong with the page as it is shown now, one line for each element. Axe runs in the page itself and says
 * in detail only what it finds wrong: it takes a third of the time, and Parley frames nothing that would need more.
 */
export async function accessibilityFaults(
  page: Page,
  { within, without, rules, notRules }: Where = {},
): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  if (within) axe.include(within);
  if (without) axe.exclude(without);
  if (rules) axe.withRules(rules);
  if (notRules) axe.disableRules(notRules);
  const { violations, passes } = await axe.analyze();
  expect(passes.length, "axe had something to look at").toBeGreaterThan(0);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}
