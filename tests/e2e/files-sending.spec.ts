import type { Browser, BrowserContext, Page, Request } from "@playwright/test";
import type { Message } from "@/lib/messages/schema.ts";
import {
  attach,
  attached,
  damaged,
  dispatchFiles,
  MB,
  picture,
  refusals,
  text,
  tile,
  uploaded,
} from "@/tests/support/attach-files.ts";
import { expect, logIn, logOut, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { type Person, register } from "@/tests/support/cast.ts";
import { allLoaded, messageBox, messages, openRoom, timeline } from "@/tests/support/chat.ts";
import { type FaultyProxy, startFaultyProxy } from "@/tests/support/faulty-proxy.ts";

type Room = { id: string };

/** Chromium logs this when a request is refused. */
const REFUSED = /status of 415/;

const pending = (page: Page) => timeline(page).getByRole("article", { name: /^Sending/ });
const failed = (page: Page) => timeline(page).getByRole("article", { name: /^Not sent/ });
const send = (page: Page) => page.getByRole("button", { name: "Send", exact: true }).click();

const isUpload = (request: Request) => request.method() === "PUT" && request.url().includes("/api/uploads/");

async function alone(browser: Browser) {
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  const room = await ada.person.createRoom();
  await openRoom(ada.page, room);
  return { ...ada, room };
}

/** Holds requests to addresses that contain `path`, until `open` is called. */
async function heldAt(context: BrowserContext, path: string) {
  let open = () => {};
  const opening = new Promise<void>((done) => {
    open = done;
  });
  const reached = context.waitForEvent("request", (request) => request.url().includes(path));
  await context.route(
    (url) => url.pathname.includes(path),
    async (route) => {
      await opening;
      await route.continue();
    },
  );
  return { reached, open };
}

/** Ada behind a proxy that can make network faults. */
async function behindFaults(browser: Browser) {
  const proxy = await startFaultyProxy(Number(new URL(sharedServer().url).port));
  const { person, room, context } = await alone(browser);
  await context.close();
  const device = await signIn(browser, person, { server: proxy, at: "/settings" });
  await openRoom(device.page, room);
  return { ...device, room, proxy };
}

/** The messages of people in the room, as the server has them. */
async function stored(person: Person, room: Room): Promise<Message[]> {
  return (await person.fullHistory(room)).filter((one) => one.kind === "USER");
}
const filesOf = (message: Message | undefined) => message?.files.map(({ name }) => name);

/** Resolves when about this share of the file has been sent. */
async function reaches(page: Page, name: string, percent: number): Promise<void> {
  const bar = page.getByRole("progressbar", { name: `Upload of ${name}` });
  await expect
    .poll(async () => Number(await bar.getAttribute("aria-valuenow")), { intervals: [50] })
    .toBeGreaterThanOrEqual(percent);
}

async function sentFiles(person: Person, room: Room, ...names: string[]): Promise<Message | undefined> {
  await expect.poll(async () => filesOf((await stored(person, room))[0]), { timeout: 60_000 }).toEqual(names);
  return (await stored(person, room))[0];
}

test("three files are dropped on the conversation and sent with a text as one message", async ({ browser }) => {
  const { page, person, room } = await alone(browser);
  const hint = page.getByText(`Drop files to share in ${room.name}`);
  const files = [await picture("one.png"), text("notes.txt", 2000), await picture("two.png", "#a33")];
  await dispatchFiles(timeline(page), ["dragenter", "dragover"], files);
  await expect(hint).toBeVisible();
  await dispatchFiles(timeline(page), ["drop"], files);
  await expect(hint).toHaveCount(0);
  await expect(attached(page)).toHaveCount(3);
  await uploaded(page, "one.png", "notes.txt", "two.png");
  await messageBox(page).fill("From the weekend");
  await send(page);
  const message = await sentFiles(person, room, "one.png", "notes.txt", "two.png");
  expect(message?.body).toBe("From the weekend");
  expect(message?.files[0]).toMatchObject({ kind: "image", width: 640, height: 480 });
  await expect(attached(page)).toHaveCount(0);
  await expect(messageBox(page)).toHaveValue("");
  await expect(pending(page)).toHaveCount(0);
  await expect(messages(page, "From the weekend")).toHaveCount(1);
});

test("what is refused says why before a byte is sent, and holds up nothing", async ({ browser }) => {
  const { page, person, room } = await alone(browser);
  const begun: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/uploadthing")) begun.push(request.postData() ?? "");
  });
  await messageBox(page).fill("Only what can be shared");
  await attach(
    page,
    text("large.log", 17 * MB),
    { name: "setup.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") },
    text("empty.txt", 0),
    text("fine.txt", 10),
  );
  await expect(refusals(page)).toHaveText([
    "large.log has 17 MB. A file can have at most 16 MB.",
    "Files that end in .exe cannot be shared here.",
    "empty.txt is empty.",
  ]);
  await uploaded(page, "fine.txt");
  expect(begun.map((body) => JSON.parse(body).files.map((file: { name: string }) => file.name))).toEqual([
    ["fine.txt"],
  ]);
  await expect(messageBox(page)).toHaveValue("Only what can be shared");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(refusals(page)).toHaveCount(0);
  await send(page);
  await sentFiles(person, room, "fine.txt");
});

