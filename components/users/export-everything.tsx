import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

/** A form, not a link: the server refuses it when it is sent from anywhere else. */
export function ExportEverything() {
  return (
    <form method="post" action="/settings/export">
      <Button type="submit" variant="secondary" icon={<Icon name="download" />}>
        Export everything
      </Button>
    </form>
  );
}
