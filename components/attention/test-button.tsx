import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { testAttentionAction } from "@/lib/attention/actions";
import type { Channel } from "@/lib/attention/channels";

export function TestButton({ channel, label }: { channel: Channel; label: string }) {
  return (
    <ActionForm action={testAttentionAction} className="grid justify-items-start gap-3">
      <input type="hidden" name="channel" value={channel} />
      <SubmitButton variant="secondary" pendingText="Sending">
        {label}
      </SubmitButton>
    </ActionForm>
  );
}
