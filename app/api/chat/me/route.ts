import { route } from "@/lib/http/route";
import { updateProfile } from "@/lib/users/commands";
import { profileInputSchema } from "@/lib/users/schema";

export const GET = route({}, async ({ viewer: { sessionId: _, ...user } }) => ({ user }));

export const PATCH = route({ body: profileInputSchema }, async ({ viewer, body }) => ({
  user: await updateProfile(viewer, body),
}));
