import { expect, test } from "vitest";
import { obstacleIn } from "@/lib/push/browser/obstacle.ts";

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15";
const able = { isSecure: true, canPush: true, permission: "default", userAgent: MAC, touchPoints: 0 } as const;
const unable = { ...able, canPush: false, permission: undefined };

test("what stands in the way of notifications is said by browser", () => {
  expect(obstacleIn(able)).toBe(null);
  expect(obstacleIn({ ...able, permission: "granted" })).toBe(null);
  expect(obstacleIn({ ...able, permission: "denied" })).toBe("denied");
  expect(obstacleIn({ ...able, isSecure: false })).toBe("insecure");
  expect(obstacleIn(unable)).toBe("unsupported");
  expect(obstacleIn({ ...unable, userAgent: IPHONE, touchPoints: 5 })).toBe("install-first");
  expect(obstacleIn({ ...unable, touchPoints: 5 }), "an iPad").toBe("install-first");
  expect(obstacleIn({ ...able, userAgent: IPHONE, touchPoints: 5 }), "once installed").toBe(null);
});
