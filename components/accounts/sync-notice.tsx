import { Alert } from "@/components/ui/alert";

/** Said on accounts whose broker has credentials: they are kept for a sync that this version doesn't have. */
export function SyncNotice() {
  return <Alert tone="info">Automatic sync comes later; import the Flex XML file meanwhile.</Alert>;
}
