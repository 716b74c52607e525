"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { errorMessageOf } from "@/components/ui/form-errors";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { type PushDevice, REFUSALS_MAX } from "@/lib/push/schema";
import { describeDevice } from "../device-name";
import { DeviceIcon, DeviceTitle } from "../device-title";

const HOUR_MS = 3_600_000;

type Props = { device: PushDevice; onTest: () => Promise<void>; onTurnOff: () => Promise<void> };

/** A device that is notified: when it was last, what went wrong, a test, and its end. */
export function PushDeviceRow({ device, onTest, onTurnOff }: Props) {
  const [busy, setBusy] = useState<"test" | "off" | null>(null);
  const { name, type } = describeDevice(device.userAgent, "BROWSER");
  const run = async (what: "test" | "off", work: () => Promise<void>) => {
    setBusy(what);
    await work().catch((error) => toast.error(errorMessageOf(error)));
    setBusy(null);
  };
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <DeviceIcon type={type} />
      <div className="min-w-0 flex-1">
        <DeviceTitle name={name} current={device.current} />
        <p className="text-meta text-pretty text-muted-foreground">
          <LastDelivery at={device.lastDeliveryAt} />
        </p>
        {device.lastError && <p className="text-meta break-words text-destructive">{device.lastError}</p>}
        {device.isPaused && (
          <p className="text-meta text-pretty">
            It is told of nothing any more, after {REFUSALS_MAX} refusals in a row. A test that comes turns it on again.
          </p>
        )}
      </div>
      <div className="flex gap-2">
        <Button
          variant="outline"
          size="sm"
          loading={busy === "test"}
          aria-label={`Send a test to ${name}`}
          onClick={() => run("test", onTest)}
        >
          Test
        </Button>
        <Button
          variant="outline"
          size="sm"
          loading={busy === "off"}
          aria-label={`Turn off on ${name}`}
          onClick={() => run("off", onTurnOff)}
        >
          Turn off
        </Button>
      </div>
    </li>
  );
}

/** The server notes deliveries to the hour. */
function LastDelivery({ at }: { at: string | null }) {
  if (at === null) return "Not notified yet";
  if (Date.now() - Date.parse(at) < HOUR_MS) return "Notified within the last hour";
  return (
    <>
      Last notified <Time iso={at} mode="relative" />
    </>
  );
}