test("a picture that is damaged is refused by the server, and the others go", async ({ browser, allowErrors }) => {
  allowErrors(REFUSED);
  const { page, person, room } = await alone(browser);
  await attach(page, damaged("photo.png"), text("fine.txt", 10));
  await expect(refusals(page)).toHaveText([/^photo\.png was refused: .+ It will not be sent\.$/]);
  await uploaded(page, "fine.txt");
  await send(page);
  await sentFiles(person, room, "fine.txt");
});

test("no more than ten files go into a message", async ({ browser }) => {
  const { page } = await alone(browser);
  await attach(page, ...Array.from({ length: 12 }, (_, index) => text(`${index}.txt`, 20)));
  await expect(attached(page)).toHaveCount(10);
  await expect(refusals(page)).toHaveText(["A message can have at most 10 files. 2 files were not attached."]);
});

test("a picture is pasted, and a table that comes as a picture too stays text", async ({ browser }) => {
  const { page, person, room } = await alone(browser);
  const image = await picture("image.png");
  await dispatchFiles(messageBox(page), ["paste"], [image], { "text/plain": "1\t2", "text/html": "<table></table>" });
  await expect(attached(page)).toHaveCount(0);
  await dispatchFiles(messageBox(page), ["paste"], [image]);
  await uploaded(page, "image.png");
  await messageBox(page).press("Enter");
  await sentFiles(person, room, "image.png");
});

test("files are put in another order and described, with the keyboard alone", async ({ browser }) => {
  const { page, person, room } = await alone(browser);
  await attach(page, await picture("a.png"), await picture("b.png", "#33a"), text("c.txt", 30));
  await uploaded(page, "a.png", "b.png", "c.txt");
  await tile(page, "c.txt").focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("status").filter({ hasText: "c.txt is now 2 of 3" })).toHaveCount(1);
  await expect(tile(page, "c.txt")).toBeFocused();
  await tile(page, "a.png").focus();
  await page.keyboard.press("Delete");
  await expect(attached(page)).toHaveCount(2);
  await expect(tile(page, "c.txt")).toBeFocused();
  await tile(page, "b.png").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.getByRole("menuitem", { name: "Describe the picture" }).press("Enter");
  await page.getByRole("textbox", { name: "Description" }).fill("A blue square");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(tile(page, "b.png")).toHaveAccessibleName(/described as A blue square/);
  await messageBox(page).focus();
  await page.keyboard.press("Enter");
  const message = await sentFiles(person, room, "c.txt", "b.png");
  expect(message?.files.map(({ alt }) => alt)).toEqual(["", "A blue square"]);
});

