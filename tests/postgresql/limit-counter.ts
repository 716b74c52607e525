// A process of its own that makes so many requests of somebody at once when it is told to, and says how many were let through.
import { openDoors } from "@/lib/db/doors.ts";
import { enforceLimit } from "@/lib/http/rate-limiter.ts";
import { setLongLived } from "@/lib/process/long-lived.ts";
import type { LimitName } from "@/lib/rate-limit-settings.ts";

type Order = { name: LimitName; who: string; times: number };

async function main(): Promise<void> {
  setLongLived();
  await openDoors();
  process.on("message", async ({ name, who, times }: Order) => {
    const asked = await Promise.allSettled(Array.from({ length: times }, () => enforceLimit(name, who)));
    process.send?.(asked.filter(({ status }) => status === "fulfilled").length);
  });
  process.once("disconnect", () => process.exit(0));
  process.send?.("ready");
}

void main();
