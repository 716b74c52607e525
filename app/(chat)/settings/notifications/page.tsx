import type { Metadata } from "next";
import { Notifications } from "@/components/settings/notifications/notifications";
import { requireViewer } from "@/lib/auth/viewer";

export const metadata: Metadata = { title: "Notifications" };

export default async function NotificationsPage() {
  const { id } = await requireViewer();
  return <Notifications viewerId={id} />;
}
