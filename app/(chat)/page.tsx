import type { Metadata } from "next";
import { ChatHome } from "@/components/chats/chat-home";

export const metadata: Metadata = { title: { absolute: "Parley" } };

export default function HomePage() {
  return <ChatHome />;
}
