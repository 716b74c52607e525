import { api } from "../../browser/api.ts";
import { pushDevicesReplySchema } from "../schema.ts";
import { findEndpoint, readKept, subscribeHere, unsubscribeHere } from "./subscription.ts";

/**
 * Renews the subscription of a person who has turned on notifications in this browser: after a log-in, or when browser or server
 * have lost it. Where it was turned off from another device, it is ended here, too. For an idle moment after the app's start.
 */
export async function renewPush(viewerId: string): Promise<void> {
  const kept = readKept();
  if (kept?.viewerId !== viewerId) return;
  const path = "/api/chat/push-subscriptions";
  const { publicKey, sessionId, devices } = await api(path, { schema: pushDevicesReplySchema });
  const isSame = kept.endpoint === (await findEndpoint());
  const isKnown = devices.some(({ current }) => current);
  // The server has been told of this very address in this session, and knows it no more.
  if (isSame && !isKnown && kept.sessionId === sessionId) await unsubscribeHere();
  else if (!isSame || !isKnown) await subscribeHere(viewerId, publicKey);
}

/** Shows the message of a notification in this page when the worker asks for it. Returns a function that ends that. */
export function followNotifications(show: (href: string) => void): () => void {
  const onMessage = ({ data, ports }: MessageEvent<{ type?: string; href?: string } | null>) => {
    if (data?.type !== "parley.open" || typeof data.href !== "string") return;
    // First of all: the worker waits for it, and what is shown may take a while to draw.
    ports[0]?.postMessage(true);
    show(data.href);
  };
  navigator.serviceWorker.addEventListener("message", onMessage);
  navigator.serviceWorker.startMessages();
  return () => navigator.serviceWorker.removeEventListener("message", onMessage);
}
