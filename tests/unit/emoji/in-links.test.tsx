import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { MessageInlines } from "@/components/messages/message-inlines";
import type { Inline } from "@/lib/messages/text/nodes";

const draw = (text: string, href: string) => {
  const nodes: Inline[] = [{ type: "link", href, children: [{ type: "text", text }] }];
  return renderToStaticMarkup(<MessageInlines nodes={nodes} shown={{ ownNames: [], emoji: ["party"] }} />);
};

test("an address is drawn as it is, and the words of a link with their emoji", () => {
  const address = "https://example.org/:party:/x";
  expect(draw(address, address)).toContain(`>${address}</a>`);
  expect(draw("see :party: here", address)).toContain('<img src="/api/emoji/party"');
});
