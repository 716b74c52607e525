import { roomParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { changeSettings } from "@/lib/members/change-settings";
import { changeSettingsInputSchema } from "@/lib/members/settings-input";

export const PATCH = route(
  { params: roomParams, body: changeSettingsInputSchema },
  async ({ viewer, params, body }) => ({
    room: await changeSettings(viewer, params.roomId, body),
  }),
);
