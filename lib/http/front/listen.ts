import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Config, ConfigError } from "../../config.ts";

/** Listens on the host and port of the settings. Resolves to the URL that people open. Rejects with ConfigError. */
export function listen(server: Server, { host, port, appUrl }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const name = error.code === "EADDRINUSE" || error.code === "EACCES" ? "PORT" : "HOST";
      reject(
        new ConfigError(`The setting ${name} cannot be used: ${host} port ${port} is not free (${error.message}).`),
      );
    });
    server.listen(port, host, () => {
      const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
      resolve(appUrl?.origin ?? `http://${shown}:${(server.address() as AddressInfo).port}`);
    });
  });
}
