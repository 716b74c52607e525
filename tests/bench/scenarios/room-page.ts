import { execFileSync } from "node:child_process";
import path from "node:path";
import { ensureChromium } from "@/scripts/steps/browsers.mjs";
import { installBeside } from "@/scripts/steps/install-beside.mjs";
import { browserOf } from "@/tests/support/browser-session.ts";
import { chromiumFlags, systemChromium } from "@/tests/support/chromium.mjs";
import { startDemoTeam } from "@/tests/support/demo-team.ts";
import { PARLEY } from "../support/row-names.ts";
import { median } from "../support/stats.ts";
import type { Scenario } from "../support/types.ts";

const FOLDER = path.resolve("tests/lighthouse");

type Outcome = Record<"lcpMs" | "cls" | "performance" | "accessibility" | "bestPractices", number> & {
  url: string;
  failed: string[];
};

/** Runs Lighthouse's mobile preset, which slows the processor down four times, on a room with a conversation. */
export const roomPage: Scenario = async ({ quick }) => {
  await ensureChromium();
  await installBeside(FOLDER, "lighthouse", "Lighthouse (190 MB)");
  const stage = await startDemoTeam();
  try {
    const { cookie } = await browserOf(stage.ada);
    const page = `${stage.server.url}/rooms/${stage.room.id}`;
    const runs = Array.from({ length: quick ? 1 : 3 }, () => look(page, cookie));
    const failed = [...new Set(runs.flatMap((run) => run.failed))];
    const middle = (name: keyof Outcome) => median(runs.map((run) => run[name] as number));
    return {
      title: "A room's page on a phone",
      about: `Lighthouse, mobile preset. Below 0.9 of its scale: ${failed.join(", ") || "nothing"}.`,
      limit: null,
      rows: [
        {
          name: PARLEY,
          values: {
            lcp: middle("lcpMs") / 1000,
            cls: middle("cls"),
            performance: middle("performance"),
            accessibility: middle("accessibility"),
            bestPractices: middle("bestPractices"),
          },
        },
      ],
    };
  } finally {
    await stage.server.stop();
  }
};

function look(page: string, cookie: string): Outcome {
  const args = [path.join(FOLDER, "run.mjs"), page, cookie, systemChromium() ?? "", ...chromiumFlags()];
  const outcome = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Outcome;
  if (outcome.url !== page) throw new Error(`Lighthouse saw ${outcome.url} instead of the room.`);
  return outcome;
}
