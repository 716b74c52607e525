// The picture in README.md: a team that talks. `PARLEY_PICTURE=1 npm run test:e2e tests/e2e/picture.spec.ts` renews it.
import { expect, signIn, test } from "../support/browser.ts";
import { register } from "../support/cast.ts";
import { startServer } from "../support/server.ts";

const TALK: [who: "ada" | "grace" | "linus", body: string][] = [
  ["grace", "Good morning! The poster for **Saturday** is at the printer's 🎉"],
  ["ada", "Wonderful. Who has the keys to the hall?"],
  [
    "linus",
    "I do. I can open at 8, then we have two hours to set up:\n- tables and chairs\n- the stage\n- sound check",
  ],
  ["grace", "I bring cables. Last year we ran out of them…"],
  ["linus", "> I bring cables\n\nYou are my hero 🙌"],
  ["ada", "The plan is at https://example.org/plan — tell me by tonight if something is missing."],
  ["grace", "Looks complete to me. See you on Saturday!"],
];

test("a team talks in a room, and it looks the way the README shows it", async ({ browser }, info) => {
  const server = await startServer();
  const ada = await register(server, "Ada");
  const people = { ada, grace: await register(server, "Grace"), linus: await register(server, "Linus") };
  const room = await ada.createRoom({ name: "Summer party", topic: "Saturday, 10 to 6, in the old hall" });
  await ada.createRoom({ name: "Music" });
  await people.grace.join(room);
  await people.linus.join(room);
  await people.grace.send(await people.grace.directWith(ada), "Do you have a minute later? ☕");
  await people.linus.send(await people.linus.general(), "Welcome, everybody!");
  for (const [who, body] of TALK) await people[who].send(room, body);

  await ada.read(room, (await ada.room(room)).seq);
  await people.grace.read(room, (await ada.room(room)).seq);
  await ada.send(await ada.directWith(people.linus), "Thank you for the keys!");

  const { page, context } = await signIn(browser, ada, {
    viewport: { width: 1280, height: 800 },
    colorScheme: "light",
  });
  await page.goto(`/rooms/${room.id}`);
  await expect(page.getByText("See you on Saturday!").first()).toBeVisible();
  await expect(page.getByRole("log")).toContainText("sound check");
  await page.evaluate(() => document.fonts.ready);
  const file = process.env.PARLEY_PICTURE ? "docs/screenshot.png" : info.outputPath("picture.png");
  await page.screenshot({ path: file });
  await context.close();
  await server.stop();
});
