"use client";

import { ErrorState } from "@/components/ui/error-state";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser/api";
import { pushObstacle } from "@/lib/push/browser/obstacle";
import { findEndpoint, unsubscribeHere } from "@/lib/push/browser/subscription";
import { type PushDevice, pushDevicesReplySchema, pushTestReplySchema } from "@/lib/push/schema";
import { RowsSkeleton } from "../rows-skeleton";
import { SettingsSection } from "../settings-section";
import { useFocusAfterRemoval } from "../use-focus-after-removal";
import { useLoad } from "../use-load";
import { PushDeviceRow } from "./push-device-row";
import { ThisDevice } from "./this-device";

const PATH = "/api/chat/push-subscriptions";

async function load(signal: AbortSignal) {
  const obstacle = pushObstacle();
  const reply = await api(PATH, { schema: pushDevicesReplySchema, signal });
  return { ...reply, obstacle, isSubscribed: obstacle === null && (await findEndpoint()) !== null };
}

/** Where a person is told of messages while Parley is closed. */
export function Notifications({ viewerId }: { viewerId: string }) {
  const { data, error, loading, reload } = useLoad(load);
  useFocusAfterRemoval(data?.devices.length);
  const here = data?.isSubscribed ? (data.devices.find(({ current }) => current) ?? null) : null;

  async function turnOff({ id, current }: Pick<PushDevice, "id" | "current">) {
    if (current) await unsubscribeHere();
    await api(`${PATH}/${id}`, { method: "DELETE" });
    toast.success("That device is not notified any more.");
    reload();
  }

  async function test({ id }: PushDevice) {
    const outcome = await api(`${PATH}/${id}/test`, { method: "POST", schema: pushTestReplySchema });
    if (outcome.error) toast.error(outcome.error);
    else toast.success("Sent. The notification should come in a moment.");
    reload();
  }

  return (
    <SettingsSection
      title="Notifications"
      description="Be told of direct messages and mentions while Parley is closed. Muted chats and “do not disturb” are kept, and what you read within a few seconds on another device is not told."
    >
      {data ? (
        <>
          <ThisDevice
            viewerId={viewerId}
            publicKey={data.publicKey}
            obstacle={data.obstacle}
            device={here}
            onChange={reload}
            onTurnOff={async () => void (here && (await turnOff(here)))}
          />
          {data.devices.length > 0 && (
            <>
              <h3 id="push-devices" className="text-sm font-medium">
                Devices that are notified
              </h3>
              <ul aria-labelledby="push-devices" className="divide-y overflow-hidden rounded-card border bg-card">
                {data.devices.map((device) => (
                  <PushDeviceRow
                    key={device.id}
                    device={device}
                    onTest={() => test(device)}
                    onTurnOff={() => turnOff(device)}
                  />
                ))}
              </ul>
            </>
          )}
        </>
      ) : error ? (
        <div className="rounded-card border">
          <ErrorState
            title="Your devices could not be loaded"
            description={error}
            onRetry={reload}
            retrying={loading}
          />
        </div>
      ) : (
        <RowsSkeleton label="Loading your devices" />
      )}
    </SettingsSection>
  );
}
