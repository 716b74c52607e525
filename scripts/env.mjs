// Reads .env, where there is one, for what is started by hand. What the environment already says wins.
import { existsSync } from "node:fs";

if (existsSync(".env")) process.loadEnvFile(".env");
