"use client";
import { type ReactNode, useRef, useState } from "react";
import { counted } from "@/components/imports/wording";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { ActionState, FormAction } from "@/lib/action/state";
import { IDLE } from "@/lib/action/state";
import { testSealedAction, testTypedAction } from "@/lib/linking/actions";
import type { TestedKey } from "@/lib/linking/schema";
import { KeyFacts } from "./key-facts";

interface TestConnectionProps {
  locale: string;
}

/** Tries out what is typed in the form around it, without keeping it. */
export function TestTypedConnection({ locale }: TestConnectionProps) {
  const button = useRef<HTMLButtonElement>(null);
  const form = () => new FormData(button.current?.form ?? undefined);
  return <Tester action={testTypedAction} form={form} locale={locale} buttonRef={button} />;
}

/** Tries out the sealed credentials of an account. */
export function TestSealedConnection({ accountId, locale }: TestConnectionProps & { accountId: string }) {
  const form = () => {
    const data = new FormData();
    data.set("accountId", accountId);
    return data;
  };
  return <Tester action={testSealedAction} form={form} locale={locale} />;
}

interface TesterProps extends TestConnectionProps {
  action: FormAction<TestedKey>;
  form: () => FormData;
  buttonRef?: React.Ref<HTMLButtonElement>;
}

function Tester({ action, form, locale, buttonRef }: TesterProps) {
  const [state, setState] = useState<ActionState<TestedKey>>(IDLE);
  const [pending, setPending] = useState(false);
  const test = async () => {
    setPending(true);
    setState(IDLE);
    try {
      setState(await action(IDLE, form()));
    } catch {
      setState({ status: "error", message: "The answer was lost on its way. Press the button again." });
    } finally {
      setPending(false);
    }
  };
  return (
    <div className="space-y-3">
      <Button
        {...(buttonRef ? { ref: buttonRef } : {})}
        variant="secondary"
        pending={pending}
        icon={<Icon name="plug-zap" />}
        onClick={test}
      >
        Test connection
      </Button>
      <Result state={state} locale={locale} />
    </div>
  );
}

function Result({ state, locale }: { state: ActionState<TestedKey>; locale: string }): ReactNode {
  if (state.status === "idle") return null;
  if (state.status === "error") {
    const fields = Object.values(state.fieldErrors ?? {});
    return (
      <Alert tone="danger" title="No connection">
        {state.message} {fields.join(" ")}
      </Alert>
    );
  }
  if (!state.data) return null;
  return (
    <div className="space-y-3">
      <Alert tone="success" title="It works">
        This key opens {counted(state.data.accounts, "account")}.
      </Alert>
      <KeyFacts facts={state.data} locale={locale} />
    </div>
  );
}
