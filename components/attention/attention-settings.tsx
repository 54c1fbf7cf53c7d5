import { ActionForm } from "@/components/form/action-form";
import { CheckboxField } from "@/components/form/checkbox-field";
import { SubmitButton } from "@/components/form/submit-button";
import { Card } from "@/components/ui/card";
import { removeWebhookAction, saveAttentionEmailAction } from "@/lib/attention/actions";
import type { AttentionSettings as Settings } from "@/lib/attention/schema";
import { NoticeList } from "./notice-list";
import { TestButton } from "./test-button";
import { WebhookForm } from "./webhook-form";

interface AttentionSettingsProps extends Settings {
  locale: string;
  timeZone: string;
}

/** How a person is told when an account needs them, and how that went. */
export function AttentionSettings({ byEmail, email, isVerified, webhookHost, notices, locale, timeZone }: AttentionSettingsProps) {
  return (
    <section aria-labelledby="attention" className="grid gap-4">
      <div>
        <h2 id="attention" className="text-lg font-semibold">
          When an account needs you
        </h2>
        <p className="text-muted">A key that no longer works, say. You are told once each time, not once for every attempt.</p>
      </div>
      <Card>
        <div className="grid gap-6">
          <div className="grid justify-items-start gap-3">
            <h3 className="font-medium">By mail</h3>
            <ActionForm action={saveAttentionEmailAction} className="grid justify-items-start gap-3">
              <CheckboxField
                name="byEmail"
                label={`Send a message to ${email}`}
                defaultChecked={byEmail}
                hint={isVerified ? undefined : "Confirm this address first: in Settings, under Profile."}
              />
              <SubmitButton variant="secondary" pendingText="Saving">
                Save
              </SubmitButton>
            </ActionForm>
            {byEmail ? <TestButton channel="email" label="Send a test by mail" /> : null}
          </div>
          <hr className="border-line" />
          <div className="grid justify-items-start gap-3">
            <h3 className="font-medium">Webhook</h3>
            <p>
              {webhookHost ? (
                <>
                  Messages go to <strong className="break-all">{webhookHost}</strong>. The rest of the address is sealed and not shown.
                </>
              ) : (
                "No address is set."
              )}
            </p>
            <WebhookForm />
            {webhookHost ? (
              <div className="flex flex-wrap items-start gap-3">
                <TestButton channel="webhook" label="Send a test" />
                <ActionForm action={removeWebhookAction}>
                  <SubmitButton variant="secondary" pendingText="Removing">
                    Remove address
                  </SubmitButton>
                </ActionForm>
              </div>
            ) : null}
          </div>
          {notices.length > 0 ? (
            <>
              <hr className="border-line" />
              <NoticeList notices={notices} locale={locale} timeZone={timeZone} />
            </>
          ) : null}
        </div>
      </Card>
    </section>
  );
}
