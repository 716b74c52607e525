import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { createNonce, nonceOf, POLICY_HEADER } from "../content-security-policy.ts";
import { sendText } from "./send-reply.ts";

/** A page as it was drawn once: its text in pieces, between which stand what is new in each reply. */
export type PageTemplate = { headers: OutgoingHttpHeaders; nonce: string; pieces: string[] };

const BYTES_MAX = 200_000;
/** These are set for each reply anew. */
const FRAMING = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "date",
  "keep-alive",
  "transfer-encoding",
]);
const DECODE: Record<string, (bytes: Buffer) => Buffer> = {
  "": (bytes) => bytes,
  gzip: gunzipSync,
  br: brotliDecompressSync,
  deflate: inflateSync,
};
/** The moment at which the page was drawn, as the root layout passes it to the browser in React's own notation. */
const NOW = /\\"now\\":(\d{13})\b/;
/** No page has this character. */
const MARK = "\0";

/** Listens to a reply, and calls `keep` with what it makes of it, if it is a whole page that can be sent again. */
export function recordPage(res: ServerResponse, keep: (template: PageTemplate) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const note = (chunk: unknown, encoding: unknown) => {
    if (typeof chunk !== "string" && !(chunk instanceof Uint8Array)) return;
    const bytes = typeof chunk === "string" ? Buffer.from(chunk, toEncoding(encoding)) : Buffer.from(chunk);
    size += bytes.length;
    if (size <= BYTES_MAX) chunks.push(bytes);
  };
  for (const name of ["write", "end"] as const) {
    const send = res[name].bind(res) as (...args: unknown[]) => never;
    res[name] = (...args: unknown[]) => {
      note(args[0], args[1]);
      return send(...args);
    };
  }
  res.once("finish", () => {
    const template = size <= BYTES_MAX ? toTemplate(res, Buffer.concat(chunks)) : null;
    if (template) keep(template);
  });
}

const toEncoding = (value: unknown) => (typeof value === "string" ? (value as BufferEncoding) : "utf8");

function toTemplate(res: ServerResponse, bytes: Buffer): PageTemplate | null {
  const headers = res.getHeaders();
  const policy = String(headers[POLICY_HEADER] ?? "");
  const nonce = nonceOf(policy);
  const decode = DECODE[String(headers["content-encoding"] ?? "")];
  const isPage = res.statusCode === 200 && String(headers["content-type"]).startsWith("text/html");
  if (!isPage || !nonce || !decode || headers["set-cookie"]) return null;
  const text = decode(bytes).toString();
  const now = NOW.exec(text)?.[1];
  if (!now || text.includes(MARK)) return null;
  return {
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !FRAMING.has(name))),
    nonce,
    pieces: text.replaceAll(nonce, `${MARK}nonce${MARK}`).replaceAll(now, `${MARK}now${MARK}`).split(MARK),
  };
}

/** Sends a page again. Resolves when it is sent. */
export async function sendPage(req: IncomingMessage, res: ServerResponse, template: PageTemplate): Promise<void> {
  const { headers, pieces } = template;
  const nonce = createNonce();
  const news: Record<string, string> = { nonce, now: String(Date.now()) };
  // The nonce is in the policy, and in what a browser is told to load ahead.
  for (const [name, value] of Object.entries(headers))
    res.setHeader(name, typeof value === "string" ? value.replaceAll(template.nonce, nonce) : (value ?? ""));
  // Every other piece is the name of what stands there.
  const text = pieces.map((piece, index) => (index % 2 === 0 ? piece : news[piece])).join("");
  await sendText({ req, res }, text);
}