test("files are put in another order with the mouse", async ({ browser }) => {
  const { page, person, room } = await alone(browser);
  await attach(page, await picture("a.png"), await picture("b.png", "#33a"), text("c.txt", 30));
  await uploaded(page, "a.png", "b.png", "c.txt");
  await tile(page, "a.png").dragTo(tile(page, "c.txt"), { steps: 12 });
  await expect(attached(page).last()).toContainText("a.png");
  await tile(page, "c.txt").dragTo(tile(page, "b.png"), { steps: 12 });
  await expect(attached(page).first()).toContainText("c.txt");
  // The drag contained no files, and the dragged element can still be clicked.
  await expect(page.getByText(`Drop files to share in ${room.name}`)).toHaveCount(0);
  await expect(attached(page)).toHaveCount(3);
  await send(page);
  await sentFiles(person, room, "c.txt", "b.png", "a.png");
});

test("two tabs with the same draft show the same files, and send each once", async ({ browser }) => {
  const { page, person, room, context } = await alone(browser);
  const tab = await context.newPage();
  await openRoom(tab, room);
  await attach(page, await picture("a.png"));
  await uploaded(page, "a.png");
  await attach(tab, text("b.txt", 30));
  for (const one of [page, tab]) {
    await uploaded(one, "a.png", "b.txt");
    await expect(attached(one)).toHaveCount(2);
  }
  await tile(tab, "b.txt").press("ArrowLeft");
  await expect(attached(page).first()).toContainText("b.txt");
  await page.getByRole("button", { name: "Describe a.png" }).click();
  await page.getByRole("textbox", { name: "Description" }).fill("Green");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(tile(tab, "a.png")).toHaveAccessibleName(/described as Green/);
  await attach(page, text("c.txt", 40));
  await uploaded(tab, "c.txt");
  await tab.getByRole("button", { name: "Remove c.txt" }).click();
  await expect(attached(page)).toHaveCount(2);
  await send(tab);
  await sentFiles(person, room, "b.txt", "a.png");
  await expect(attached(page)).toHaveCount(0);
  await expect(attached(tab)).toHaveCount(0);
  expect(await stored(person, room)).toHaveLength(1);
});

test("attached files are there again after a reload, in their order and with their descriptions", async ({
  browser,
}) => {
  const { page, person, room } = await alone(browser);
  await attach(page, await picture("a.png"), text("b.txt", 30));
  await uploaded(page, "a.png", "b.txt");
  await page.getByRole("button", { name: "Describe a.png" }).click();
  await page.getByRole("textbox", { name: "Description" }).fill("Green");
  await page.getByRole("button", { name: "Save" }).click();
  await tile(page, "b.txt").press("ArrowLeft");
  await expect(attached(page).first()).toContainText("b.txt");
  await page.reload();
  await uploaded(page, "a.png", "b.txt");
  await expect(tile(page, "a.png")).toHaveAccessibleName(/described as Green, 2 of 2/);
  await send(page);
  await sentFiles(person, room, "b.txt", "a.png");
  await page.reload();
  await expect(messages(page)).toHaveCount(1);
  await expect(attached(page)).toHaveCount(0);
});

