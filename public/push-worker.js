// The service worker: it shows notifications while Parley is closed (lib/push/payload says what they carry), opens what they are
// about, and tells the server when the browser has another address for them. It keeps no pages and answers no requests.

const API = "/api/chat/push-subscriptions";
/** A page that is open answers within this time when it can show the message without loading anew. */
const ANSWER_MS = 700;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("push", (event) => event.waitUntil(show(event.data)));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.navigate ?? "/"));
});
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event.newSubscription)));

/** Browsers take a site's right away that is sent a push and shows nothing, so something is always shown. */
function show(data) {
  const { title, body, navigate, tag } = read(data);
  return self.registration.showNotification(title, {
    body,
    tag,
    // The newest of a conversation takes the place of the one before, and is heard, too.
    renotify: true,
    icon: "/icons/192.png",
    data: { navigate },
  });
}

function read(data) {
  const unknown = { title: "Parley", body: "You have a new message.", navigate: "/", tag: "unknown" };
  try {
    return { ...unknown, ...data.json().notification };
  } catch {
    return unknown;
  }
}

/** Shows the message in a page that is open, or else in a new one. Only addresses of this site are opened. */
async function open(address) {
  const url = new URL(address, self.location.origin);
  const href = url.origin === self.location.origin ? url.href : self.location.origin;
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find(({ focused }) => focused) ?? pages[0];
  if (!page) return self.clients.openWindow(href);
  const shown = await page.focus().catch(() => page);
  if (await isShownBy(shown, href)) return;
  await shown.navigate(href).catch(() => self.clients.openWindow(href));
}

function isShownBy(page, href) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(true);
    setTimeout(resolve, ANSWER_MS, false);
    page.postMessage({ type: "parley.open", href }, [port2]);
  });
}

/** Only the account for which notifications are on here: somebody else may have logged in since, or nobody. */
async function renew(subscription) {
  const reply = await fetch(API);
  if (!reply.ok) return;
  const { publicKey, devices } = await reply.json();
  if (!devices.some(({ current }) => current)) return;
  const options = { userVisibleOnly: true, applicationServerKey: publicKey };
  const now = subscription ?? (await self.registration.pushManager.subscribe(options));
  await fetch(API, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(now),
  });
}
