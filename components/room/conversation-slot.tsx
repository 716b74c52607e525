import type { HistoryPage } from "@/lib/messages/schema";
import type { Room } from "@/lib/rooms/schema";
import type { User } from "@/lib/users/schema";

type Props = {
  room: Room;
  viewer: User;
  initialPage: HistoryPage;
  initialPermalinkSeq?: number;
  canPost: true | string;
};

/** Stands in until components/messages/conversation.tsx is there. */
export function Conversation({ initialPage }: Props) {
  return (
    <div role="log" className="flex-1 overflow-y-auto p-5">
      {initialPage.messages.map((message) => (
        <p key={message.id}>
          {message.author.displayName}: {message.body}
        </p>
      ))}
      <textarea aria-label="Message" />
    </div>
  );
}
