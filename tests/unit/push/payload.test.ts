import { expect, test } from "vitest";
import type { Message } from "@/lib/messages/schema.ts";
import { messagePayload } from "@/lib/push/payload.ts";

const PAYLOAD_BYTES_MAX = 3072;
const message = (body: string, displayName = "Ada"): Message =>
  ({
    ...{ id: "m", roomId: "r".repeat(20), seq: 12, rootId: null, inRoom: true, kind: "USER", body, files: [] },
    author: { id: "a", username: "ada", displayName, pictureId: null },
  }) as unknown as Message;
const origin = "https://chat.example.org";

test("a notification says who, where and what, without the signs of formatting, and leads to the message", () => {
  const told = { message: message("**Look** at `this`\n\n> quoted"), roomName: "Garden", hidesContent: false, origin };
  expect(messagePayload(told)).toEqual({
    web_push: 8030,
    notification: {
      title: "Ada in Garden",
      body: "Look at this quoted",
      navigate: `${origin}/rooms/${"r".repeat(20)}?m=12`,
      tag: "r".repeat(20),
    },
  });
  expect(messagePayload({ ...told, roomName: "" }).notification.title).toBe("Ada");
});

test("where contents are hidden, neither the words nor a name is in it", () => {
  const payload = messagePayload({ message: message("secret"), roomName: "Garden", hidesContent: true, origin });
  expect(payload.notification).toMatchObject({ title: "Parley", body: "You have a new message." });
  expect(JSON.stringify(payload)).not.toMatch(/secret|Ada|Garden/);
});

test("the longest message, room and name stay below what every push service takes", () => {
  for (const sign of ["x", "é", "東", "👩", '"', "\\", "\u202e", "<"]) {
    const told = { message: message(sign.repeat(8000), sign.repeat(64)), roomName: sign.repeat(80), origin };
    const size = Buffer.byteLength(JSON.stringify(messagePayload({ ...told, hidesContent: false })));
    expect(size, sign).toBeLessThan(PAYLOAD_BYTES_MAX);
  }
});
