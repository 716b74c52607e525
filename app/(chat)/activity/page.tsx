import type { Metadata } from "next";
import { ActivityScreen } from "@/components/activity/activity-screen";
import { activityQuerySchema } from "@/lib/activity/input-schema";
import { listActivity } from "@/lib/activity/queries";
import { requireViewer } from "@/lib/auth/viewer";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: { absolute: "Activity – Parley" } };

export default async function ActivityPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const unreadOnly = (await searchParams).unread === "true";
  const page = await listActivity(viewer, activityQuerySchema.parse({ unread: String(unreadOnly) }));
  const renderedAt = Date.now();
  // The page that is asked for again begins anew.
  return <ActivityScreen key={renderedAt} first={{ page, unreadOnly, renderedAt }} />;
}
