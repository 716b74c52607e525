// What Next's client needs of next/dist/lib/constants, which is 2 kB of names for the server. next.config.ts puts this in
// its place; a unit test holds the names and values against the installed version of Next.

/** The header of a reply with the id of the build that made it. */
export const NEXT_NAV_DEPLOYMENT_ID_HEADER = "x-nextjs-deployment-id";
