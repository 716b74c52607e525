import { navigate } from "@/components/ui/client-navigation";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser/api";
import { addressOf } from "@/lib/messages/address";
import { messageReplySchema } from "@/lib/messages/schema";
import { summaryOf } from "@/lib/messages/summary";

/** The length of what is told of the message, in characters. */
const EXCERPT_MAX = 100;
const SHOWN_MS = 15_000;

/** Says that the reminder of a message came, with the way to it. What cannot be read now is in Activity all the same. */
export async function tellReminder(messageId: string): Promise<void> {
  const reply = await api(`/api/chat/messages/${messageId}`, { schema: messageReplySchema }).catch(() => null);
  if (!reply || reply.message.deletedAt !== null) return;
  const { message } = reply;
  toast.note(`Reminder: ${message.author.displayName}`, {
    description: summaryOf(message, EXCERPT_MAX),
    action: { label: "Open", onClick: () => navigate(addressOf(message)) },
    duration: SHOWN_MS,
  });
}
