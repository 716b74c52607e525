// docs/reliability.md P2.
import { expect, test } from "vitest";
import { isPublicAddress } from "@/lib/outside/public-address.ts";
import { OutsideRefusal } from "@/lib/outside/refusal.ts";
import { requirePublicUrl } from "@/lib/outside/require-public-url.ts";
import { publicLookup, resolvePublic } from "@/lib/outside/resolve-public.ts";

const PUBLIC = ["1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.0.1.1"];
const PUBLIC_6 = ["2606:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888", "2400::1"];
const NOT_PUBLIC = [
  ...["0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1"],
  ...["172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255"],
  ...["198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"],
];
const NOT_PUBLIC_6 = [
  ...["::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:8.8.8.8", "64:ff9b::8.8.8.8"],
  ...[
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::",
  ],
  ...[
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1111%eth0",
    "fec0::1",
    "ff02::1",
  ],
];

test.each([...PUBLIC, ...PUBLIC_6])("%s is on the public internet", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([...NOT_PUBLIC, ...NOT_PUBLIC_6, "", "localhost", "1.2.3", "1.2.3.4.5"])("%s is not", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["https://push.example.org/x", "https://8.8.8.8/", "https://[2606:4700::1111]/a?b"])(
  "%s may be asked",
  (url) => {
    expect(() => requirePublicUrl(new URL(url))).not.toThrow();
  },
);

test.each([
  ...[
    "http://push.example.org/",
    "ftp://push.example.org/",
    "https://push.example.org:8443/",
    "https://a@example.org/",
  ],
  ...["https://:b@example.org/", "https://localhost/", "https://localhost./", "https://database/", "https://[::1]/"],
  ...["https://127.0.0.1/", "https://127.1/", "https://0x7f000001/", "https://2130706433/", "https://017700000001/"],
  ...[
    "https://[::ffff:127.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://169.254.169.254/latest/meta-data",
    "file:///etc/passwd",
  ],
])("%s may not", (url) => {
  expect(() => requirePublicUrl(new URL(url))).toThrow(OutsideRefusal);
});

const resolvesTo =
  (...addresses: string[]) =>
  async () =>
    addresses;

test("a name with one private address beside public ones is refused", async () => {
  expect(await resolvePublic("a.example", resolvesTo("8.8.8.8", "2606:4700::1111"))).toHaveLength(2);
  await expect(resolvePublic("a.example", resolvesTo("8.8.8.8", "10.0.0.1"))).rejects.toThrow(OutsideRefusal);
  await expect(resolvePublic("a.example", resolvesTo("8.8.8.8", "::1"))).rejects.toThrow(OutsideRefusal);
  await expect(resolvePublic("a.example", resolvesTo())).rejects.toThrow("cannot be found");
});

test("a name that is public when it is checked and private afterwards is asked once, and what was checked is connected to", async () => {
  const answers = [["8.8.8.8"], ["127.0.0.1"]];
  let asked = 0;
  const lookup = publicLookup(async () => answers[asked++] ?? []);
  const found = () =>
    new Promise((resolve) =>
      lookup("rebinding.example", { all: true }, (error, address) => resolve(error ? String(error) : address)),
    );
  expect(await found()).toEqual([{ address: "8.8.8.8", family: 4 }]);
  expect(asked).toBe(1);
  expect(await found()).toContain("not on the public internet");
});