test.describe("on a bad network", () => {
  let proxy: FaultyProxy | undefined;
  test.beforeEach(({ allowErrors }) => allowErrors(/net::ERR_|WebSocket connection/));
  test.afterEach(() => proxy?.close());

  test("a message is sent when its files are there, and text passes it meanwhile", async ({ browser }) => {
    const here = await behindFaults(browser);
    ({ proxy } = here);
    const { page, person, room } = here;
    here.proxy.slowSending(3 * MB);
    await attach(page, text("long.log", 12 * MB));
    await reaches(page, "long.log", 10);
    await messageBox(page).fill("With a file");
    await messageBox(page).press("Enter");
    await expect(pending(page)).toHaveAccessibleName("Sending: With a file, long.log");
    await expect(messageBox(page)).toHaveValue("");
    await messageBox(page).fill("Quick one");
    await messageBox(page).press("Enter");
    await expect.poll(async () => (await stored(person, room)).map(({ body }) => body)).toEqual(["Quick one"]);
    await expect(pending(page)).toHaveCount(1);
    here.proxy.slowSending(0);
    await expect
      .poll(async () => (await stored(person, room)).map(({ body }) => body))
      .toEqual(["Quick one", "With a file"]);
    await expect(pending(page)).toHaveCount(0);
  });

  test("a message whose files are on their way is taken back into the message box", async ({ browser }) => {
    const here = await behindFaults(browser);
    ({ proxy } = here);
    const { page, person, room } = here;
    here.proxy.slowSending(2 * MB);
    await attach(page, text("long.log", 12 * MB));
    await messageBox(page).fill("Too early");
    await send(page);
    await pending(page).getByRole("button", { name: "Cancel sending, and edit" }).click();
    await expect(pending(page)).toHaveCount(0);
    await expect(messageBox(page)).toHaveValue("Too early");
    await expect(attached(page)).toHaveCount(1);
    await messageBox(page).fill("Now");
    here.proxy.slowSending(0);
    await uploaded(page, "long.log");
    await send(page);
    expect((await sentFiles(person, room, "long.log"))?.body).toBe("Now");
    expect(await stored(person, room)).toHaveLength(1);
  });

  test("an upload goes on after a reload in the middle, and its message is sent", async ({ browser }) => {
    const here = await behindFaults(browser);
    ({ proxy } = here);
    const { page, person, room } = here;
    here.proxy.slowSending(3 * MB);
    await attach(page, text("long.log", 14 * MB));
    await reaches(page, "long.log", 20);
    await messageBox(page).fill("Will be there");
    await messageBox(page).press("Enter");
    await reaches(page, "long.log", 40);
    await page.reload();
    const resumed = page.waitForRequest(isUpload);
    await expect(pending(page)).toHaveCount(1);
    expect(Number(/^bytes=(\d+)-/.exec((await resumed).headers().range ?? "")?.[1])).toBeGreaterThan(0);
    here.proxy.slowSending(0);
    const message = await sentFiles(person, room, "long.log");
    expect(message).toMatchObject({ body: "Will be there", files: [{ size: 14 * MB }] });
    expect(await stored(person, room)).toHaveLength(1);
  });

  test("an upload goes on where it was when the network is back", async ({ browser }) => {
    const here = await behindFaults(browser);
    ({ proxy } = here);
    const { page, person, room } = here;
    here.proxy.slowSending(3 * MB);
    await attach(page, text("long.log", 14 * MB));
    await reaches(page, "long.log", 50);
    here.proxy.block();
    here.proxy.cut();
    await expect(tile(page, "long.log")).toHaveAccessibleName(/Waiting for connection/);
    await messageBox(page).fill("From the train");
    await send(page);
    await expect(pending(page)).toContainText("Waiting for connection");
    const resumed = page.waitForRequest(isUpload);
    here.proxy.slowSending(0);
    here.proxy.restore();
    expect(Number(/^bytes=(\d+)-/.exec((await resumed).headers().range ?? "")?.[1])).toBeGreaterThan(0);
    const message = await sentFiles(person, room, "long.log");
    expect(message).toMatchObject({ body: "From the train", files: [{ size: 14 * MB }] });
  });

  test("an upload is cancelled, and one that waits is tried again at once when asked", async ({ browser }) => {
    const here = await behindFaults(browser);
    ({ proxy } = here);
    const { page, person, room } = here;
    here.proxy.slowSending(2 * MB);
    await attach(page, text("wrong.log", 12 * MB));
    await reaches(page, "wrong.log", 10);
    const ended = page.waitForEvent("requestfailed", isUpload);
    await page.getByRole("button", { name: "Cancel upload of wrong.log" }).click();
    await ended;
    await expect(attached(page)).toHaveCount(0);
    await expect(messageBox(page)).toBeFocused();
    here.proxy.block();
    here.proxy.cut();
    await attach(page, text("right.log", 1000));
    await expect(tile(page, "right.log")).toHaveAccessibleName(/Waiting for connection/);
    // With a connection it may be tried by itself before the button has been reached.
    const again = page.waitForRequest(/\/api\/upload/);
    await page.getByRole("button", { name: "Retry upload of right.log" }).click();
    await again;
    here.proxy.slowSending(0);
    here.proxy.restore();
    await uploaded(page, "right.log");
    await send(page);
    await sentFiles(person, room, "right.log");
  });
});

