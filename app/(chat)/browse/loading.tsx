import { BrowseSkeleton } from "@/components/room/browse-skeleton";

export default function Loading() {
  return <BrowseSkeleton />;
}
