import { route } from "@/lib/http/route";
import { loadCalls } from "@/lib/user-groups/own-names";
import { updateProfile } from "@/lib/users/commands";
import { profileInputSchema } from "@/lib/users/profile-schema";

export const GET = route({}, async ({ viewer }) => {
  const { sessionId: _, ...user } = viewer;
  return { user, calls: await loadCalls(viewer) };
});

export const PATCH = route({ body: profileInputSchema }, async ({ viewer, body }) => ({
  user: await updateProfile(viewer, body),
}));
