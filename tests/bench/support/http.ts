import { Agent, request } from "node:http";

export type Reply = { status: number; body: string };

/** All servers are asked by the same client: kept connections, nothing parsed. */
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/**
 * Sends one request and resolves when the whole reply has arrived. Rejects for every status but 2xx, unless `status`
 * names another.
 */
export function httpRequest(
  method: "GET" | "POST" | "PUT",
  url: string,
  options: { headers?: Record<string, string>; body?: string; status?: number } = {},
): Promise<Reply> {
  const { headers = {}, body, status: wanted } = options;
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers: { ...headers, ...bodyHeaders(body) } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => {
        const status = response.statusCode ?? 0;
        if (wanted ? status === wanted : status >= 200 && status < 300) resolve({ status, body: text });
        else reject(new Error(`${method} ${url} was answered with ${status}: ${text.slice(0, 300)}`));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function bodyHeaders(body: string | undefined): Record<string, string> {
  if (body === undefined) return {};
  return { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) };
}
