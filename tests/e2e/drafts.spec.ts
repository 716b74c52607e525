import { expect, sharedServer, signedIn, test } from "@/tests/support/browser.ts";
import { messageBox, messages, openRoom, waitForHydration } from "@/tests/support/chat.ts";

/** One person on two devices, which both show the same room. */
async function twoDevices(browser: Parameters<typeof signedIn>[0]) {
  const laptop = await signedIn(browser, "ada", { at: "/settings" });
  const room = await laptop.person.createRoom({});
  const phone = await browser.newContext({ baseURL: sharedServer().url, viewport: { width: 390, height: 844 } });
  await phone.addCookies(await laptop.context.cookies());
  const page = await phone.newPage();
  await openRoom(laptop.page, room);
  await openRoom(page, room);
  return { laptop: laptop.page, phone: page, room, close: () => phone.close() };
}

test("what ada types on one device is on the other, and sending it empties both", async ({ browser }) => {
  const { laptop, phone, close } = await twoDevices(browser);
  await messageBox(laptop).fill("half a thought");
  await expect(messageBox(phone)).toHaveValue("half a thought");
  await messageBox(phone).fill("half a thought, now whole");
  await expect(messageBox(laptop)).toHaveValue("half a thought, now whole");
  await phone.getByRole("button", { name: "Send" }).click();
  await expect(messages(laptop, "now whole")).toHaveCount(1);
  await expect(messageBox(laptop)).toHaveValue("");
  await expect(messageBox(phone)).toHaveValue("");
  await close();
});

test("a draft survives a reload, and a device that comes later finds it", async ({ browser }) => {
  const { laptop, phone, room, close } = await twoDevices(browser);
  await phone.goto("/settings");
  await messageBox(laptop).fill("to be continued");
  await laptop.reload();
  await waitForHydration(laptop);
  await expect(messageBox(laptop)).toHaveValue("to be continued");
  await openRoom(phone, room);
  await expect(messageBox(phone)).toHaveValue("to be continued");
  await close();
});

test("what is being typed is not overwritten by an older text from elsewhere", async ({ browser, allowErrors }) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  const { laptop, phone, close } = await twoDevices(browser);
  await phone.context().setOffline(true);
  await messageBox(phone).fill("older, typed offline");
  await messageBox(laptop).fill("newer, typed on the laptop");
  await expect(messageBox(laptop)).toHaveValue("newer, typed on the laptop");
  await laptop.reload();
  await waitForHydration(laptop);
  await phone.context().setOffline(false);
  await expect(messageBox(phone)).toHaveValue("newer, typed on the laptop", { timeout: 30_000 });
  await expect(messageBox(laptop)).toHaveValue("newer, typed on the laptop");
  await close();
});

test("sending on one device leaves what was written on the other since", async ({ browser, allowErrors }) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  const { laptop, phone, close } = await twoDevices(browser);
  await messageBox(laptop).fill("We meet");
  await expect(messageBox(phone)).toHaveValue("We meet");
  await phone.context().setOffline(true);
  await messageBox(phone).fill("We meet at nine");
  await messageBox(laptop).press("Enter");
  await expect(messages(laptop, "We meet")).toHaveCount(1);
  await expect(messageBox(laptop)).toHaveValue("");
  await phone.context().setOffline(false);
  await expect(messageBox(laptop)).toHaveValue("We meet at nine", { timeout: 30_000 });
  await expect(messageBox(phone)).toHaveValue("We meet at nine");
  await close();
});