test("a message whose file is refused is set aside, and can be edited and sent without it", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(REFUSED);
  const { page, person, room, context } = await alone(browser);
  // The upload is held until the message waits for it.
  const gate = await heldAt(context, "/api/uploadthing");
  await attach(page, damaged("photo.png"), text("fine.txt", 10));
  await messageBox(page).fill("Two files");
  await send(page);
  await expect(pending(page)).toHaveCount(1);
  gate.open();
  await expect(failed(page)).toContainText(/Not sent\. photo\.png was refused: /);
  await messageBox(page).fill("Meanwhile");
  await messageBox(page).press("Enter");
  await expect.poll(async () => (await stored(person, room)).map(({ body }) => body)).toEqual(["Meanwhile"]);
  await failed(page).getByRole("button", { name: "Edit" }).click();
  await expect(messageBox(page)).toHaveValue("Two files");
  await expect(failed(page)).toHaveCount(0);
  await expect(attached(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Remove photo.png" }).click();
  await uploaded(page, "fine.txt");
  await send(page);
  await expect.poll(async () => (await stored(person, room)).map(filesOf)).toEqual([[], ["fine.txt"]]);
});

test("Enter right behind a file sends both, and nothing when the file cannot be had", async ({ browser }) => {
  const { page, person, room, context } = await alone(browser);
  const gate = await heldAt(context, "/api/chat/me/storage");
  await attach(page, text("minutes.txt", 100));
  await gate.reached;
  await messageBox(page).fill("Here they are");
  await messageBox(page).press("Enter");
  await expect(page.getByRole("button", { name: "Send" })).toHaveAttribute("aria-busy", "true");
  expect(await stored(person, room)).toEqual([]);
  gate.open();
  const message = await sentFiles(person, room, "minutes.txt");
  expect(message).toMatchObject({ body: "Here they are" });
  await page.reload();
  const second = await heldAt(context, "/api/chat/me/storage");
  await attach(page, text("tool.exe", 10));
  await second.reached;
  await messageBox(page).fill("And this");
  await messageBox(page).press("Enter");
  second.open();
  await expect(refusals(page)).toHaveText([/\.exe cannot be shared/]);
  await expect(messageBox(page)).toHaveValue("And this");
  await expect(pending(page)).toHaveCount(0);
  expect(await stored(person, room)).toHaveLength(1);
});

test("a first file that comes without a network is told of, and can be given again", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|ChunkLoadError|WebSocket/);
  const { page, context } = await alone(browser);
  await allLoaded(page);
  await context.setOffline(true);
  await dispatchFiles(timeline(page), ["dragenter", "dragover", "drop"], [text("minutes.txt", 100)]);
  await expect(refusals(page)).toHaveText(["The server could not be reached."]);
  await dispatchFiles(timeline(page), ["dragenter", "dragover", "drop"], [text("minutes.txt", 100)]);
  await expect(refusals(page)).toHaveCount(2);
  await context.setOffline(false);
  await dispatchFiles(timeline(page), ["dragenter", "dragover", "drop"], [text("minutes.txt", 100)]);
  await uploaded(page, "minutes.txt");
});

test("somebody else who logs in on this browser sees nothing of what was attached", async ({ browser }) => {
  const { page, room, person } = await alone(browser);
  await attach(page, text("secret.txt", 40));
  await uploaded(page, "secret.txt");
  const grace = await register(sharedServer(), uniqueName("grace"));
  await grace.join(room);
  await logOut(page, { dropsFiles: true });
  await logIn(page, grace);
  await openRoom(page, room);
  await expect(page.getByRole("button", { name: "Attach files" })).toBeVisible();
  await attach(page, text("mine.txt", 40));
  await uploaded(page, "mine.txt");
  await expect(attached(page)).toHaveCount(1);
  expect(await stored(person, room)).toEqual([]);
});
