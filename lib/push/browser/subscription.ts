import { api } from "../../browser/api.ts";
import { type PushDevice, pushDeviceReplySchema } from "../schema.ts";
import { WORKER } from "./worker-file.ts";

const PATH = "/api/chat/push-subscriptions";

/**
 * Who has turned on notifications in this browser, in which session and with which choice, and the address that the server was told
 * last. The server forgets all that with the session.
 */
const KEY = "parley-push";
export type KeptPush = { viewerId: string; sessionId: string; endpoint: string; hidesContent: boolean };

/**
 * Subscribes this browser, or finds its subscription, and tells the server. It asks nobody: the permission has to be there. Without a
 * choice of what is shown, the one that the person has made here before stays.
 */
export async function subscribeHere(
  viewerId: string,
  publicKey: string,
  choice: { hidesContent?: boolean } = {},
): Promise<PushDevice> {
  const registration = await navigator.serviceWorker.register(WORKER);
  await navigator.serviceWorker.ready;
  const subscription = (await findSubscription(registration, publicKey)) ?? (await subscribe(registration, publicKey));
  const kept = readKept();
  const chosen = kept?.viewerId === viewerId && { hidesContent: kept.hidesContent };
  const body = { ...subscription.toJSON(), ...chosen, ...choice };
  const { device, sessionId } = await api(PATH, { method: "PUT", body, schema: pushDeviceReplySchema });
  keep({ viewerId, sessionId, endpoint: subscription.endpoint, hidesContent: device.hidesContent });
  // Whoever was not there for it yet, as components/shell/use-notifications, begins now.
  window.dispatchEvent(new Event("parley.push-on"));
  return device;
}

/** Ends the subscription of this browser. The server is told by whoever calls it. */
export async function unsubscribeHere(): Promise<void> {
  keep(null);
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

/** The address at which this browser is notified, or null. */
export async function findEndpoint(): Promise<string | null> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  return (await registration?.pushManager.getSubscription())?.endpoint ?? null;
}

/** The subscription of this browser, unless it was made for another key, as after a change of the server's secret. */
async function findSubscription(registration: ServiceWorkerRegistration, publicKey: string) {
  const found = await registration.pushManager.getSubscription();
  const key = found?.options.applicationServerKey;
  if (!found || !key || toBase64Url(key) === publicKey) return found;
  await found.unsubscribe();
  return null;
}

const subscribe = (registration: ServiceWorkerRegistration, applicationServerKey: string) =>
  registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });

const toBase64Url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

export function readKept(): KeptPush | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
}

function keep(kept: KeptPush | null): void {
  try {
    if (kept) localStorage.setItem(KEY, JSON.stringify(kept));
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage the subscription is renewed by the worker alone.
  }
}
