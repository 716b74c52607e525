// Before anything else in the browser.
import { config } from "zod";

// Zod tries out eval to see whether it may compile its schemas; the Content-Security-Policy forbids and reports it.
config({ jitless: true });
