// Loads .env, if there is one, for commands that are started by hand. Variables of the environment win.
import { existsSync } from "node:fs";

if (existsSync(".env")) process.loadEnvFile(".env");
